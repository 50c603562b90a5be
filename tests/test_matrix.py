"""A matrix: what its answers look like, numbers in it, its meter and its text twin."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from pm_exercises.errors import AnswerError
from pm_exercises.interactions import Matrix, MatrixColumn, MatrixRow
from pm_exercises.interactions.base import Gauge
from pm_exercises.item import Answer, ReadOnlyAnswer, Table


def _owners(answer: ReadOnlyAnswer) -> str:
    count = sum(row.get("who") == "A" for row in answer["grid"].values())
    return f"{count} rows have an owner <now>."


RACI = Matrix(
    rows=(MatrixRow("spec", "Write the spec", "due in May"), MatrixRow("test", "Test <it>")),
    columns=(
        MatrixColumn("who", "Design", {"A": "Accountable", "R": "Responsible"}),
        MatrixColumn("when", "Meeting", {"mon": "Monday", "fri": "Friday"}),
    ),
    extra=(MatrixColumn("chair", "Who chairs", {"me": "I do", "you": "You do"}),),
    meter=_owners,
    tables=(Table("Rooms", ("Room", "Seats"), (("Oak", "8"),)),),
    corner="Task",
)
PLAIN = replace(RACI, extra=(), meter=None)
FULL: Answer = {
    "grid": {"spec": {"who": "A", "when": "fri"}, "test": {"who": "R", "when": "mon"}},
    "extra": {"chair": "you"},
}
RATED = Matrix(
    rows=(MatrixRow("crash", "Crash"), MatrixRow("typo", "Typo")),
    columns=(
        MatrixColumn("bad", "Severity", low=0, high=4, whole=True, unit="0 to 4"),
        MatrixColumn("work", "Work", low=0),
    ),
)


def test_full_answer_reads_as_itself() -> None:
    """An answer in its plain form stays as it is, and nothing is missing from it."""
    assert RACI.read(FULL) == FULL
    assert RACI.missing(FULL) == ()


def test_extra_is_there_only_where_something_is_asked() -> None:
    """A grid without extra questions has no "extra" in its answer."""
    assert PLAIN.empty() == {"grid": {}}
    assert PLAIN.read({"grid": FULL["grid"]}) == {"grid": FULL["grid"]}
    with pytest.raises(AnswerError, match="there is no 'extra' here"):
        PLAIN.read(FULL)


def test_empty_cells_are_no_answer() -> None:
    """A row of lists nobody touched is dropped, and ids are read whatever their case."""
    read = RACI.read(
        {"grid": {"spec": {"who": "", "when": None}, "test": {"who": "r"}}, "extra": {"chair": ""}}
    )

    assert read == {"grid": {"test": {"who": "R"}}, "extra": {}}


def test_a_row_may_be_null() -> None:
    """A row left empty in a typed dictionary is a row not begun."""
    assert RACI.read({"grid": {"spec": None}, "extra": None}) == RACI.empty()


@pytest.mark.parametrize(
    ("answer", "path"),
    [
        ({"grid": ["spec"]}, "grid"),
        ({"grid": {"build": {}}}, "grid.build"),
        ({"grid": {"spec": "A"}}, "grid.spec"),
        ({"grid": {"spec": []}}, "grid.spec"),
        ({"grid": {"spec": {"where": "A"}}}, "grid.spec.where"),
        ({"grid": {"spec": {"who": "mon"}}}, "grid.spec.who"),
        ({"grid": {"spec": {"who": True}}}, "grid.spec.who"),
        ({"extra": "me"}, "extra"),
        ({"extra": {"host": "me"}}, "extra.host"),
        ({"extra": {"chair": "they"}}, "extra.chair"),
    ],
)
def test_shape_errors_name_the_path(answer: Any, path: str) -> None:
    """A field of the wrong shape is refused, with the way to it."""
    with pytest.raises(AnswerError) as caught:
        RACI.read(answer)

    assert caught.value.path == path


def test_missing_names_row_and_column() -> None:
    """What is left is named cell by cell, so that it can be found."""
    missing = RACI.missing({"grid": {"spec": {"who": "A", "when": "fri"}, "test": {"who": "A"}}})

    assert missing == ("choose Meeting for Test <it>", "choose Who chairs")


def test_text_twin_holds_facts_choices_and_meter() -> None:
    """The table has every cell, the facts beside a row, the extra questions and the meter."""
    table = RACI.table({"grid": {"spec": {"who": "A"}}})

    assert table.caption == "1 of 5 choices made. 1 rows have an owner <now>."
    assert table.columns == ("Task", "Facts", "Design", "Meeting")
    assert table.rows == (
        ("Write the spec", "due in May", "Accountable", "not chosen yet"),
        ("Test <it>", "", "not chosen yet", "not chosen yet"),
        ("Who chairs", "not chosen yet", "", ""),
    )


def test_a_grid_without_facts_has_no_column_for_them() -> None:
    """Nobody reads an empty column aloud, and without a meter the caption only counts."""
    bare = replace(PLAIN, rows=(MatrixRow("spec", "Write the spec"),))

    table = bare.table({"grid": {}})

    assert table.columns == ("Task", "Design", "Meeting")
    assert table.caption == "0 of 2 choices made"


def test_numbers_are_read_as_people_type_them() -> None:
    """A rating is a whole number, other numbers take a comma, and zero is an answer."""
    read = RATED.read({"grid": {"crash": {"bad": "4", "work": "0,5"}, "typo": {"bad": 0}}})

    assert read == {"grid": {"crash": {"bad": 4, "work": 0.5}, "typo": {"bad": 0}}}
    assert RATED.missing(read) == ("fill in Work for Typo",)


@pytest.mark.parametrize("given", ["much", 5, -1, 2.5, True])
def test_what_is_no_rating_is_refused_by_its_cell(given: Any) -> None:
    """Words, numbers off the scale and halves name the cell they stand in."""
    with pytest.raises(AnswerError) as caught:
        RATED.read({"grid": {"typo": {"bad": given}}})

    assert caught.value.path == "grid.typo.bad"


def test_text_twin_of_numbers_has_units_and_counts_cells() -> None:
    """A number is written as it was typed, its unit in the heading."""
    table = RATED.table({"grid": {"crash": {"bad": 4, "work": 0.5}}})

    assert table.columns == ("Row", "Severity (0 to 4)", "Work")
    assert table.rows[0] == ("Crash", "4", "0.5")
    assert table.rows[1] == ("Typo", "not filled in yet", "not filled in yet")
    assert table.caption == "2 of 4 cells filled in"


def test_live_keeps_count_and_meter_apart() -> None:
    """The exercise's own sentence is a fact of the board, beside the count."""
    live = RACI.live({"grid": {"test": {"who": "A"}}, "extra": {}})

    assert live.count == "1 of 5 choices made"
    assert live.facts["meter"] == "1 rows have an owner <now>."
    assert PLAIN.live({"grid": {}}).facts["meter"] == ""


def test_a_meter_may_be_a_bar() -> None:
    """A number with a limit is shown as a bar, and said with its name in the text twin."""
    metered = replace(PLAIN, meter=lambda _: Gauge("Hours", 9, 8, "9 of 8 hours, 1 too many", True))

    live = metered.live({"grid": {}})

    assert [gauge.over for gauge in live.gauges] == [True]
    assert live.facts["meter"] == ""
    assert metered.caption({}) == "0 of 4 choices made. Hours: 9 of 8 hours, 1 too many"


def test_spec_tells_lists_from_numbers() -> None:
    """A column with options is a list; one without takes a number and may have a unit."""
    spec = replace(RATED, extra=RACI.extra).spec()

    assert [column["options"] for column in spec["columns"]] == [[], []]
    assert [column["unit"] for column in spec["columns"]] == ["0 to 4", ""]
    assert spec["extra"][0]["options"][0] == {"id": "me", "name": "I do"}
    assert spec["corner"] == "Row"


def test_a_meter_can_be_several_bars() -> None:
    """One gauge for each person: all are shown, and the caption says them in words."""
    bars = (Gauge("Ada", 3, 5, "3 of 5 hours"), Gauge("Bo", 6, 4, "6 of 4 hours", over=True))
    board = Matrix(
        rows=(MatrixRow("r", "Row"),),
        columns=(MatrixColumn("c", "Column", {"a": "A"}),),
        meter=lambda _answer: bars,
    )

    live = board.live(board.empty())

    assert live.gauges == bars
    assert board.caption(board.empty()).endswith("Ada: 3 of 5 hours; Bo: 6 of 4 hours")
