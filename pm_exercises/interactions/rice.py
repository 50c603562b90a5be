"""Score work by RICE, rank it and draw a cut line (content W3; QTI's order interaction)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field
from types import MappingProxyType
from typing import Any, ClassVar

from pm_exercises.errors import AnswerError
from pm_exercises.formulas import rice_score
from pm_exercises.interactions.base import (
    Gauge,
    Interaction,
    Live,
    named,
    read_known,
    read_mapping,
)
from pm_exercises.interactions.card_sorter import Card
from pm_exercises.interactions.scorecard import Value, spell
from pm_exercises.interactions.shapes import Each, Fields, ListOf, Number, OneOf
from pm_exercises.item import Answer, ReadOnlyAnswer, Table

FACTORS = {"R": "Reach", "I": "Impact", "C": "Confidence", "E": "Effort"}
# The scales of the article: numbers to words, in the order shown.
IMPACTS = MappingProxyType(
    {3: "3 massive", 2: "2 high", 1: "1 medium", 0.5: "0.5 low", 0.25: "0.25 minimal"}
)
CONFIDENCES = MappingProxyType({1: "100 %", 0.8: "80 %", 0.5: "50 %"})
OPEN = "not filled in yet"
HAIR = 1e-9  # what adding floats may be off by

Scales = Mapping[str, Mapping[float, str]]


@dataclass(frozen=True, slots=True)
class RiceBoard(Interaction):
    """Items with four numbers each, a ranking, and a line under what is built.

    Score = R × I × C / E (Sean McBride, “RICE: simple prioritization for product managers”,
    Intercom, 2016).

    Answer: {"rows": {item: {"R": 1200, "I": 2, "C": 0.8, "E": 2}}, "order": [item, ...],
    "cut": [item, ...]}. Confidence is a fraction; "80 %" and 80 are read as 0.8. `order` is empty
    or holds every item. `cut` is the end of `order`: what stands under the line, not built.
    """

    board: ClassVar[str] = "rice"

    items: tuple[Card, ...]  # the note of each is its evidence
    capacity: float  # how much effort fits above the line
    reach_unit: str = "people a quarter"
    effort_unit: str = "person-months"
    # A factor with a scale is chosen from it; one without takes any number that can be.
    scales: Scales = field(default_factory=lambda: {"I": IMPACTS, "C": CONFIDENCES})

    @property
    def ids(self) -> list[str]:
        """The items' ids, in the order given."""
        return [item.id for item in self.items]

    def spec(self) -> dict[str, Any]:
        return {
            "items": [asdict(item) for item in self.items],
            "factors": [
                {
                    "id": factor,
                    "label": label,
                    "unit": self._unit(factor),
                    "options": named(
                        {spell(n): words for n, words in self.scales.get(factor, {}).items()}
                    ),
                }
                for factor, label in FACTORS.items()
            ],
        }

    def live(self, answer: ReadOnlyAnswer) -> Live:
        plain = self.read(answer)
        order = plain["order"] or self.ids
        scores = self.scores(plain)
        built = len(order) - len(plain["cut"])
        return Live(
            count=self._count(plain),
            gauges=(self._gauge(plain, order[:built], " above the line"),),
            facts={
                "scores": {item: in_words(score) for item, score in scores.items()},
                # Python's sort leaves equals, and those without a score, as they stand.
                "ranked": sorted(order, key=lambda item: -scores.get(item, -1.0)),
                "order": order,
                # What every place of the line would come to: said while it is being moved.
                "lines": [
                    {"text": gauge.text, "over": gauge.over}
                    for n in range(len(order) + 1)
                    for gauge in [self._gauge(plain, order[:n])]
                ],
            },
        )

    def empty(self) -> Answer:
        return {"rows": {}, "order": [], "cut": []}

    def fields(self) -> Collection[str]:
        return ("rows", "order", "cut")

    def shape(self) -> Fields:
        row = {factor: Number(max(self.scales.get(factor, {1: ""}))) for factor in FACTORS}
        ids = tuple(self.ids)
        return {
            "rows": Each("item", dict.fromkeys(ids, row)),
            "order": ListOf(OneOf(ids, "item")),
            "cut": ListOf(OneOf(ids[::-1], "item")),  # its end
        }

    def _read(self, answer: ReadOnlyAnswer) -> Answer:
        given = read_mapping(answer, "rows")
        read_known(given, self.ids, "rows")
        rows = {item: row for item in self.ids if (row := self._read_row(given.get(item), item))}
        order, cut = self._read_ids(answer, "order"), self._read_ids(answer, "cut")
        if order or cut:
            # Those left out of a typed ranking come last, as they were given.
            order += [item for item in self.ids if item not in order]
        under = order[len(order) - len(cut) :]
        for item in cut:
            if item not in under:
                raise AnswerError(
                    f"cut.{item}",
                    "it is ranked above an item that is not cut",
                    "What is cut is the end of “order”.",
                )
        return {"rows": rows, "order": order, "cut": under}

    def missing(self, answer: ReadOnlyAnswer) -> tuple[str, ...]:
        plain = self.read(answer)
        left = [
            f"{'choose' if factor in self.scales else 'fill in'} {label} for “{item.short}”"
            for item in self.items
            for factor, label in FACTORS.items()
            if factor not in plain["rows"].get(item.id, {})
        ]
        if not plain["order"]:
            left.append("rank the items")
        # Where everything fits there is nothing to cut.
        if not plain["cut"] and self._gauge(plain, self.ids).over:
            left.append("draw the cut line")
        return tuple(left)

    def table(self, answer: ReadOnlyAnswer) -> Table:
        plain = self.read(answer)
        order = plain["order"] or self.ids
        built = order[: len(order) - len(plain["cut"])]
        capacity = self._gauge(plain, built, " above the line").text
        headings = [
            f"{label} ({self._unit(factor)})" if self._unit(factor) else label
            for factor, label in FACTORS.items()
        ]
        return Table(
            f"{self._count(plain)}. {capacity}",
            ("Item", "Evidence", "Rank", *headings, "Score", "Line"),
            tuple(self._table_row(plain, item, order) for item in order),
        )

    def scores(self, answer: ReadOnlyAnswer) -> dict[str, float]:
        """The score of each item that has all four numbers."""
        return {
            item: rice_score(row["R"], row["I"], row["C"], row["E"])
            for item, row in answer["rows"].items()
            if len(row) == len(FACTORS)
        }

    def _table_row(self, plain: Answer, item: str, order: list[str]) -> tuple[str, ...]:
        card = next(card for card in self.items if card.id == item)
        row = plain["rows"].get(item, {})
        score = self.scores(plain).get(item)
        return (
            card.text,
            card.note,
            str(order.index(item) + 1) if plain["order"] else "not ranked yet",
            *(self._factor_in_words(factor, row.get(factor)) for factor in FACTORS),
            "not known yet" if score is None else in_words(score),
            "cut" if item in plain["cut"] else "built",
        )

    def _factor_in_words(self, factor: str, number: float | None) -> str:
        if number is None:
            return OPEN
        if factor in self.scales:
            return self.scales[factor][number]
        return figure(100 * number) if factor == "C" else figure(number)

    def _count(self, plain: Answer) -> str:
        done = sum(len(row) for row in plain["rows"].values())
        ranked = "ranked" if plain["order"] else "not ranked yet"
        cut = f", {len(plain['cut'])} of {len(self.items)} items cut" if plain["cut"] else ""
        return f"{done} of {len(self.items) * len(FACTORS)} numbers filled in, {ranked}{cut}"

    def _gauge(self, plain: Answer, built: list[str], where: str = "") -> Gauge:
        efforts = [plain["rows"].get(item, {}).get("E") for item in built]
        used = sum(effort for effort in efforts if effort is not None)
        left, unknown = self.capacity - used, efforts.count(None)
        over = left < -HAIR
        text = (
            f"{figure(used)} of {figure(self.capacity)} {self.effort_unit}{where}, "
            + (f"{figure(-left)} too many" if over else f"{figure(left)} left")
            + (f"; {unknown} without an effort yet" if unknown else "")
        )
        return Gauge("Capacity", used, self.capacity, text, over)

    def _unit(self, factor: str) -> str:
        # A scale's words carry their unit.
        units = {"R": self.reach_unit, "C": "%", "E": self.effort_unit}
        return "" if factor in self.scales else units.get(factor, "")

    def _read_row(self, given: Any, item: str) -> dict[str, float]:
        path = f"rows.{item}"
        row = read_mapping({} if given is None else {path: given}, path)
        read_known(row, FACTORS, path)
        return {
            factor: number
            for factor in FACTORS
            if (number := self._read_factor(factor, row.get(factor), f"{path}.{factor}"))
            is not None
        }

    def _read_factor(self, factor: str, given: Any, path: str) -> float | None:
        high = 100 if factor == "C" else None
        unit = self._unit(factor)
        number = Value(factor, FACTORS[factor], unit, low=0, high=high).read(given, path)
        if number is None:
            return None
        if factor == "C" and (number > 1 or (isinstance(given, str) and "%" in given)):
            number = round(number / 100, 6)
        if factor == "E" and number == 0:
            raise AnswerError(path, "expected more than 0, because the score divides by effort")
        if scale := self.scales.get(factor):
            number = _on_scale(number, scale, path)
        return int(number) if number == int(number) else number

    def _read_ids(self, answer: ReadOnlyAnswer, name: str) -> list[str]:
        given = answer.get(name)
        if given is None:
            return []
        if not isinstance(given, list | tuple):
            raise AnswerError(name, "expected a list of ids", f"Choose from: {', '.join(self.ids)}")
        read_known(given, self.ids, name)
        for item in given:
            if given.count(item) > 1:
                raise AnswerError(f"{name}.{item}", "it stands there twice", "Name it once.")
        return list(given)


def _on_scale(number: float, scale: Mapping[float, str], path: str) -> float:
    for step in scale:
        if abs(step - number) < HAIR:
            return step
    raise AnswerError(
        path, f"{figure(number)} is not on the scale", f"Choose from: {', '.join(scale.values())}"
    )


def figure(number: float) -> str:
    """Return a number with as many decimals as it needs, at most two: 1,200 and 0.25."""
    shown = f"{number:,.2f}"
    return shown.rstrip("0").rstrip(".")


def in_words(score: float) -> str:
    """Return a score as it is shown: to one part in a thousand, or to the whole number."""
    return f"{score:,.0f}" if score >= 100 else f"{score:.3g}"
