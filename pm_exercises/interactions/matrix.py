"""Fill a grid: a choice or a number for each row and column (content W14; QTI's match)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, ClassVar

from pm_exercises.interactions.base import (
    Gauge,
    Interaction,
    Live,
    named,
    read_choice,
    read_known,
    read_mapping,
)
from pm_exercises.interactions.scorecard import Value, spell
from pm_exercises.interactions.shapes import Each, Fields, Number, OneOf, Shape
from pm_exercises.item import Answer, ReadOnlyAnswer, Table

# Says what an answer, perhaps half done, amounts to: in one sentence, or as bars with their words.
Meter = Callable[[ReadOnlyAnswer], str | Gauge | tuple[Gauge, ...]]
Line = Mapping[str, str | float]  # what is given in one row, by column


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One row: what it is about, and one line of facts."""

    id: str
    label: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class MatrixColumn:
    """One question, asked in every row or, as an extra, once.

    Answered from its own list of options or, where it has none, with a number.
    """

    id: str
    label: str
    options: Mapping[str, str] = field(default_factory=dict)  # id to words, in the order shown
    # For numbers only:
    low: float | None = None
    high: float | None = None
    whole: bool = False
    unit: str = ""  # "points", "0 to 4"

    def spec(self) -> dict[str, Any]:
        """The column in plain JSON types, for the frontend."""
        return {
            "id": self.id,
            "label": self.label,
            "options": named(self.options),
            "unit": self.unit,
        }

    @property
    def verb(self) -> str:
        """What one does to answer it."""
        return "choose" if self.options else "fill in"

    @property
    def heading(self) -> str:
        """The label, with the unit where there is one."""
        return f"{self.label} ({self.unit})" if self.unit else self.label

    def read(self, given: Any, path: str) -> str | float | None:
        """Return the option or the number given, or None where there is none.

        Raises:
            AnswerError: not one of the options, not a number, or out of range.
        """
        if self.options:
            return read_choice(given, self.options, path)
        number = Value(self.id, self.label, self.unit, "", self.low, self.high, self.whole)
        return number.read(given, path)

    def shape(self) -> Shape:
        """What may stand in its cells."""
        return OneOf(tuple(self.options), "option") if self.options else Number(self.low or 1)

    def words(self, given: str | float | None) -> str:
        """What was given, as the text twin says it."""
        if given is None:
            return "not chosen yet" if self.options else "not filled in yet"
        return self.options[given] if isinstance(given, str) else spell(given)


@dataclass(frozen=True, slots=True)
class Matrix(Interaction):
    """Rows, columns, and optional extra questions outside the grid.

    Answer: {"grid": {row: {column: option or number}}, "extra": {question: option or number}};
    "extra" only where there are any.
    """

    board: ClassVar[str] = "matrix"

    rows: tuple[MatrixRow, ...]
    columns: tuple[MatrixColumn, ...]
    extra: tuple[MatrixColumn, ...] = ()
    meter: Meter | None = None
    tables: tuple[Table, ...] = ()  # what to look up while filling the grid
    corner: str = "Row"  # what the rows are: the heading over their names
    extra_first: bool = False  # whether the extra questions stand above the grid

    def spec(self) -> dict[str, Any]:
        return {
            "rows": [asdict(row) for row in self.rows],
            "columns": [column.spec() for column in self.columns],
            "extra": [question.spec() for question in self.extra],
            "tables": [table.spec() for table in self.tables],
            "corner": self.corner,
            "extraFirst": self.extra_first,
        }

    def live(self, answer: ReadOnlyAnswer) -> Live:
        plain = self.read(answer)
        words, gauges = self._metered(plain)
        return Live(count=self._count(plain), gauges=gauges, facts={"meter": words})

    def empty(self) -> Answer:
        return {"grid": {}, "extra": {}} if self.extra else {"grid": {}}

    def fields(self) -> Collection[str]:
        return ("grid", "extra") if self.extra else ("grid",)

    def shape(self) -> Fields:
        line = Each("column", {column.id: column.shape() for column in self.columns})
        grid = Each("row", {row.id: line for row in self.rows})
        if not self.extra:
            return {"grid": grid}
        return {"grid": grid, "extra": Each("question", {q.id: q.shape() for q in self.extra})}

    def _read(self, answer: ReadOnlyAnswer) -> Answer:
        given = read_mapping(answer, "grid")
        read_known(given, [row.id for row in self.rows], "grid")
        grid: dict[str, Line] = {}
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
            f"{column.verb} {self.cell_label(row, column)}"
            for row in self.rows
            for column in self.columns
            if column.id not in plain["grid"].get(row.id, {})
        )
        others = tuple(
            f"{question.verb} {question.label}"
            for question in self.extra
            if question.id not in plain["extra"]
        )
        return others + cells if self.extra_first else cells + others

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
        headings = (
            self.corner,
            *(["Facts"] if facts else []),
            *(column.heading for column in self.columns),
        )
        others = [
            (
                question.heading,
                *_words((question,), plain["extra"]),
                *[""] * (len(headings) - 2),
            )
            for question in self.extra
        ]
        both = others + rows if self.extra_first else rows + others
        return Table(self.caption(plain), headings, tuple(both))

    def caption(self, answer: ReadOnlyAnswer) -> str:
        """How much is filled in and, where there is a meter, what it amounts to."""
        plain = self.read(answer)
        if not self.meter:
            return self._count(plain)
        words, gauges = self._metered(plain)
        said = words or "; ".join(f"{gauge.label}: {gauge.text}" for gauge in gauges)
        return f"{self._count(plain)}. {said}"

    def _metered(self, plain: ReadOnlyAnswer) -> tuple[str, tuple[Gauge, ...]]:
        meter = self.meter(plain) if self.meter else ""
        if isinstance(meter, str):
            return meter, ()
        return "", (meter,) if isinstance(meter, Gauge) else meter

    def _count(self, plain: ReadOnlyAnswer) -> str:
        done = sum(len(line) for line in plain["grid"].values()) + len(plain.get("extra", {}))
        all_of_them = len(self.rows) * len(self.columns) + len(self.extra)
        only_lists = all(column.options for column in (*self.columns, *self.extra))
        return f"{done} of {all_of_them} " + ("choices made" if only_lists else "cells filled in")

    @staticmethod
    def cell_label(row: MatrixRow, column: MatrixColumn) -> str:
        """The name of one cell, for those who do not see the grid: "Channel for Sales"."""
        return f"{column.label} for {row.label}"


def _read_line(
    given: Mapping[str, object], name: str, columns: tuple[MatrixColumn, ...], parent: str = ""
) -> Line:
    path = f"{parent}.{name}" if parent else name
    # A line left out, or null, is one not begun.
    found = given.get(name)
    line = read_mapping({} if found is None else {path: found}, path)
    read_known(line, [column.id for column in columns], path)
    return {
        column.id: value
        for column in columns
        if (value := column.read(line.get(column.id), f"{path}.{column.id}")) is not None
    }


def _words(columns: tuple[MatrixColumn, ...], line: Line) -> tuple[str, ...]:
    return tuple(column.words(line.get(column.id)) for column in columns)
