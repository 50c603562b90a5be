"""Grade what changed: submissions to workers, results to the gradebook, one after another.

The driver is the only writer. A report is kept only after its scores are in the gradebook, so that
after a crash the same command finds what is left to do, and counts nothing twice.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from nbformat import NotebookNode

from autograder import gradebook
from autograder.course import Course, CourseModule
from autograder.errors import CourseError, GradebookError, NotebookError, nearest
from autograder.execute import Limits
from autograder.notebooks import named_cells, read_notebook
from autograder.recorder import Recorder
from autograder.release import load_config, master, public_files, release_notebook
from autograder.scores import ScoreReport, read_reports, write_reports
from autograder.submission import content_hash, find_submissions
from autograder.verify.names import imports_of
from autograder.ways import Versions, all_trusted, find_trusted
from autograder.worker import Assignment, Graded, Job
from autograder.workers import LocalWorkers, Workers


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
    return Limits(
        cell_seconds=limits.cell_seconds,
        submission_seconds=limits.submission_seconds,
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
        imports=imports_of(notebooks.values()),
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
    assignment = assignment_of(course, module, classmates, isolated=isolated)
    notebooks = assignment.masters
    gradebook.sync_assignment(
        course.gradebook, course_id(course), module.name, notebooks, module.due
    )
    tests = fingerprint(course, module, notebooks)
    with Recorder(course.gradebook, course_id(course), module.name) as recorder:
        known = recorder.known()
    jobs, unchanged = [], 0
    for submission in submissions:
        if students and submission.student not in students:
            continue
        job = Job(assignment, submission, content_hash(submission.folder, *tests))
        if not force and submission.student in known and _is_graded(job):
            unchanged += 1
        else:
            jobs.append(job)
    return Plan(tuple(jobs), unchanged)


def engage(plan: Plan, workers: int, *, isolated: bool = True) -> Workers:
    """Return workers for a plan: of this machine, and no more than there is work."""
    imports = plan.jobs[0].assignment.imports if plan.jobs else ()
    return LocalWorkers(max(1, min(workers, len(plan.jobs))), imports, isolated=isolated)


def grade(course: Course, jobs: tuple[Job, ...], workers: Workers) -> Iterator[Graded]:
    """Grade jobs side by side and record each result as it comes; give them in that order.

    Raises:
        IsolationError: this machine cannot keep submissions apart.
    """
    if not jobs:
        return
    name = jobs[0].submission.assignment
    with Recorder(course.gradebook, course_id(course), name) as recorder:
        for graded in _run(jobs, workers):
            if not graded.problem:
                recorder.record(graded.reports)
                write_reports(graded.reports, course.autograded / graded.submission.student / name)
            yield graded


def _run(jobs: tuple[Job, ...], workers: Workers) -> Iterator[Graded]:
    """Keep all workers busy, and hold no more results than they make at a time."""
    waiting = iter(jobs)
    running: set[Future[Graded]] = set()
    while True:
        while len(running) < 2 * workers.number and (job := next(waiting, None)):
            running.add(workers.submit(job))
        if not running:
            return
        done, running = wait(running, return_when=FIRST_COMPLETED)
        for future in done:
            yield future.result()


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
