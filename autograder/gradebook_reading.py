"""Read nbgrader's gradebook.db as the SQLite file it is, for what only looks.

nbgrader's own way to it takes longer to import than a class takes to be looked through, and
asks the database some fifty times for each submission. Nothing is ever written from here.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from autograder.errors import GradebookError
from autograder.scores import Mark

NBGRADER_DEFAULT_COURSE = "default_course"
ADVICE = {  # by words in the database's own error
    "locked": "another program is writing to it. Close formgrader or wait, then run again.",
    "readonly": "it cannot be written to. Ask for write access to it and its folder.",
    "not a database": "this file is no database. Move it away; grading makes a new one.",
    "is full": "the disk is full. Free some space and run again; nothing is lost.",
}
MARKS = """
    select submitted_assignment.student_id, base_cell.name, notebook.name,
        coalesce(grade_cells.max_score, task_cells.max_score, 0.0),
        grade.auto_score, grade.manual_score, coalesce(grade.extra_credit, 0.0),
        grade.needs_manual_grade, coalesce(comment.manual_comment, comment.auto_comment, '')
    from grade
    join submitted_notebook on submitted_notebook.id = grade.notebook_id
    join submitted_assignment on submitted_assignment.id = submitted_notebook.assignment_id
    join assignment on assignment.id = submitted_assignment.assignment_id
    join notebook on notebook.id = submitted_notebook.notebook_id
    join base_cell on base_cell.id = grade.cell_id
    left join grade_cells on grade_cells.id = base_cell.id
    left join task_cells on task_cells.id = base_cell.id
    left join base_cell as written on written.notebook_id = notebook.id
        and written.name = base_cell.name and written.type in ('SolutionCell', 'TaskCell')
    left join comment
        on comment.notebook_id = submitted_notebook.id and comment.cell_id = written.id
    where assignment.name = ?
    order by submitted_assignment.student_id, notebook.name, grade.rowid
"""


@dataclass(frozen=True, slots=True)
class Known:
    """What a gradebook knows of an assignment."""

    points: dict[tuple[str, str], float]  # by notebook and graded cell
    due: str  # as the database has it; empty where there is none
    extensions: dict[str, str]  # by learner who handed in: more time, or nothing


def students(path: Path, course_id: str) -> tuple[str, ...]:
    """Return every learner the gradebook knows, in order.

    Raises:
        GradebookError: not a gradebook, or another course's.
    """
    with reading(path, course_id) as database:
        rows = database.execute("select id from student order by id") if database else ()
        return tuple(str(row[0]) for row in rows)


def marks(path: Path, course_id: str, assignment: str) -> dict[str, tuple[Mark, ...]]:
    """Return, by learner, what the gradebook holds for an assignment.

    Raises:
        GradebookError: not a gradebook, or another course's.
    """
    with reading(path, course_id) as database:
        if database is None:
            return {}
        found: dict[str, list[Mark]] = {}
        handed_in = """
            select student_id from submitted_assignment
            join assignment on assignment.id = submitted_assignment.assignment_id
            where assignment.name = ? order by submitted_assignment.rowid
        """
        for (student,) in database.execute(handed_in, (assignment,)):
            found[student] = []
        for student, cell, notebook, most, auto, manual, extra, needs, comment in database.execute(
            MARKS, (assignment,)
        ):
            mark = Mark(cell, notebook, most, auto, manual, extra, bool(needs), comment)
            found[student].append(mark)
        return {student: tuple(own) for student, own in found.items()}


def known(path: Path, course_id: str, assignment: str) -> Known | None:
    """Return what the gradebook knows of an assignment; None where it does not know it.

    Raises:
        GradebookError: not a gradebook, or another course's.
    """
    with reading(path, course_id) as database:
        if database is None:
            return None
        found = database.execute("select id, duedate from assignment where name = ?", (assignment,))
        row = found.fetchone()
        if row is None:
            return None
        cells = """
            select notebook.name, base_cell.name,
                coalesce(grade_cells.max_score, task_cells.max_score)
            from base_cell join notebook on notebook.id = base_cell.notebook_id
            left join grade_cells on grade_cells.id = base_cell.id
            left join task_cells on task_cells.id = base_cell.id
            where notebook.assignment_id = ? and base_cell.type in ('GradeCell', 'TaskCell')
        """
        points = {(nb, cell): most for nb, cell, most in database.execute(cells, (row[0],))}
        more = "select student_id, extension from submitted_assignment where assignment_id = ?"
        extensions = {who: str(time or "") for who, time in database.execute(more, (row[0],))}
        return Known(points, str(row[1] or ""), extensions)


def stored(moment: datetime) -> str:
    """Return a moment as the database has it: UTC, without a zone."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")


@contextlib.contextmanager
def reading(path: Path, course_id: str) -> Iterator[sqlite3.Connection | None]:
    """Open a gradebook to read; None where there is none yet.

    Raises:
        GradebookError: not a gradebook, or another course's.
    """
    check_owner(path, course_id)
    if not path.exists() or not path.stat().st_size:
        yield None
        return
    try:
        with contextlib.closing(_connected(path)) as database:
            yield database
    except sqlite3.Error as error:
        raise GradebookError(cause(path, error)) from error


def check_owner(path: Path, course_id: str) -> None:
    """Refuse what is no gradebook, or another course's.

    Raises:
        GradebookError: that it is.
    """
    if not path.exists():
        return
    try:
        with contextlib.closing(_connected(path)) as database:
            tables = {row[0] for row in database.execute("select name from sqlite_master")}
            if tables and not {"course", "assignment", "grade"} <= tables:
                raise GradebookError(f"{path}: this database is no nbgrader gradebook")
            found = database.execute("select id from course") if tables else ()
            owners = {row[0] for row in found}
    except sqlite3.DatabaseError as error:
        raise GradebookError(cause(path, error)) from None
    # nbgrader's own steps add a course of this name to every gradebook they open.
    others = sorted(owners - {course_id, NBGRADER_DEFAULT_COURSE})
    if course_id and others and course_id not in owners:
        raise GradebookError(
            f"{path}: this gradebook belongs to course {others[0]!r}, not to {course_id!r}. "
            "Move it away, or correct course_id in course.toml and nbgrader_config.py."
        )


def cause(path: Path, error: Exception) -> str:
    """Say what keeps a gradebook from being used, and what to do."""
    text = str(error).splitlines()[0]
    for words, advice in ADVICE.items():
        if words in text:
            return f"{path}: {advice}"
    return f"{path}: it cannot be used ({text}). It has to be a file, in a folder you may write to."


def _connected(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
