"""Choose the score from which a model's cases are flagged, by what errors cost (content W8)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, ClassVar, Literal

from pm_exercises.formulas import Confusion, confusions
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
from pm_exercises.interactions.shapes import Fields, Number
from pm_exercises.item import Answer, ReadOnlyAnswer, Table

Measure = Literal["recall", "precision", "specificity"]
MEASURES: Mapping[Measure, str] = MappingProxyType({"recall": "Recall", "precision": "Precision"})
UNSET = "not set yet"


@dataclass(frozen=True, slots=True)
class CutoffNames:
    """What the case calls its two outcomes, and what happens to a case on either side."""

    yes: str  # what should be flagged: "Fraud"
    no: str  # what should not: "Fine"
    cases: str  # "payments"
    flagged: str = "Flagged"
    passed: str = "Let through"
    cutoff: str = "Cutoff"


@dataclass(frozen=True, slots=True)
class ErrorPrices:
    """What one error of each kind costs."""

    miss: float
    false_alarm: float
    unit: str  # "€"

    def words(self, amount: float) -> str:
        """An amount of money, or of whatever the prices are in."""
        return (
            f"{amount:,.0f} {self.unit}" if amount == int(amount) else f"{amount:,.2f} {self.unit}"
        )


@dataclass(frozen=True, slots=True)
class Floor:
    """A measure that may not fall below a fraction, whatever it costs."""

    measure: Measure
    at_least: float


@dataclass(frozen=True, slots=True)
class ThresholdTuner(Interaction):
    """A cutoff, and any cells beside it: a reason to choose, numbers to read off.

    Answer: {"threshold": 0.085, "reason": "cost", "recall": 0.9}: the cutoff and each cell by its
    id, left out while it is empty. What a cell asks for is not shown ready-made.
    """

    board: ClassVar[str] = "threshold-tuner"

    scores: tuple[float, ...]
    outcomes: tuple[bool, ...]  # true for what should be flagged
    names: CutoffNames
    prices: ErrorPrices
    low: float = 0.0
    high: float = 1.0
    step: float = 0.005
    measures: Mapping[Measure, str] = field(default_factory=lambda: MEASURES)  # with their labels
    floor: Floor | None = None
    cells: tuple[Cell, ...] = ()
    # Called when the board is shown, never while it is graded: drawing starts an engine.
    chart: Callable[[], Backdrop] | None = None

    @property
    def dial(self) -> Dial:
        """The cutoffs there are."""
        middle = (self.low + self.high) / 2
        return Dial(self.names.cutoff, self.low, self.high, self.step, middle)

    def counts(self, cutoff: float) -> Confusion:
        """What a cutoff does."""
        return confusions(self.scores, self.outcomes, [cutoff])[0]

    def spec(self) -> dict[str, Any]:
        names, dial = self.names, self.dial
        return {
            "dial": dial.spec(),
            "names": {name: getattr(names, name) for name in names.__slots__},
            "prices": [
                self.prices.words(self.prices.miss),
                self.prices.words(self.prices.false_alarm),
            ],
            "totals": [f"{sum(self.outcomes):,}", f"{len(self.outcomes) - sum(self.outcomes):,}"],
            "measures": [
                {"label": label, "floor": self._floor_of(measure)}
                for measure, label in self._shown().items()
            ],
            "along": [
                self._facts(counts)
                for counts in confusions(self.scores, self.outcomes, dial.values)
            ],
            "cells": [cell_spec(cell) for cell in self.cells],
            "chart": self.chart().spec() if self.chart else None,
        }

    def live(self, answer: ReadOnlyAnswer) -> Live:
        plain = self.read(answer)
        total = len(self.cells) + 1
        count = f"{len(plain)} of {total} answered" if total > 1 else ""
        return Live(count=count, warnings=self._below_floor(plain.get("threshold")))

    def empty(self) -> Answer:
        return {}

    def fields(self) -> Collection[str]:
        return ("threshold", *(cell.id for cell in self.cells))

    def shape(self) -> Fields:
        return {"threshold": Number(self.low), **cells_shape(self.cells)}

    def _read(self, answer: ReadOnlyAnswer) -> Answer:
        cutoff = self.dial.read(answer.get("threshold"), "threshold")
        cells = read_cells(self.cells, answer)
        return cells if cutoff is None else {"threshold": cutoff, **cells}

    def missing(self, answer: ReadOnlyAnswer) -> tuple[str, ...]:
        plain = self.read(answer)
        unset = () if "threshold" in plain else (f"set the {self.names.cutoff.lower()}",)
        return unset + missing_cells(self.cells, plain)

    def table(self, answer: ReadOnlyAnswer) -> Table:
        plain = self.read(answer)
        cutoff = plain.get("threshold")
        shown = UNSET if cutoff is None else self.dial.words(cutoff)
        effects = () if cutoff is None else self._effects(self.counts(cutoff))
        caption = f"{self.names.cutoff}: {shown}"
        rows = (
            (self.names.cutoff, shown),
            *effects,
            *(cell_row(cell, plain) for cell in self.cells),
        )
        return Table(caption, ("What", "Now"), rows)

    def _effects(self, counts: Confusion) -> tuple[tuple[str, str], ...]:
        names, facts = self.names, self._facts(counts)
        caught, missed, alarms, through = facts["counts"]
        return (
            (f"{names.yes}, {names.flagged.lower()}: caught", caught),
            (f"{names.yes}, {names.passed.lower()}: missed", missed),
            (f"{names.no}, {names.flagged.lower()}: false alarms", alarms),
            (f"{names.no}, {names.passed.lower()}", through),
            ("Cost", facts["cost"]),
            *(
                (label, measure["text"])
                for label, measure in zip(self._shown().values(), facts["measures"], strict=True)
            ),
        )

    def _facts(self, counts: Confusion) -> dict[str, Any]:
        """What a cutoff comes to, in words; the frontend picks the one that the slider is at."""
        prices = self.prices
        numbers = (counts.caught, counts.missed, counts.false_alarms, counts.let_through)
        return {
            "counts": [f"{number:,}" for number in numbers],
            "misses": prices.words(prices.miss * counts.missed),
            "alarms": prices.words(prices.false_alarm * counts.false_alarms),
            "cost": prices.words(counts.cost(prices.miss, prices.false_alarm)),
            "measures": [self._measured(measure, counts) for measure in self._shown()],
        }

    def _measured(self, measure: Measure, counts: Confusion) -> dict[str, Any]:
        share: float | None = getattr(counts, measure)
        part = counts.let_through if measure == "specificity" else counts.caught
        rest = counts.missed if measure == "recall" else counts.false_alarms
        if share is None:
            return {"share": 0, "text": f"nothing is {self.names.flagged.lower()}", "below": False}
        floor = self._floor_of(measure)
        return {
            "share": share,
            "text": f"{round(100 * share, 1):g} % · {part:,} of {part + rest:,}",
            "below": floor is not None and share < floor,
        }

    def _shown(self) -> dict[Measure, str]:
        asked = {cell.id for cell in self.cells}
        return {name: label for name, label in self.measures.items() if name not in asked}

    def _floor_of(self, measure: Measure) -> float | None:
        return self.floor.at_least if self.floor and self.floor.measure == measure else None

    def _below_floor(self, cutoff: float | None) -> tuple[str, ...]:
        if cutoff is None or self.floor is None:
            return ()
        share: float | None = getattr(self.counts(cutoff), self.floor.measure)
        if share is not None and share >= self.floor.at_least:
            return ()
        label = self.measures.get(self.floor.measure, self.floor.measure.capitalize())
        return (f"{label}: below the floor of {100 * self.floor.at_least:g} %.",)
