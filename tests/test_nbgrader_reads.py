"""nbgrader reads the same score from a graded notebook as we gave it."""

from __future__ import annotations

from typing import Any

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_output
from nbgrader.utils import determine_grade

from autograder.nbgrader_steps import say_plainly
from autograder.scores import Score
from tests import cells


def shows(text: str) -> NotebookNode:
    """Return what a cell shows that ends in a value."""
    made: NotebookNode = new_output("execute_result", data={"text/plain": text})
    return made


FAILED = new_output("error", ename="AssertionError", evalue="no", traceback=["no"])
WARNED = new_output("stream", name="stderr", text="careful")
SEEN: tuple[list[Any], ...] = (
    [],
    [WARNED],
    [FAILED],
    [WARNED, FAILED],
    [shows("5.0")],
    [WARNED, shows("5.0")],
    [shows("np.float64(2.5)")],
    [shows("False")],
    [shows("None")],
    [shows("-1")],
    [shows("7")],
    [shows("nan")],
    [shows("2.5"), FAILED],
    [FAILED, shows("2.5")],
)


@pytest.mark.parametrize("outputs", SEEN)
@pytest.mark.parametrize("given", [0.0, 2.5, 5.0])
def test_nbgrader_reads_our_score(outputs: list[NotebookNode], given: float) -> None:
    """Whatever a check showed, and also where warnings are taken out afterwards."""
    work = cells.notebook(cells.check("sq-check", "..."))
    work.cells[0]["outputs"] = [NotebookNode(output) for output in outputs]

    say_plainly(work, [Score("sq-check", 5, given, attempted=True)])

    (cell,) = work.cells
    assert determine_grade(cell) == (given, 5)
    kinds = [output.output_type for output in cell.outputs]
    assert kinds.count("error") + kinds.count("execute_result") == 1
    assert not any(output.get("name") == "stderr" for output in cell.outputs)


@pytest.mark.parametrize("given", [0.0, None])
@pytest.mark.parametrize("checksum", ["", "same"])
def test_nbgrader_reads_an_answer_as_we_do(given: float | None, checksum: str) -> None:
    """Nothing written: no points, and no reader is needed."""
    from nbgrader.utils import compute_checksum

    work = cells.notebook(cells.written("why", "..."))
    (cell,) = work.cells
    cell.metadata.nbgrader["checksum"] = compute_checksum(cell) if checksum else ""

    say_plainly(work, [Score("why", 4, given, attempted=given is None)])

    assert determine_grade(cell) == (given, 4)
