"""`bootcamp reading`: the written answers that wait for a person, one after the other."""

from __future__ import annotations

import math
import sys
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich import box
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from autograder.cli.app import CourseOption, app, out, verb
from autograder.cli.needs import need_grader
from autograder.course import Course, CourseModule, load_course
from autograder.errors import BootcampError, CourseError, NotebookError
from autograder.roster import Roster, read_roster

if TYPE_CHECKING:
    from autograder.reading_queue import Waiting
    from autograder.rubric import Rubric

COLUMNS = (
    "student",
    "name",
    "section",
    "module",
    "notebook",
    "cell",
    "points",
    "waiting_since",
    "words",
    "earlier_mark",
    "text",
)


@app.command()
@verb
def reading(  # noqa: PLR0913, PLR0917  # a command has as many options as it has
    module: Annotated[
        str | None, typer.Argument(metavar="[MODULE]", help="By name or code; all if none.")
    ] = None,
    course: CourseOption = Path(),
    student: Annotated[
        list[str] | None, typer.Option("--student", help="Only these learners; may be repeated.")
    ] = None,
    list_only: Annotated[
        bool, typer.Option("--list", help="Say who waits, and ask nothing.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON list, for scripts.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="A CSV table, for spreadsheets.")] = False,
    mark: Annotated[
        tuple[str, str] | None,
        typer.Option("--mark", metavar="ID CELL", help="Mark this answer, without being asked."),
    ] = None,
    ticks: Annotated[
        str, typer.Option("--ticks", help="One level for each row of the scheme: 4,3,5,2.")
    ] = "",
    points: Annotated[
        float | None, typer.Option("--points", help="The mark itself, where no rows are ticked.")
    ] = None,
    comment: Annotated[str, typer.Option("--comment", help="What the learner reads.")] = "",
) -> None:
    """Read the written answers that wait, the oldest first, and mark them by rubric."""
    need_grader()
    from autograder.reading_queue import queue

    loaded = load_course(course)
    chosen = (loaded.module(module),) if module else loaded.modules
    if mark:
        _mark_one(loaded, chosen, *mark, ticks, points, comment)
        return
    if ticks or points is not None or comment:
        raise CourseError("--ticks, --points and --comment need --mark ID CELL: whose answer?")
    waiting = queue(loaded, chosen, tuple(student or ()))
    roster = read_roster(loaded.root)
    if as_json or as_csv:
        _for_programs(waiting, roster, as_json=as_json)
        return
    if not waiting:
        out.print("No written answer waits for a reader.")
        return
    _list(waiting, roster)
    if not list_only and interactive():
        _read_all(loaded, waiting, roster)


def interactive() -> bool:
    """Whether a person sits at both ends."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def parse_ticks(text: str) -> tuple[Fraction, ...]:
    """Return levels such as 4,3,5,2.

    Raises:
        CourseError: one is no number.
    """
    try:
        return tuple(Fraction(part) for part in text.replace(";", ",").replace(",", " ").split())
    except (ValueError, ZeroDivisionError):
        raise CourseError(
            f"--ticks: {text!r} is no list of levels; write one for each row, such as 4,3,5,2."
        ) from None


def _mark_one(
    course: Course,
    modules: tuple[CourseModule, ...],
    student: str,
    cell: str,
    ticks: str,
    points: float | None,
    comment: str,
) -> None:
    from autograder.penalties import sync_penalties
    from autograder.points import exact
    from autograder.reading_queue import find_answer, mark_answer, scheme

    module = _module_of(course, modules, cell)
    answer = find_answer(course, module, student, cell)
    if bool(ticks) == (points is not None):
        raise CourseError(f"{cell}: give either --ticks or --points.")
    if points is not None:
        if not math.isfinite(points):
            raise CourseError(f"--points: {points} is no number of points.")
        given = exact(points)
    else:
        rubric, levels = scheme(course, module, answer.notebook, cell), parse_ticks(ticks)
        given = rubric.mark(levels)
        comment = f"{rubric.words(levels)}\n{comment}".strip()
    done = mark_answer(course, module, student, answer, given, comment)
    sync_penalties(course, (module,))
    out.print(done, markup=False, highlight=False, soft_wrap=True)


def _module_of(course: Course, modules: tuple[CourseModule, ...], cell: str) -> CourseModule:
    """Return the module of an answer: the one that is named, or by the code in its name."""
    if len(modules) == 1:
        return modules[0]
    for module in course.modules:
        if cell.startswith(f"{module.code}-"):
            return module
    raise CourseError(f"Which module is {cell} of? Name it: bootcamp reading MODULE --mark …")


def _for_programs(waiting: tuple[Waiting, ...], roster: Roster, *, as_json: bool) -> None:
    from autograder.status import as_csv as csv_of
    from autograder.status import as_json as json_of

    rows: list[dict[str, Any]] = [
        {
            "student": one.student,
            "name": roster.person(one.student).name,
            "section": roster.person(one.student).section,
            "module": one.module,
            "notebook": one.notebook,
            "cell": one.cell,
            "points": one.points,
            "waiting_since": one.since.isoformat() if one.since else None,
            "words": len(one.text.split()),
            "earlier_mark": one.earlier,
            "text": one.text,
        }
        for one in waiting
    ]
    sys.stdout.write(json_of(rows) if as_json else csv_of(rows, COLUMNS))


def _list(waiting: tuple[Waiting, ...], roster: Roster) -> None:
    table = Table(box=box.SIMPLE_HEAD, header_style="bold", padding=0, show_edge=False)
    table.add_column("Learner", no_wrap=True, max_width=max(20, out.width * 3 // 10))
    for heading, width in (("Answer", 6), ("Handed in", 16), ("Words", 5)):
        right = heading == "Words"
        table.add_column(
            heading, no_wrap=True, min_width=width, justify="right" if right else "left"
        )
    table.add_column("", no_wrap=True, overflow="ellipsis")
    for one in waiting:
        about = "handed in again: grade it first" if one.stale else _earlier(one)
        table.add_row(
            _who(one, roster),
            Text(one.cell),
            f"{one.since:%Y-%m-%d %H:%M}" if one.since else "not known",
            str(len(one.text.split())),
            Text(about),
        )
    out.print(table)


def _earlier(one: Waiting) -> str:
    return "" if one.earlier is None else f"changed; it had {one.earlier:g} points"


def _who(one: Waiting, roster: Roster) -> Text:
    name = roster.person(one.student).name
    return Text(one.student, style="bold") + Text(f" {name}" if name else "", style="not bold")


def _read_all(course: Course, waiting: tuple[Waiting, ...], roster: Roster) -> None:
    """Show one text after the other, and ask for its mark; what is skipped goes on waiting."""
    from autograder.penalties import sync_penalties

    ready = [one for one in waiting if not one.stale]
    marked: set[str] = set()
    for number, one in enumerate(ready, start=1):
        out.print()
        out.rule(Text(f"{number} of {len(ready)}: ") + _who(one, roster) + Text(f", {one.cell}"))
        rubric = _show(course, one)
        done = _ask(course, one, rubric)
        if done is None:
            break
        if done:
            marked.add(one.module)
            out.print(done, markup=False, highlight=False, soft_wrap=True)
    sync_penalties(course, tuple(course.module(name) for name in sorted(marked)))


def _show(course: Course, one: Waiting) -> Rubric | None:
    from autograder.reading_queue import scheme, visible

    rubric = None
    try:
        rubric = scheme(course, course.module(one.module), one.notebook, one.cell)
        # Nobody's words but the instructor's; still text, and no markup of a terminal.
        out.print(Panel(Text(rubric.text), title="Mark scheme", title_align="left"))
    except NotebookError as error:
        out.print(Text(str(error), style="yellow"), soft_wrap=True)
    out.print(Panel(Text(visible(one.text)), title="The learner wrote", title_align="left"))
    if one.earlier is not None:
        said = f"An earlier text had {one.earlier:g} points. {visible(one.comment)}".strip()
        out.print(Text(said), soft_wrap=True)
    return rubric


def _ask(course: Course, one: Waiting, rubric: Rubric | None) -> str | None:
    """Return what was done; "" where it is skipped, None where the reader stops."""
    from autograder.reading_queue import find_answer, mark_answer

    module = course.module(one.module)
    what = (
        f"A level for each of {len(rubric.rows)} rows, such as {rubric.example}"
        if rubric
        else f"Points, 0 to {one.points:g}"
    )
    while True:
        said = typer.prompt(f"{what} (Enter skips, q stops)", default="", show_default=False)
        if not (said := said.strip()):
            return ""
        if said.casefold() == "q":
            return None
        try:
            levels = parse_ticks(said)
            given = rubric.mark(levels) if rubric else sum(levels, Fraction())
            answer = find_answer(course, module, one.student, one.cell)
            words = typer.prompt("Comment (optional)", default="", show_default=False).strip()
            comment = f"{rubric.words(levels)}\n{words}".strip() if rubric else words
            return mark_answer(course, module, one.student, answer, given, comment)
        except BootcampError as error:
            out.print(Text(str(error), style="yellow"), soft_wrap=True)
