"""Cells that lost what nbgrader wrote into them are found again, by their id or their text."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbformat import NotebookNode
from nbformat.validator import validate

from autograder.notebooks import find_cell, parse_notebook, to_text
from autograder.sanitize import sanitize
from tests import cells
from tests.repairs import MASTER, NAMES, repaired, work


@pytest.mark.parametrize("name", NAMES)
def test_lost_metadata_is_recognised_by_the_id(name: str) -> None:
    """In our releases, a cell's id is its name."""
    found = repaired(work(lambda nb: find_cell(nb, name).metadata.pop("nbgrader")))

    assert cells.names(found.notebook) == NAMES
    assert len(found.notebook.cells) == len(MASTER.cells)
    assert found.notes == (f"Cell {name} had lost what nbgrader knows it by, and was found again.",)


@pytest.mark.parametrize("name", ["setup", "squares-check"])
def test_lost_metadata_and_id_are_recognised_by_the_text(name: str) -> None:
    """A locked cell that was copied into a new one, its released text unchanged."""

    def lose(learners: NotebookNode) -> None:
        cell = find_cell(learners, name)
        cell.metadata.pop("nbgrader")
        cell["id"] = "elsewhere"

    found = repaired(work(lose))

    assert cells.names(found.notebook) == NAMES
    assert len(found.notebook.cells) == len(MASTER.cells)


def test_two_locked_cells_with_one_text_are_both_found() -> None:
    """In order, so that each check stays behind its own question."""
    source = "assert answer == 42, 'not the answer'"
    original = cells.notebook(cells.check("one", source), cells.check("two", source))
    lost = deepcopy(original)
    for number, cell in enumerate(lost.cells):
        cell.metadata.pop("nbgrader")
        cell["id"] = f"lost-{number}"

    found = repaired(lost, original)

    assert cells.names(found.notebook) == ["one", "two"]
    assert len(found.notebook.cells) == 2


@pytest.mark.parametrize("marks", [{"grade_id": "from-another-course"}, {}, [], None, 7])
def test_an_unknown_name_is_an_ordinary_cell(marks: Any) -> None:
    """A cell that was copied out of another notebook runs, and is not graded."""

    def add(learners: NotebookNode) -> None:
        cell = cells.code("mine = 1", "squares")  # with the id of a cell that is there
        cell.metadata["nbgrader"] = marks
        learners.cells.insert(0, cell)

    found = repaired(work(add))

    assert cells.names(found.notebook) == NAMES
    assert found.notebook.cells[0].source == "mine = 1"
    assert "nbgrader" not in found.notebook.cells[0].metadata


def test_an_older_notebook_can_be_repaired() -> None:
    """nbformat 4.4 knows no ids; the repaired notebook is of a form that does."""
    original, learners = deepcopy(MASTER), work()
    for older in (original, learners):
        older["nbformat_minor"] = 4
        for cell in older.cells:
            cell.pop("id")
    learners = parse_notebook(to_text(learners), "older")

    assert cells.names(sanitize(learners, original).notebook) == NAMES
    validate(sanitize(learners, original).notebook)


EDITS = st.lists(
    st.tuples(
        st.integers(0, len(MASTER.cells) - 1),  # which cell
        st.sampled_from(["keep", "lose", "rename", "retype", "edit", "id", "clear"]),
    ),
    max_size=9,
)


@given(EDITS)
@settings(deadline=None)
def test_any_selection_of_cells_can_be_repaired(edits: list[tuple[int, str]]) -> None:
    """Any subset, order and number of copies, with damage: each named cell is there once."""
    learners, source = work(), work().cells
    learners["cells"] = []
    for number, edit in edits:
        cell = deepcopy(source[number])
        meta = cell.metadata
        if edit == "lose":
            meta.pop("nbgrader", None)
        elif edit == "rename" and "nbgrader" in meta:
            meta.nbgrader["grade_id"] = NAMES[number % 4]
        elif edit == "retype":
            cell["cell_type"] = "raw"
            cell.pop("outputs", None)
            cell.pop("execution_count", None)
        elif edit == "edit":
            cell["source"] += "\n# mine"
        elif edit == "id":
            cell["id"] = "cell-0"
        elif edit == "clear":
            cell["source"] = ""
        learners.cells.append(cell)

    found = repaired(learners)

    assert cells.names(found.notebook) == NAMES
    for name in NAMES:
        cell, original = find_cell(found.notebook, name), find_cell(MASTER, name)
        assert (cell.cell_type, cell.metadata) == (original.cell_type, original.metadata)
    assert sanitize(found.notebook, MASTER).notes == ()
