"""Where a cell stopped, for its author. Learners are not told: a hidden test may stand there."""

from __future__ import annotations

import re
from collections.abc import Iterable

from nbformat import NotebookNode

from autograder.execute import Executed
from autograder.notebooks import grade_id, is_test
from autograder.verify.scores import outputs_that_count

COLOURS = re.compile(r"\x1b\[[0-9;]*m")
# As IPython and our own judge mark the line that a cell stopped in.
ARROW = re.compile(r"^-+> *(\d+) ?(.*)$", re.MULTILINE)
LONGEST = 120


def where_it_stopped(executed: Executed, name: str) -> str:
    """Say which cell stopped at which line, of a check and the cells above it; "" if none did.

    An error in a cell above comes first: the check could not do without it.
    """
    cells = executed.notebook.cells
    at = next((i for i, cell in enumerate(cells) if grade_id(cell) == name), None)
    if at is None:
        return ""
    for index in (i for i in range(at + 1) if i == at or not is_test(cells[i])):
        error = _error(outputs_that_count(index, executed))
        if error is not None:
            called = grade_id(cells[index]) or f"number {index + 1}"
            return f"cell {called}, {_at_line(error)}"
    return ""


def _error(outputs: Iterable[NotebookNode]) -> NotebookNode | None:
    return next((output for output in outputs if output.output_type == "error"), None)


def _at_line(error: NotebookNode) -> str:
    lines = str(error.get("evalue", "")).splitlines()
    said = f"{error.get('ename')}: {lines[0][:LONGEST] if lines else ''}".rstrip(": ")
    text = COLOURS.sub("", "\n".join(map(str, error.get("traceback", []))))
    found = ARROW.search(text)
    if not found:
        return said
    return f"line {found[1]} ({found[2].strip()[:LONGEST]}): {said}"
