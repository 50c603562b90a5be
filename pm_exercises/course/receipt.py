"""When a module was handed in from this machine, as far as nbgrader's own copy of it tells."""

from __future__ import annotations

import glob
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from jupyter_core.paths import jupyter_data_dir

from pm_exercises.answers import FOLDER, AnswerRecord, read
from pm_exercises.errors import AnswerFileError
from pm_exercises.exercises.modules import Module


@dataclass(frozen=True, slots=True)
class Receipt:
    """A hand-in, and the exercises whose answers have changed since."""

    handed_in: datetime
    changed: tuple[str, ...] = ()


def receipt(module: Module, student: str, folder: Path) -> Receipt | None:
    """Return a learner's last hand-in of the module in a folder; None where none is known.

    nbgrader keeps a copy of what it handed in. One without an answer of this learner's own may
    belong to somebody else, or to another course, and counts for nothing.
    """
    # One place for all courses on this machine, as nbgrader has it when nobody set another.
    copies = Path(jupyter_data_dir(), "nbgrader_cache")
    last: Receipt | None = None
    with suppress(OSError):
        for copy in copies.glob(f"*/*+{glob.escape(module.name)}+*"):
            stamp = _stamp(copy / "timestamp.txt")
            if stamp is None or (last and stamp <= last.handed_in):
                continue
            sent = _answers(module, copy)
            if any(record.student == student for record in sent.values()):
                last = Receipt(stamp, _changed(module, sent, folder))
    return last


def _changed(module: Module, sent: dict[str, AnswerRecord], folder: Path) -> tuple[str, ...]:
    now = _answers(module, folder)
    return tuple(
        item_id
        for item_id in module.exercises
        if (one := now.get(item_id))
        and one.answer != (sent[item_id].answer if item_id in sent else {})
    )


def _answers(module: Module, folder: Path) -> dict[str, AnswerRecord]:
    found = {}
    for item_id in module.exercises:
        with suppress(AnswerFileError, OSError):
            if record := read(item_id, folder / FOLDER):
                found[item_id] = record
    return found


def _stamp(path: Path) -> datetime | None:
    """The time in nbgrader's file, such as "2027-02-01 09:30:00.000000 UTC"."""
    try:
        day, clock, zone = path.read_text(encoding="utf-8").split()
        stamp = datetime.fromisoformat(f"{day} {clock}").replace(tzinfo=ZoneInfo(zone))
    except (OSError, ValueError, KeyError):  # KeyError: nobody knows the zone
        return None
    return stamp.astimezone(UTC)
