"""Grade what changed: submissions to workers, results to the gradebook, one after another.

The driver is the only writer. A report is kept only after its scores are in the gradebook, so that
after a crash the same command finds what is left to do, and counts nothing twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context

from nbformat import NotebookNode

from autograder import gradebook
from autograder.course import Course, CourseModule
from autograder.errors import CourseError, NotebookError
from autograder.execute import Limits
from autograder.notebooks import read_notebook, to_text
from autograder.release import load_config, master
from autograder.scores import ScoreReport, read_reports, write_reports
from autograder.submission import content_hash, find_submissions
from autograder.worker import Graded, Job, grade_submission

# A worker that died takes the jobs beside it down too; twice is enough to know whose fault it was.
TRIES = 2


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
    found = {
        path.stem: master(read_notebook(path), config)
        for path in sorted((course.source / module.name).glob("*.ipynb"))
    }
    if not found:
        raise NotebookError(f"{course.source / module.name}: there is no notebook to grade with")
    return found


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
    tests = [to_text(notebook) for notebook in notebooks.values()]
    known = gradebook.marks(course.gradebook, course_id(course), module.name)
    jobs, unchanged = [], 0
    for submission in submissions:
        if students and submission.student not in students:
            continue
        job = Job(
            submission=submission,
            masters=notebooks,
            source=course.source / module.name,
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


def _run(
    jobs: tuple[Job, ...], workers: int, started: Callable[[Job], None]
) -> Iterator[Graded]:
    waiting, tries = list(jobs), dict.fromkeys((job.submission.folder for job in jobs), 0)
    while waiting:
        lost: list[Job] = []
        # The same start everywhere: no copy of the driver's threads or open files in a worker.
        with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
            running: dict[Future[Graded], Job] = {}
            while waiting or running:
                while waiting and len(running) < workers:
                    job = waiting.pop(0)
                    started(job)
                    try:
                        running[pool.submit(grade_submission, job)] = job
                    except BrokenProcessPool:
                        lost.append(job)
                done, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in done:
                    job = running.pop(future)
                    try:
                        yield future.result()
                    except BrokenProcessPool:
                        lost.append(job)
        for job in lost:
            tries[job.submission.folder] += 1
            if tries[job.submission.folder] < TRIES:
                waiting.append(job)
            else:
                who = f"{job.submission.student}, {job.submission.assignment}"
                yield Graded(job, (), f"{who}: the grading process was killed, perhaps for want "
                             "of memory. Grade this one again by itself.")


def reports_of(course: Course, module: CourseModule, student: str) -> tuple[ScoreReport, ...]:
    """Return the score reports of one submission; none where it was not graded here."""
    return read_reports(course.autograded / student / module.name)


def _is_graded(job: Job) -> bool:
    reports = read_reports(job.target)
    return bool(reports) and all(report.content_hash == job.content_hash for report in reports)


def _check_students(
    students: tuple[str, ...], known: frozenset[str], course: Course, module: CourseModule
) -> None:
    for student in students:
        if student not in known:
            raise CourseError(
                f"student {student!r} handed in nothing for {module.name}: there is no folder "
                f"{course.submitted / student / module.name}"
            )
