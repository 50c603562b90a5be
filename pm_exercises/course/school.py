"""Where a module stands: what the school says where it has spoken, else what is known here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pm_exercises.course.progress import Progress, count, number
from pm_exercises.course.receipt import Receipt, receipt
from pm_exercises.course.standing_file import ItemStanding, SchoolState, StandingFile, newest
from pm_exercises.exercises.modules import Module

# The two clocks are one: the receipt's has fractions of a second, the standing's has none.
SAME_TIME = timedelta(seconds=1)
QUIET = (
    "Nothing from your school is in this folder yet. What it says of your work appears here once "
    "its feedback is fetched."
)


@dataclass(frozen=True, slots=True)
class Standing:
    """The state of a module, who says so, and why."""

    state: SchoolState
    by_school: bool = False
    lines: tuple[str, ...] = ()  # the first goes on after the state, the others are sentences
    items: Mapping[str, ItemStanding] = field(default_factory=dict)  # by exercise id
    page: Path | None = None  # the school's feedback page
    problems: tuple[str, ...] = ()


def module_standing(
    module: Module, steps: tuple[Progress, ...], folder: Path, student: str
) -> Standing:
    """Return where a learner's module stands, from the folder with its notebook."""
    found = newest(module.name, folder, student)
    sent = receipt(module, student, folder)
    said = found.standing
    if sent and (said is None or sent.handed_in > _about(said) + SAME_TIME):
        return Standing("submitted", False, _sent_lines(sent, said), {}, None, found.problems)
    if said is None:
        begun = any(step.state != "not started" for step in steps)
        return Standing("in progress" if begun else "not started", problems=found.problems)
    items = {item.id: item for item in said.exercises}
    return Standing(said.state, True, _said_lines(said), items, found.page, found.problems)


def spelled(moment: datetime) -> str:
    """A date and time as people write them, by the learner's own clock."""
    here = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone()
    return f"{here.day} {here:%B %Y, %H:%M %Z}"


def item_words(item: ItemStanding) -> str:
    """What the school gave for one exercise."""
    if item.score is None:
        return "waits for a reader"
    if not item.points:
        return "no points"
    return f"{number(item.score)} of {number(item.points)}"


def _about(said: StandingFile) -> datetime:
    """The time of the hand-in that a school's word is about; at the latest, when it was said."""
    moment = said.submitted_at or said.written_at
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _said_lines(said: StandingFile) -> tuple[str, ...]:
    points = f"{number(said.score)} of {count(said.points, 'point')}"
    parts = [f"for what you handed in on {spelled(said.submitted_at)}"] if said.submitted_at else []
    if not any(points in reason for reason in said.reasons):  # else they would be there twice
        waits = any(item.score is None for item in said.exercises)
        parts = [f"{points} so far" if waits else points, *parts]
    return (", ".join(parts), *said.reasons, *said.notes)


def _sent_lines(sent: Receipt, said: StandingFile | None) -> tuple[str, ...]:
    lines = [f"handed in on {spelled(sent.handed_in)}"]
    if said is None:
        lines.append("Nothing from your school is in this folder yet.")
    else:
        lines.append(f"Your school's last word here, “{said.state}”, is about earlier work.")
    if sent.changed:
        lines.append(f"Changed here since then: {', '.join(sent.changed)}.")
    return tuple(lines)
