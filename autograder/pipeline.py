"""Grade what changed: submissions to workers, results to the gradebook, one after another.

The driver is the only writer. A report is kept only after its scores are in the gradebook, so that
after a crash the same command finds what is left to do, and counts nothing twice.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path

from nbformat import NotebookNode

from autograder import gradebook
from autograder.course import Course, CourseModule
from autograder.errors import CourseError, GradebookError, NotebookError, nearest
from autograder.execute import Limits
from autograder.notebooks import named_cells, read_notebook
from autograder.release import load_config, master, public_files
from autograder.scores import ScoreReport, read_reports, write_reports
from autograder.submission import content_hash, find_submissions
from autograder.worker import Graded, Job, grade_submission


@dataclass(frozen=True, slots=True)
class Plan:
    """What a grading run is going to do."""

    jobs: tuple[Job, ...]
    unchanged: int


def course_id(course: Course) -> str:
    """Return the id that the gradebook knows a course by; another course's is nbgrader's own."""
    return course.course_id or str(load_config(course.root).CourseDirectory.get("course_id", ""))


def limits_of(course: Course, module: CourseModule) -> Limits:
    """Return what one submission may use, as the course sets it."""
    limits = course.limits(module)
    return Limits(limits.cell_seconds, limits.submission_seconds, limits.output_bytes)


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
    """Return what a grade depends on besides the submission: named cells, and files beside them.

    Prose around them may be mended without grading a class anew.
    """
    cells = [
        json.dumps((name, cell.cell_type, cell.source, cell.metadata.nbgrader), sort_keys=True)
        for notebook in notebooks.values()
        for name, cell in named_cells(notebook)
    ]
    files = source_files(course, module)
    return (*cells, *(f"{path.name} {sha256(path.read_bytes()).hexdigest()}" for path in files))


def plan(
    course: Course, module: CourseModule, students: tuple[str, ...] = (), *, force: bool = False
) -> Plan:
    """Say which submissions need grading; the gradebook learns the module's cells on the way.

    Raises:
        CourseError: a student was named who handed in nothing.
    """
    notebooks = masters(course, module)
    gradebook.sync_assignment(
        course.gradebook, course_id(course), module.name, notebooks, module.due
    )
    submissions = find_submissions(course.submitted, module.name)
    classmates = frozenset(submission.student for submission in submissions)
    _check_students(students, classmates, course, module)
    files = source_files(course, module)
    tests = fingerprint(course, module, notebooks)
    known = gradebook.marks(course.gradebook, course_id(course), module.name)
    jobs, unchanged = [], 0
    for submission in submissions:
        if students and submission.student not in students:
            continue
        job = Job(
            submission=submission,
            masters=notebooks,
            source=course.source / module.name,
            source_files=files,
            autograded=course.autograded,
            limits=limits_of(course, module),
            ours=course.ours,
            content_hash=content_hash(submission.folder, *tests),
            classmates=classmates,
            due=module.due,
        )
        if not force and submission.student in known and _is_graded(job):
            unchanged += 1
        else:
            jobs.append(job)
    return Plan(tuple(jobs), unchanged)


def grade(
    course: Course, jobs: tuple[Job, ...], workers: int, started: Callable[[Job], None]
) -> Iterator[Graded]:
    """Grade jobs side by side and record each result as it comes; give them in that order."""
    for graded in _run(jobs, workers, started):
        if not graded.problem:
            gradebook.record(course.gradebook, course_id(course), graded.reports)
            write_reports(graded.reports, graded.job.target)
        yield graded


def _run(jobs: tuple[Job, ...], workers: int, started: Callable[[Job], None]) -> Iterator[Graded]:
    lost: list[Job] = []
    yield from _side_by_side(jobs, workers, started, lost)
    # A worker that dies takes the jobs beside it down too. Alone, it is known whose fault it was.
    for job in tuple(lost):
        lost.clear()
        yield from _side_by_side((job,), 1, started, lost)
        if lost:
            who = f"{job.submission.student}, {job.submission.assignment}"
            yield Graded(
                job,
                (),
                f"{who}: the grading process was killed, perhaps for want of memory. "
                "Look at this submission, then grade it again by itself.",
            )


def _side_by_side(
    jobs: tuple[Job, ...], workers: int, started: Callable[[Job], None], lost: list[Job]
) -> Iterator[Graded]:
    """Grade jobs; those that were running when a worker died are added to `lost`."""
    waiting = list(jobs)
    while waiting:
        # The same start everywhere: no copy of the driver's threads or open files in a worker.
        with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
            running: dict[Future[Graded], Job] = {}
            broken = False
            while running or (waiting and not broken):
                while waiting and len(running) < workers and not broken:
                    try:
                        running[pool.submit(grade_submission, waiting[0])] = waiting[0]
                    except BrokenProcessPool:
                        broken = True  # this job never began, so the next pool takes it
                    else:
                        started(waiting.pop(0))
                done, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in done:
                    job = running.pop(future)
                    try:
                        yield future.result()
                    except BrokenProcessPool:
                        broken = True
                        lost.append(job)


def reports_of(course: Course, module: CourseModule, student: str) -> tuple[ScoreReport, ...]:
    """Return the score reports of one submission; none where it was not graded here."""
    return read_reports(course.autograded / student / module.name)


def _is_graded(job: Job) -> bool:
    try:
        reports = read_reports(job.target)
    except GradebookError:  # half written, or nbgrader copied a learner's file of that name
        return False
    return bool(reports) and all(report.content_hash == job.content_hash for report in reports)


def _check_students(
    students: tuple[str, ...], known: frozenset[str], course: Course, module: CourseModule
) -> None:
    for student in students:
        if student not in known:
            raise CourseError(
                f"student {student!r} handed in nothing for {module.name}: there is no folder "
                f"{course.submitted / student / module.name}.{nearest(student, known)}"
            )
