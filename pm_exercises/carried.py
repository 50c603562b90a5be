"""The answers that a notebook carries in its own metadata, so that one file is enough.

The frontend writes them there whenever a board was saved (frontend/src/carried.ts):
{"pm_bootcamp": {"schema": 1, "answers": {"FND-E1": what the answer file holds, …}}}.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from pm_exercises.answers import SIZE_LIMIT, AnswerRecord, parse
from pm_exercises.errors import AnswerFileError

KEY = "pm_bootcamp"
SCHEMA = 1


def carried_answers(metadata: object) -> Mapping[str, Any]:
    """Return what a notebook's metadata say of its answers, by exercise; none of it is believed.

    Raises:
        AnswerFileError: it is there and is no such block, or of a newer schema.
    """
    block = metadata.get(KEY) if isinstance(metadata, Mapping) else None
    if block is None:
        return {}
    if not isinstance(block, Mapping) or not isinstance(block.get("answers"), Mapping):
        raise AnswerFileError("it is not in the form that the boards write")
    if block.get("schema") != SCHEMA:
        raise AnswerFileError("a newer version of the course package wrote it")
    found: Mapping[str, Any] = block["answers"]
    return found


def parse_carried(value: object, item_id: str) -> AnswerRecord:
    """Return a carried record, read exactly as an answer file is.

    Raises:
        AnswerFileError: as for a file.
    """
    try:
        text = json.dumps(value, ensure_ascii=False).encode("utf-8")
    except (TypeError, ValueError, RecursionError):
        raise AnswerFileError("it is no plain JSON") from None
    if len(text) > SIZE_LIMIT:
        raise AnswerFileError(f"it is over the limit of {SIZE_LIMIT:,} bytes")
    return parse(text, item_id)


def is_later(one: AnswerRecord, other: AnswerRecord | None) -> bool:
    """Whether one record was saved after another; anything is later than nothing."""
    return other is None or saved_at(one) > saved_at(other)


def saved_at(record: AnswerRecord) -> datetime:
    """Return when a record was saved; without a sound time, before all others."""
    try:
        stamp = datetime.fromisoformat(record.saved_at)
        return stamp.replace(tzinfo=stamp.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError):
        return datetime.min.replace(tzinfo=UTC)
