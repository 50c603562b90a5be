"""`bootcamp status`: who is complete, and what everybody else is missing."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape
from rich.table import Table

from autograder.cli.app import CourseOption, app, out, verb
from autograder.cli.needs import need_grader
from autograder.course import load_course
from autograder.errors import CourseError, nearest

if TYPE_CHECKING:
    from autograder.completion import ModuleStatus

SIGNS = {
    "complete": "[green]✓[/]",
    "needs review": "[blue]i[/]",
    "submitted": "[blue]…[/]",
    "in progress": "[blue]…[/]",
    "not yet": "[yellow]○[/]",
    "not started": "[dim]–[/]",
}


@app.command()
@verb
def status(
    course: CourseOption = Path(),
    student: Annotated[
        list[str] | None, typer.Option("--student", help="Only these learners; may be repeated.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON list, for scripts.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="A CSV table, for spreadsheets.")] = False,
) -> None:
    """Show completion and success, for every learner and module, with reasons."""
    need_grader()
    from autograder.standing import statuses
    from autograder.status import status_csv, status_json

    found = statuses(load_course(course))
    if student:
        unknown = sorted(set(student) - {status.student for status in found})
        if unknown:
            raise CourseError(
                f"student {unknown[0]!r} is not in this course's gradebook, and handed in nothing."
                + nearest(unknown[0], [status.student for status in found])
            )
        found = tuple(status for status in found if status.student in student)
    if as_json:
        sys.stdout.write(status_json(found))
    elif as_csv:
        sys.stdout.write(status_csv(found))
    else:
        out.print(status_table(found))


def status_table(
    found: tuple[ModuleStatus, ...], stories: Mapping[str, str] | None = None
) -> Table:
    """Return the completion table as people read it; `stories` says of each learner who it is."""
    table = Table(title="Completion", title_justify="left", header_style="bold")
    table.add_column("Learner", no_wrap=stories is None, max_width=24)
    for heading in ("Module", "State"):
        table.add_column(heading, no_wrap=True)
    table.add_column("Score", justify="right")
    table.add_column("What is missing, or worth knowing")
    for row in found:
        table.add_row(
            f"[bold]{escape(row.student)}[/] {(stories or {}).get(row.student, '')}".strip(),
            escape(row.module),
            f"{SIGNS[row.state]} {row.state}",
            f"{100 * row.score_scaled:.0f} %",
            escape("\n".join(row.reasons)),  # file names of learners stand in some
        )
    return table
