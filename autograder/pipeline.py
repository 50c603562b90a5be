"""Grade what changed: submissions to workers, results to the gradebook, one after another.

The driver is the only writer. A report is kept only after its scores are in the gradebook, so that
after a crash the same command finds what is left to do, and counts nothing twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, replace
from pathlib import Path

from nbformat import NotebookNode

from autograder import gradebook, gradebook_reading
from autograder.cell_text import imports_of, without_secrets
from autograder.course import Course, CourseModule
from autograder.decide import Decision, course_id, decide, earlier, lateness_mark, reports_of
from autograder.errors import NotebookError
from autograder.fingerprint import kept, seconds_of
from autograder.folders import public_files
from autograder.jobs import Assignment, Graded, Job
from autograder.moves import moves
from autograder.nbgrader_settings import load_config
from autograder.notebooks import read_notebook
from autograder.recorder import Recorder
from autograder.release import master, release_notebook
from autograder.sandbox.ring import Limits
from autograder.scores import ScoreReport, read_reports, write_reports
from autograder.texts import with_texts
from autograder.ways import Versions, all_trusted, find_trusted
from autograder.workers import Workers

__all__ = [
    "Outcome",
    "Plan",
    "assignment_of",
    "completed",
    "course_id",
    "grade",
    "limits_of",
    "masters",
    "plan",
    "prepare",
    "preview",
    "reports_of",
    "source_files",
]


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
    # The cells whose mark a person gave for an earlier text: they need reading again.
    outdated: tuple[str, ...] = ()
    before: tuple[ScoreReport, ...] = ()  # in a preview: what the last run gave


def limits_of(course: Course, module: CourseModule) -> Limits:
    """Return what one submission may use, as the course sets it."""
    limits = course.limits(module)
    seconds, total = seconds_of(course, module, load_config(course.root, only_reading=True))
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
    decision = decide(course, module, students, force=force)
    return prepare(course, decision, isolated=isolated)


def prepare(
    course: Course, decision: Decision, *, isolated: bool = True, record: bool = True
) -> Plan:
    """Make ready what was decided: the gradebook, its late penalties, and what grades the rest.

    Without `record` the gradebook stays as it is.

    Raises:
        NotebookError: a notebook of the module cannot be graded with.
        GradebookError: the gradebook cannot be written, or a late penalty cannot be counted.
    """
    module = decision.module
    notebooks = masters(course, module) if decision.sync else {}
    if record and decision.sync:
        gradebook.sync_assignment(
            course.gradebook, course_id(course), module.name, notebooks, module.due
        )
    if record and decision.penalise:
        _penalise(course, decision)
    if not decision.todo:
        return Plan((), decision.unchanged)
    assignment = replace(
        assignment_of(course, module, decision.classmates, isolated=isolated),
        parts=decision.parts,
        counted_due=decision.due,
        late_rule=decision.late_rule,
    )
    jobs = tuple(Job(assignment, one.submission, one.content_hash) for one in decision.todo)
    return Plan(jobs, decision.unchanged)


def _penalise(course: Course, decision: Decision) -> None:
    """Count the late penalty of unchanged work again, by the due date or the rule of now."""
    config = load_config(course.root)
    late = _late_marks(course, decision.module.name, decision.due, decision.late_rule)
    for student in decision.penalise:
        folder = course.autograded / student / decision.module.name
        reports = read_reports(folder)
        gradebook.penalise_lateness(course.gradebook, config, reports)
        fresh = tuple(replace(report, lateness=late(student)) for report in reports)
        write_reports(fresh, folder)


def _late_marks(course: Course, name: str, due: str, rule: str) -> Callable[[str], str]:
    known = gradebook_reading.known(course.gradebook, course_id(course), name)
    extensions = known.extensions if known else {}
    return lambda student: lateness_mark(due, extensions.get(student, ""), rule)


def grade(course: Course, jobs: tuple[Job, ...], workers: Workers) -> Iterator[Outcome]:
    """Grade jobs side by side and record each result as it comes; give them in that order.

    Raises:
        IsolationError: this machine cannot keep submissions apart.
        CourseError: the course's plugin for late submissions cannot be used.
    """
    if not jobs:
        return
    name, assignment = jobs[0].submission.assignment, jobs[0].assignment
    late = _late_marks(course, name, assignment.counted_due, assignment.late_rule)
    config = load_config(course.root)
    if assignment.late_rule:
        gradebook.check_late_plugin(config)
    with Recorder(course.gradebook, course_id(course), name) as recorder:
        for found, before in _run(jobs, workers):
            if found.problem:
                yield Outcome(found)
                continue
            student = found.submission.student
            reports = completed(found.reports, assignment.parts, late(student))
            outdated = recorder.record(reports, before)
            # Also where the rule is gone: what it had taken off is given back.
            if assignment.late_rule or any(report.lateness for report in before):
                gradebook.penalise_lateness(course.gradebook, config, reports)
            write_reports(reports, course.autograded / student / name)
            yield Outcome(replace(found, reports=reports), moves(before, reports), outdated)


def preview(jobs: tuple[Job, ...], workers: Workers, scratch: Path) -> Iterator[Outcome]:
    """Grade jobs into a folder that is thrown away, and record nothing: who would move?

    Raises:
        IsolationError: this machine cannot keep submissions apart.
    """
    if not jobs:
        return
    kept_in = jobs[0].assignment.autograded
    there = replace(jobs[0].assignment, autograded=scratch)
    for graded, _ in _run(tuple(replace(job, assignment=there) for job in jobs), workers):
        before = earlier(kept_in / graded.submission.student / graded.submission.assignment)
        reports = completed(graded.reports, there.parts, "")
        yield Outcome(replace(graded, reports=reports), moves(before, reports), before=before)


def completed(
    reports: tuple[ScoreReport, ...], parts: Mapping[str, str], lateness: str
) -> tuple[ScoreReport, ...]:
    """Return reports with what they were made with, as they are kept."""
    return tuple(
        replace(report, parts=kept(parts, limited=report.limited), lateness=lateness)
        for report in reports
    )


def _run(
    jobs: tuple[Job, ...], workers: Workers
) -> Iterator[tuple[Graded, tuple[ScoreReport, ...]]]:
    """Keep all workers busy, and hold no more results than they make at a time.

    With each result comes what the last run gave, read before it is replaced. Where a cell was late
    though it hardly computed, the others may have kept it from a disk or from memory: it is run
    once more when nobody else runs, and only that counts.
    """
    waiting = iter(jobs)
    running: dict[Future[Graded], tuple[Job, tuple[ScoreReport, ...]]] = {}
    again: list[tuple[Job, tuple[ScoreReport, ...]]] = []
    while True:
        while len(running) < 2 * workers.number and (job := next(waiting, None)):
            before = with_texts(earlier(job.target), job.target)
            running[workers.submit(job)] = job, before
        if not running:
            break
        done, _ = wait(running, return_when=FIRST_COMPLETED)
        for future in [one for one in running if one in done]:  # in the order they were given
            job, before = running.pop(future)
            graded = future.result()
            if graded.was_idle and len(jobs) > 1:
                again.append((job, before))
            else:
                yield graded, before
    for job, before in again:
        yield workers.submit(job).result(), before
