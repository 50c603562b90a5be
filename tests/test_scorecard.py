"""Scorecards: numbers are read kindly, half an answer is fine, and problems name their cell."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pm_exercises.errors import AnswerError
from pm_exercises.interactions import Choice, Scorecard, Value

CARD = Scorecard(
    cells=(
        Value("gain", "Share gained", "share points", example="4.2"),
        Value("month", "Since", "month 1 to 36", example="7", low=1, high=36, whole=True),
        Choice("cause", "Cause", {"share": "Lost share", "market": "Smaller market"}),
    )
)
PERCENT = Value("p", "Share", "percent", low=0, high=100, fractions=True)


def test_answer_in_its_one_plain_form() -> None:
    """Numbers stay numbers, whole ones are whole and are saved as such."""
    answer = {"vals": {"gain": 9.1, "month": 22.0}, "pick": {"cause": "share"}}

    assert CARD.read(answer) == {"vals": {"gain": 9.1, "month": 22}, "pick": {"cause": "share"}}
    assert isinstance(CARD.read(answer)["vals"]["month"], int)


def test_half_an_answer_is_legal() -> None:
    """A cell that is empty, blank or None is simply not filled in yet."""
    half = {"vals": {"gain": "", "month": None}, "pick": {"cause": ""}}

    assert CARD.read(half) == CARD.read({}) == CARD.empty()
    assert not CARD.attempted(half)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("9.1", 9.1),
        (" 9,1 ", 9.1),
        ("+9.1 pp", 9.1),
        ("9.1 share points", 9.1),
        ("9.1points", 9.1),
        ("\u22124,5", -4.5),
        ("-4.5 Share Points", -4.5),
        ("12\u00a0500", 12500),
        (".5", 0.5),
        ("1e3", 1000),
        (0, 0),
    ],
)
def test_numbers_are_read_kindly(typed: Any, read: float) -> None:
    """The unit, a plus sign, a decimal comma, a real minus sign: all mean what they say."""
    assert CARD.read({"vals": {"gain": typed}})["vals"]["gain"] == read


@pytest.mark.parametrize(("typed", "read"), [("month 22", 22), ("36", 36), ("22.0", 22)])
def test_a_units_own_digits_are_not_taken_off(typed: str, read: int) -> None:
    """The unit “month 1 to 36” must not eat the 36 of an answer."""
    assert CARD.read({"vals": {"month": typed}})["vals"]["month"] == read


def test_thousands_comma_in_whole_numbers() -> None:
    """12,500 people are not twelve and a half."""
    people = Scorecard((Value("n", "People", "people", whole=True),))

    assert people.read({"vals": {"n": "12,500 people"}})["vals"]["n"] == 12500


@pytest.mark.parametrize(
    ("typed", "read"), [(0.28, 28), ("0,28", 28), ("28 %", 28), (1, 1), (0, 0)]
)
def test_a_fraction_stands_for_its_percentage(typed: Any, read: float) -> None:
    """Where a percentage below 1 cannot be, 0.28 means 28; reading it twice changes nothing."""
    card = Scorecard((PERCENT,))
    once = card.read({"vals": {"p": typed}})

    assert once["vals"]["p"] == read
    assert card.read(once) == once


@pytest.mark.parametrize(
    ("answer", "path", "problem"),
    [
        ({"vals": {"gain": "a lot"}}, "vals.gain", "'a lot' is not a number"),
        ({"vals": {"gain": "5 kg"}}, "vals.gain", "'5 kg' is not a number"),
        ({"vals": {"gain": [1]}}, "vals.gain", "a list"),
        ({"vals": {"gain": True}}, "vals.gain", "true or false"),
        ({"vals": {"gain": float("nan")}}, "vals.gain", "not-a-number"),
        ({"vals": {"month": 22.5}}, "vals.month", "a whole number, got 22.5"),
        ({"vals": {"month": 0}}, "vals.month", "a number from 1 to 36, got 0"),
        ({"vals": {"month": 37}}, "vals.month", "a number from 1 to 36, got 37"),
        ({"vals": {"gian": 3}}, "vals.gian", "there is no 'gian' here"),
        ({"vals": 3}, "vals", "expected a dictionary"),
        ({"pick": {"cause": "weather"}}, "pick.cause", "'weather' is not one of"),
        ({"pick": {"rival": "share"}}, "pick.rival", "there is no 'rival' here"),
    ],
)
def test_problem_names_the_cell(answer: dict[str, Any], path: str, problem: str) -> None:
    """The message starts with the path to the field and says what was expected."""
    with pytest.raises(AnswerError, match=problem) as caught:
        CARD.read(answer)

    assert caught.value.path == path


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(0, None, "0 or more"), (None, 9, "9 or less"), (None, None, "any number")],
)
def test_range_in_words(low: float | None, high: float | None, words: str) -> None:
    """A limit on one side only reads like one."""
    assert Value("v", "V", "", low=low, high=high).range == words


def test_what_is_missing_in_words() -> None:
    """Each empty cell is named with its unit."""
    assert CARD.missing({"vals": {"gain": 3}}) == (
        "fill in “Since (month 1 to 36)”",
        "choose “Cause”",
    )


def test_text_twin_shows_every_cell() -> None:
    """The twin has the question, the answer as typed, and the unit."""
    table = CARD.table({"vals": {"gain": 9.0}, "pick": {"cause": "market"}})

    assert table.caption == "2 of 3 cells filled in"
    assert table.rows == (
        ("Share gained", "9", "share points"),
        ("Since", "not filled in yet", "month 1 to 36"),
        ("Cause", "Smaller market", ""),
    )


def test_text_twin_names_the_groups() -> None:
    """Where cells stand under headings, the heading is on every row."""
    card = Scorecard((Value("a", "Share", "percent", group="Home"), PERCENT))

    assert card.table({}).columns == ("Part", "Cell", "Answer", "Unit")
    assert card.table({}).rows[0][0] == "Home"


def test_problem_shows_how_to_write_it() -> None:
    """What cannot be read is told with the cell's own example; without one, it stands alone."""
    with pytest.raises(AnswerError) as caught:
        CARD.read({"vals": {"month": "late autumn"}})
    assert str(caught.value) == "vals.month: 'late autumn' is not a number. Write it like 7."

    with pytest.raises(AnswerError) as caught:
        Scorecard((PERCENT,)).read({"vals": {"p": "many"}})
    assert str(caught.value) == "vals.p: 'many' is not a number."


def test_board_is_told_all_that_it_shows() -> None:
    """Each cell has its words, and a number what to write; all of it is plain JSON."""
    spec = CARD.spec()

    assert json.loads(json.dumps(spec)) == spec
    assert spec["cells"][1] == {
        "id": "month",
        "label": "Since",
        "group": "",
        "kind": "value",
        "unit": "month 1 to 36",
        "hint": "for example 7",
        "keys": "numeric",
    }
    assert spec["cells"][2]["options"][0] == {"id": "share", "name": "Lost share"}


@pytest.mark.parametrize(
    ("low", "whole", "keys"),
    [(None, False, "text"), (-5, True, "text"), (0, False, "decimal"), (1, True, "numeric")],
)
def test_a_phone_offers_the_keys_that_are_needed(low: float | None, whole: bool, keys: str) -> None:
    """A number pad may lack the minus sign, so it is offered only where there is none."""
    assert Value("v", "V", "", low=low, whole=whole).keys == keys


def test_live_counts_the_filled_cells() -> None:
    """The line under the form says how far it is filled in."""
    assert CARD.live({}).count == "0 of 3 cells filled in"
    assert CARD.live({"vals": {"gain": 0}, "pick": {"cause": "share"}}).count == (
        "2 of 3 cells filled in"
    )
