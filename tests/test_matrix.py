"""A matrix: what its answers look like, in the model, text twin, grid of lists and meter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pm_exercises.board import Board, Exercise
from pm_exercises.errors import AnswerError
from pm_exercises.interactions import Matrix, MatrixColumn, MatrixRow
from pm_exercises.item import Answer, Item, ReadOnlyAnswer, Table
from pm_exercises.views.matrix import MatrixView


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


@pytest.fixture
def view(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], MatrixView]:
    """Open the grid's view, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    exercise = Exercise(
        item=Item("TST-E1", "Who does what", "Fill.", 5, ()),
        generate=lambda _rng: None,
        interaction=lambda _data: RACI,
        criteria=(),
        messages={},
        hints=lambda _data: (),
    )
    return lambda: MatrixView(Board(exercise, "ada"))


def test_full_answer_reads_as_itself() -> None:
    """An answer in its plain form stays as it is, and nothing is missing from it."""
    assert RACI.read(FULL) == FULL
    assert RACI.missing(FULL) == ()


def test_extra_is_there_only_where_something_is_asked() -> None:
    """A grid without extra questions has no "extra" in its answer."""
    assert PLAIN.empty() == {"grid": {}}
    assert PLAIN.read(FULL) == {"grid": FULL["grid"]}


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


def test_the_lists_spell_the_typed_answer(view: Callable[[], MatrixView]) -> None:
    """Hands on the lists save what a typed dictionary would, and it comes back on opening."""
    view().play(FULL)

    again = view()
    assert again.board.answer == FULL
    assert again.controls["grid", "spec", "when"].value == "fri"
    assert again.controls["extra", "chair"].value == "you"


def test_every_list_names_row_and_column(view: Callable[[], MatrixView]) -> None:
    """Each list makes sense read alone, and offers its own column's answers only."""
    controls = view().controls

    assert [box.description for box in controls.values()] == [
        "Design for Write the spec",
        "Meeting for Write the spec",
        "Design for Test <it>",
        "Meeting for Test <it>",
        "Who chairs",
    ]
    assert [key for _, key in controls["grid", "test", "when"].options] == ["", "mon", "fri"]


def test_the_meter_follows_every_choice(view: Callable[[], MatrixView]) -> None:
    """The sentence under the grid is the exercise's own, redrawn at once, and never markup."""
    opened = view()
    before = opened.body.children[-1].value

    opened.controls["grid", "test", "who"].value = "A"

    after = opened.body.children[-1].value
    assert "0 rows have an owner" in before
    assert "1 rows have an owner &lt;now&gt;." in after


def test_tables_to_look_up_stand_above_the_grid(view: Callable[[], MatrixView]) -> None:
    """What a learner needs for the choice is on the board, as a real table."""
    first = view().body.children[0].value

    assert "<caption>Rooms</caption>" in first
