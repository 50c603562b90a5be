"""The tool that shows one table in several ways."""

from __future__ import annotations

import pytest

from pm_exercises.errors import AnswerError
from pm_exercises.exercises import exercise
from pm_exercises.explorers import Lookup, Options, explore
from pm_exercises.item import Table

TOOL = Lookup(
    "Look",
    {"unit": Options("Unit", {"people": "People", "share": "Percent"})},
    lambda chosen: Table(chosen["unit"], ("A",), (("1",),)),
)


def test_lists_start_at_their_first_option() -> None:
    """What is not chosen stands at the first option, as on the screen."""
    assert TOOL.table().caption == "people"
    assert TOOL.table(unit="share").caption == "share"


def test_unknown_choices_are_named() -> None:
    """A list or an option that is not there is refused, with what there is."""
    with pytest.raises(AnswerError, match="Choose from: people, share"):
        TOOL.table(unit="euros")
    with pytest.raises(AnswerError, match="there is no such list"):
        TOOL.table(year="2029")


def test_every_choice_of_every_panel_gives_a_table(
    tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In each Software exercise with a panel, all options of all lists can be shown."""
    monkeypatch.chdir(str(tmp_path))
    shown = 0
    for number in (1, 2, 3, 5, 6, 7):
        panel = explore(exercise(f"SW-E{number}", "ada"))
        for tool in panel.tools:
            if not isinstance(tool, Lookup):
                continue
            for name, options in tool.lists.items():
                for option in options.options:
                    table = tool.table(**{name: option})
                    assert table.rows
                    assert len({len(row) for row in table.rows} | {len(table.columns)}) == 1
                    assert len(table.columns) <= 8
                    shown += 1
        assert panel.widget().children
    assert shown > 40
