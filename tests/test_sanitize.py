"""Repair: whatever a learner did to the cells, each question is there once, and nothing is lost."""

from __future__ import annotations

from copy import deepcopy

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_output

from autograder.notebooks import find_cell
from tests import cells
from tests.repairs import MASTER, NAMES, WORK, repaired, work


def test_a_sound_notebook_needs_no_repair() -> None:
    """The work stays, the tests are the instructor's with their hidden part, and no note."""
    found = repaired(work())

    assert found.notes == ()
    assert cells.names(found.notebook) == NAMES
    assert find_cell(found.notebook, "squares").source == WORK
    assert find_cell(found.notebook, "why").source == "Because."
    assert "squares([12])" in find_cell(found.notebook, "squares-check").source
    assert len(found.notebook.cells) == len(MASTER.cells)


def test_outputs_and_counts_are_the_learners_claim() -> None:
    """They go: only what runs here counts."""

    def boast(learners: NotebookNode) -> None:
        cell = find_cell(learners, "squares-check")
        cell["execution_count"] = 7
        cell["outputs"] = [
            new_output("execute_result", data={"text/plain": "5.0"}, execution_count=7)
        ]

    found = repaired(work(boast))

    assert all(
        (cell.outputs, cell.execution_count) == ([], None)
        for cell in found.notebook.cells
        if cell.cell_type == "code"
    )


def test_another_machines_kernel_and_metadata_go() -> None:
    """The instructor's kernel runs the notebook; a cell's points are the instructor's."""

    def other(learners: NotebookNode) -> None:
        learners["metadata"] = {"kernelspec": {"name": "conda-env-mine"}}
        find_cell(learners, "squares-check").metadata.nbgrader["points"] = 5000
        find_cell(learners, "why").metadata["tags"] = ["skip-execution"]

    found = repaired(work(other)).notebook

    assert found.metadata == MASTER.metadata
    assert find_cell(found, "squares-check").metadata.nbgrader.points == 5
    assert find_cell(found, "why").metadata == find_cell(MASTER, "why").metadata


@pytest.mark.parametrize("name", NAMES)
def test_a_deleted_cell_returns_to_its_place(name: str) -> None:
    """After the named cell before it, with a note."""
    found = repaired(work(lambda nb: nb.cells.remove(find_cell(nb, name))))

    assert cells.names(found.notebook) == NAMES
    assert find_cell(found.notebook, name).source == find_cell(MASTER, name).source
    note = f"Cell {name} was missing; the original was put back in its place."
    assert found.notes == (note,)


def test_all_cells_deleted() -> None:
    """An empty notebook is graded as an untouched one."""
    found = repaired(work(lambda nb: nb.cells.clear()))

    assert cells.names(found.notebook) == NAMES


def test_a_deleted_answer_returns_without_its_mark_scheme() -> None:
    """Where the master keeps a mark scheme, a learner's own cell never shows it."""
    scheme = "Why?\n### BEGIN MARK SCHEME\nFull points: a product.\n### END MARK SCHEME\n"
    original = cells.notebook(cells.written("why", scheme))

    found = repaired(cells.notebook(cells.code("1 + 1", "mine")), original)

    assert find_cell(found.notebook, "why").source.strip() == "Why?"


def test_of_two_copies_the_one_with_work_counts() -> None:
    """An untouched copy below does not replace the work above, and does not undo it either."""

    def copy(learners: NotebookNode) -> None:
        untouched = deepcopy(find_cell(MASTER, "squares"))
        learners.cells.append(untouched)

    found = repaired(work(copy))

    assert find_cell(found.notebook, "squares").source == WORK
    assert len(found.notebook.cells) == len(MASTER.cells)
    assert found.notes == (
        "Cell squares was there 2 times; the last one you worked in was graded.",
    )


def test_of_two_worked_copies_the_last_counts() -> None:
    """As in nbgrader."""

    def copy(learners: NotebookNode) -> None:
        again = deepcopy(find_cell(learners, "squares"))
        again["source"] = "squares = None"
        learners.cells.append(again)

    assert find_cell(repaired(work(copy)).notebook, "squares").source == "squares = None"


def test_a_test_cell_twice_is_no_work() -> None:
    """The released text lacks the hidden part, which does not make it a learner's work."""

    def copy(learners: NotebookNode) -> None:
        learners.cells.append(deepcopy(find_cell(learners, "squares-check")))

    found = repaired(work(copy))

    assert found.notes == ("Cell squares-check was there 2 times; it was graded once.",)
    assert [cell.source.count("squares([12])") for cell in found.notebook.cells].count(1) == 1


@pytest.mark.parametrize(
    ("name", "kind"), [("squares", "markdown"), ("why", "code"), ("squares-check", "raw")]
)
def test_a_retyped_cell_is_changed_back(name: str, kind: str) -> None:
    """A slip of the keyboard costs nothing: the text stays, and the kind is what it was."""

    def retype(learners: NotebookNode) -> None:
        cell = find_cell(learners, name)
        cell["cell_type"] = kind
        if kind == "markdown":
            cell["attachments"] = {}
        if kind == "code":
            cell["outputs"], cell["execution_count"] = [], 3
        else:
            cell.pop("outputs", None)
            cell.pop("execution_count", None)

    found = repaired(work(retype))

    cell = find_cell(found.notebook, name)
    assert cell.cell_type == find_cell(MASTER, name).cell_type
    assert found.notes == (f"Cell {name} had become a {kind} cell; it was changed back.",)
    assert name == "squares-check" or cell.source == find_cell(work(), name).source


def test_an_edited_test_gets_its_text_back() -> None:
    """With a note, for the learner may wonder; white space alone is no edit."""

    def cheat(learners: NotebookNode) -> None:
        find_cell(learners, "squares-check")["source"] = "5.0"
        find_cell(learners, "setup")["source"] += "\n"

    found = repaired(work(cheat))

    for name in ("setup", "squares-check"):
        assert find_cell(found.notebook, name).source == find_cell(MASTER, name).source
    assert found.notes == ("Cell squares-check had been changed; its original text was put back.",)
