"""The table of a module's exercises: state, points so far, minutes left, and the next step."""

from __future__ import annotations

from html import escape

from pm_exercises.course.panel import Panel
from pm_exercises.course.progress import (
    Progress,
    count,
    find_module,
    headline,
    module_progress,
    next_step,
    number,
)
from pm_exercises.item import Table
from pm_exercises.render import table_html

SIGNS = {"not started": "○", "in progress": "◐", "checked": "✓", "cannot be read": "!"}


def status(module: str) -> Panel:
    """Show how far every exercise of a module is, and what helps most now.

    Raises:
        UnknownExercise: there is no such module.
    """
    found = find_module(module)
    steps = module_progress(found)
    table = status_table(steps)
    lines = [points_line(steps), f"Next: {next_step(steps, found)}", *problems(steps)]
    text = "\n".join([f"{found.code} {found.title}", str(table), *lines])
    done = 100 * sum(step.state == "checked" for step in steps) // max(len(steps), 1)
    html = (
        f'<h4 class="pmx-title">{escape(found.title)}: where you are</h4>'
        f'<div class="pmx-bar" aria-hidden="true"><span style="width:{done}%"></span></div>'
        f"{table_html(table, numeric=(3, 4))}"
        f"<p>{escape(lines[0])}</p>"
        f'<p class="pmx-next">{escape(lines[1])}</p>'
        + "".join(f'<p class="pmx-notice">{escape(line)}</p>' for line in lines[2:])
    )
    return Panel(text, html)


def status_table(steps: tuple[Progress, ...]) -> Table:
    """One row per exercise."""
    rows = tuple(
        (
            step.item.id,
            step.item.title,
            f"{SIGNS[step.state]} {step.state}",
            points_so_far(step),
            str(step.minutes_left),
        )
        for step in steps
    )
    columns = ("Exercise", "Title", "State", "Points so far", "Minutes left")
    return Table(headline(steps), columns, rows)


def points_so_far(step: Progress) -> str:
    """What the criteria judged here give; the rest is judged after hand-in."""
    if not step.item.points:
        return "no points"
    if step.result is None:
        return f"– of {number(step.item.points)}"
    judged = step.result.points - step.result.later
    if not judged:
        return "after hand-in"
    return f"{number(step.result.score)} of {number(judged)}"


def points_line(steps: tuple[Progress, ...]) -> str:
    """The sum of what can be said here, and what is still to come."""
    results = [step.result for step in steps if step.result]
    score = sum(result.score for result in results)
    later = sum(result.later for result in results)
    total = sum(step.item.points for step in steps)
    line = f"So far {count(round(score, 2), 'point')} of {number(total)}"
    if later > 0:
        line += (
            f"; {count(round(later, 2), 'more point')} for what you did are judged after hand-in"
        )
    return f"{line}. The written piece comes on top."


def problems(steps: tuple[Progress, ...]) -> list[str]:
    """A sentence for each saved answer that cannot be used as it is."""
    return [
        f"{step.item.id}: the saved answer cannot be used ({step.problem.rstrip('.')}). It is left "
        "as it is. Run the exercise's cell to see where it is kept and to go on."
        for step in steps
        if step.problem
    ]
