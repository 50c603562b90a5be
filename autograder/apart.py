"""Grade or validate one notebook apart, for a program that is not ours: nbgrader, or its server.

The program may live for weeks and have threads, a working folder and an IPython of its own, so
nothing is decided in its process: an engine is asked, which stays warm until the program ends.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
import threading
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from multiprocessing import get_context
from pathlib import Path

from nbformat import NotebookNode

from autograder import gradebook
from autograder.cell_text import imports_of
from autograder.course import Course, CourseModule, load_course
from autograder.decide import grade_hash
from autograder.engine import Engine
from autograder.errors import CourseError, ExecutionError, SubmissionError
from autograder.execute import Executed, Limits, Place, Sandbox, execute
from autograder.fingerprint import parts_of
from autograder.jobs import Assignment
from autograder.marked import Kept, keep_texts, kept_texts, settle
from autograder.notebooks import read_notebook
from autograder.pipeline import assignment_of, completed, course_id
from autograder.scores import Mark, ScoreReport
from autograder.submission import Submission, check_size, content_hash, find_submissions
from autograder.submission.files import safe_files
from pm_exercises.learner import current_student


@dataclass(frozen=True, slots=True)
class Result:
    """One notebook as it was graded, the reports of its whole submission, and its files."""

    notebook: NotebookNode
    reports: tuple[ScoreReport, ...]
    files: dict[str, bytes]

    def report(self, name: str) -> ScoreReport:
        """Return the report of one notebook."""
        return next(report for report in self.reports if report.notebook == name)


@dataclass(frozen=True, slots=True)
class _Prepared:
    """What an assignment is graded by, as long as its files stay as they were."""

    state: tuple[object, ...]
    assignment: Assignment
    parts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class MarkedBefore:
    """What people marked of a submission, before nbgrader's own step writes over its flags."""

    gradebook: Path
    course_id: str
    marks: tuple[Mark, ...]

    @classmethod
    def read(cls, root: Path, student: str, assignment: str) -> MarkedBefore:
        """Read it from a course's gradebook."""
        path, name = root / "gradebook.db", course_id(load_course(root))
        return cls(path, name, gradebook.marks(path, name, assignment).get(student, ()))

    def settle(self, report: ScoreReport) -> None:
        """Say of each mark in a notebook whether it needs another look: where its text changed."""
        kept = kept_texts(self.gradebook, report.assignment).get(report.student, {})
        place = report.notebook
        found = {(place, cell): Kept(text) for cell, text in report.texts.items()}
        needs = {}
        for mark in self.marks:
            if mark.notebook == place and mark.manual_score is not None:
                cell = (place, mark.grade_id)
                text = report.texts.get(mark.grade_id, "")
                flag = mark.needs_manual_grade
                found[cell], flag = settle(kept.get(cell), text, needs_reading=flag)
                needs[mark.grade_id] = flag
        if needs:
            gradebook.flag_for_reading(self.gradebook, self.course_id, report, needs)
        keep_texts(self.gradebook, report.assignment, report.student, found)


class Desk:
    """Grades one submission at a time, whoever asks."""

    def __init__(self, *, isolated: bool = True) -> None:
        self._isolated = isolated
        self._engine: Engine | None = None
        self._prepared: dict[tuple[Path, str], _Prepared] = {}
        # Of an assignment with several notebooks, those that nbgrader will ask for next.
        self._waiting: dict[tuple[Path, str], dict[str, Result]] = {}
        self._folder = Path(tempfile.mkdtemp(prefix="bootcamp-apart-"))
        self._lock = threading.Lock()

    def grade(
        self,
        root: Path,
        submission: Submission,
        name: str,
        *,
        cell_seconds: int | None = None,
        record: bool = True,
    ) -> Result:
        """Grade a submission as `bootcamp grade` does, and return one of its notebooks.

        `cell_seconds` is for a course that sets no limits of ours. With `record`, the course's
        gradebook learns of changed checks first.

        Raises:
            CourseError: the course has no such assignment.
            ExecutionError: the submission could not be graded; the sentence says why.
            IsolationError: this machine cannot keep it apart.
        """
        course = load_course(root)
        module = course.module(submission.assignment)
        with self._lock:
            prepared = self._prepare(course, module, cell_seconds, record=record)
            mark = grade_hash(content_hash(submission.folder), prepared.parts)
            waiting = self._waiting.setdefault((submission.folder, mark), {})
            if name not in waiting:
                self._waiting = {(submission.folder, mark): waiting}
                waiting.update(self._ask(prepared, submission, mark))
            if name not in waiting:
                raise CourseError(f"{course.source / module.name}: there is no {name}.ipynb in it")
            return waiting.pop(name)

    def close(self) -> None:
        """End the engine, and leave nothing behind."""
        if self._engine is not None:
            self._engine.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _prepare(
        self, course: Course, module: CourseModule, cell_seconds: int | None, *, record: bool
    ) -> _Prepared:
        state = (*_state(course, module), cell_seconds)
        known = self._prepared.get((course.root, module.name))
        if known is None or known.state != state:
            assignment = _assignment(course, module, isolated=self._isolated)
            if not course.ours and cell_seconds is not None:
                limits = replace(assignment.limits, cell_seconds=cell_seconds)
                assignment = replace(assignment, limits=limits)
            if record:
                gradebook.sync_assignment(
                    course.gradebook,
                    course_id(course),
                    module.name,
                    assignment.masters,
                    module.due,
                )
            parts = parts_of(course, module)
            known = _Prepared(state, replace(assignment, autograded=self._folder), parts)
            self._prepared[course.root, module.name] = known
        return known

    def _ask(self, prepared: _Prepared, submission: Submission, mark: str) -> dict[str, Result]:
        assignment = prepared.assignment
        engine, self._engine = self._engine, None
        engine = engine or Engine(assignment.imports, isolated=self._isolated)
        try:
            graded = engine.grade(assignment, submission, mark)
        except BaseException:  # also Ctrl+C: what it answers later is for nobody
            engine.close()
            raise
        self._engine = engine
        if graded.problem:
            raise ExecutionError(graded.problem)
        reports = completed(graded.reports, prepared.parts, "")
        folder = self._folder / submission.student
        try:
            work = folder / submission.assignment
            files = {
                str(path.relative_to(work)): path.read_bytes()
                for path in safe_files(work)
                if path.suffix != ".ipynb"
            }
            return {
                report.notebook: Result(
                    read_notebook(work / f"{report.notebook}.ipynb"), reports, files
                )
                for report in reports
                if (work / f"{report.notebook}.ipynb").exists()
            }
        finally:
            shutil.rmtree(folder, ignore_errors=True)


@cache
def desk(*, isolated: bool) -> Desk:
    """Return this process's desk, which is closed when the process ends."""
    made = Desk(isolated=isolated)
    atexit.register(made.close)
    return made


def validate(notebook: NotebookNode, folder: Path, *, isolated: bool = True) -> Executed:
    """Run a learner's own notebook, tests and all, with a copy of the files beside it.

    Raises:
        SubmissionError: too much lies beside it.
        IsolationError: this machine cannot keep it apart.
    """
    student = current_student(folder)
    try:
        check_size(Submission(student, folder.name, folder))
    except SubmissionError:
        raise SubmissionError(
            f"{folder}: a notebook runs with a copy of the files in its folder, and these are too "
            "many or too large. Put it into a folder of its own, with what it needs."
        ) from None
    files = {
        str(path.relative_to(folder)): path.read_bytes()
        for path in safe_files(folder)
        if path.suffix != ".ipynb"
    }
    modes = {name: os.environ[name] for name in _MODES if name in os.environ}
    place = Place("learner", folder.name, files, {**modes, "JUPYTERHUB_USER": student})
    imports = imports_of(cell.source for cell in notebook.cells if cell.cell_type == "code")
    sandbox = Sandbox(imports, isolated=isolated)
    try:
        return execute(notebook, place, Limits(), sandbox)
    finally:
        sandbox.close()


_MODES = ("NBGRADER_EXECUTION", "NBGRADER_VALIDATING")


def _assignment(course: Course, module: CourseModule, *, isolated: bool) -> Assignment:
    classmates = frozenset(
        submission.student for submission in find_submissions(course.submitted, module.name)
    )
    if course.ours:
        return assignment_of(course, module, classmates)
    # Another course's checks may have to be tried out, and that needs a process of its own.
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_elsewhere, course, module, classmates, isolated).result()


def _elsewhere(
    course: Course, module: CourseModule, classmates: frozenset[str], isolated: bool
) -> Assignment:
    return assignment_of(course, module, classmates, isolated=isolated)


def _state(course: Course, module: CourseModule) -> tuple[object, ...]:
    """What changes when a file changes that decides how an assignment is graded."""
    paths = [course.root / "nbgrader_config.py", course.root / "course" / "course.toml"]
    paths += sorted((course.source / module.name).rglob("*"))
    return tuple((path, _written(path)) for path in paths if path.is_file())


def _written(path: Path) -> tuple[int, int]:
    state = path.stat()
    return state.st_mtime_ns, state.st_size
