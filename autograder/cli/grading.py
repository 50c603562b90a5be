"""Run a grading plan with its progress on the screen."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass

from autograder.cli.app import progress
from autograder.course import Course, CourseModule
from autograder.staff import engage


@dataclass(frozen=True, slots=True)
class Summary:
    """What a grading run did, as lines to print, and how many submissions had a problem."""

    lines: tuple[str, ...]
    graded: int
    problems: int


def grade_modules(
    course: Course,
    modules: tuple[CourseModule, ...],
    students: tuple[str, ...],
    workers: int,
    *,
    force: bool = False,
    isolated: bool = True,
    scheduler: str | None = None,
) -> Summary:
    """Grade some modules, showing who is being graded and how long the rest will take."""
    lines: list[str] = []
    graded_count = problems = 0
    staff = engage(course, modules, students, workers, scheduler, isolated=isolated)
    with closing(staff):
        # nbgrader is slow to import, and the engines have work to do meanwhile.
        from autograder.enrol import enrol_roster
        from autograder.penalties import check_penalties, sync_penalties
        from autograder.pipeline import grade, plan

        check_penalties(course)
        enrol_roster(course)
        for module in modules:
            todo = plan(course, module, students, force=force, isolated=isolated)
            with progress() as bar:
                task = bar.add_task(f"Grading {module.name}", total=len(todo.jobs))
                for outcome in grade(course, todo.jobs, staff):
                    graded = outcome.graded
                    who = graded.submission.student
                    bar.update(task, advance=1, description=f"Grading {module.name}: {who} done")
                    if graded.problem:
                        problems += 1
                        lines.append(f"not graded: {graded.problem}")
                        continue
                    graded_count += 1
                    lines += [f"moved: {sentence}" for sentence in outcome.moved]
                    lines += [
                        f"note: {who}, {module.name}: {note}"
                        for report in graded.reports
                        for note in report.notes
                    ]
            lines.append(
                f"{module.name}: {len(todo.jobs)} graded or tried, {todo.unchanged} unchanged"
                if todo.jobs or todo.unchanged
                else f"{module.name}: nothing was handed in"
            )
        sync_penalties(course, modules)
    return Summary(tuple(lines), graded_count, problems)
