"""`bootcamp extend` and `bootcamp excuse`: what one learner is allowed in one module."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from autograder.allowances import FILE, MOST_WHY, Allowance
from autograder.cli.app import CourseOption, app, out, verb
from autograder.cli.needs import need_grader
from autograder.course import Course, CourseModule, load_course
from autograder.errors import CourseError, nearest
from autograder.exceptions_file import allow, undo
from autograder.lateness import clock
from autograder.roster import FILE as ROSTER
from autograder.roster import read_roster

IdArgument = Annotated[
    str, typer.Argument(metavar="ID", help="The learner's id: their folder in submitted/.")
]
ModuleArgument = Annotated[str, typer.Argument(metavar="MODULE", help="By name or code.")]
WhyOption = Annotated[
    str, typer.Option("--why", help="The reason, for staff; learners are not shown it.")
]
UndoOption = Annotated[bool, typer.Option("--undo", help="Take it back.")]


@app.command()
@verb
def extend(
    student: IdArgument,
    module: ModuleArgument,
    until: Annotated[
        str, typer.Option("--until", help="The new due date, such as 2027-02-07T23:59+01:00.")
    ] = "",
    why: WhyOption = "",
    undo_it: UndoOption = False,
    course: CourseOption = Path(),
) -> None:
    """Give one learner a later due date for a module."""
    loaded, chosen = _find(course, module, student, undo_it=undo_it)
    if undo_it:
        _take_back(loaded, student, chosen, excused=False)
        return
    if chosen.due is None:
        raise CourseError(
            f"{chosen.name} has no due date, so there is nothing to extend. "
            "Write due = … in its [[modules]] table in course/course.toml first."
        )
    due = _moment(until, chosen.due)
    if due <= chosen.due:
        raise CourseError(
            f"--until: {clock(due)} is not after the due date of {chosen.name}, "
            f"{clock(chosen.due)}."
        )
    _give(loaded, Allowance(student, chosen.name, _reason(why), due))


@app.command()
@verb
def excuse(
    student: IdArgument,
    module: ModuleArgument,
    why: WhyOption = "",
    undo_it: UndoOption = False,
    course: CourseOption = Path(),
) -> None:
    """Excuse one learner from a module: it is not required, and no part of their total."""
    loaded, chosen = _find(course, module, student, undo_it=undo_it)
    if undo_it:
        _take_back(loaded, student, chosen, excused=True)
        return
    _give(loaded, Allowance(student, chosen.name, _reason(why), excused=True))


def _find(folder: Path, module: str, student: str, *, undo_it: bool) -> tuple[Course, CourseModule]:
    need_grader()
    course = load_course(folder)
    chosen = course.module(module)
    roster = read_roster(course.root)
    handed_in = {path.name for path in course.submitted.glob("[!.]*") if path.is_dir()}
    known = roster.people.keys() | handed_in
    hint = nearest(student, known)
    # Without a roster nobody can say who is in the course, but a slip of the pen is likely.
    if student not in known and not undo_it and (roster or hint):
        where = f"is not in {ROSTER}" if roster else "handed in nothing"
        raise CourseError(f"student {student!r} {where}.{hint}")
    return course, chosen


def _give(course: Course, given: Allowance) -> None:
    before = allow(course, given)
    what = "excused" if given.excused else f"due {clock(given.due)}" if given.due else ""
    instead = f" Instead of: {before}." if before else ""
    _say(course, given, f"{given.learner}, {given.module}: {what}.{instead} Kept in {FILE}.")


def _take_back(course: Course, student: str, module: CourseModule, *, excused: bool) -> None:
    gone = undo(course, student, module.name, excused=excused)
    _say(course, gone, f"{student}, {module.name}: taken back, it was {gone}.")


def _say(course: Course, about: Allowance, sentence: str) -> None:
    from autograder.penalties import sync_penalties

    sync_penalties(course, (course.module(about.module),))
    out.print(sentence, soft_wrap=True, markup=False, highlight=False)
    if (course.feedback / about.learner / about.module).is_dir():
        out.print(
            f"Tell the learner: bootcamp feedback {about.module} --student {about.learner}",
            soft_wrap=True,
            markup=False,
            highlight=False,
        )


def _reason(why: str) -> str:
    text = " ".join(why.split())
    if not text or len(text) > MOST_WHY or not text.isprintable():
        raise CourseError(f"--why: say why in one sentence, of {MOST_WHY} characters at most.")
    return text


def _moment(text: str, due: datetime) -> datetime:
    """Return the time that is meant; without a zone, in that of the module's own due date."""
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        raise CourseError(
            f"--until: {text!r} is no date; write one such as 2027-02-07T23:59+01:00, "
            "or 2027-02-07 for the end of that day."
        ) from None
    if len(text.strip()) <= len("2027-02-07"):
        found = found.replace(hour=23, minute=59)
    return found if found.tzinfo else found.replace(tzinfo=due.tzinfo)
