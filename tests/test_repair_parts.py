"""Cells that were split, merged or copied: one answer again, with all the work in it."""

from __future__ import annotations

from copy import deepcopy

import pytest
from nbformat import NotebookNode
from traitlets.config import Config

from autograder.notebooks import find_cell
from autograder.release import master
from autograder.sanitize.repair import Sanitized
from tests import cells
from tests.repairs import MASTER, NAMES, WORK, repaired, work

CHECK = "right = squares(numbers) == [1, 4, 9]\n5.0 if right else 0.0"


def sources(found: Sanitized) -> list[str]:
    """Return the texts of a repaired notebook's cells, in order."""
    return [cell.source for cell in found.notebook.cells]


def split(name: str, *parts: str, marks: str = "both") -> NotebookNode:
    """Return the work with one cell split, as JupyterLab does it, or as other programs do."""

    def change(learners: NotebookNode) -> None:
        whole = find_cell(learners, name)
        at = learners.cells.index(whole)
        made = []
        for number, text in enumerate(parts):
            part = deepcopy(whole)
            part["source"] = text
            part["id"] = name if number == 0 else f"part-{number}"
            if (marks == "first" and number) or (marks == "last" and number < len(parts) - 1):
                part["metadata"] = NotebookNode()
            made.append(part)
        learners.cells[at : at + 1] = made

    return work(change)


def merged(first: str, *others: str, keep: str, joint: str = "\n\n") -> NotebookNode:
    """Return the work with neighbours merged into one cell that keeps one of the names."""

    def change(learners: NotebookNode) -> None:
        all_cells = [find_cell(learners, name) for name in (first, *others)]
        kept = find_cell(learners, keep)
        text = joint.join(cell.source for cell in all_cells)
        at = learners.cells.index(all_cells[0])
        for cell in all_cells:
            learners.cells.remove(cell)
        kept["source"] = text
        learners.cells.insert(at, kept)

    return work(change)


@pytest.mark.parametrize("marks", ["both", "first", "last"])
def test_code_in_parts_all_runs(marks: str) -> None:
    """In its order, before the check, whichever of the parts bears the name."""
    found = repaired(split("squares", "n = 2", "def power(x):\n    return x**n", WORK, marks=marks))

    assert cells.names(found.notebook) == NAMES
    assert sources(found)[2:5] == ["n = 2", "def power(x):\n    return x**n", WORK]
    assert len(found.notes) == (1 if marks == "both" else 0)


@pytest.mark.parametrize("marks", ["both", "first", "last"])
def test_code_cut_in_the_middle_of_a_function(marks: str) -> None:
    """Neither half runs alone, so they are put together."""
    head, body = WORK.split("\n")

    found = repaired(split("squares", head, body, marks=marks))

    if marks != "last":
        assert find_cell(found.notebook, "squares").source == WORK
        assert len(found.notes) == 1
    assert cells.names(found.notebook) == NAMES


@pytest.mark.parametrize("marks", ["both", "first"])
def test_a_reader_sees_all_parts_of_a_written_answer(marks: str) -> None:
    """In one cell, in their order."""
    found = repaired(split("why", "First of all.", "Then this.", "In the end.", marks=marks))

    assert find_cell(found.notebook, "why").source == "First of all.\n\nThen this.\n\nIn the end."
    assert len(found.notebook.cells) == len(MASTER.cells)
    assert len(found.notes) == 1


def test_an_answer_written_beside_its_cell() -> None:
    """The answer cell is as it was; the words stand in a cell of the learner's own above it."""

    def change(learners: NotebookNode) -> None:
        find_cell(learners, "why")["source"] = find_cell(MASTER, "why").source
        learners.cells.insert(-1, cells.text("Because I say so.", "mine"))

    found = repaired(work(change))

    assert "Because I say so." in find_cell(found.notebook, "why").source


def test_two_versions_of_a_written_answer_are_not_two_parts() -> None:
    """A copy that was worked on further is the answer, as in nbgrader."""

    def change(learners: NotebookNode) -> None:
        find_cell(learners, "why")["source"] = "A square is a product of a number with itself."
        again = deepcopy(find_cell(learners, "why"))
        again["source"] = "A square is a product of a number with itself, so it grows quickly."
        learners.cells.append(again)

    found = repaired(work(change))

    assert find_cell(found.notebook, "why").source.endswith("so it grows quickly.")
    assert find_cell(found.notebook, "why").source.count("product") == 1


def test_halves_of_a_check_are_one_check_again() -> None:
    """Neither half runs as the learner's own."""
    found = repaired(split("squares-check", *CHECK.split("\n")))

    assert sources(found)[3] == find_cell(MASTER, "squares-check").source
    assert len(found.notebook.cells) == len(MASTER.cells)
    assert found.notes == ("Cell squares-check had been split; it was put together again.",)


@pytest.mark.parametrize("joint", ["\n\n", "\n"])
@pytest.mark.parametrize("keep", ["squares", "squares-check"])
def test_an_answer_merged_with_its_check(keep: str, joint: str) -> None:
    """The check gets the master's text, the answer keeps the learner's, whoever kept the name."""
    found = repaired(merged("squares", "squares-check", keep=keep, joint=joint))

    assert find_cell(found.notebook, "squares").source == WORK
    assert sources(found)[3] == find_cell(MASTER, "squares-check").source
    assert len(found.notebook.cells) == len(MASTER.cells)
    assert found.notes == (
        "Cells squares and squares-check had been merged with one another; they were taken apart.",
    )


@pytest.mark.parametrize("keep", ["setup", "squares", "squares-check"])
def test_three_cells_merged_into_one(keep: str) -> None:
    """What stands between two locked texts is the answer."""
    found = repaired(merged("setup", "squares", "squares-check", keep=keep))

    assert cells.names(found.notebook) == NAMES
    assert find_cell(found.notebook, "squares").source == WORK
    assert len(found.notebook.cells) == len(MASTER.cells)


def test_a_merged_cell_that_lost_its_name() -> None:
    """The locked texts in it tell what it is."""

    def lose(learners: NotebookNode) -> None:
        learners.cells[1]["metadata"], learners.cells[1]["id"] = NotebookNode(), "x"

    learners = merged("setup", "squares", "squares-check", keep="squares")
    lose(learners)

    found = repaired(learners)

    assert find_cell(found.notebook, "squares").source == WORK


def test_work_in_a_changed_check_is_not_lost() -> None:
    """Where the check's own text was changed too, what stands there runs as the answer."""
    learners = merged("squares", "squares-check", keep="squares-check")
    find_cell(learners, "squares-check")["source"] = f"{WORK}\nassert squares([2])\n5.0"

    found = repaired(learners)

    assert WORK in find_cell(found.notebook, "squares").source
    assert find_cell(found.notebook, "squares-check").source == MASTER.cells[3].source


def test_code_that_a_person_marks_keeps_all_its_parts() -> None:
    """A reader sees one cell; a cell magic stays at the head of its own."""
    answer = cells.answer("plot", "# plot here")
    answer.metadata.nbgrader.update({"grade": True, "points": 3})
    original = master(cells.notebook(cells.locked("data", "xs = [1, 2]"), answer), Config())
    learners = deepcopy(original)
    half = deepcopy(learners.cells[1])
    learners.cells[1]["source"], half["source"], half["id"] = "ys = xs", "print(ys)", "half"
    learners.cells.append(half)

    assert find_cell(repaired(learners, original).notebook, "plot").source == "ys = xs\n\nprint(ys)"

    half["source"] = "%%time\nprint(ys)"
    assert "%%time" not in sources(repaired(learners, original))[1]
