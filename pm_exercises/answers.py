"""Keep a learner's answers in small JSON files beside the notebook, and never lose one."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from pm_exercises.errors import AnswerChangedElsewhere, AnswerError, AnswerFileError
from pm_exercises.readonly import read_only

SCHEMA = 2
SIZE_LIMIT = 20_000  # bytes
FOLDER = "answers"
MOST_VARIANTS = 5
MOST_TRIES = 20  # kept, the latest ones; `checks` counts them all

_CONFIG = ConfigDict(extra="ignore", frozen=True, strict=True)
# Whoever is given a record cannot change what the next save writes.
Kept = Annotated[dict[str, Any], AfterValidator(read_only)]


class Try(BaseModel):
    """One press of Check: how sure the learner was, and the share of points that were there.

    Either may be unknown: nobody has to say how sure they are, and files of schema 1 kept no share.
    """

    model_config = _CONFIG

    confidence: int | None = Field(default=None, ge=1, le=5)
    share: float | None = Field(default=None, ge=0, le=1)


class Earlier(BaseModel):
    """The answer on a data set that the learner has left for a new one."""

    model_config = _CONFIG

    variant: int = Field(ge=0, lt=MOST_VARIANTS)
    answer: Kept


class AnswerRecord(BaseModel):
    """What one answer file holds. Unknown fields are ignored, wrong types are refused."""

    model_config = _CONFIG

    # "schema" shadows a pydantic method, so the field has another name in Python.
    schema_version: int = Field(default=SCHEMA, alias="schema")
    exercise: str
    student: str
    variant: int = Field(default=0, ge=0, lt=MOST_VARIANTS)
    checks: int = Field(default=0, ge=0)  # on this data set
    tries: list[Try] = Field(default_factory=list)
    hint: int = Field(default=0, ge=0)  # hints seen
    plan: str = ""
    saved_at: str = ""
    answer: Kept = Field(default_factory=dict)
    # The last dictionary typed in a cell. Running that cell again must not undo later board work.
    typed: Kept | None = None
    earlier: list[Earlier] = Field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Loaded:
    """A record as found, and a sentence for the learner where something was amiss."""

    record: AnswerRecord | None
    notice: str = ""
    # False where the file must stay as it is: a newer version of this package wrote it.
    writable: bool = True
    mark: str = ""  # what the file held, as `file_mark` gives it


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
        record = AnswerRecord.model_validate(_migrated(raw))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "file"
        raise AnswerFileError(f"{where}: {first['msg']}") from None
    except RecursionError:
        raise AnswerFileError("its parts are nested too deeply") from None
    if record.exercise != item_id:
        raise AnswerFileError(f"it is the answer to {record.exercise}")
    return record


def _migrated(raw: dict[str, Any]) -> dict[str, Any]:
    """Bring a file of an older schema to this one; nothing but its form changes."""
    if raw.get("schema", 1) == 1:
        raw = {**raw, "schema": 2}
        if (confidence := raw.pop("confidence", None)) is not None:
            raw["tries"] = [{"confidence": confidence}]
    return raw


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is not a number")


class NewerSchema(AnswerFileError):
    """The file was written by a newer version of this package."""

    def __init__(self, schema: int) -> None:
        super().__init__(f"schema {schema} is newer than {SCHEMA}, the newest this version reads")


def read(item_id: str, folder: Path | None = None) -> AnswerRecord | None:
    """Return the saved record of an exercise, or None where there is none; leave the file alone.

    Raises:
        AnswerFileError: it is there and cannot be used.
        OSError: it is there and cannot be opened.
    """
    try:
        with answer_path(item_id, folder).open("rb") as file:
            return parse(file.read(SIZE_LIMIT + 1), item_id)
    except FileNotFoundError:
        return None


def load(item_id: str, folder: Path | None = None) -> Loaded:
    """Return the saved record of an exercise.

    A file that cannot be read is renamed, never deleted, and the notice says where it went.
    A file of a newer schema stays untouched and is not written over.
    """
    path = answer_path(item_id, folder)
    try:
        # One byte over the limit is enough to know; a huge file is never read whole.
        with path.open("rb") as file:
            text = file.read(SIZE_LIMIT + 1)
        return Loaded(parse(text, item_id), mark=_mark(text))
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
    kept = _free_name(path, "unreadable")
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


def put_by(item_id: str, folder: Path | None = None, *, reason: str = "other-window") -> None:
    """Rename an answer file, such as another window's, so that another one can be saved."""
    path = answer_path(item_id, folder)
    if path.exists():
        path.rename(_free_name(path, reason))


def _free_name(path: Path, reason: str) -> Path:
    number = 1
    while (kept := path.with_name(f"{path.stem}.{reason}-{number}.json")).exists():
        number += 1
    return kept


def save(record: AnswerRecord, folder: Path | None = None, *, over: str | None = None) -> Loaded:
    """Write a record at once and atomically; return it with the time it was saved.

    `over` is the mark of the file that may be replaced, "" for none; without it, any may.

    Raises:
        AnswerError: the answer holds something that is not plain JSON, is over the limit, or could
            not be read again.
        AnswerChangedElsewhere: another window has saved since.
    """
    stamped = record.model_copy(update={"saved_at": datetime.now(UTC).isoformat("T", "seconds")})
    try:
        text = json.dumps(plain(stamped), ensure_ascii=False, allow_nan=False).encode("utf-8")
    except (TypeError, ValueError, RecursionError) as error:
        raise AnswerError(
            "answer", f"only text, numbers, lists and dictionaries can be saved ({error})"
        ) from None
    if len(text) > SIZE_LIMIT:
        raise AnswerError(
            "answer", f"{len(text):,} bytes is over the limit of {SIZE_LIMIT:,}", "Shorten it."
        )
    try:  # as the next opening will
        stamped = parse(text, record.exercise)
    except AnswerFileError as error:
        raise AnswerError("answer", f"it cannot be saved like this ({error})") from None
    path = answer_path(record.exercise, folder)
    if over is not None and (there := file_mark(path)) and there != over:
        raise AnswerChangedElsewhere(record.exercise)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, text)
    return Loaded(stamped, mark=_mark(text))


def plain(record: AnswerRecord) -> dict[str, Any]:
    """Return a record in plain JSON types, as its file holds it."""
    # What is amiss is found when it is read again, with the name of the field.
    return record.model_dump(by_alias=True, warnings=False)


def file_mark(path: Path) -> str:
    """Return a mark that changes with a file's bytes; "" where there is no file to read."""
    try:
        with path.open("rb") as file:
            return _mark(file.read(SIZE_LIMIT + 1))
    except OSError:
        return ""


def _mark(text: bytes) -> str:
    return hashlib.sha256(text).hexdigest()


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
