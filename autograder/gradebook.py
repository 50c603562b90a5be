"""Keep scores in nbgrader's own gradebook.db, where formgrader and every nbgrader command look.

One writer, one transaction per submission. A mark that a person gave is never overwritten.
"""

from __future__ import annotations

import contextlib
import logging
import sqlite3
import tempfile
import warnings
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from nbformat import NotebookNode
from nbformat.v4 import new_notebook
from nbgrader import api as nbgrader_api
from nbgrader.api import Grade, Gradebook, InvalidEntry, MissingEntry
from nbgrader.preprocessors import AssignLatePenalties, SaveCells
from sqlalchemy import URL
from sqlalchemy.exc import DatabaseError, SAWarning
from traitlets.config import Config

from autograder.errors import GradebookError
from autograder.notebooks import named_cells
from autograder.scores import Mark, ScoreReport

NBGRADER_DEFAULT_COURSE = "default_course"
# nbgrader makes some of the database's errors its own, and logs their tracebacks.
TROUBLE = (DatabaseError, InvalidEntry, OSError)
logging.getLogger("tornado.application").addFilter(
    lambda entry: not entry.getMessage().startswith("Rolling back session")
)
CHANGED = (
    "added or removed after submissions were graded. Put source/ back as it was, or move the "
    "gradebook away and grade anew."
)
ADVICE = {  # by words in the database's own error
    "locked": "another program is writing to it. Close formgrader or wait, then run again.",
    "readonly": "it cannot be written to. Ask for write access to it and its folder.",
    "not a database": "this file is no database. Move it away; grading makes a new one.",
    "is full": "the disk is full. Free some space and run again; nothing is lost.",
}


@contextlib.contextmanager
def open_gradebook(path: Path, course_id: str) -> Iterator[Gradebook]:
    """Open a course's gradebook, made new where there is none.

    Raises:
        GradebookError: not a database, locked by another program, or another course's.
    """
    _check_owner(path, course_id)
    try:
        if not path.exists() or not path.stat().st_size:
            _create(path, course_id)
        # nbgrader's own queries warn about objects it has just made; nobody can act on that.
        with warnings.catch_warnings(), Gradebook(_url(path), course_id) as book:
            warnings.simplefilter("ignore", SAWarning)
            yield book
    except TROUBLE as error:
        raise GradebookError(cause(path, error)) from error


def sync_assignment(
    path: Path,
    course_id: str,
    assignment: str,
    masters: Mapping[str, NotebookNode],
    duedate: datetime | None = None,
) -> None:
    """Record an assignment's notebooks and cells, as `nbgrader generate_assignment` does.

    Raises:
        GradebookError: graded cells were added or removed after submissions were graded.
    """
    with open_gradebook(path, course_id) as book:
        # nbgrader keeps UTC without a zone. A date that only the gradebook has stays.
        due = {"duedate": duedate.astimezone(UTC).replace(tzinfo=None)} if duedate else {}
        found = book.update_or_create_assignment(assignment, **due)
        if course_id and found.course_id != course_id:
            raise GradebookError(
                f"{path}: assignment {assignment!r} belongs to course {found.course_id!r}, "
                f"not to {course_id!r}. Move that gradebook away, or correct course_id."
            )
        stored = {notebook.name for notebook in found.notebooks}
        if stored != masters.keys() and found.submissions:
            name = min(stored ^ masters.keys())
            raise GradebookError(f"{path}: {assignment}/{name}: this notebook was {CHANGED}")
        for name in stored - masters.keys():
            book.remove_notebook(name, assignment)
        current = {name for name in masters if _is_current(book, assignment, name, masters[name])}
    for name, notebook in masters.items():
        if name in current:
            continue
        resources = {"nbgrader": {"notebook": name, "assignment": assignment, "db_url": _url(path)}}
        try:
            SaveCells(config=Config()).preprocess(notebook, resources)
        except TROUBLE as error:
            raise GradebookError(cause(path, error)) from error
        except RuntimeError as error:
            message = f"{path}: {assignment}/{name}: cells were {CHANGED}"
            raise GradebookError(message) from error


def students(path: Path, course_id: str) -> tuple[str, ...]:
    """Return every learner the gradebook knows, in order."""
    if not path.exists():
        return ()
    with open_gradebook(path, course_id) as book:
        return tuple(sorted(student.id for student in book.students))


def add_students(path: Path, course_id: str, ids: tuple[str, ...]) -> None:
    """Enrol learners, so that those who hand in nothing are listed too."""
    with open_gradebook(path, course_id) as book:
        for student in ids:
            book.update_or_create_student(student)


def marks(path: Path, course_id: str, assignment: str) -> dict[str, tuple[Mark, ...]]:
    """Return, by learner, what the gradebook holds for an assignment."""
    if not path.exists():
        return {}
    with open_gradebook(path, course_id) as book:
        try:
            submissions = book.find_assignment(assignment).submissions
        except MissingEntry:
            return {}
        return {
            submission.student.id: tuple(
                _mark(grade, notebook.name, _comments(notebook))
                for notebook in submission.notebooks
                for grade in notebook.grades
            )
            for submission in submissions
        }


def give_mark(
    path: Path, course_id: str, report: ScoreReport, name: str, points: float, comment: str = ""
) -> None:
    """Enter a person's mark for one cell, as formgrader does; a comment on answers only.

    Raises:
        GradebookError: no such answer in the gradebook.
    """
    with open_gradebook(path, course_id) as book:
        where = (name, report.notebook, report.assignment, report.student)
        try:
            grade = book.find_grade(*where)
            note = book.find_comment(*where) if comment else None
        except MissingEntry as error:
            raise GradebookError(f"{path}: {error}; grade the submission first") from error
        grade.manual_score, grade.needs_manual_grade = points, False
        if note is not None:
            note.manual_comment = comment
        book.db.commit()


def penalise_lateness(path: Path, config: Config, reports: tuple[ScoreReport, ...]) -> None:
    """Take points off a late submission, or give them back, by nbgrader's step and its plugin.

    Raises:
        GradebookError: the gradebook cannot be written, or the course's plugin fails.
    """
    for report in reports:
        where = {
            "notebook": report.notebook,
            "assignment": report.assignment,
            "student": report.student,
            "db_url": _url(path),
        }
        try:
            AssignLatePenalties(config=config).preprocess(new_notebook(), {"nbgrader": where})
        except TROUBLE as error:
            raise GradebookError(cause(path, error)) from error
        except Exception as error:
            raise GradebookError(
                f"{report.student}, {report.assignment}: the plugin for late submissions that "
                f"nbgrader_config.py names stopped with {type(error).__name__}: {error}. Mend it "
                "and grade again."
            ) from error


def _is_current(book: Gradebook, assignment: str, name: str, notebook: NotebookNode) -> bool:
    try:
        stored = {cell.name: cell for cell in book.find_notebook(name, assignment).source_cells}
    except MissingEntry:
        return False
    named = dict(named_cells(notebook))
    return stored.keys() == named.keys() and all(
        stored[name].source == cell.source
        and stored[name].checksum == cell.metadata.nbgrader.get("checksum")
        for name, cell in named.items()
    )


def _mark(grade: Grade, notebook: str, comments: dict[str, str]) -> Mark:
    return Mark(
        grade_id=grade.name,
        notebook=notebook,
        score_maximum=grade.max_score,
        auto_score=grade.auto_score,
        manual_score=grade.manual_score,
        extra_credit=grade.extra_credit or 0.0,
        needs_manual_grade=grade.needs_manual_grade,
        comment=comments.get(grade.name, ""),
    )


def _comments(notebook: object) -> dict[str, str]:
    return {comment.name: comment.comment or "" for comment in notebook.comments}  # type: ignore[attr-defined]


def _create(path: Path, course_id: str) -> None:
    """Make a gradebook in one step, so that a crash never leaves half of one."""
    with tempfile.TemporaryDirectory(prefix=".gradebook-", dir=path.parent) as folder:
        fresh = Path(folder) / path.name
        # nbgrader starts the `alembic` command for this, which has to be on PATH and takes longer
        # than grading a submission; the answer stands in a folder of its own.
        asked, nbgrader_api.get_alembic_version = nbgrader_api.get_alembic_version, _schema_version
        try:
            Gradebook(_url(fresh), course_id).close()
        finally:
            nbgrader_api.get_alembic_version = asked
        fresh.replace(path)


def _schema_version() -> str:
    """The version of the tables that the installed nbgrader makes."""
    from alembic.script import ScriptDirectory

    folder = Path(nbgrader_api.__file__).with_name("alembic")
    return str(ScriptDirectory(str(folder)).get_current_head())


def _check_owner(path: Path, course_id: str) -> None:
    if not path.exists():
        return
    try:
        address = f"{path.absolute().as_uri()}?mode=ro"
        with contextlib.closing(sqlite3.connect(address, uri=True)) as database:
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


def _url(path: Path) -> URL:
    # Not as text: a question mark in a folder's name would end the path there.
    return URL.create("sqlite", database=str(path))


def cause(path: Path, error: Exception) -> str:
    """Say what keeps a gradebook from being used, and what to do."""
    text = str(error).splitlines()[0]
    for words, advice in ADVICE.items():
        if words in text:
            return f"{path}: {advice}"
    return f"{path}: it cannot be used ({text}). It has to be a file, in a folder you may write to."
