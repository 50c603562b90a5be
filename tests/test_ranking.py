"""A ranking: what its answers look like, in the model and as a text twin."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from pm_exercises.errors import AnswerError
from pm_exercises.interactions import Card, Pick, Ranking
from tests.gallery import sample

JOBS = Ranking(
    cards=(
        Card("lamp", "Mend the lamp", "dark since May"),
        Card("door", "Oil the door that everyone complains about", name="Oil the door"),
        Card("roof", "Look at the roof"),
    ),
    picks=(
        Pick("why", "Reason", {"law": "A date that cannot move", "gut": "A feeling"}),
        Pick("who", "Owner", {"ann": "Ann"}, cards=("lamp",)),
    ),
)
PLAIN = replace(JOBS, picks=())
FULL = {
    "order": ["roof", "lamp", "door"],
    "picks": {"lamp": {"why": "gut", "who": "ann"}, "door": {"why": "gut"}, "roof": {"why": "law"}},
}


def test_full_answer_reads_as_itself() -> None:
    """An answer in its plain form stays as it is, and nothing is missing from it."""
    assert JOBS.read(FULL) == FULL
    assert JOBS.missing(FULL) == ()


def test_picks_are_there_only_where_something_is_asked() -> None:
    """A ranking without extra choices has no "picks" in its answer."""
    assert PLAIN.empty() == {"order": []}
    assert PLAIN.read({"order": FULL["order"]}) == {"order": ["roof", "lamp", "door"]}
    with pytest.raises(AnswerError, match="there is no 'picks' here"):
        PLAIN.read(FULL)


def test_a_half_done_order_is_an_answer() -> None:
    """Only some ids may be there; empty places close up, and ids are read whatever their case."""
    read = JOBS.read({"order": ["ROOF", "", None, " lamp "], "picks": {"roof": {"why": ""}}})

    assert read == {"order": ["roof", "lamp"], "picks": {}}


def test_a_line_of_picks_may_be_null() -> None:
    """A line left empty in a typed dictionary is one not begun."""
    assert JOBS.read({"picks": {"lamp": None}}) == JOBS.empty()


@pytest.mark.parametrize(
    ("answer", "path"),
    [
        ({"order": "roof"}, "order"),
        ({"order": {"1": "roof"}}, "order"),
        ({"order": ["roof", "cellar"]}, "order.2"),
        ({"order": ["roof", 3]}, "order.2"),
        ({"order": ["roof", "lamp", "Roof"]}, "order.3"),
        ({"picks": ["lamp"]}, "picks"),
        ({"picks": {"cellar": {}}}, "picks.cellar"),
        ({"picks": {"lamp": "gut"}}, "picks.lamp"),
        ({"picks": {"door": {"who": "ann"}}}, "picks.door.who"),
        ({"picks": {"lamp": {"who": "bob"}}}, "picks.lamp.who"),
    ],
)
def test_shape_errors_name_the_path(answer: Any, path: str) -> None:
    """A field of the wrong shape is refused, with the way to it."""
    with pytest.raises(AnswerError) as caught:
        JOBS.read(answer)

    assert caught.value.path == path


def test_missing_names_what_has_no_place() -> None:
    """What is left is named by the short names, ranks first and then choices."""
    missing = JOBS.missing({"order": ["roof"], "picks": {"lamp": {"who": "ann"}}})

    assert missing == (
        "rank “Mend the lamp”",
        "rank “Oil the door”",
        "choose reason for “Mend the lamp”",
        "choose reason for “Oil the door”",
        "choose reason for “Look at the roof”",
    )


def test_a_reason_need_not_be_given() -> None:
    """Where the exercise only offers a reason, an order alone is complete."""
    offered = replace(JOBS, picks_needed=False)

    assert offered.missing({"order": FULL["order"]}) == ()
    assert offered.table({"order": FULL["order"]}).rows[0][3:] == ("none", "not asked")


def test_text_twin_stands_in_the_order_given() -> None:
    """Ranked items come first, by their places; the rest follows as the cards lie."""
    table = JOBS.table({"order": ["roof"], "picks": {"roof": {"why": "law"}}})

    assert table.caption == "1 of 3 ranked"
    assert table.columns == ("Item", "Place", "Facts", "Reason", "Owner")
    assert table.rows == (
        ("Look at the roof", "1", "", "A date that cannot move", "not asked"),
        ("Mend the lamp", "not ranked yet", "dark since May", "not chosen yet", "not chosen yet"),
        (
            "Oil the door that everyone complains about",
            "not ranked yet",
            "",
            "not chosen yet",
            "not asked",
        ),
    )


def test_a_ranking_without_facts_has_no_column_for_them() -> None:
    """Nobody reads an empty column aloud."""
    bare = Ranking((Card("roof", "Look at the roof"),))

    assert bare.table({"order": ["roof"]}).columns == ("Item", "Place")


def test_the_board_counts_what_is_ranked() -> None:
    """What the answer comes to is said while the learner works on it."""
    assert JOBS.live({"order": ["roof", "door"]}).count == "2 of 3 ranked"


def test_the_board_gets_cards_picks_and_heading() -> None:
    """The frontend is told all that it draws."""
    spec = JOBS.spec()

    assert [card["id"] for card in spec["cards"]] == ["lamp", "door", "roof"]
    assert spec["picks"][1]["cards"] == ["lamp"]
    assert spec["heading"] == "Your order, best first"


def test_the_sample_is_whole() -> None:
    """The gallery's wanted answer is complete, and its other answers can be read."""
    board = sample("ranking")
    jobs = board.exercise.interaction(None)

    assert jobs.missing(board.wanted) == ()
    assert jobs.read(board.wrong) == board.wrong
    assert jobs.read(board.half) == board.half
