"""Every row of a gradebook that grading writes, as plain values that can be compared."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook

GRADE = (
    "auto_score",
    "manual_score",
    "extra_credit",
    "needs_manual_grade",
    "max_score",
    "score",
    "failed_tests",
)
COMMENT = ("auto_comment", "manual_comment", "comment")
NOTEBOOK = (
    "flagged",
    "late_submission_penalty",
    "needs_manual_grade",
    "score",
    "written_score",
    "code_score",
    "task_score",
)
SUBMISSION = ("timestamp", "needs_manual_grade", "score", "total_seconds_late")
CELL = ("cell_type", "locked", "source")

Rows = dict[tuple[str, ...], dict[str, Any]]


def rows_of(path: Path) -> Rows:
    """Return rows by assignment, student, notebook, kind and cell, as far as there are such."""
    found: Rows = {}
    with Gradebook(f"sqlite:///{path}") as book:
        for assignment in book.assignments:
            name = assignment.name
            found[name,] = _fields(assignment, ("duedate",))
            for notebook in assignment.notebooks:
                for cell in notebook.grade_cells + notebook.task_cells:
                    fields = _fields(cell, ("max_score", "cell_type"))
                    found[name, notebook.name, cell.type, cell.name] = fields
                for cell in notebook.source_cells:
                    found[name, notebook.name, "source", cell.name] = _fields(cell, CELL)
            for submission in assignment.submissions:
                key = (name, submission.student.id)
                found[key] = _fields(submission, SUBMISSION)
                for notebook in submission.notebooks:
                    found[*key, notebook.name] = _fields(notebook, NOTEBOOK)
                    for grade in notebook.grades:
                        found[*key, notebook.name, "grade", grade.name] = _fields(grade, GRADE)
                    for comment in notebook.comments:
                        found[*key, notebook.name, "comment", comment.name] = _fields(
                            comment, COMMENT
                        )
        for student in book.students:
            found["student", student.id] = _fields(
                student, ("first_name", "last_name", "email", "lms_user_id")
            )
    return found


def differences(theirs: Rows, ours: Rows) -> dict[tuple[str, ...], tuple[Any, Any]]:
    """Return what differs, or stands in one gradebook only."""
    return {
        key: (theirs.get(key), ours.get(key))
        for key in sorted({*theirs, *ours})
        if theirs.get(key) != ours.get(key)
    }


def _fields(row: Any, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names if hasattr(row, name)}
