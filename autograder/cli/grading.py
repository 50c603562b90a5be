"""Run a grading plan with its progress on the screen."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass

from autograder.cli.app import progress
from autograder.course import Course, CourseModule
from autograder.pipeline import engage, grade, plan


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
) -> Summary:
    """Grade some modules, showing who is being graded and how long the rest will take."""
    lines: list[str] = []
    graded_count = problems = 0
    for module in modules:
        todo = plan(course, module, students, force=force, isolated=isolated)
        with progress() as bar, closing(engage(todo, workers, isolated=isolated)) as staff:
            task = bar.add_task(f"Grading {module.name}", total=len(todo.jobs))
            for graded in grade(course, todo.jobs, staff):
                who = graded.submission.student
                bar.update(task, advance=1, description=f"Grading {module.name}: {who} done")
                if graded.problem:
                    problems += 1
                    lines.append(f"not graded: {graded.problem}")
                    continue
                graded_count += 1
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
    return Summary(tuple(lines), graded_count, problems)
