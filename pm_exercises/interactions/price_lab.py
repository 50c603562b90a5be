"""Read points off price curves by trying prices, and write them down (content W11)."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from pm_exercises.interactions.backdrop import Backdrop
from pm_exercises.interactions.base import Interaction, Live
from pm_exercises.interactions.cells import (
    Cell,
    cell_row,
    cells_shape,
    missing_cells,
    read_cells,
)
from pm_exercises.interactions.dial import Dial
from pm_exercises.interactions.scorecard import cell_spec
from pm_exercises.interactions.shapes import Fields
from pm_exercises.item import Answer, ReadOnlyAnswer, Table


@dataclass(frozen=True, slots=True)
class Curve:
    """One curve over the prices of the lab, and how its line looks."""

    id: str
    name: str  # "Too cheap"
    values: tuple[float | None, ...]  # one for each price; None where there are no data
    unit: str = "%"
    decimals: int = 0
    colour: Literal["one", "two"] = "one"
    dashed: bool = False

    def words(self, value: float | None) -> str:
        """A value of the curve with its unit."""
        return "no data" if value is None else f"{value:,.{self.decimals}f} {self.unit}".rstrip()


@dataclass(frozen=True, slots=True)
class PriceLab(Interaction):
    """Price curves with a price to try, and cells for what is read off them.

    Answer: {"PMC": 2.1, "price": 2.5, "caution": "season"}: each cell by its id, left out while it
    is empty. The price that is tried on the chart is no part of it.
    """

    board: ClassVar[str] = "price-lab"

    dial: Dial  # the prices that can be tried
    curves: tuple[Curve, ...]
    cells: tuple[Cell, ...]
    prices: tuple[str, ...] = ()  # the cells that are prices: taken from the chart, marked on it
    # Called when the board is shown, never while it is graded: drawing starts an engine.
    chart: Callable[[], Backdrop] | None = None

    def spec(self) -> dict[str, Any]:
        return {
            "dial": self.dial.spec(),
            "curves": [
                {
                    "id": curve.id,
                    "name": curve.name,
                    "colour": curve.colour,
                    "dashed": curve.dashed,
                    "values": list(curve.values),
                    "words": [curve.words(value) for value in curve.values],
                }
                for curve in self.curves
            ],
            "cells": [
                {**cell_spec(cell), "onChart": cell.id in self.prices} for cell in self.cells
            ],
            "chart": self.chart().spec() if self.chart else None,
        }

    def live(self, answer: ReadOnlyAnswer) -> Live:
        return Live(count=self.table(answer).caption)

    def empty(self) -> Answer:
        return {}

    def fields(self) -> Collection[str]:
        return [cell.id for cell in self.cells]

    def shape(self) -> Fields:
        return cells_shape(self.cells)

    def _read(self, answer: ReadOnlyAnswer) -> Answer:
        return read_cells(self.cells, answer)

    def missing(self, answer: ReadOnlyAnswer) -> tuple[str, ...]:
        return missing_cells(self.cells, self.read(answer))

    def table(self, answer: ReadOnlyAnswer) -> Table:
        plain = self.read(answer)
        rows = tuple(cell_row(cell, plain) for cell in self.cells)
        return Table(f"{len(plain)} of {len(self.cells)} filled in", ("What", "Answer"), rows)
