"""Where a module stands: every exercise, the school's word, and what helps most now."""

from __future__ import annotations

from datetime import datetime
from html import escape
from pathlib import Path

from pm_exercises.course.calibration import calibration_line, module_tries
from pm_exercises.course.module_table import points_line, steps_html, steps_table
from pm_exercises.course.module_view import (
    ModuleView,
    bar_html,
    problems,
    standing_html,
    standing_lines,
    view,
)
from pm_exercises.course.panel import Panel
from pm_exercises.course.progress import find_module
from pm_exercises.course.school import QUIET
from pm_exercises.learner import current_student

MASTERED = "Mastered: at least 8 of 10 of the points that can be judged here."


def status(module: str) -> Panel:
    """Show how far every exercise of a module is, what the school says, and what helps most now.

    Raises:
        UnknownExercise: there is no such module.
    """
    here = Path.cwd()
    seen = view(find_module(module), here, here, current_student())
    sure = calibration_line(module_tries(seen.module))
    return Panel(_text(seen, sure), _html(seen, sure))


def as_of() -> str:
    """When a panel was made: it does not change by itself."""
    return f"As of {datetime.now().astimezone():%H:%M}. Run this cell again to bring it up to date."


def _text(seen: ModuleView, sure: str) -> str:
    lines = [
        f"{seen.module.code} {seen.module.title}",
        str(steps_table(seen)),
        points_line(seen.steps),
        *(standing_lines(seen) or [QUIET]),
        f"Next: {seen.task.text}" if seen.task else "",
        sure,
        *problems(seen),
    ]
    return "\n".join(line for line in lines if line)


def _html(seen: ModuleView, sure: str) -> str:
    task = seen.task
    link = seen.link(task.text, task.cell) if task else ""
    return (
        f'<h3 class="pmx-title">{escape(seen.module.title)}: where you are</h3>'
        f'<p class="pmx-headline">{escape(seen.headline)}</p>'
        + bar_html(seen)
        + (f'<p class="pmx-next"><strong>Next:</strong> {link}</p>' if link else "")
        + standing_html(seen)
        + steps_html(seen)
        + f"<p>{escape(points_line(seen.steps))}</p>"
        + (f"<p>{escape(sure)}</p>" if sure else "")
        + "".join(f'<p class="pmx-notice">{escape(line)}</p>' for line in problems(seen))
        + f'<p class="pmx-small">{MASTERED} {"" if seen.standing.lines else QUIET} {as_of()}</p>'
    )
