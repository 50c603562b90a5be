"""The named cells of source notebooks as they are graded with, read in no time.

Without nbformat and nbgrader, whose import takes longer than looking through a class: enough to
know what changed. What is graded with comes from `release.master`, which checks each cell.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from traitlets.config import Config

from autograder.nbgrader_settings import solution_markers

STUB = "\0"  # whatever the course puts there: it is compared apart
FLAGS = ("grade", "solution", "locked", "task")


@dataclass(frozen=True, slots=True)
class SourceCell:
    """One named cell, without its solution."""

    name: str  # its grade_id
    kind: str  # "code", "markdown" or "raw"
    text: str
    flags: tuple[str, ...]  # of FLAGS, those that are set
    points: float | None  # None where it carries none

    @property
    def graded(self) -> bool:
        """Whether it carries points."""
        return "grade" in self.flags or "task" in self.flags

    @property
    def learners(self) -> bool:
        """Whether the learner writes in it."""
        return "solution" in self.flags


def source_cells(path: Path, config: Config) -> tuple[SourceCell, ...]:
    """Return the named cells of a source notebook, in order.

    Raises:
        NotebookError: it cannot be read.
    """
    return tuple(_named(_cells(path), solution_markers(config)))


def _cells(path: Path) -> list[Any]:
    try:
        raw = json.loads(path.read_bytes())
        if raw["nbformat"] == 4 and all(
            isinstance(cell["metadata"], dict) for cell in raw["cells"]
        ):
            return list(raw["cells"])
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        pass
    # Of another version, or damaged: whoever knows all versions reads it, or says what is wrong.
    from autograder.notebooks import read_notebook

    return list(read_notebook(path).cells)


def _named(cells: list[Any], markers: tuple[str, str]) -> Iterator[SourceCell]:
    for cell in cells:
        meta = cell["metadata"].get("nbgrader")
        name = meta.get("grade_id") if isinstance(meta, dict) else None
        if not (isinstance(name, str) and name):
            continue
        flags = tuple(flag for flag in FLAGS if meta.get(flag))
        source = cell.get("source", "")
        text = source if isinstance(source, str) else "".join(map(str, source))
        yield SourceCell(
            name,
            str(cell.get("cell_type")),
            _without_solution(text, *markers, whole="solution" in flags),
            flags,
            _number(meta.get("points")) if "grade" in flags or "task" in flags else None,
        )


def _without_solution(text: str, begin: str, end: str, *, whole: bool) -> str:
    """Return a cell's text with the stub in the place of each solution, as nbgrader does it.

    Where a learner's cell marks none, all of it is one.
    """
    lines, inside, found = [], False, False
    for line in text.split("\n"):
        if begin in line:
            inside = found = True
            lines.append(STUB)
        elif end in line:
            inside = False
        elif not inside:
            lines.append(line)
    return STUB if whole and not found else "\n".join(lines)


def _number(value: Any) -> float | None:
    try:
        return float(value)
    except (TypeError, ValueError):
        return None
