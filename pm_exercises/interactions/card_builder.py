"""Build something from cards: every slot takes one (content W17; QTI's gap match interaction)."""

from __future__ import annotations

from collections.abc import Mapping
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
from pm_exercises.interactions.card_sorter import Card
from pm_exercises.item import Answer, ReadOnlyAnswer, Table

OPEN = "still open"


@dataclass(frozen=True, slots=True)
class Slot:
    """One place to fill: with a card of a kind, or with a link to another slot."""

    id: str
    name: str
    takes: str = ""  # the kind of card that fits, or "" where the slot links
    links: tuple[str, ...] = ()  # the slots, one of which it points at
    group: str = ""  # slots of one group stand together and share its name
    under: str = ""  # the slot it always hangs under in the picture

    @property
    def label(self) -> str:
        """A name that makes sense alone: "Initiative 2: goal it serves"."""
        return f"{self.group}: {self.name}" if self.group else self.name


@dataclass(frozen=True, slots=True)
class Rung:
    """One part of what was built, with what hangs under it: the picture in words."""

    title: str
    lines: tuple[str, ...]
    below: tuple[Rung, ...] = ()


@dataclass(frozen=True, slots=True)
class CardBuilder(Interaction):
    """Slots to fill from cards, grouped by the kind of card that a learner sees.

    Answer: {"slots": {slot: card or, for a link, slot}}.
    """

    board: ClassVar[str] = "card-builder"

    cards: Mapping[str, tuple[Card, ...]]  # by kind, in the order shown
    slots: tuple[Slot, ...]
    kinds: Mapping[str, str]  # kind to heading: "goal" to "Goals"

    def __post_init__(self) -> None:
        """Refuse a slot that no card and no other slot could ever fill."""
        names = {slot.id for slot in self.slots}
        for slot in self.slots:
            if slot.links and not names.issuperset(slot.links):
                raise ValueError(f"slot {slot.id!r} links to {slot.links}; not all are slots")
            if not slot.links and slot.takes not in self.cards:
                raise ValueError(f"slot {slot.id!r} takes {slot.takes!r}; there are no such cards")

    def options(self, slot: Slot) -> dict[str, str]:
        """What may stand in a slot: id to words, in the order shown."""
        if slot.links:
            return {other.id: other.label for other in self.slots if other.id in slot.links}
        return {card.id: card.text for card in self.cards[slot.takes]}

    def spec(self) -> dict[str, Any]:
        return {
            "kinds": named(self.kinds),
            "cards": {kind: [asdict(card) for card in cards] for kind, cards in self.cards.items()},
            "slots": [
                {
                    "id": slot.id,
                    "name": slot.name,
                    "label": slot.label,
                    "group": slot.group,
                    "takes": slot.takes,
                    "options": named(self.options(slot)),
                }
                for slot in self.slots
            ],
        }

    def live(self, answer: ReadOnlyAnswer) -> Live:
        rungs = [asdict(rung) for rung in self.rungs(answer)]
        return Live(count=self.count(answer), facts={"rungs": rungs})

    def empty(self) -> Answer:
        return {"slots": {}}

    def read(self, answer: ReadOnlyAnswer) -> Answer:
        given = read_mapping(answer, "slots")
        read_known(given, [slot.id for slot in self.slots], "slots")
        return {
            "slots": {
                slot.id: chosen
                for slot in self.slots
                if (
                    chosen := read_choice(
                        given.get(slot.id), self.options(slot), f"slots.{slot.id}"
                    )
                )
            }
        }

    def missing(self, answer: ReadOnlyAnswer) -> tuple[str, ...]:
        filled = self.read(answer)["slots"]
        return tuple(f"fill “{slot.label}”" for slot in self.slots if slot.id not in filled)

    def table(self, answer: ReadOnlyAnswer) -> Table:
        filled = self.read(answer)["slots"]
        rows = tuple((slot.label, self._words(slot, filled) or OPEN) for slot in self.slots)
        return Table(self.count(answer), ("Place", "What stands there"), rows)

    def count(self, answer: ReadOnlyAnswer) -> str:
        """How far the building is, in words."""
        return f"{len(self.read(answer)['slots'])} of {len(self.slots)} places filled"

    def rungs(self, answer: ReadOnlyAnswer) -> tuple[Rung, ...]:
        """What was built so far, from the top: parts hang under what they link to."""
        filled = self.read(answer)["slots"]
        parts: dict[str, list[Slot]] = {}  # by the part's title; a lone slot is a part of its own
        for slot in self.slots:
            parts.setdefault(slot.group or slot.id, []).append(slot)
        home = {slot.id: title for title, slots in parts.items() for slot in slots}
        above = {title: self._above(slots, filled, home) for title, slots in parts.items()}

        def hanging(top: str) -> tuple[Rung, ...]:
            rungs = []
            for title, slots in parts.items():
                if above[title] != top:
                    continue
                below = hanging(title)
                # A group appears with its first card; a lone slot is there from the start.
                if below or not slots[0].group or any(slot.id in filled for slot in slots):
                    name = slots[0].group or slots[0].name
                    rungs.append(Rung(name, self._lines(slots, filled), below))
            return tuple(rungs)

        return hanging("")

    def _words(self, slot: Slot, filled: Mapping[str, str]) -> str:
        chosen = filled.get(slot.id)
        if not chosen:
            return ""
        if not slot.links:
            return self.options(slot)[chosen]
        target = next(other for other in self.slots if other.id == chosen)
        text = self._words(target, filled)
        return f"{target.label}: {text}" if text else f"{target.label}, {OPEN}"

    @staticmethod
    def _above(slots: list[Slot], filled: Mapping[str, str], home: Mapping[str, str]) -> str:
        for slot in slots:
            target = slot.under or (filled.get(slot.id) if slot.links else None)
            if target:
                return home[target]
        return ""

    def _lines(self, slots: list[Slot], filled: Mapping[str, str]) -> tuple[str, ...]:
        first, *others = slots
        lines = [self._words(first, filled) or OPEN]
        for slot in others:
            if slot.links:  # where it hangs says what it links to
                lines += [] if slot.id in filled else [f"{slot.name}: {OPEN}"]
            else:
                lines.append(f"{slot.name}: {self._words(slot, filled) or OPEN}")
        return tuple(lines)
