"""Fill in numbers with units, and make a few small choices (content W13; QTI's text entry)."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from pm_exercises.errors import AnswerError
from pm_exercises.interactions.base import (
    Interaction,
    Live,
    named,
    read_choice,
    read_known,
    read_mapping,
    read_number,
)
from pm_exercises.interactions.shapes import Each, Number, OneOf, Shape
from pm_exercises.item import Answer, ReadOnlyAnswer, Table


@dataclass(frozen=True, slots=True)
class Value:
    """One number to fill in, with its unit and the form it is expected in."""

    id: str
    label: str
    unit: str  # "share points", "month 1 to 36"
    example: str = ""  # "4.2", a number of another case
    low: float | None = None
    high: float | None = None
    whole: bool = False
    # For percentages that are never below 1: 0.28 can only be a fraction, and is read as 28.
    fractions: bool = False
    group: str = ""

    @property
    def name(self) -> str:
        """The label with its unit, which makes sense alone."""
        return f"{self.label} ({self.unit})" if self.unit else self.label

    def read(self, given: Any, path: str) -> float | int | None:
        """Return the number given, or None where the cell is empty.

        Kind to what people type: the unit after the number, a percent sign, a plus, a real minus
        sign, narrow spaces.

        Raises:
            AnswerError: not a number, not a whole one where it must be, or out of range.
        """
        tidy = self._tidy(given) if isinstance(given, str) else given
        number = read_like(tidy, path, self.example)
        if number is None:
            return None
        if self.fractions and 0 < abs(number) < 1:
            # 100 x 0.29 is 28.999999999999996; nobody typed that.
            number = round(100 * number, 6)
        if self.whole and number != int(number):
            raise AnswerError(path, f"expected a whole number, got {number:g}")
        below = self.low is not None and number < self.low
        if below or (self.high is not None and number > self.high):
            raise AnswerError(path, f"expected {self.range}, got {number:g}")
        return int(number) if self.whole else number

    def shape(self) -> Number:
        """What may stand in its cell."""
        return Number(self.low or self.high or 1)

    @property
    def keys(self) -> str:
        """Which keys a phone offers for it: not every number pad has a minus or a comma."""
        if self.low is None or self.low < 0:
            return "text"
        return "numeric" if self.whole else "decimal"

    @property
    def range(self) -> str:
        """The numbers that can be, in words."""
        low, high = self.low, self.high
        if low is not None and high is not None:
            return f"a number from {low:g} to {high:g}"
        if low is not None:
            return f"{low:g} or more"
        return "any number" if high is None else f"{high:g} or less"

    def _tidy(self, text: str) -> str:
        plain = re.sub(r"\s", " ", text.replace("\u2212", "-")).strip()
        plain = re.sub(r"(?<=\d) (?=\d{3}\b)", "", plain)  # 12 500
        if self.whole:
            plain = re.sub(r"(?<=\d),(?=\d{3}\b)", "", plain)  # 12,500
        words = set(re.sub(r"[-+\d.,]", " ", plain).lower().split())
        numbers = re.findall(r"[-+]?(?:\d[\d.,]*|[.,]\d+)", plain)
        known = {*self.unit.lower().split(), "%", "percent", "points", "point", "pp"}
        return str(numbers[0]) if len(numbers) == 1 and words <= known else plain


@dataclass(frozen=True, slots=True)
class Choice:
    """One small choice from a list."""

    id: str
    label: str
    options: Mapping[str, str]  # id to words
    group: str = ""

    @property
    def name(self) -> str:
        """What the list is called."""
        return self.label

    def shape(self) -> OneOf:
        """What may stand in its cell."""
        return OneOf(tuple(self.options), "option")


@dataclass(frozen=True, slots=True)
class Scorecard(Interaction):
    """Cells in the order shown: numbers and choices, under headings where they have a group.

    Answer: {"vals": {cell: number}, "pick": {cell: option}}; a cell not filled yet is left out.
    """

    board: ClassVar[str] = "scorecard"

    cells: tuple[Value | Choice, ...]

    @property
    def values(self) -> tuple[Value, ...]:
        """The cells that take a number."""
        return tuple(cell for cell in self.cells if isinstance(cell, Value))

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The cells that take a choice."""
        return tuple(cell for cell in self.cells if isinstance(cell, Choice))

    def spec(self) -> dict[str, Any]:
        return {"cells": [cell_spec(cell) for cell in self.cells]}

    def live(self, answer: ReadOnlyAnswer) -> Live:
        return Live(count=self.table(answer).caption)

    def empty(self) -> Answer:
        return {"vals": {}, "pick": {}}

    def fields(self) -> Collection[str]:
        return ("vals", "pick")

    def shape(self) -> dict[str, Shape]:
        return {
            "vals": Each("cell", {value.id: value.shape() for value in self.values}),
            "pick": Each("cell", {choice.id: choice.shape() for choice in self.choices}),
        }

    def _read(self, answer: ReadOnlyAnswer) -> Answer:
        given, chosen = read_mapping(answer, "vals"), read_mapping(answer, "pick")
        read_known(given, [value.id for value in self.values], "vals")
        read_known(chosen, [choice.id for choice in self.choices], "pick")
        vals = {
            value.id: number
            for value in self.values
            if (number := value.read(given.get(value.id), f"vals.{value.id}")) is not None
        }
        pick = {
            choice.id: option
            for choice in self.choices
            if (option := read_choice(chosen.get(choice.id), choice.options, f"pick.{choice.id}"))
        }
        return {"vals": vals, "pick": pick}

    def missing(self, answer: ReadOnlyAnswer) -> tuple[str, ...]:
        plain = self.read(answer)
        return tuple(
            f"choose “{cell.name}”" if isinstance(cell, Choice) else f"fill in “{cell.name}”"
            for cell in self.cells
            if cell.id not in plain["pick" if isinstance(cell, Choice) else "vals"]
        )

    def table(self, answer: ReadOnlyAnswer) -> Table:
        plain = self.read(answer)
        rows = tuple(self._row(cell, plain) for cell in self.cells)
        done = len(plain["vals"]) + len(plain["pick"])
        caption = f"{done} of {len(self.cells)} cells filled in"
        if not any(cell.group for cell in self.cells):
            return Table(caption, ("Cell", "Answer", "Unit"), tuple(row[1:] for row in rows))
        return Table(caption, ("Part", "Cell", "Answer", "Unit"), rows)

    def _row(self, cell: Value | Choice, plain: Answer) -> tuple[str, ...]:
        if isinstance(cell, Choice):
            words = cell.options.get(plain["pick"].get(cell.id, ""), "not chosen yet")
            return (cell.group, cell.label, words, "")
        number = plain["vals"].get(cell.id)
        shown = "not filled in yet" if number is None else spell(number)
        return (cell.group, cell.label, shown, cell.unit)


def cell_spec(cell: Value | Choice) -> dict[str, Any]:
    """A cell in plain JSON types, for the frontend."""
    shared = {"id": cell.id, "label": cell.label, "group": cell.group}
    if isinstance(cell, Choice):
        return {**shared, "kind": "choice", "options": named(cell.options)}
    hint = f"for example {cell.example}" if cell.example else ""
    return {**shared, "kind": "value", "unit": cell.unit, "hint": hint, "keys": cell.keys}


def read_like(value: Any, path: str, example: str) -> float | None:
    """Return a number as `read_number` does; a problem says how to write one.

    Raises:
        AnswerError: not a number.
    """
    try:
        return read_number(value, path)
    except AnswerError as error:
        if not example:
            raise
        problem = str(error).removeprefix(f"{path}: ").removesuffix(".")
        raise AnswerError(path, problem, f"Write it like {example}.") from None


def spell(number: float) -> str:
    """Return a number as a person would type it: 22, not 22.0."""
    return str(int(number)) if number == int(number) else repr(float(number))
