"""Scorecards: numbers are read kindly, half an answer is fine, and problems name their cell."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from numpy.random import Generator

from pm_exercises.board import Board, Exercise
from pm_exercises.errors import AnswerError
from pm_exercises.interactions import Choice, Scorecard, Value
from pm_exercises.item import Item
from pm_exercises.views.scorecard import ScorecardView

CARD = Scorecard(
    cells=(
        Value("gain", "Share gained", "share points", example="4.2"),
        Value("month", "Since", "month 1 to 36", example="7", low=1, high=36, whole=True),
        Choice("cause", "Cause", {"share": "Lost share", "market": "Smaller market"}),
    )
)
PERCENT = Value("p", "Share", "percent", low=0, high=100, fractions=True)


def test_answer_in_its_one_plain_form() -> None:
    """Numbers stay numbers, whole ones are whole, and unknown top-level keys are dropped."""
    answer = {"vals": {"gain": 9.1, "month": 22.0}, "pick": {"cause": "share"}, "note": "x"}

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


def view_of(card: Scorecard, monkeypatch: pytest.MonkeyPatch, folder: Path) -> ScorecardView:
    """A scorecard's controls in a folder of their own."""
    monkeypatch.chdir(folder)

    def data(_rng: Generator) -> None:
        return None

    exercise = Exercise(
        item=Item("FND-E3", "Test", "Fill in.", 1, ()),
        generate=data,
        interaction=lambda _data: card,
        criteria=(),
        messages={},
        hints=lambda _data: (),
    )
    return ScorecardView(Board(exercise, "ada"))


def test_unreadable_box_says_so_and_the_rest_is_saved(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """One odd entry costs one cell, and its reason stands under that cell."""
    view = view_of(CARD, monkeypatch, tmp_path)
    view.controls["vals", "month"].value = "late autumn"
    view.controls["vals", "gain"].value = "9,1"

    assert view.board.answer == {"vals": {"gain": 9.1}, "pick": {}}
    assert "is not a number. Write it like 7" in view._notes["month"].value
    assert view.controls["vals", "month"].value == "late autumn"
    assert "Read as 9.1 share points" in view._notes["gain"].value


def test_mended_box_is_saved_and_its_problem_goes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The problem stays only as long as it is one."""
    view = view_of(CARD, monkeypatch, tmp_path)
    view.controls["vals", "month"].value = "99"
    view.controls["vals", "month"].value = "21"

    assert view.board.answer["vals"] == {"month": 21}
    assert view._notes["month"].value == ""


def test_fraction_is_not_turned_in_silence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Who types 0.28 is told that it was read as 28 percent."""
    view = view_of(Scorecard((PERCENT,)), monkeypatch, tmp_path)
    view.controls["vals", "p"].value = "0.28"

    assert view.board.answer["vals"] == {"p": 28}
    assert "Read as 28 percent." in view._notes["p"].value


def test_every_control_has_a_name_that_makes_sense_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The label carries the unit, for who hears one control at a time."""
    view = view_of(CARD, monkeypatch, tmp_path)

    assert [control.description for control in view.controls.values()] == [
        "Share gained (share points)",
        "Since (month 1 to 36)",
        "Cause",
    ]
