"""The sprint board: stories, columns, capacities, what waits for what, limits."""

from __future__ import annotations

from typing import Any

import pytest

from pm_exercises.errors import AnswerError
from pm_exercises.interactions import (
    Choice,
    Column,
    Pick,
    Scorecard,
    SprintBoard,
    Stage,
    Story,
    Value,
)

BOARD = SprintBoard(
    stories=(
        Story("lock", "Open a lock", 5, "value 8", {"back": 5}),
        Story("log", "Log in", 3, "", {"back": 2, "front": 1}),
        Story("pay", "Pay by card on the spot", 8, "", {"front": 8}, ("log",), name="Pay"),
        Story("race", "League table", 1),
    ),
    columns=(
        Column("now", "Sprint 7", 12, {"back": 6, "front": 9}),
        Column("next", "Sprint 8"),
        Column("no", "Decline", asks=("why",), built=False),
    ),
    tracks={"back": "Backend", "front": "Frontend"},
    picks=(Pick("why", "Reason", {"few": "Too few people", "harm": "Could hurt"}),),
    stages=(Stage("dev", "Doing", 1, 5), Stage("next", "Sprint 8")),
    form=Scorecard((Choice("goal", "Goal", {"ride": "Start a ride"}),)),
)
PLAIN = SprintBoard((Story("a", "First", 2), Story("b", "Second", 3)))
HALF = {"now": ["pay", "lock"], "next": ["log"], "wip": {"dev": 3}}
WHOLE = {
    "now": ["log", "pay"],
    "next": ["lock"],
    "no": ["race"],
    "wip": {"dev": 3, "next": 2},
    "picks": {"race": {"why": "few"}},
    "vals": {},
    "pick": {"goal": "ride"},
}


def test_plain_board_has_the_catalogue_schema() -> None:
    """Without extras the answer is two lists, and nothing else."""
    assert PLAIN.empty() == {"sprint": [], "later": []}
    assert PLAIN.read({"sprint": ["b"]}) == {"sprint": ["b"], "later": []}
    assert not PLAIN.attempted({})
    assert PLAIN.attempted({"later": ["a"]})


def test_reading_keeps_the_order_and_is_stable() -> None:
    """What was read is read as the same again, in the order in which stories lie."""
    once = BOARD.read(WHOLE)

    assert once == WHOLE
    assert BOARD.read(once) == once
    assert list(BOARD.read({"now": ("pay", "LOCK")})["now"]) == ["pay", "lock"]


def test_limits_are_read_kindly_and_are_whole() -> None:
    """A limit may come as text; half a story in progress is none."""
    assert BOARD.read({"wip": {"dev": " 3 ", "next": ""}})["wip"] == {"dev": 3}
    assert isinstance(BOARD.read({"wip": {"dev": 3.0}})["wip"]["dev"], int)


def test_a_pick_lasts_as_long_as_its_column_asks() -> None:
    """A reason for declining is let go with the declining."""
    moved = {**WHOLE, "no": [], "next": ["lock", "race"]}

    assert BOARD.read(moved)["picks"] == {}


@pytest.mark.parametrize(
    ("answer", "path", "problem"),
    [
        ({"now": "lock"}, "now", "expected a list of stories"),
        ({"now": ["lock", "loch"]}, "now.1", "'loch' is not one of the choices"),
        ({"now": [3]}, "now.0", "expected text"),
        ({"now": ["lock"], "next": ["log", "lock"]}, "next.1", "'lock' is already in Sprint 7"),
        ({"now": ["lock", "lock"]}, "now.1", "already in Sprint 7"),
        ({"wip": {"dev": "many"}}, "wip.dev", "'many' is not a number"),
        ({"wip": {"dev": 2.5}}, "wip.dev", "a whole number, got 2.5. It can be 1 to 5"),
        ({"wip": {"test": 2}}, "wip.test", "there is no 'test' here"),
        ({"wip": 3}, "wip", "expected a dictionary"),
        ({"picks": {"rice": {}}}, "picks.rice", "there is no 'rice' here"),
        ({"picks": {"race": {"who": "few"}}}, "picks.race.who", "there is no 'who' here"),
        ({"no": ["race"], "picks": {"race": {"why": "bad"}}}, "picks.race.why", "not one of"),
        ({"pick": {"goal": "fly"}}, "pick.goal", "'fly' is not one of"),
    ],
)
def test_problem_names_the_field(answer: dict[str, Any], path: str, problem: str) -> None:
    """The message starts with the path to the field and says what was expected."""
    with pytest.raises(AnswerError, match=problem) as caught:
        BOARD.read(answer)

    assert caught.value.path == path


def test_what_is_missing_in_words() -> None:
    """Each story without a place, each open reason, limit and cell is named."""
    assert BOARD.missing({**HALF, "no": ["race"]}) == (
        "choose reason for “League table”",
        "set the limit for Sprint 8",
        "choose “Goal”",
    )
    assert BOARD.missing(HALF)[0] == "place “League table”"
    assert BOARD.missing(WHOLE) == ()


def test_a_story_may_stay_in_the_backlog_where_the_exercise_says_so() -> None:
    """Then one story planned is enough to be complete, and none is not."""
    board = SprintBoard(PLAIN.stories, place_all=False)

    assert board.missing({}) == ("move a story out of the backlog",)
    assert board.missing({"sprint": ["a"]}) == ()


def test_capacities_are_said_in_words() -> None:
    """A gauge for each capacity, of points and of each track; too much is said, not only shown."""
    live = BOARD.live(HALF)

    assert [(gauge.label, gauge.text, gauge.over) for gauge in live.gauges] == [
        ("Sprint 7", "13 of 12 points, 1 too many", True),
        ("Sprint 7, backend", "5 of 6 points, 1 left", False),
        ("Sprint 7, frontend", "8 of 9 points, 1 left", False),
    ]
    assert live.count == "3 of 4 stories placed"
    assert live.facts["columns"] == {
        "now": "2 stories · 13 of 12 points, 1 too many",
        "next": "1 story · 3 points",
        "no": "0 stories · 0 points",
    }


def test_full_is_not_over() -> None:
    """A column filled to its capacity says that nothing is left."""
    gauge = BOARD.live({"now": ["lock", "log"]}).gauges[1]

    assert (gauge.text, gauge.over) == ("7 of 6 points, 1 too many", True)
    full = SprintBoard(PLAIN.stories, (Column("sprint", "Sprint", 5),))
    assert full.live({"sprint": ["a", "b"]}).gauges[0].text == "5 of 5 points, none left"


@pytest.mark.parametrize(
    ("answer", "where"),
    [
        ({"now": ["pay"], "next": ["log"]}, "Sprint 8"),
        ({"now": ["pay"]}, "Backlog"),
        ({"next": ["pay"], "no": ["log"]}, "Decline"),
    ],
)
def test_a_story_before_what_it_waits_for_is_said(answer: dict[str, Any], where: str) -> None:
    """Later, not planned, and declined are all too late."""
    live = BOARD.live(answer)

    assert live.facts["early"] == {"pay": ["log"]}
    assert "it waits for “Log in”" in live.warnings[0]
    assert live.warnings[0].endswith(f"which is in {where}.")


@pytest.mark.parametrize(
    "answer",
    [
        {"now": ["pay", "log"]},
        {"now": ["log"], "next": ["pay"]},
        {"no": ["pay"]},
        {"no": ["pay"], "next": ["log"]},
        {},
    ],
)
def test_what_waits_in_time_is_no_warning(answer: dict[str, Any]) -> None:
    """The same column is early enough, and what is not built waits for nothing."""
    assert BOARD.early(BOARD.read(answer)) == ()
    assert BOARD.live(answer).warnings == ()


def test_limits_out_of_range_and_overfull_are_said() -> None:
    """A limit that cannot be, and a column that holds more than its limit."""
    live = BOARD.live({"next": ["lock", "log"], "wip": {"dev": 9, "next": 1}})

    assert live.warnings == (
        "The limit for Doing is 9; it can be 1 to 5.",
        "Sprint 8 is over its limit of 1 by 1.",
    )
    assert live.facts["columns"]["next"] == "2 stories, limit 1 · 8 points"
    assert BOARD.live({"wip": {"next": 0}}).warnings == (
        "The limit for Sprint 8 is 0; it can be 1 or more.",
    )


def test_text_twin_says_where_everything_lies() -> None:
    """Stories in the order of the board, the backlog last, then limits and the form."""
    table = BOARD.table({**HALF, "no": ["race"], "picks": {"race": {"why": "few"}}})

    assert table.columns == ("Story or question", "Points", "Where", "Waits for", "Reason")
    assert table.rows == (
        ("Pay by card on the spot", "8", "Sprint 7", "Log in", "not asked"),
        ("Open a lock", "5", "Sprint 7", "nothing", "not asked"),
        ("Log in", "3", "Sprint 8", "nothing", "not asked"),
        ("League table", "1", "Decline", "nothing", "Too few people"),
        ("Doing, limit", "", "3", "", ""),
        ("Sprint 8, limit", "", "not set yet", "", ""),
        ("Goal", "", "not chosen yet", "", ""),
    )


def test_numbers_alone_are_a_board_too() -> None:
    """Limits and a forecast without stories: nothing is said of stories."""
    flow = SprintBoard(
        (), stages=(Stage("dev", "Doing"),), form=Scorecard((Value("days", "Cycle", "days"),))
    )
    answer = {"wip": {"dev": 4}, "vals": {"days": "6,5"}}

    assert flow.missing({}) == ("set the limit for Doing", "fill in “Cycle (days)”")
    assert flow.missing(answer) == ()
    assert flow.live(answer).count == ""
    assert flow.table(answer).rows == (("Doing, limit", "", "4"), ("Cycle (days)", "", "6.5"))


def test_spec_is_plain_and_says_sizes_in_words() -> None:
    """The frontend gets every size as words: it adds nothing up."""
    spec = BOARD.spec()

    assert spec["stories"][1]["points"] == "3 points"
    assert spec["stories"][3]["points"] == "1 point"
    assert spec["stories"][1]["tracks"] == ["Backend 2", "Frontend 1"]
    assert spec["columns"][2] == {"id": "no", "name": "Decline", "asks": ["why"]}
    assert [cell["id"] for cell in spec["form"]] == ["goal"]


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        ({"stories": (Story("a", "A", 1), Story("a", "B", 1))}, "two things are called 'a'"),
        ({"columns": (Column("wip", "WIP"),)}, "two things are called 'wip'"),
        ({"stories": (Story("a", "A", 1, after=("z",)),)}, "'z' is named"),
        ({"stories": (Story("a", "A", 1, tracks={"ops": 1}),)}, "no such track"),
        ({"columns": (Column("c", "C", asks=("why",)),)}, "no such pick"),
    ],
)
def test_a_board_that_cannot_be_is_refused(wrong: dict[str, Any], problem: str) -> None:
    """An author who mistypes an id is told at once."""
    with pytest.raises(ValueError, match=problem):
        SprintBoard(**({"stories": ()} | wrong))
