"""Keep a learner's answers in small JSON files beside the notebook, and never lose one."""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from pm_exercises.errors import AnswerError, AnswerFileError

SCHEMA = 1
SIZE_LIMIT = 20_000  # bytes
FOLDER = "answers"


class AnswerRecord(BaseModel):
    """What one answer file holds. Unknown fields are ignored, wrong types are refused."""

    model_config = ConfigDict(extra="ignore", frozen=True, strict=True)

    # "schema" shadows a pydantic method, so the field has another name in Python.
    schema_version: int = Field(default=SCHEMA, alias="schema")
    exercise: str
    student: str
    variant: int = Field(default=0, ge=0, le=4)
    checks: int = Field(default=0, ge=0)
    hint: int = Field(default=0, ge=0)
    confidence: int | None = Field(default=None, ge=1, le=5)
    plan: str = ""
    saved_at: str = ""
    answer: dict[str, Any] = Field(default_factory=dict)
    # The last dictionary typed in a cell. Running that cell again must not undo later board work.
    typed: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Loaded:
    """A record as found, and a sentence for the learner where something was amiss."""

    record: AnswerRecord | None
    notice: str = ""
    # False where the file must stay as it is: a newer version of this package wrote it.
    writable: bool = True


def answer_path(item_id: str, folder: Path | None = None) -> Path:
    """Return where the answer to an exercise is kept, by default beside the notebook."""
    return (folder or Path.cwd() / FOLDER) / f"{item_id}.json"


def parse(text: bytes, item_id: str) -> AnswerRecord:
    """Return the record in an answer file's bytes.

    Raises:
        AnswerFileError: not JSON, over the size limit, the wrong shape, another exercise's
            file, or a newer schema.
    """
    if len(text) > SIZE_LIMIT:
        raise AnswerFileError(f"it is over the limit of {SIZE_LIMIT:,} bytes")
    try:
        raw = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise AnswerFileError(f"it is not JSON ({error})") from None
    if not isinstance(raw, dict):
        raise AnswerFileError(f"it holds a {type(raw).__name__}, not a dictionary")
    if isinstance(raw.get("schema"), int) and raw["schema"] > SCHEMA:
        raise NewerSchema(raw["schema"])
    try:
        record = AnswerRecord.model_validate(raw)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "file"
        raise AnswerFileError(f"{where}: {first['msg']}") from None
    if record.exercise != item_id:
        raise AnswerFileError(f"it is the answer to {record.exercise}")
    return record


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is not a number")


class NewerSchema(AnswerFileError):
    """The file was written by a newer version of this package."""

    def __init__(self, schema: int) -> None:
        super().__init__(f"schema {schema} is newer than {SCHEMA}, the newest this version reads")


def load(item_id: str, folder: Path | None = None) -> Loaded:
    """Return the saved record of an exercise.

    A file that cannot be read is renamed, never deleted, and the notice says where it went.
    A file of a newer schema stays untouched and is not written over.
    """
    path = answer_path(item_id, folder)
    try:
        # One byte over the limit is enough to know; a huge file is never read whole.
        with path.open("rb") as file:
            return Loaded(parse(file.read(SIZE_LIMIT + 1), item_id))
    except FileNotFoundError:
        return Loaded(None)
    except NewerSchema as error:
        return Loaded(
            None,
            f"Your saved answer {path.name} was left as it is: {error}. "
            "Update the course package to go on with it.",
            writable=False,
        )
    except OSError as error:
        return Loaded(
            None,
            f"Your saved answer {path.name} could not be opened ({error.strerror or error}). "
            "It is still there; nothing is written over it.",
            writable=False,
        )
    except AnswerFileError as error:
        return set_aside(item_id, str(error), folder)


def set_aside(item_id: str, cause: str, folder: Path | None = None) -> Loaded:
    """Rename an answer file that cannot be used, and say where it went."""
    path = answer_path(item_id, folder)
    number = 1
    while (kept := path.with_name(f"{path.stem}.unreadable-{number}.json")).exists():
        number += 1
    problem = f"Your saved answer {path.name} could not be read: {cause.rstrip('.')}."
    try:
        path.rename(kept)
    except OSError as error:
        return Loaded(
            None,
            f"{problem} It could not be renamed either ({error.strerror or error}), so it is "
            "still there, and nothing is written over it.",
            writable=False,
        )
    return Loaded(
        None, f"{problem} It is kept as {FOLDER}/{kept.name}, and you start with an empty board."
    )


def save(record: AnswerRecord, folder: Path | None = None) -> AnswerRecord:
    """Write a record at once and atomically; return it with the time it was saved.

    Raises:
        AnswerError: the answer holds something that is not plain JSON, or is over the limit.
    """
    stamped = record.model_copy(update={"saved_at": datetime.now(UTC).isoformat("T", "seconds")})
    try:
        text = json.dumps(
            stamped.model_dump(by_alias=True), ensure_ascii=False, allow_nan=False
        ).encode("utf-8")
    except (TypeError, ValueError, RecursionError) as error:
        raise AnswerError(
            "answer", f"only text, numbers, lists and dictionaries can be saved ({error})"
        ) from None
    if len(text) > SIZE_LIMIT:
        raise AnswerError(
            "answer", f"{len(text):,} bytes is over the limit of {SIZE_LIMIT:,}", "Shorten it."
        )
    path = answer_path(record.exercise, folder)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, text)
    return stamped


def write_atomically(path: Path, data: bytes) -> None:
    """Replace a file so that a crash leaves either the old one or the new one, never half."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(0o644)  # mkstemp's 0600 would keep a grader from reading it
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
