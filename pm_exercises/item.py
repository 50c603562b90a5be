"""What an exercise is called, how long it takes and what it is worth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

# An answer holds plain JSON types only, so that it can be saved, read aloud and graded anywhere.
Answer = dict[str, Any]
ReadOnlyAnswer = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Item:
    """One exercise of a module, as the course map and the gradebook name it."""

    id: str
    title: str
    task: str  # one sentence, shown above the board
    minutes: int
    seeds: tuple[str, ...]
    points: float = 10.0

    @property
    def module(self) -> str:
        """The module's code: "FND" for "FND-E3"."""
        return self.id.split("-", 1)[0]


@dataclass(frozen=True, slots=True)
class Table:
    """A caption, column headings and rows of text: the text twin of anything shown."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def spec(self) -> dict[str, Any]:
        """The table in plain JSON types, for the frontend."""
        return {
            "caption": self.caption,
            "columns": list(self.columns),
            "rows": [list(row) for row in self.rows],
        }

    def __str__(self) -> str:
        """The table in aligned plain text, readable with no widget and no browser."""
        widths = [
            max(len(row[i]) for row in (self.columns, *self.rows)) for i in range(len(self.columns))
        ]
        lines = [
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
            for row in (self.columns, *self.rows)
        ]
        return "\n".join([self.caption, *lines])
