"""A RICE board: what its answers look like, its scores, its capacity, and its text twin."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from pm_exercises.errors import AnswerError
from pm_exercises.interactions import CONFIDENCES, Card, RiceBoard
from pm_exercises.item import Answer

BOARD = RiceBoard(
    items=(
        Card("off", "Offline mode", "400 a month"),
        Card("dark", "A dark theme for people who read at night", name="Dark theme"),
        Card("share", "Sharing"),
    ),
    capacity=5,
)
FREE = replace(BOARD, scales={})
FULL: Answer = {
    "rows": {
        "off": {"R": 1200, "I": 2, "C": 0.8, "E": 2},
        "dark": {"R": 3000, "I": 0.25, "C": 1, "E": 1.5},
        "share": {"R": 90, "I": 1, "C": 0.5, "E": 4},
    },
    "order": ["off", "dark", "share"],
    "cut": ["share"],
}


def test_full_answer_reads_as_itself() -> None:
    """An answer in its plain form stays as it is, and nothing is missing from it."""
    assert BOARD.read(FULL) == FULL
    assert BOARD.missing(FULL) == ()


def test_nothing_is_the_empty_answer() -> None:
    """Empty boxes and empty rows are no answer."""
    empty = {"rows": {"off": {"R": "", "I": None}, "dark": None}, "order": None}

    assert BOARD.read(empty) == BOARD.empty()
    assert not BOARD.attempted(empty)


def test_numbers_are_read_as_people_type_them() -> None:
    """Commas between thousands, a unit, a decimal comma, and percent for confidence."""
    typed = {"R": "1,200 people", "I": "0,5", "C": "80 %", "E": "1.5"}

    assert BOARD.read({"rows": {"off": typed}})["rows"]["off"] == {
        "R": 1200,
        "I": 0.5,
        "C": 0.8,
        "E": 1.5,
    }


@pytest.mark.parametrize(
    ("typed", "kept"), [("65 %", 0.65), (65, 0.65), (0.65, 0.65), ("1 %", 0.01), (1, 1), (0, 0)]
)
def test_confidence_is_kept_as_a_fraction(typed: float | str, kept: float) -> None:
    """Percent and fractions are told apart, on a board that takes any number."""
    assert FREE.read({"rows": {"off": {"C": typed}}})["rows"]["off"]["C"] == kept


def test_a_typed_ranking_is_made_whole() -> None:
    """Items left out of a ranking come last; what is cut is put in the order of the ranking."""
    read = BOARD.read({"order": ["share"], "cut": ["dark", "off"]})

    assert read["order"] == ["share", "off", "dark"]
    assert read["cut"] == ["off", "dark"]


def test_a_line_without_a_ranking_ranks_as_given() -> None:
    """A line is drawn under something, so the order it was drawn in counts as chosen."""
    assert BOARD.read({"cut": ["share"]})["order"] == ["off", "dark", "share"]


@pytest.mark.parametrize(
    ("answer", "path"),
    [
        ({"rows": ["off"]}, "rows"),
        ({"rows": {"on": {}}}, "rows.on"),
        ({"rows": {"off": 3}}, "rows.off"),
        ({"rows": {"off": {"X": 3}}}, "rows.off.X"),
        ({"rows": {"off": {"R": "many"}}}, "rows.off.R"),
        ({"rows": {"off": {"R": -1}}}, "rows.off.R"),
        ({"rows": {"off": {"I": 2.5}}}, "rows.off.I"),
        ({"rows": {"off": {"C": 120}}}, "rows.off.C"),
        ({"rows": {"off": {"E": 0}}}, "rows.off.E"),
        ({"order": "off"}, "order"),
        ({"order": ["on"]}, "order.on"),
        ({"order": ["off", "off"]}, "order.off"),
        ({"order": ["off", "dark", "share"], "cut": ["off"]}, "cut.off"),
    ],
)
def test_shape_errors_name_the_path(answer: Any, path: str) -> None:
    """A field of the wrong shape is refused, with the way to it."""
    with pytest.raises(AnswerError) as caught:
        BOARD.read(answer)

    assert caught.value.path == path


def test_a_number_off_the_scale_is_told_the_scale() -> None:
    """The error says what can be chosen."""
    with pytest.raises(AnswerError, match="Choose from: 3 massive, 2 high"):
        BOARD.read({"rows": {"off": {"I": 4}}})


def test_missing_names_factor_and_item() -> None:
    """What is left is named so that it can be found; a line is asked for where not all fits."""
    rows = {item: {**row, "E": 2} for item, row in FULL["rows"].items()}
    del rows["dark"]["I"]

    assert BOARD.missing({"rows": rows}) == (
        "choose Impact for “Dark theme”",
        "rank the items",
        "draw the cut line",
    )
    assert replace(BOARD, capacity=6).missing({**FULL, "rows": rows, "cut": []}) == (
        "choose Impact for “Dark theme”",
    )


def test_live_scores_and_ranks_what_is_complete() -> None:
    """A score needs all four numbers; those without one come last, as they stand."""
    facts = BOARD.live({"rows": {"dark": FULL["rows"]["dark"], "off": {"R": 9}}}).facts

    assert facts["scores"] == {"dark": "500"}
    assert facts["ranked"] == ["dark", "off", "share"]


def test_live_says_what_every_place_of_the_line_comes_to() -> None:
    """The line can be moved with its meaning in sight."""
    live = BOARD.live(FULL)

    assert [line["text"] for line in live.facts["lines"]] == [
        "0 of 5 person-months, 5 left",
        "2 of 5 person-months, 3 left",
        "3.5 of 5 person-months, 1.5 left",
        "7.5 of 5 person-months, 2.5 too many",
    ]
    assert [line["over"] for line in live.facts["lines"]] == [False, False, False, True]
    assert live.gauges[0].text == "3.5 of 5 person-months above the line, 1.5 left"
    assert live.count == "12 of 12 numbers filled in, ranked, 1 of 3 items cut"


def test_capacity_says_whose_effort_is_unknown() -> None:
    """A capacity that looks free may not be."""
    live = BOARD.live({"rows": {"off": {"E": "2"}}})

    assert live.gauges[0].text.endswith("3 left; 2 without an effort yet")


def test_text_twin_has_scores_and_the_line() -> None:
    """The table says in words what the board shows, in the order of the ranking."""
    table = BOARD.table(FULL)

    assert table.columns[:4] == ("Item", "Evidence", "Rank", "Reach (people a quarter)")
    assert table.rows[0] == (
        *("Offline mode", "400 a month", "1", "1,200", "2 high", "80 %", "2"),
        *("960", "built"),
    )
    assert table.rows[2][-2:] == ("11.2", "cut")
    assert table.caption.endswith("3.5 of 5 person-months above the line, 1.5 left")


def test_text_twin_of_half_an_answer() -> None:
    """What is open is said, not left blank."""
    row = FREE.table({"rows": {"off": {"C": 0.8}}}).rows[0]

    assert row[2:] == (
        "not ranked yet",
        "not filled in yet",
        "not filled in yet",
        "80",
        "not filled in yet",
        "not known yet",
        "built",
    )


def test_spec_gives_lists_for_scales_and_units_for_numbers() -> None:
    """A factor with a scale has its options, by the number's own spelling; one without, a unit."""
    reach, impact, confidence, _ = BOARD.spec()["factors"]

    assert (reach["unit"], reach["options"]) == ("people a quarter", [])
    assert [option["id"] for option in impact["options"]] == ["3", "2", "1", "0.5", "0.25"]
    assert [option["name"] for option in confidence["options"]] == list(CONFIDENCES.values())
    assert FREE.spec()["factors"][2] == {
        "id": "C",
        "label": "Confidence",
        "unit": "%",
        "options": [],
    }
