"""Grade what changed: submissions to workers, results to the gradebook, one after another.

The driver is the only writer. A report is kept only after its scores are in the gradebook, so that
after a crash the same command finds what is left to do, and counts nothing twice.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path

from nbformat import NotebookNode

import pm_exercises
from autograder import gradebook
from autograder.cell_text import imports_of, without_secrets
from autograder.course import Course, CourseModule
from autograder.errors import CourseError, GradebookError, NotebookError, nearest
from autograder.jobs import Assignment, Graded, Job
from autograder.moves import moves
from autograder.nbgrader_settings import cell_seconds, load_config, penalises_lateness
from autograder.notebooks import named_cells, read_notebook
from autograder.recorder import Recorder
from autograder.release import master, public_files, release_notebook
from autograder.sandbox.ring import Limits
from autograder.scores import ScoreReport, read_reports, write_reports
from autograder.submission import content_hash, find_submissions
from autograder.ways import Versions, all_trusted, find_trusted
from autograder.workers import Workers

MOST_SECONDS = 14_400  # of a notebook in a course that sets no limit: one that hangs must end


@dataclass(frozen=True, slots=True)
class Plan:
    """What a grading run is going to do."""

    jobs: tuple[Job, ...]
    unchanged: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a submission, and a sentence for each score that moved since the last run."""

    graded: Graded
    moved: tuple[str, ...] = ()


def course_id(course: Course) -> str:
    """Return the id that the gradebook knows a course by; another course's is nbgrader's own."""
    return course.course_id or str(load_config(course.root).CourseDirectory.get("course_id", ""))


def limits_of(course: Course, module: CourseModule) -> Limits:
    """Return what one submission may use, as the course sets it."""
    limits = course.limits(module)
    seconds, total = limits.cell_seconds, limits.submission_seconds
    if not course.ours:  # nbgrader limits each cell, and never the whole notebook
        seconds = cell_seconds(load_config(course.root)) or MOST_SECONDS
        total = min(MOST_SECONDS, max(total, 10 * seconds))
    return Limits(
        cell_seconds=seconds,
        submission_seconds=total,
        output_bytes=limits.output_bytes,
        memory_bytes=limits.memory_mb * 1_000_000,
        processes=limits.processes,
        disk_bytes=limits.disk_mb * 1_000_000,
        files=limits.files,
    )


def assignment_of(
    course: Course,
    module: CourseModule,
    classmates: frozenset[str] = frozenset(),
    *,
    isolated: bool = True,
) -> Assignment:
    """Return what all submissions for a module are graded by.

    Raises:
        NotebookError: the module has no notebook, or one cannot be read.
        IsolationError: another course's checks have to be tried, and this machine cannot do it.
    """
    notebooks = masters(course, module)
    assignment = Assignment(
        masters=notebooks,
        source=course.source / module.name,
        source_files=source_files(course, module),
        autograded=course.autograded,
        limits=limits_of(course, module),
        ours=course.ours,
        classmates=classmates,
        due=module.due,
        trusted=all_trusted(notebooks),
        imports=imports_of(
            without_secrets(cell.source)
            for notebook in notebooks.values()
            for cell in notebook.cells
            if cell.cell_type == "code"
        ),
    )
    if course.ours:
        return assignment
    versions = {name: _versions(course, module, name) for name in notebooks}
    return replace(assignment, trusted=find_trusted(assignment, versions, isolated=isolated))


def _versions(course: Course, module: CourseModule, name: str) -> Versions:
    source = read_notebook(course.source / module.name / f"{name}.ipynb")
    return Versions(source, release_notebook(source, load_config(course.root)))


def masters(course: Course, module: CourseModule) -> dict[str, NotebookNode]:
    """Return the notebooks that a module's submissions are graded against, by name.

    Raises:
        NotebookError: the module has no notebook, or one cannot be read.
    """
    config = load_config(course.root)
    found = {}
    for path in sorted((course.source / module.name).glob("*.ipynb")):
        try:
            found[path.stem] = master(read_notebook(path), config)
        except NotebookError as error:
            raise NotebookError(f"{path}: {str(error).removeprefix(f'{path}: ')}") from None
    if not found:
        raise NotebookError(f"{course.source / module.name}: there is no notebook to grade with")
    return found


def source_files(course: Course, module: CourseModule) -> tuple[Path, ...]:
    """Return the files beside a module's notebooks that learners have, too: data and pictures."""
    files = public_files(course.source / module.name, load_config(course.root))
    return tuple(path for path in files if path.suffix != ".ipynb")


def fingerprint(
    course: Course, module: CourseModule, notebooks: Mapping[str, NotebookNode]
) -> tuple[str, ...]:
    """Return what a grade depends on besides the submission.

    The named cells, the files beside them, the limits, the due date, and in a course of ours the
    rules in `pm_exercises`. Prose around the cells may be mended without grading a class anew.
    """
    cells = [
        json.dumps((name, cell.cell_type, cell.source, cell.metadata.nbgrader), sort_keys=True)
        for notebook in notebooks.values()
        for name, cell in named_cells(notebook)
    ]
    files = source_files(course, module)
    marks = (f"{path.name} {sha256(path.read_bytes()).hexdigest()}" for path in files)
    rules = rules_mark() if course.ours else ""
    return (*cells, *marks, repr(limits_of(course, module)), str(module.due), rules)


@cache
def rules_mark() -> str:
    """A mark of all that `pm_exercises` judges by."""
    digest = sha256()
    for path in sorted(Path(pm_exercises.__file__).parent.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def plan(
    course: Course,
    module: CourseModule,
    students: tuple[str, ...] = (),
    *,
    force: bool = False,
    isolated: bool = True,
) -> Plan:
    """Say which submissions need grading; the gradebook learns the module's cells on the way.

    Raises:
        CourseError: a student was named who handed in nothing.
    """
    submissions = find_submissions(course.submitted, module.name)
    classmates = frozenset(submission.student for submission in submissions)
    _check_students(students, classmates, course, module)
    notebooks = masters(course, module)
    gradebook.sync_assignment(
        course.gradebook, course_id(course), module.name, notebooks, module.due
    )
    tests = fingerprint(course, module, notebooks)
    with Recorder(course.gradebook, course_id(course), module.name) as recorder:
        known = recorder.known()
    todo, unchanged = [], 0
    for submission in submissions:
        if students and submission.student not in students:
            continue
        mark = content_hash(submission.folder, *tests)
        target = course.autograded / submission.student / module.name
        if not force and submission.student in known and _is_graded(target, mark):
            unchanged += 1
        else:
            todo.append((submission, mark))
    if not todo:
        return Plan((), unchanged)
    assignment = assignment_of(course, module, classmates, isolated=isolated)
    return Plan(tuple(Job(assignment, *one) for one in todo), unchanged)


def grade(course: Course, jobs: tuple[Job, ...], workers: Workers) -> Iterator[Outcome]:
    """Grade jobs side by side and record each result as it comes; give them in that order.

    Raises:
        IsolationError: this machine cannot keep submissions apart.
    """
    if not jobs:
        return
    name = jobs[0].submission.assignment
    config = load_config(course.root)
    late = config if penalises_lateness(config) else None
    with Recorder(course.gradebook, course_id(course), name) as recorder:
        for graded, before in _run(jobs, workers):
            if not graded.problem:
                recorder.record(graded.reports)
                if late is not None:
                    gradebook.penalise_lateness(course.gradebook, late, graded.reports)
                write_reports(graded.reports, course.autograded / graded.submission.student / name)
            yield Outcome(graded, moves(before, graded.reports))


def _run(
    jobs: tuple[Job, ...], workers: Workers
) -> Iterator[tuple[Graded, tuple[ScoreReport, ...]]]:
    """Keep all workers busy, and hold no more results than they make at a time.

    With each result comes what the last run gave, read before it is replaced.
    """
    waiting = iter(jobs)
    running: dict[Future[Graded], tuple[ScoreReport, ...]] = {}
    while True:
        while len(running) < 2 * workers.number and (job := next(waiting, None)):
            before = _earlier(job.target)
            running[workers.submit(job)] = before
        if not running:
            return
        done, _ = wait(running, return_when=FIRST_COMPLETED)
        for future in [one for one in running if one in done]:  # in the order they were given
            before = running.pop(future)
            yield future.result(), before


def reports_of(course: Course, module: CourseModule, student: str) -> tuple[ScoreReport, ...]:
    """Return the score reports of one submission; none where it was not graded here."""
    return read_reports(course.autograded / student / module.name)


def _earlier(target: Path) -> tuple[ScoreReport, ...]:
    try:
        return read_reports(target)
    except GradebookError:  # half written, or nbgrader copied a learner's file of that name
        return ()


def _is_graded(target: Path, mark: str) -> bool:
    reports = _earlier(target)
    return bool(reports) and all(report.content_hash == mark for report in reports)


def _check_students(
    students: tuple[str, ...], known: frozenset[str], course: Course, module: CourseModule
) -> None:
    for student in students:
        if student not in known:
            raise CourseError(
                f"student {student!r} handed in nothing for {module.name}: there is no folder "
                f"{course.submitted / student / module.name}.{nearest(student, known)}"
            )
