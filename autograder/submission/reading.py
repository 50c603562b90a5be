"""Read a notebook as it was handed in: whatever program saved it, and whatever happened to it.

Everything that can be read without a guess is read; what was mended is told. The notebook that
comes out has only what grading needs: types, texts, ids, tags, pictures and nbgrader's own marks.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from autograder.errors import NotebookError
from autograder.notebooks import readable
from autograder.submission.damaged import rescue
from autograder.submission.files import BOUNDS, Bounds
from autograder.submission.raw_cells import mend_cells

# The longer mark first: UTF-32's begins as UTF-16's does.
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What is handed in under a notebook's name now and then, by how it begins.
NO_NOTEBOOKS = (
    (re.compile(r"PK\x03\x04"), "a zip archive", "Unpack it, and hand in the notebook inside"),
    (re.compile(r"%PDF"), "a PDF", "Hand in the notebook itself"),
    (
        re.compile(r"<(?!<<)", re.IGNORECASE),
        "a web page",
        "Download the notebook file itself (on GitHub: Raw)",
    ),
)
AROUND = "\ufeff\0 \t\r\n"  # may stand around a notebook; a crash leaves whole blocks of NUL
WAY_OUT = "Open it in JupyterLab and save it again, or hand in an earlier copy."
LONGEST_NUMBER = 300  # digits


@dataclass(frozen=True, slots=True)
class Read:
    """A notebook as it was handed in, and a sentence for whatever was mended in its file."""

    notebook: NotebookNode
    notes: tuple[str, ...] = ()
    rescued: bool = False  # out of a damaged file, so that cells of it may be lost
    metadata: object = None  # as the file has it, and not believed: the answers that it carries


def read_submitted(path: Path, bounds: Bounds = BOUNDS) -> Read:
    """Return a learner's notebook, in nbformat 4.5, whatever it was saved in.

    Raises:
        NotebookError: too large, or nothing of it can be read.
    """
    try:
        size = path.stat().st_size
        if size > bounds.notebook_bytes:
            raise NotebookError(
                f"{readable(path.name)} has {size // 1_000_000} MB; the limit is "
                f"{bounds.notebook_bytes // 1_000_000} MB. Clear its outputs and hand it in again."
            )
        data = path.read_bytes()
    except OSError as error:
        raise NotebookError(
            f"{readable(path.name)}: cannot be read ({error.strerror or error})"
        ) from None
    return parse_submitted(data, readable(path.name), bounds)


def parse_submitted(data: bytes, name: str, bounds: Bounds = BOUNDS) -> Read:
    """Return the notebook that a file's bytes hold.

    Raises:
        NotebookError: nothing of it can be read.
    """
    text, notes = _decode(data, name)
    text = text.strip(AROUND)
    if not text:
        raise NotebookError(f"{name}: this is not a notebook: the file is empty. {WAY_OUT}")
    for beginning, what, way_out in NO_NOTEBOOKS:
        if beginning.match(text):
            raise NotebookError(f"{name}: this is not a notebook but {what}. {way_out}.")
    repeated = set[str]()
    decoder = _decoder(repeated)
    try:
        content, end = decoder.raw_decode(text)
        if text[end:].strip(AROUND):
            notes.append(f"{name}: there was more after the notebook's end; it was left out.")
        rescued = False
    except (ValueError, RecursionError) as error:
        rescued = True
        content, note = rescue(text, decoder, error, name, bounds.cells)
        notes.append(note)
    if repeated:
        notes.append(
            f"{name}: the file says {' and '.join(sorted(repeated))} twice; "
            "the last one counts, as in JupyterLab."
        )
    raw = _cells_of(content, name)
    if len(raw) > bounds.cells:
        raise NotebookError(
            f"{name} has {len(raw):,} cells; the limit is {bounds.cells:,}. "
            "Take out what is not part of the work."
        )
    cells, more = mend_cells(raw, bounds)
    notebook = NotebookNode(nbformat=4, nbformat_minor=5, metadata=NotebookNode(), cells=cells)
    metadata = content.get("metadata") if isinstance(content, Mapping) else None
    return Read(notebook, (*notes, *more), rescued, metadata)


def _decode(data: bytes, name: str) -> tuple[str, list[str]]:
    """Return a file's text, and a note where it could not be read without loss."""
    marked = next(((m, e) for m, e in BYTE_ORDER_MARKS if data.startswith(m)), None)
    # Without a mark, where the first bytes have NULs tells.
    mark, encoding = marked or (b"", json.detect_encoding(data))
    data = data[len(mark) :]
    if not encoding.startswith("utf-8"):
        text = data.decode(encoding, errors="replace")
        if "{" in text and text.count("\ufffd") < 3:  # else it only looked like it
            return text, []
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError:
        pass
    text = data.decode("utf-8", errors="replace")
    lost = text.count("\ufffd")
    if lost <= len(text) - lost - len(text.encode("ascii", errors="ignore")):
        # Most signs are sound UTF-8, so only these are not.
        return text, [f"{name}: {lost} characters were damaged and cannot be read."]
    note = (
        f"{name}: the file is not in UTF-8; it was read as Windows-1252. "
        "Accents and signs in it may have changed."
    )
    try:
        return data.decode("cp1252"), [note]
    except UnicodeDecodeError:
        return data.decode("latin-1"), [note]


def _decoder(repeated: set[str]) -> json.JSONDecoder:
    """Read JSON as generously as the programs that write notebooks; gather repeated keys."""

    def pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(found)
        if len(made) != len(found):
            keys = [key for key, _ in found]
            twice = {key for key in keys if keys.count(key) > 1} if len(keys) < 50 else {"a key"}
            repeated.update(readable(repr(key[:20])) for key in twice)
        return made

    def number(text: str) -> int:
        return int(text) if len(text) < LONGEST_NUMBER else 0

    return json.JSONDecoder(
        object_pairs_hook=pairs,
        parse_int=number,
        parse_constant=lambda _: None,  # NaN and Infinity are no JSON, yet programs write them
        strict=False,  # a line break inside a text
    )


def _cells_of(content: object, name: str) -> list[Any]:
    """Return the cells of a notebook of any version, as they stand in its file."""
    content = content if isinstance(content, Mapping) else {}
    cells = content.get("cells")
    if isinstance(cells, list) and (cells or content.get("nbformat") in (None, 4)):
        return cells
    sheets = content.get("worksheets")  # nbformat 2 and 3
    if isinstance(sheets, list):
        lists = [sheet.get("cells") for sheet in sheets if isinstance(sheet, Mapping)]
        return [cell for cells in lists if isinstance(cells, list) for cell in cells]
    raise NotebookError(f"{name}: this is not a notebook (it has no cells). {WAY_OUT}")
