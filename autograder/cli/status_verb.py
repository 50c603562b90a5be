"""`bootcamp status`: who is complete, and what everybody else is missing."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from autograder.cli.app import CourseOption, ModulesArgument, app, out, verb
from autograder.cli.needs import need_grader
from autograder.cli.status_table import status_table, strangers, total_table
from autograder.course import load_course
from autograder.errors import CourseError, nearest
from autograder.roster import Roster, read_roster

if TYPE_CHECKING:
    from autograder.completion import ModuleStatus

__all__ = ["status", "status_table"]


@app.command()
@verb
def status(
    modules: ModulesArgument = None,
    course: CourseOption = Path(),
    student: Annotated[
        list[str] | None, typer.Option("--student", help="Only these learners; may be repeated.")
    ] = None,
    long: Annotated[
        bool, typer.Option("--long", help="Everything that is missing or worth knowing.")
    ] = False,
    total: Annotated[
        bool, typer.Option("--total", help="Each learner's total over the course, by weight.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON list, for scripts.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="A CSV table, for spreadsheets.")] = False,
) -> None:
    """Show completion and success, for every learner and module, with reasons."""
    need_grader()
    from autograder.standing import statuses
    from autograder.status import TOTAL_COLUMNS, status_csv, status_json, total_rows
    from autograder.status import as_csv as csv_of
    from autograder.status import as_json as json_of
    from autograder.total import course_totals

    loaded = load_course(course)
    wanted = {loaded.module(name).name for name in modules or ()}
    roster = read_roster(loaded.root)
    found = _of(statuses(loaded), student or [], roster)
    totals = course_totals(loaded, found) if total else ()
    if wanted:
        found = tuple(one for one in found if one.module in wanted)
    if as_json:
        text = json_of(total_rows(totals, roster)) if total else status_json(found, roster)
        sys.stdout.write(text)
    elif as_csv:
        rows = total_rows(totals, roster)
        sys.stdout.write(csv_of(rows, TOTAL_COLUMNS) if total else status_csv(found, roster))
    elif total:
        out.print(total_table(totals, roster))
    else:
        long = long or bool(student)
        out.print(status_table(found, roster=roster, long=long))
        _below(found, roster, long=long)


def _of(
    found: tuple[ModuleStatus, ...], students: list[str], roster: Roster
) -> tuple[ModuleStatus, ...]:
    """Return the statuses of some learners, or of all where none is named."""
    known = {status.student for status in found}
    for student in students:
        if student not in known:
            raise CourseError(
                f"student {student!r} is not in this course's gradebook"
                f"{' or roster' if roster else ''}, and handed in nothing."
                + nearest(student, known)
            )
    return tuple(one for one in found if one.student in students) if students else found


def _below(found: tuple[ModuleStatus, ...], roster: Roster, *, long: bool) -> None:
    lines = [strangers(found, roster)]
    if not long and any(len(one.reasons) + len(one.notes) > 1 for one in found):
        lines.append("+1: there is more to say; --long or --student ID shows all of it.")
    for line in filter(None, lines):
        out.print(line, soft_wrap=True, markup=False, highlight=False)
