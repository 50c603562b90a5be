"""Bring the cells of a notebook file, of any version and from any program, into one form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nbformat import NotebookNode

from autograder.notebooks import CELL_TYPES, readable
from autograder.submission.files import Bounds

IDS = ("id", "cell_id", "_cell_guid")  # where Colab, Deepnote and Kaggle keep a cell's id
MOST_TAGS = 20
MOST_NOTES = 5
OLD_TYPES = {"heading": "markdown", "html": "markdown"}  # nbformat 2 and 3


def mend_cells(raw: list[Any], bounds: Bounds) -> tuple[list[NotebookNode], list[str]]:
    """Return the cells that make sense, and a sentence for each that had to be mended."""
    cells, notes = [], []
    for number, found in enumerate(raw, start=1):
        cell, trouble = _mend(found, bounds)
        if trouble:
            notes.append(f"{_called(found, number)} {trouble}")
        if cell is not None:
            cells.append(cell)
    _give_ids(cells)
    if len(notes) > MOST_NOTES:
        notes[MOST_NOTES:] = [f"{len(notes) - MOST_NOTES} more cells were damaged like these."]
    return cells, notes


def _give_ids(cells: list[NotebookNode]) -> None:
    """Give a cell without an id, or with another one's, an id that no course uses."""
    seen = set[str]()
    for number, cell in enumerate(cells):
        if not cell.get("id") or cell["id"] in seen:
            cell["id"] = f"handed-in-{number}"
        seen.add(cell["id"])


def _mend(raw: Any, bounds: Bounds) -> tuple[NotebookNode | None, str]:
    if not isinstance(raw, Mapping):
        return None, "is damaged and was left out."
    text = _text(raw.get("source", raw.get("input", "")))
    if text is None:
        return None, "is damaged (its text makes no sense) and was left out."
    trouble = ""
    if len(text) > bounds.cell_characters:
        trouble = (
            f"holds {len(text):,} characters; the limit is {bounds.cell_characters:,}. "
            "It counts as empty."
        )
        text = ""
    kind = raw.get("cell_type")
    kind = OLD_TYPES.get(kind, kind) if isinstance(kind, str) else None
    if raw.get("cell_type") == "heading":
        level = raw.get("level")
        text = f"{'#' * (level if isinstance(level, int) and 0 < level < 7 else 1)} {text}"
    if kind not in CELL_TYPES:
        trouble = trouble or "is of no known type; it was read as plain text."
        kind = "raw"
    if "\0" in text:
        trouble = trouble or "held NUL characters, which no program reads; they were taken out."
        text = text.replace("\0", "")
    cell = NotebookNode(cell_type=kind, source=text, metadata=_metadata(raw.get("metadata")))
    if name := _id(raw):
        cell["id"] = name
    if kind == "code":
        cell["outputs"], cell["execution_count"] = [], None  # the learner's claim, and never used
    elif pictures := _attachments(raw.get("attachments")):
        cell["attachments"] = pictures
    return cell, trouble


def _text(value: Any) -> str | None:
    """The text of a cell, with one kind of line break; None where it is no text."""
    if value is None:
        return ""
    if isinstance(value, list) and all(isinstance(line, str) for line in value):
        bare = len(value) > 1 and not any("\n" in line for line in value)
        value = ("\n" if bare else "").join(value)  # some programs leave the line breaks out
    if not isinstance(value, str):
        return None
    return readable(value.replace("\r\n", "\n").replace("\r", "\n"))


def _metadata(value: Any) -> NotebookNode:
    """What grading needs of a cell's metadata: nbgrader's name for it, and its tags."""
    kept = NotebookNode()
    if not isinstance(value, Mapping):
        return kept
    marks = value.get("nbgrader")
    if isinstance(marks, Mapping) and isinstance(marks.get("grade_id"), str):
        plain = {key: v for key, v in marks.items() if isinstance(v, str | int | float | bool)}
        kept["nbgrader"] = NotebookNode(
            {readable(key): readable(v) if isinstance(v, str) else v for key, v in plain.items()}
        )
    tags = value.get("tags")
    if isinstance(tags, list) and tags:
        kept["tags"] = [readable(tag) for tag in tags[:MOST_TAGS] if isinstance(tag, str)]
    return kept


def _id(raw: Mapping[str, Any]) -> str:
    meta = raw.get("metadata")
    places = [raw.get("id"), *(meta.get(key) for key in IDS if isinstance(meta, Mapping))]
    return next((readable(place) for place in places if isinstance(place, str) and place), "")


def _attachments(value: Any) -> NotebookNode:
    """Pictures in a written answer, which its reader has to see."""
    kept = NotebookNode()
    if isinstance(value, Mapping):
        for name, data in value.items():
            if isinstance(data, Mapping) and all(isinstance(v, str) for v in data.values()):
                kept[readable(name)] = NotebookNode(
                    {readable(kind): readable(v) for kind, v in data.items()}
                )
    return kept


def _called(raw: Any, number: int) -> str:
    """How a note calls a cell: by its name, or by its place."""
    marks = _metadata(raw.get("metadata")).get("nbgrader") if isinstance(raw, Mapping) else None
    name = marks["grade_id"] if marks else _id(raw) if isinstance(raw, Mapping) else ""
    return f"Cell {name[:60]}" if name else f"Cell number {number}"
