"""Decide what every graded cell earned. Every verdict is explicit: nothing fails open.

A test cell earns points only if it came to its end and said so: in our own courses with a number,
as `finish` returns it; elsewhere also by ending without an error, nbgrader's own convention.
`False`, text, a number out of range and a cell that never ran earn nothing, and a warning on stderr
costs nothing. (nbgrader 0.9.6 gives full marks for the former and zero for the latter.)
"""

from __future__ import annotations

import ast
import math
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from nbformat import NotebookNode

from autograder.cell_text import without_secrets
from autograder.execute import NEVER_RAN, Executed, Trouble
from autograder.notebooks import (
    exercise_of,
    grade_id,
    is_graded,
    is_solution,
    is_task,
    is_test,
    points,
    readable,
)
from autograder.scores import Reason, Score
from pm_exercises.render import RESULT_MIME

# numpy 2 shows its numbers with their type: np.float64(1.5)
NUMPY_NUMBER = re.compile(r"^np\.(?:float|int|uint)\d+\((.*)\)$")
NO_NUMBER = object()


def verify(executed: Executed, master: NotebookNode, *, ours: bool) -> tuple[Score, ...]:
    """Return a score for every graded cell of the master, in its order."""
    originals = {str(grade_id(cell)): cell for cell in master.cells if is_graded(cell)}
    found = {
        grade_id(cell): (index, cell)
        for index, cell in enumerate(executed.notebook.cells)
        if is_graded(cell)
    }
    scores = []
    for name, original in originals.items():
        index, cell = found[name]
        if not is_test(original):
            scores.append(_written_score(cell, original))
            continue
        score = _test_score(index, cell, executed, ours=ours)
        # A cell that was stopped costs its question: what it left half done proves nothing.
        start = max((i for i, _ in found.values() if i < index), default=-1)
        stopped = tuple(
            Reason(f"{exercise_of(name)}.{executed.troubles[i].code}", executed.troubles[i].text)
            for i in range(start + 1, index)
            if i in executed.troubles
        )
        scores.append(replace(score, score_given=0.0, reasons=stopped) if stopped else score)
    return tuple(scores)


def _written_score(cell: NotebookNode, original: NotebookNode) -> Score:
    name, most = str(grade_id(cell)), points(original)
    if is_task(original):  # the work is in the cells around it: a person has to look
        return Score(name, most, None, attempted=True)
    if not _is_written(cell, original):
        reason = Reason(f"{name}.NOT-ATTEMPTED", "Nothing is written here yet.")
        return Score(name, most, 0.0, attempted=False, reasons=(reason,))
    return Score(name, most, None, attempted=True)


def unanswered(notebook: NotebookNode, master: NotebookNode) -> tuple[str, ...]:
    """Return the cells for an answer that stand as released, as nbgrader's comment has it.

    Of those that a person reads also the empty ones.
    """
    found = {grade_id(cell): cell for cell in notebook.cells if is_solution(cell)}
    own = (cell for cell in master.cells if is_solution(cell) and not is_task(cell))
    return tuple(
        str(grade_id(cell))
        for cell in own
        if found[grade_id(cell)].source == cell.source
        or (is_graded(cell) and not _is_written(found[grade_id(cell)], cell))
    )


def _is_written(cell: NotebookNode, original: NotebookNode) -> bool:
    return cell.source.strip() not in ("", without_secrets(original.source).strip())


def _test_score(index: int, cell: NotebookNode, executed: Executed, *, ours: bool) -> Score:
    name, most = str(grade_id(cell)), points(cell)
    item = exercise_of(name)

    def nothing(code: str, text: str, *, attempted: bool = True) -> Score:
        return Score(name, most, 0.0, attempted, (Reason(code, text),))

    trouble = executed.troubles.get(index)
    if trouble is None and index not in executed.ran and cell.source.strip():
        trouble = Trouble(NEVER_RAN, "This check never ran.")
    if trouble is not None:
        return nothing(f"{item}.{trouble.code}", trouble.text)
    outputs = outputs_that_count(index, executed)
    error = next((out for out in outputs if out.output_type == "error"), None)
    if error is not None:
        return nothing(f"{item}.CHECK-STOPPED", _error_sentence(error, executed))
    result = _result_of(outputs)
    number = _number_of(outputs)
    ended = bool(executed.kernel) or _ends_without_value(cell.source)
    if number is NO_NUMBER and result is None and not ours and ended:
        return Score(name, most, most, attempted=True)
    if not isinstance(number, float):
        return nothing(
            f"{item}.NO-VERDICT",
            "The check did not end in a number, so it gives no points. This is for the instructor "
            "to mend, not for the learner.",
        )
    if not 0 <= number <= most:
        return nothing(
            f"{item}.OUT-OF-RANGE",
            f"The check gave {number:g} of {most:g} points. This is for the instructor to mend.",
        )
    if result is None:
        return Score(name, most, number, attempted=True)
    return Score(name, most, number, bool(result.get("attempted")), _reasons(result))


def _error_sentence(error: NotebookNode, executed: Executed) -> str:
    stopped = "; ".join(dict.fromkeys(trouble.text for trouble in executed.troubles.values()))
    if stopped:
        return f"The check could not run, because of an earlier cell. {stopped}"
    if error.ename == "AssertionError":  # its text may quote a hidden test
        return "A test was not met."
    return f"The check stopped with {error.ename}. Does every cell above it run without an error?"


def outputs_that_count(index: int, executed: Executed) -> Sequence[NotebookNode]:
    """Return what a check showed: where no learner's code runs, if it was decided there."""
    shown: list[NotebookNode] = executed.notebook.cells[index].get("outputs", [])
    return executed.verdicts.get(index, shown)


def _result_of(outputs: Sequence[NotebookNode]) -> dict[str, Any] | None:
    for output in outputs:
        data = _dict(_dict(output.get("data")).get(RESULT_MIME))
        if data:
            return data
    return None


def _number_of(outputs: Sequence[NotebookNode]) -> object:
    """The number a cell ended in; NO_NUMBER where it showed nothing; None for anything else."""
    for output in outputs:
        if output.output_type == "execute_result":
            text = str(_dict(output.get("data")).get("text/plain", "")).strip()
            text = NUMPY_NUMBER.sub(r"\1", text)
            try:
                number = float(text)
            except ValueError:
                return None
            return number if math.isfinite(number) else None
    return NO_NUMBER


def _ends_without_value(source: str) -> bool:
    """Whether a cell's last line is no bare value: asserts and calls of assert functions.

    A last line such as `None` or `passed` shows nothing when it is None, and says nothing either.
    """
    try:
        body = ast.parse(source).body
    except SyntaxError:
        return True  # magics or another language: it ran to its end without an error
    if not body:  # nothing but comments tests nothing
        return False
    return not isinstance(body[-1], ast.Expr) or isinstance(body[-1].value, ast.Call)


def _reasons(result: dict[str, Any]) -> tuple[Reason, ...]:
    # It comes from where the learner's code ran too, so it may be anything at all.
    reasons = [
        Reason(_text(_dict(message).get("code")), _text(_dict(message).get("text")))
        for verdict in _list(result.get("verdicts"))
        for message in _list(_dict(verdict).get("messages"))
    ]
    return tuple(dict.fromkeys(reasons))


def _dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: object) -> str:
    return readable(value) if isinstance(value, str) else ""


def borrowed(executed: Executed, student: str, classmates: frozenset[str]) -> tuple[str, ...]:
    """Return a sentence for every answer that was made on somebody else's data.

    The result stands: a folder may be named differently from the id a learner typed. But an
    instructor should know, the more so where the other id is a learner of this course.
    """
    others: dict[str, list[str]] = {}
    for index, cell in enumerate(executed.notebook.cells):
        result = _result_of(outputs_that_count(index, executed)) if is_graded(cell) else None
        made_by = _text(result.get("student")) if result and result.get("attempted") else student
        if made_by != student:
            others.setdefault(made_by, []).append(exercise_of(str(grade_id(cell))))
    return tuple(
        f"{', '.join(items)}: made on the data of {other!r}"
        + (", who is a learner of this course." if other in classmates else ".")
        for other, items in others.items()
    )
