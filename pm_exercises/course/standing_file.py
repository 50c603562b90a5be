"""What a school says of one learner in one module, as a file the learner's folder can hold.

The grader writes it as standing.json beside each feedback page, and into the page itself: of all
that lies there, nbgrader brings only the page to the learner. The newest one is read here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape, unescape
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

SCHEMA = 1
FILE = "standing.json"
MOST_BYTES = 2_000_000  # of a file or a page
# The words of the grader's own table (autograder.completion); a test holds the two together.
SchoolState = Literal[
    "not started", "in progress", "submitted", "needs review", "complete", "not yet", "excused"
]
_TAG = re.compile(r'<meta name="pm-standing" content="([^"]*)">')
_CONFIG = ConfigDict(extra="ignore", frozen=True, allow_inf_nan=False)


class ItemStanding(BaseModel):
    """The points of one exercise; the score is None while an answer waits for its reader."""

    model_config = _CONFIG

    id: str
    score: float | None
    points: float


class StandingFile(BaseModel):
    """What one file says. Unknown fields are ignored."""

    model_config = _CONFIG

    # "schema" shadows a pydantic method, so the field has another name in Python.
    schema_version: int = Field(default=SCHEMA, alias="schema")
    student: str
    module: str  # its name
    state: SchoolState
    score: float  # points given so far
    points: float  # points there are
    submitted_at: datetime | None = None  # None where the hand-in does not say
    written_at: datetime
    exercises: tuple[ItemStanding, ...] = ()
    reasons: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()  # facts worth knowing, whatever the state

    def to_json(self) -> str:
        """The file's text."""
        return self.model_dump_json(by_alias=True, indent=1) + "\n"


@dataclass(frozen=True, slots=True)
class Found:
    """The newest word of the school, the page it stands beside, and what could not be used."""

    standing: StandingFile | None = None
    page: Path | None = None
    problems: tuple[str, ...] = ()


def carried_by(page: str, standing: StandingFile) -> str:
    """Return a feedback page with the standing in its head, where no browser shows it."""
    tag = f'<meta name="pm-standing" content="{escape(standing.to_json())}">'
    return page.replace("</head>", f"{tag}\n</head>", 1)


def parse(text: str) -> StandingFile:
    """Return what a file's text says.

    Raises:
        ValueError: it is no standing, or a newer version of this package wrote it.
    """
    try:
        raw = json.loads(text)
    except RecursionError:
        raise ValueError("it is not JSON") from None
    schema = raw.get("schema") if isinstance(raw, dict) else None
    if isinstance(schema, int) and schema > SCHEMA:
        raise ValueError("a newer version of this course wrote it")
    try:
        return StandingFile.model_validate(raw)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "file"
        raise ValueError(f"{where}: {first['msg']}") from None


def newest(module: str, folder: Path, student: str) -> Found:
    """Return the school's newest word on a learner in a module, whose notebook is in a folder."""
    best: tuple[datetime, StandingFile, Path] | None = None
    problems, strangers = [], []
    for path in _candidates(module, folder):
        name = path.relative_to(folder.parent).as_posix()
        try:
            text = _text(path)
            standing = parse(text) if text else None
        except (OSError, ValueError) as error:
            problems.append(f"{name} cannot be used and is left aside ({_cause(error)}).")
            continue
        if standing is None:  # a feedback page of another maker
            continue
        if (standing.student, standing.module) != (student, module):
            strangers.append(f"{name} is for another id or module than yours; it is not shown.")
            continue
        when = _aware(standing.written_at)
        if best is None or when > best[0]:
            best = when, standing, path
    problems += strangers[:1]  # one sentence is enough, however many of them lie there
    if best is None:
        return Found(problems=tuple(problems))
    _, standing, path = best
    page = path if path.suffix == ".html" else path.with_name(f"{module}.html")
    return Found(standing, page if page.is_file() else None, tuple(problems))


def _candidates(module: str, folder: Path) -> Iterator[Path]:
    """Files that may hold a standing: where nbgrader fetches feedback to, and by hand."""
    fetched, by_hand = folder / "feedback", folder.parent / "feedback" / module
    found = [*fetched.rglob(FILE), *fetched.rglob("*.html"), *by_hand.glob("*.html")]
    yield from sorted(path for path in [by_hand / FILE, *found] if path.is_file())


def _text(path: Path) -> str | None:
    with path.open("rb") as file:
        raw = file.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise ValueError(f"it is over the limit of {MOST_BYTES // 1_000_000} MB")
    text = raw.decode("utf-8")
    if path.suffix != ".html":
        return text
    tag = _TAG.search(text)
    return unescape(tag[1]) if tag else None


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _cause(error: OSError | ValueError) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "it is not text"
    if isinstance(error, OSError):
        return error.strerror or str(error)
    return str(error).rstrip(".")
