"""Run a grading plan with its progress on the screen, or only say what it would do."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.allowances import Allowances, allowances_of
from autograder.cli.app import progress
from autograder.course import Course, CourseModule
from autograder.decide import Decision, decide
from autograder.enrol import enrol_roster
from autograder.fingerprint import listed
from autograder.lateness import lateness
from autograder.penalties import check_penalties, sync_penalties

if TYPE_CHECKING:
    from autograder.pipeline import Outcome, Plan
    from autograder.workers import Workers


@dataclass(frozen=True, slots=True)
class Summary:
    """What a grading run did, as lines to print, and how many submissions had a problem."""

    lines: tuple[str, ...]
    graded: int
    problems: int


@dataclass(frozen=True, slots=True)
class Run:
    """How to grade: by whom, behind which walls, and whether anything is written."""

    workers: int
    isolated: bool = True
    scheduler: str | None = None
    dry: bool = False


def grade_modules(
    course: Course,
    modules: tuple[CourseModule, ...],
    students: tuple[str, ...],
    workers: int,
    *,
    force: bool = False,
    isolated: bool = True,
    scheduler: str | None = None,
    dry: bool = False,
) -> Summary:
    """Grade some modules, showing who is being graded and how long the rest will take.

    With `dry` nothing is written: the lines say who would be graded and why, and who would move.
    """
    check_penalties(course)
    if not dry:
        enrol_roster(course)
    decisions = [decide(course, module, students, force=force) for module in modules]
    run = Run(workers, isolated, scheduler, dry)
    lines: list[str] = []
    graded = problems = 0
    with _staff(course, decisions, run) as staff:
        for decision in decisions:
            if dry:
                lines += _would_be_graded(decision)
            for text, problem in _graded(course, decision, run, staff):
                problems += problem
                graded += not problem
                lines += text
            lines.append(_last_line(decision, dry=dry))
    if not dry:
        sync_penalties(course, modules)
    return Summary(tuple(lines), graded, problems)


def engage(course: Course, decisions: list[Decision], run: Run) -> Workers:
    """Return workers for what was decided; nothing of theirs is imported until somebody grades."""
    from autograder import staff

    notebooks = [
        path
        for decision in decisions
        if decision.todo
        for path in (course.source / decision.module.name).glob("*.ipynb")
    ]
    number = sum(len(decision.todo) for decision in decisions)
    return staff.engage(
        course, notebooks, min(run.workers, number), run.scheduler, isolated=run.isolated
    )


@contextmanager
def _staff(course: Course, decisions: list[Decision], run: Run) -> Iterator[Workers | None]:
    """Engage workers where there is something to grade, and nobody where there is not."""
    if not any(decision.todo for decision in decisions):
        yield None
        return
    with closing(engage(course, decisions, run)) as staff:
        yield staff


def _graded(
    course: Course, decision: Decision, run: Run, staff: Workers | None
) -> Iterator[tuple[list[str], bool]]:
    """Grade one module, and give for each submission its lines, and whether it had a problem."""
    if decision.quiet or (run.dry and not decision.todo):
        return
    # nbgrader is slow to import, and the engines have work to do meanwhile.
    from autograder.pipeline import prepare

    plan = prepare(course, decision, isolated=run.isolated, record=not run.dry)
    if staff is None:
        return
    name, allowances = decision.module.name, allowances_of(course)
    verb = "Trying" if run.dry else "Grading"
    with progress() as bar:
        task = bar.add_task(f"{verb} {name}", total=len(plan.jobs))
        for outcome in _outcomes(course, plan, run, staff):
            who = outcome.graded.submission.student
            bar.update(task, advance=1, description=f"{verb} {name}: {who} done")
            lines = _lines(outcome, name, dry=run.dry)
            if not run.dry:
                lines += _late(course, decision.module, outcome, allowances)
            yield lines, bool(outcome.graded.problem)


def _outcomes(course: Course, plan: Plan, run: Run, staff: Workers) -> Iterator[Outcome]:
    from autograder.pipeline import grade, preview

    if not run.dry:
        yield from grade(course, plan.jobs, staff)
        return
    # Workers of a cluster see the course's folder, and no folder of this machine's own.
    scratch = tempfile.mkdtemp(prefix=".dry-run-", dir=course.root if run.scheduler else None)
    try:
        yield from preview(plan.jobs, staff, Path(scratch))
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _lines(outcome: Outcome, name: str, *, dry: bool) -> list[str]:
    graded = outcome.graded
    who = graded.submission.student
    would = "would " if dry else ""
    if graded.problem:
        return [f"{'could not be' if dry else 'not'} graded: {graded.problem}"]
    lines = [f"{would + 'move' if dry else 'moved'}: {sentence}" for sentence in outcome.moved]
    if dry:
        return lines or [_unmoved(outcome, who, name)]
    lines += [
        f"needs reading: {who}, {name}: {cell} was changed since it was marked; "
        "the mark was given for the earlier text"
        for cell in outcome.outdated
    ]
    return lines + [
        f"note: {who}, {name}: {note}" for report in graded.reports for note in report.notes
    ]


def _late(
    course: Course, module: CourseModule, outcome: Outcome, allowances: Allowances
) -> list[str]:
    """Say that a submission is late, by the due date that holds for its learner."""
    who = outcome.graded.submission.student
    stamps = {report.submitted_at for report in outcome.graded.reports if report.submitted_at}
    moment = datetime.fromisoformat(max(stamps)) if stamps else None
    note = lateness(course.policy, module, allowances.get((who, module.name)), moment).note()
    return [f"note: {who}, {module.name}: {note}"] if note else []


def _unmoved(outcome: Outcome, who: str, name: str) -> str:
    if outcome.before:
        return f"would stay: {who}, {name}: the same score"
    given = sum(report.score_given for report in outcome.graded.reports)
    most = sum(report.score_maximum for report in outcome.graded.reports)
    return f"would get: {who}, {name}: {given:g} of {most:g} points, for the first time"


def _would_be_graded(decision: Decision) -> Iterator[str]:
    name = decision.module.name
    for todo in decision.todo:
        yield f"would grade: {todo.submission.student}, {name}: {listed(todo.why)}"
    for student in decision.penalise:
        yield (
            f"would count the late penalty again: {student}, {name}: "
            "the due date, an extension or the course's rule changed"
        )


def _last_line(decision: Decision, *, dry: bool) -> str:
    name, number = decision.module.name, len(decision.todo)
    if not number and not decision.unchanged:
        return f"{name}: nothing was handed in"
    if dry:
        return (
            f"{name}: {number} would be graded, {decision.unchanged} unchanged; nothing was written"
        )
    again = f", {len(decision.penalise)} late penalties counted again" if decision.penalise else ""
    return f"{name}: {number} graded or tried, {decision.unchanged} unchanged{again}"
