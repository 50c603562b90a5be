"""Cells that were moved: named ones return to the course's order, the learner's own stay by."""

from __future__ import annotations

import pytest
from nbformat import NotebookNode
from traitlets.config import Config

from autograder.notebooks import find_cell, grade_id
from autograder.release import master, release_notebook
from tests import cells
from tests.repairs import MASTER, NAMES, repaired, work

TWO = cells.notebook(
    cells.locked("board-1", "board_1 = list('first')"),
    cells.answer("answer-1", "# first answer"),
    cells.check("check-1", "5.0 if one == 1 else 0.0"),
    cells.text("## The second question", "heading"),
    cells.locked("board-2", "board_2 = list('second')"),
    cells.answer("answer-2", "# second answer"),
    cells.check("check-2", "5.0 if two == 2 else 0.0"),
)
SHORT = {"b": "board", "a": "answer", "c": "check"}


def arranged(order: str) -> tuple[str, tuple[str, ...]]:
    """Return the order of cells after a repair: "b1 a1 h c1", with h and k the learner's own."""
    original = master(TWO, Config())
    released = release_notebook(TWO, Config())
    find_cell(released, "answer-1")["source"] = "one = 1"
    find_cell(released, "answer-2")["source"] = "two = 2"
    own = {name: cells.code(f"{name} = 0", name) for name in "hkm"} | {"H": released.cells[3]}
    made = [
        own[word] if word in own else find_cell(released, f"{SHORT[word[0]]}-{word[1]}")
        for word in order.split()
    ]
    found = repaired(cells.notebook(*made), original)
    names = [grade_id(cell) or cell.id.replace("heading", "H") for cell in found.notebook.cells]
    words = [f"{name[0]}{name[-1]}" if "-" in name else name for name in names]
    return " ".join(words), found.notes


@pytest.mark.parametrize(
    ("order", "after"),
    [
        ("b1 a1 c1 H b2 a2 c2", "b1 a1 c1 H b2 a2 c2"),
        ("b1 c1 a1 H b2 a2 c2", "b1 a1 c1 H b2 a2 c2"),  # a check above its answer
        ("b1 c1 h a1 H b2 a2 c2", "b1 h a1 c1 H b2 a2 c2"),  # with the answer's helper below it
        ("b1 c1 a1 h H b2 a2 c2", "b1 a1 h c1 H b2 a2 c2"),  # or with a part of the answer
        ("a1 b1 c1 H b2 a2 c2", "b1 a1 c1 H b2 a2 c2"),  # an answer above its board
        ("b1 a1 c2 c1 H b2 a2", "b1 a1 c1 H b2 a2 c2"),
        ("b1 a1 c1 H b2 a2 h k", "b1 a1 c1 H b2 a2 h k c2"),  # a deleted check
        ("b1 a1 c1 H h a2 c2", "b1 a1 c1 H b2 h a2 c2"),  # a deleted board
        ("b1 a1 c1 H h a2 c2 b2", "b1 a1 c1 H b2 h a2 c2"),
        ("H b2 a2 h c2 b1 a1 k c1", "b1 a1 k c1 H b2 a2 h c2"),  # both questions
        ("h H b2 a2 c2 c1 a1 b1", "b1 a1 h c1 H b2 a2 c2"),
        ("h k", "b1 h a1 c1 b2 k a2 c2"),
        ("b1 a1 k c1 m H b2 h a2 c2", "b1 a1 k c1 m H b2 h a2 c2"),
    ],
)
def test_the_courses_order(order: str, after: str) -> None:
    """As little moves as can be: locked cells before answers, and helpers with their answers."""
    found, notes = arranged(order)

    if order != "h k":
        assert found == after
    assert " ".join(word for word in found.split() if word[0] in "bac") == "b1 a1 c1 b2 a2 c2"
    assert bool(notes) == (order != after)


def test_moving_is_told() -> None:
    """By the names of the cells that were moved."""
    _, notes = arranged("b1 c1 a1 H b2 a2 c2")

    assert notes == (
        "Cell check-1 stood in another place; it was put back where the course has it.",
    )


def test_all_cells_the_other_way_round() -> None:
    """Nothing is lost, and nothing is there twice."""
    found = repaired(work(lambda nb: nb.cells.reverse()))

    assert cells.names(found.notebook) == NAMES
    assert len(found.notebook.cells) == len(MASTER.cells)


def test_a_copy_at_the_end_counts_where_the_question_is() -> None:
    """The later version comes after the earlier one, and both before the check."""

    def copy(learners: NotebookNode) -> None:
        again = NotebookNode(find_cell(learners, "squares"))
        again["source"], again["id"] = "def squares(xs):\n    return []", "again"
        learners.cells.append(again)

    found = repaired(work(copy))

    places = {cell.source: at for at, cell in enumerate(found.notebook.cells)}
    first, last = (place for text, place in places.items() if text.startswith("def squares"))
    check = [grade_id(cell) for cell in found.notebook.cells].index("squares-check")
    assert first < last < check
