"""Keep scores in nbgrader's own gradebook.db, where formgrader and every nbgrader command look.

One writer, one transaction per submission. A mark that a person gave is never overwritten.
"""

from __future__ import annotations

import contextlib
import logging
import tempfile
import warnings
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from nbformat import NotebookNode
from nbformat.v4 import new_notebook
from nbgrader import api as nbgrader_api
from nbgrader.api import Gradebook, InvalidEntry, MissingEntry
from nbgrader.preprocessors import AssignLatePenalties, SaveCells
from sqlalchemy import URL
from sqlalchemy.exc import DatabaseError, SAWarning
from traitlets.config import Config

from autograder.errors import CourseError, GradebookError
from autograder.gradebook_reading import cause, check_owner, marks, students
from autograder.notebooks import named_cells
from autograder.scores import ScoreReport

__all__ = [
    "add_students",
    "check_late_plugin",
    "flag_for_reading",
    "give_mark",
    "marks",
    "open_gradebook",
    "penalise_lateness",
    "students",
    "sync_assignment",
]

# nbgrader makes some of the database's errors its own, and logs their tracebacks.
TROUBLE = (DatabaseError, InvalidEntry, OSError)
logging.getLogger("tornado.application").addFilter(
    lambda entry: not entry.getMessage().startswith("Rolling back session")
)
CHANGED = (
    "added or removed after submissions were graded. Put source/ back as it was, or move the "
    "gradebook away and grade anew."
)


@contextlib.contextmanager
def open_gradebook(path: Path, course_id: str) -> Iterator[Gradebook]:
    """Open a course's gradebook, made new where there is none.

    Raises:
        GradebookError: not a database, locked by another program, or another course's.
    """
    check_owner(path, course_id)
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


def add_students(path: Path, course_id: str, ids: tuple[str, ...]) -> None:
    """Enrol learners, so that those who hand in nothing are listed too."""
    with open_gradebook(path, course_id) as book:
        for student in ids:
            book.update_or_create_student(student)


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


def flag_for_reading(
    path: Path, course_id: str, report: ScoreReport, needs: Mapping[str, bool]
) -> None:
    """Say of some cells of a notebook whether a person has to look: formgrader's queue shows it.

    Raises:
        GradebookError: the gradebook cannot be written.
    """
    with open_gradebook(path, course_id) as book:
        for name, wanted in needs.items():
            grade = book.find_grade(name, report.notebook, report.assignment, report.student)
            grade.needs_manual_grade = wanted
        book.db.commit()


def check_late_plugin(config: Config) -> None:
    """Try what a course sets for late submissions, before anything is graded by it.

    Raises:
        CourseError: its plugin cannot be imported, or nbgrader refuses a setting of it.
    """
    try:
        plugin = AssignLatePenalties(config=config).plugin_class
        plugin(config=config)
    except Exception as error:  # noqa: BLE001  # the plugin is a program of the course's own
        said = (str(error).splitlines() or ["no details"])[0]
        raise CourseError(
            "nbgrader_config.py: what it sets for late submissions cannot be used "
            f"({type(error).__name__}: {said}). Correct that line, or take it out."
        ) from None


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


def _url(path: Path) -> URL:
    # Not as text: a question mark in a folder's name would end the path there.
    return URL.create("sqlite", database=str(path))
