"""Give out a total in named shares (content W16)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, ClassVar

from pm_exercises.errors import AnswerError
from pm_exercises.interactions.base import (
    Gauge,
    Interaction,
    Live,
    read_known,
    read_mapping,
    read_number,
)
from pm_exercises.interactions.shapes import Each, Fields, Number
from pm_exercises.item import Answer, ReadOnlyAnswer, Table

# Says what an allocation, perhaps half done, does: gauges, what cannot be, one line of words.
# It is called with a number for every share; one that got nothing yet has 0.
Effect = Callable[[Mapping[str, float]], Live]


@dataclass(frozen=True, slots=True)
class Share:
    """One that gets a part of the total: its limits, and how much one step of a hand is."""

    id: str
    name: str
    note: str = ""
    low: float = 0.0
    high: float | None = None
    step: float = 1.0  # of the buttons and the bar; any number between the limits may be typed

    @property
    def limits(self) -> str:
        """What it may get, in words; empty where it may get anything."""
        if self.high is not None:
            return f"{self.low:g} to {self.high:g}" if self.low else f"at most {self.high:g}"
        return f"at least {self.low:g}" if self.low else ""

    @property
    def facts(self) -> str:
        """The note and the limits, in one line."""
        return " · ".join(words for words in (self.note, self.limits) if words)


@dataclass(frozen=True, slots=True)
class Allocator(Interaction):
    """Shares that must add up to a total.

    Answer: {"alloc": {share: number}}; a share that nothing is given to yet is left out.
    """

    board: ClassVar[str] = "allocator"

    shares: tuple[Share, ...]
    total: float
    unit: str  # "points", "thousand euro", "%"
    effect: Effect | None = None

    def most(self, share: Share) -> float:
        """What a share can get at most: its own limit, or everything."""
        return self.total if share.high is None else min(share.high, self.total)

    def spec(self) -> dict[str, Any]:
        return {
            "shares": [
                {**asdict(share), "high": self.most(share), "facts": share.facts}
                for share in self.shares
            ],
            "total": tidy(self.total),
            "unit": self.unit,
        }

    def live(self, answer: ReadOnlyAnswer) -> Live:
        given = self._given(answer)
        over = given > self.total
        gauge = Gauge("Given out", given, self.total, self.remaining(answer), over)
        if self.effect is None:
            return Live(gauges=(gauge,))
        effect = self.effect(self._amounts(answer))
        return replace(effect, gauges=(gauge, *effect.gauges))

    def empty(self) -> Answer:
        return {"alloc": {}}

    def fields(self) -> Collection[str]:
        return ("alloc",)

    def shape(self) -> Fields:
        numbers = {share.id: Number(share.low or 1) for share in self.shares}
        return {"alloc": Each("share", numbers)}

    def _read(self, answer: ReadOnlyAnswer) -> Answer:
        given = read_mapping(answer, "alloc")
        read_known(given, [share.id for share in self.shares], "alloc")
        return {
            "alloc": {
                share.id: number
                for share in self.shares
                if (number := self._read_share(share, given.get(share.id))) is not None
            }
        }

    def missing(self, answer: ReadOnlyAnswer) -> tuple[str, ...]:
        given = self.read(answer)["alloc"]
        short = tuple(
            f"give “{share.name}” {share.limits} {self.unit}"
            for share in self.shares
            if share.low > 0 and share.id not in given
        )
        left = tidy(self.total - self._given(answer))
        if left == 0:
            return short
        words = f"give out the other {spell(left)}" if left > 0 else f"take back {spell(-left)}"
        return (*short, f"{words} {self.unit}")

    def table(self, answer: ReadOnlyAnswer) -> Table:
        given = self.read(answer)["alloc"]
        rows = [
            (
                share.name,
                spell(given[share.id]) if share.id in given else "nothing yet",
                share.facts,
            )
            for share in self.shares
        ]
        live = self.live(answer)
        rows += [(gauge.label, gauge.text, "") for gauge in live.gauges[1:]]
        rows += [("Note", words, "") for words in (live.count, *live.warnings) if words]
        return Table(
            self.remaining(answer), ("Share", f"Given ({self.unit})", "Facts"), tuple(rows)
        )

    def remaining(self, answer: ReadOnlyAnswer) -> str:
        """What is given out and what is left, in words: "35 of 100 points given, 65 left"."""
        given, total = self._given(answer), tidy(self.total)
        if given == total:
            return f"all {spell(total)} {self.unit} given"
        left = tidy(total - given)
        words = f"{spell(left)} left" if left > 0 else f"{spell(-left)} over"
        return f"{spell(given)} of {spell(total)} {self.unit} given, {words}"

    def _read_share(self, share: Share, given: Any) -> float | int | None:
        path = f"alloc.{share.id}"
        number = read_number(given, path)
        if number is None:
            return None
        if not share.low <= number <= self.most(share):
            limits = share.limits or f"0 to {self.total:g}"
            raise AnswerError(path, f"expected {limits}, got {number:g}")
        return tidy(number)

    def _given(self, answer: ReadOnlyAnswer) -> float:
        return tidy(sum(self._amounts(answer).values()))

    def _amounts(self, answer: ReadOnlyAnswer) -> dict[str, float]:
        given = self.read(answer)["alloc"]
        return {share.id: given.get(share.id, 0) for share in self.shares}


def tidy(number: float) -> float | int:
    """Return a number without the dust of binary sums: 0.1 + 0.2 is 0.3, and 35.0 is 35."""
    rounded = round(number, 6)
    return int(rounded) if rounded == int(rounded) else rounded


def spell(number: float) -> str:
    """Write a number for reading, with commas between thousands: 2,400 or 12.5."""
    return f"{number:,}"
