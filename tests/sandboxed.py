"""Run some cells as Ada's in a sandbox, and look at what they showed."""

from __future__ import annotations

from nbformat import NotebookNode
from nbformat.validator import validate

from autograder.execute import Executed, Limits, Place, Sandbox, execute
from tests import cells

QUICK = Limits(cell_seconds=10, submission_seconds=60)
ADA = Place("ada", "ps", {"data.csv": b"1, 2, 3"})


def run(sandbox: Sandbox, *sources: str, limits: Limits = QUICK) -> Executed:
    """Run some code cells as Ada's, and check what holds for every run."""
    work = cells.notebook(*(cells.code(source) for source in sources))
    found = execute(work, ADA, limits, sandbox)
    validate(found.notebook)
    assert not found.ran & found.troubles.keys()
    return found


def shown(executed: Executed, number: int) -> str:
    """Return the value that a cell showed, its error, or what it printed."""
    words = [_words(output) for output in executed.notebook.cells[number].outputs]
    return "".join(words)


def _words(output: NotebookNode) -> str:
    if output.output_type == "stream":
        return str(output.text)
    if output.output_type == "error":
        return str(output.ename)
    return str(output.data.get("text/plain", ""))


def codes(executed: Executed) -> dict[int, str]:
    """Return which cells were stopped, and the code of each."""
    return {number: trouble.code for number, trouble in executed.troubles.items()}
