"""Build something from cards: every slot takes one (content W17; QTI's gap match interaction)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from graphlib import TopologicalSorter
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
from pm_exercises.interactions.shapes import Each, Fields, OneOf
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
    under: str = ""  # the slot it always hangs under

    @property
    def label(self) -> str:
        """A name that makes sense alone: "Initiative 2: goal it serves"."""
        return f"{self.group}: {self.name}" if self.group else self.name


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
        """Refuse slots that nothing could ever fill, or that would hang under themselves."""
        home = {slot.id: slot.group or slot.id for slot in self.slots}
        above: dict[str, set[str]] = {}
        for slot in self.slots:
            targets = {*slot.links, slot.under} - {""}
            if not targets <= home.keys():
                raise ValueError(f"slot {slot.id!r} links to {targets}; not all are slots")
            if not slot.links and slot.takes not in self.cards:
                raise ValueError(f"slot {slot.id!r} takes {slot.takes!r}; there are no such cards")
            above.setdefault(home[slot.id], set()).update(home[target] for target in targets)
        TopologicalSorter(above).prepare()  # a CycleError is a ValueError

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
                    "under": slot.under,
                    "takes": "" if slot.links else slot.takes,
                    "options": named(self.options(slot)),
                }
                for slot in self.slots
            ],
        }

    def live(self, answer: ReadOnlyAnswer) -> Live:
        return Live(count=self.count(answer))

    def empty(self) -> Answer:
        return {"slots": {}}

    def fields(self) -> Collection[str]:
        return ("slots",)

    def shape(self) -> Fields:
        options = {slot.id: OneOf(tuple(self.options(slot)), "card") for slot in self.slots}
        return {"slots": Each("slot", options)}

    def _read(self, answer: ReadOnlyAnswer) -> Answer:
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

    def _words(self, slot: Slot, filled: Mapping[str, str]) -> str:
        chosen = filled.get(slot.id)
        if not chosen:
            return ""
        if not slot.links:
            return self.options(slot)[chosen]
        target = next(other for other in self.slots if other.id == chosen)
        text = self._words(target, filled)
        return f"{target.label}: {text}" if text else f"{target.label}, {OPEN}"
