"""Fill a grid: one choice for each row and column (content W14; QTI's match interaction)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, ClassVar

from pm_exercises.interactions.base import (
    Interaction,
    Live,
    named,
    read_choice,
    read_known,
    read_mapping,
)
from pm_exercises.item import Answer, ReadOnlyAnswer, Table

OPEN = "not chosen yet"

# Says in one sentence what an answer, perhaps half done, amounts to: its cost, what is left.
Meter = Callable[[ReadOnlyAnswer], str]


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One row: what it is about, and one line of facts."""

    id: str
    label: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class MatrixColumn:
    """One question, asked in every row or, as an extra, once; with its own list of answers."""

    id: str
    label: str
    options: Mapping[str, str]  # id to words, in the order shown

    def spec(self) -> dict[str, Any]:
        """The column in plain JSON types, for the frontend."""
        return {"id": self.id, "label": self.label, "options": named(self.options)}


@dataclass(frozen=True, slots=True)
class Matrix(Interaction):
    """Rows, columns, and optional extra questions outside the grid.

    Answer: {"grid": {row: {column: option}}, "extra": {question: option}}; "extra" only where
    there are any.
    """

    board: ClassVar[str] = "matrix"

    rows: tuple[MatrixRow, ...]
    columns: tuple[MatrixColumn, ...]
    extra: tuple[MatrixColumn, ...] = ()
    meter: Meter | None = None
    tables: tuple[Table, ...] = ()  # what to look up while filling the grid
    corner: str = "Row"  # what the rows are: the heading over their names

    def spec(self) -> dict[str, Any]:
        return {
            "rows": [asdict(row) for row in self.rows],
            "columns": [column.spec() for column in self.columns],
            "extra": [question.spec() for question in self.extra],
            "tables": [table.spec() for table in self.tables],
            "corner": self.corner,
        }

    def live(self, answer: ReadOnlyAnswer) -> Live:
        return Live(count=self.caption(answer))

    def empty(self) -> Answer:
        return {"grid": {}, "extra": {}} if self.extra else {"grid": {}}

    def read(self, answer: ReadOnlyAnswer) -> Answer:
        given = read_mapping(answer, "grid")
        read_known(given, [row.id for row in self.rows], "grid")
        grid: dict[str, dict[str, str]] = {}
        for row in self.rows:
            chosen = _read_line(given, row.id, self.columns, "grid")
            if chosen:
                grid[row.id] = chosen
        if not self.extra:
            return {"grid": grid}
        return {"grid": grid, "extra": _read_line(answer, "extra", self.extra)}

    def missing(self, answer: ReadOnlyAnswer) -> tuple[str, ...]:
        plain = self.read(answer)
        cells = tuple(
            f"choose {self.cell_label(row, column)}"
            for row in self.rows
            for column in self.columns
            if column.id not in plain["grid"].get(row.id, {})
        )
        return cells + tuple(
            f"choose {question.label}"
            for question in self.extra
            if question.id not in plain["extra"]
        )

    def table(self, answer: ReadOnlyAnswer) -> Table:
        plain = self.read(answer)
        facts = any(row.note for row in self.rows)
        rows = [
            (
                row.label,
                *([row.note] if facts else []),
                *_words(self.columns, plain["grid"].get(row.id, {})),
            )
            for row in self.rows
        ]
        headings = (self.corner, *(["Facts"] if facts else []), *(c.label for c in self.columns))
        for question in self.extra:
            (chosen,) = _words((question,), plain["extra"])
            rows.append((question.label, chosen, *[""] * (len(headings) - 2)))
        return Table(self.caption(plain), headings, tuple(rows))

    def caption(self, answer: ReadOnlyAnswer) -> str:
        """How many choices are made and, where there is a meter, what they amount to."""
        plain = self.read(answer)
        done = sum(len(line) for line in plain["grid"].values()) + len(plain.get("extra", {}))
        all_of_them = len(self.rows) * len(self.columns) + len(self.extra)
        count = f"{done} of {all_of_them} choices made"
        return f"{count}. {self.meter(plain)}" if self.meter else count

    @staticmethod
    def cell_label(row: MatrixRow, column: MatrixColumn) -> str:
        """The name of one cell, for those who do not see the grid: "Channel for Sales"."""
        return f"{column.label} for {row.label}"


def _read_line(
    given: Mapping[str, object], name: str, columns: tuple[MatrixColumn, ...], parent: str = ""
) -> dict[str, str]:
    path = f"{parent}.{name}" if parent else name
    # A line left out, or null, is one not begun.
    found = given.get(name)
    line = read_mapping({} if found is None else {path: found}, path)
    read_known(line, [column.id for column in columns], path)
    return {
        column.id: chosen
        for column in columns
        if (chosen := read_choice(line.get(column.id), column.options, f"{path}.{column.id}"))
    }


def _words(columns: tuple[MatrixColumn, ...], line: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(column.options.get(line.get(column.id, ""), OPEN) for column in columns)
