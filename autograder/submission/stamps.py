"""When a submission was handed in."""

from __future__ import annotations

import contextlib
import re
import warnings
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

STAMP_FILE = "timestamp.txt"
PLAIN = re.compile(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(\.\d{6})?$", re.ASCII)
LONGEST_STAMP = 100  # characters of timestamp.txt


def handed_in_at(folder: Path) -> datetime | None:
    """Return when a submission was handed in, from nbgrader's timestamp.txt, in UTC."""
    path = folder / STAMP_FILE
    if path.is_symlink() or not path.is_file():
        return None
    try:
        with path.open(encoding="utf-8-sig") as file:
            text = file.read(LONGEST_STAMP).strip()
    except (OSError, UnicodeDecodeError):
        return None
    words = text.split()
    zone: ZoneInfo | None = None
    if len(words) == 3:  # nbgrader writes "2026-02-02 15:58:23 UTC", or another zone's name
        with contextlib.suppress(KeyError, ValueError, OSError):
            zone = ZoneInfo(words[2])
            text = " ".join(words[:2])
    try:
        stamp = _parsed(text)
        return stamp.replace(tzinfo=stamp.tzinfo or zone or UTC).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _parsed(text: str) -> datetime:
    if PLAIN.match(text):  # as nbgrader writes it
        return datetime.fromisoformat(text)
    from dateutil import parser

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a zone that nobody knows counts as UTC, as in nbgrader
        stamp: datetime = parser.parse(text)
    return stamp
