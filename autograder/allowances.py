"""Extensions and excuses: what one learner is allowed in one module, from course/exceptions.toml.

The file is written by `bootcamp extend` and `bootcamp excuse`, and may be written by hand. It says
things about people: it is never committed, released or copied into a demonstration.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, StringConstraints, ValidationError

from autograder.course import Course
from autograder.errors import CourseError, nearest

FILE = "course/exceptions.toml"
TABLE = "exception"
MOST_BYTES = 5_000_000
MOST_WHY = 500
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MOST_WHY)]
WANTED = {
    "learner": "the learner's id in quotes",
    "module": "the module's name in quotes",
    "due": "a date and time with its time zone, without quotes, such as 2027-02-07T23:59:00+01:00",
    "excused": "true, or no such line",
    "why": "the reason in quotes, 1 to 500 characters",
}


@dataclass(frozen=True, slots=True)
class Allowance:
    """What one learner is allowed in one module: a later due date, or to leave it out."""

    learner: str
    module: str  # its name
    why: str
    due: datetime | None = None
    excused: bool = False

    def __str__(self) -> str:
        """In one line, for staff: learners are not shown the reason."""
        due = self.due.isoformat(" ", "minutes") if self.due else ""
        what = "excused" if self.excused else f"due {due}"
        return f"{what} ({self.why})"


Allowances = Mapping[tuple[str, str], Allowance]  # by learner and module's name


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    learner: Text
    module: Text
    why: Text
    due: AwareDatetime | None = None
    excused: bool = False


def allowances_of(course: Course) -> Allowances:
    """Return the extensions and excuses of a course; none where there is no such file.

    Raises:
        CourseError: the file cannot be read, or an entry is wrong.
    """
    path = course.root / FILE
    if not path.exists():
        return {}
    return parse_allowances(read_text(path), tuple(one.name for one in course.modules), path)


def read_text(path: Path) -> str:
    """Return the file's text.

    Raises:
        CourseError: it cannot be read.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
        if len(raw) > MOST_BYTES:
            raise CourseError(f"{path}: over {MOST_BYTES // 1_000_000} MB is no list of exceptions")
        return raw.decode("utf-8-sig")
    except OSError as error:
        raise CourseError(f"{path}: cannot be read ({error.strerror or error})") from None
    except UnicodeDecodeError:
        raise CourseError(f"{path}: this is not UTF-8 text; save it as UTF-8") from None


def parse_allowances(text: str, modules: tuple[str, ...], path: Path) -> Allowances:
    """Return the extensions and excuses that a file's text holds.

    Raises:
        CourseError: the text is not TOML, or an entry is wrong; the entry is named.
    """
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CourseError(
            f"{path}: this is not TOML ({error}). Mend that line, or write it with "
            "`bootcamp extend` and `bootcamp excuse`."
        ) from None
    entries = raw.pop(TABLE, [])
    if raw or not isinstance(entries, list):
        what = next(iter(raw), TABLE)
        raise CourseError(f"{path}: {what}: this file holds [[{TABLE}]] tables and nothing else.")
    found: dict[tuple[str, str], Allowance] = {}
    for number, one in enumerate(entries, start=1):
        place = f"{path}: [[{TABLE}]] number {number}"
        allowance = _allowance(one, modules, place)
        key = allowance.learner, allowance.module
        if key in found:
            raise CourseError(
                f"{place}: {allowance.learner} has another one for {allowance.module}; keep one."
            )
        found[key] = allowance
    return found


def _allowance(raw: object, modules: tuple[str, ...], place: str) -> Allowance:
    try:
        entry = _Entry.model_validate(raw)
    except ValidationError as error:
        # A name that nobody knows explains why another one is missing.
        first = max(error.errors(), key=lambda one: one["type"] == "extra_forbidden")
        name = str(first["loc"][0]) if first["loc"] else TABLE
        if first["type"] == "extra_forbidden":
            raise CourseError(
                f"{place}: {name}: there is no such setting.{nearest(name, WANTED)}"
                f" There is: {', '.join(WANTED)}."
            ) from None
        verb = "is missing" if first["type"] == "missing" else "is not right"
        raise CourseError(f"{place}: {name} {verb}; write {WANTED.get(name, 'a table')}.") from None
    if entry.module not in modules:
        raise CourseError(
            f"{place}: there is no module {entry.module!r}.{nearest(entry.module, modules)} "
            f"There is: {', '.join(modules)}."
        )
    if entry.excused == (entry.due is not None):
        raise CourseError(f"{place}: write either due = … or excused = true, and not both.")
    return Allowance(entry.learner, entry.module, entry.why, entry.due, entry.excused)
