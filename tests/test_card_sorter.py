"""The card sorter's answers (W1): cards in bins, and the choices made for some of them."""

from __future__ import annotations

from typing import Any

import pytest

from pm_exercises.errors import AnswerError
from pm_exercises.interactions import Card, CardSorter, Pick

SORTER = CardSorter(
    cards=(Card("lid", "Order the lids"), Card("talk", "Talk with five people")),
    bins={"project": "Project", "product": "Product"},
    picks=(Pick("often", "How often", {"once": "Once", "month": "Every month"}, cards=("talk",)),),
)


def test_a_line_of_picks_may_be_null() -> None:
    """A line left empty in a typed dictionary is one not begun."""
    assert SORTER.read({"picks": {"talk": None}}) == SORTER.empty()


@pytest.mark.parametrize(
    ("answer", "path"),
    [
        ({"bins": ["lid"]}, "bins"),
        ({"bins": {"cellar": "project"}}, "bins.cellar"),
        ({"bins": {"lid": "nowhere"}}, "bins.lid"),
        ({"picks": {"cellar": {}}}, "picks.cellar"),
        ({"picks": {"talk": "month"}}, "picks.talk"),
        ({"picks": {"lid": {"often": "once"}}}, "picks.lid.often"),
        ({"picks": {"talk": {"often": "daily"}}}, "picks.talk.often"),
    ],
)
def test_shape_errors_name_the_path(answer: Any, path: str) -> None:
    """A field of the wrong shape is refused, with the way to it."""
    with pytest.raises(AnswerError) as caught:
        SORTER.read(answer)

    assert caught.value.path == path
