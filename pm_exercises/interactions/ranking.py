"""Put things in order, best first (content W2; QTI's order interaction)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass
from typing import Any, ClassVar

from pm_exercises.errors import AnswerError
from pm_exercises.interactions.base import Interaction, Live, read_choice
from pm_exercises.interactions.card_sorter import Card, Pick, picks_shape, read_picks
from pm_exercises.interactions.shapes import Fields, ListOf, OneOf
from pm_exercises.item import Answer, ReadOnlyAnswer, Table


@dataclass(frozen=True, slots=True)
class Ranking(Interaction):
    """Cards to put in order, and optional picks for each card, such as a reason.

    Answer: {"order": [card, card, ...], "picks": {card: {pick: option}}}, best first, without
    "picks" where there are none. A card not ranked yet is left out of the order.
    """

    board: ClassVar[str] = "ranking"

    cards: tuple[Card, ...]
    picks: tuple[Pick, ...] = ()
    picks_needed: bool = True  # False: a reason may be given, and need not be
    heading: str = "Your order, best first"

    def picks_for(self, card: str) -> tuple[Pick, ...]:
        """The extra choices that a card has."""
        return tuple(pick for pick in self.picks if not pick.cards or card in pick.cards)

    def spec(self) -> dict[str, Any]:
        return {
            "cards": [asdict(card) for card in self.cards],
            "picks": [pick.spec() for pick in self.picks],
            "heading": self.heading,
        }

    def live(self, answer: ReadOnlyAnswer) -> Live:
        return Live(count=self.table(answer).caption)

    def empty(self) -> Answer:
        return {"order": [], "picks": {}} if self.picks else {"order": []}

    def fields(self) -> Collection[str]:
        return ("order", "picks") if self.picks else ("order",)

    def shape(self) -> Fields:
        order = ListOf(OneOf(tuple(card.id for card in self.cards), "card"))
        if not self.picks:
            return {"order": order}
        asked = {card.id: self.picks_for(card.id) for card in self.cards}
        return {"order": order, "picks": picks_shape(asked)}

    def _read(self, answer: ReadOnlyAnswer) -> Answer:
        order = self._read_order(answer)
        if not self.picks:
            return {"order": order}
        asked = {card.id: self.picks_for(card.id) for card in self.cards}
        return {"order": order, "picks": read_picks(answer, asked)}

    def missing(self, answer: ReadOnlyAnswer) -> tuple[str, ...]:
        plain = self.read(answer)
        unranked = tuple(
            f"rank “{card.short}”" for card in self.cards if card.id not in plain["order"]
        )
        if not self.picks_needed:
            return unranked
        return unranked + tuple(
            f"choose {pick.label.lower()} for “{card.short}”"
            for card in self.cards
            for pick in self.picks_for(card.id)
            if pick.id not in plain["picks"].get(card.id, {})
        )

    def table(self, answer: ReadOnlyAnswer) -> Table:
        plain = self.read(answer)
        places = {card: str(place) for place, card in enumerate(plain["order"], start=1)}
        by_id = {card.id: card for card in self.cards}
        ranked = [by_id[card] for card in plain["order"]]
        rest = [card for card in self.cards if card.id not in places]
        facts = any(card.note for card in self.cards)
        rows = tuple(
            (
                card.text,
                places.get(card.id, "not ranked yet"),
                *([card.note] if facts else []),
                *(self._picked(plain, card, pick) for pick in self.picks),
            )
            for card in [*ranked, *rest]
        )
        headings = ("Item", "Place", *(["Facts"] if facts else []), *(p.label for p in self.picks))
        return Table(f"{len(ranked)} of {len(self.cards)} ranked", headings, rows)

    def _picked(self, plain: ReadOnlyAnswer, card: Card, pick: Pick) -> str:
        if pick not in self.picks_for(card.id):
            return "not asked"
        chosen = plain["picks"].get(card.id, {}).get(pick.id, "")
        return pick.options.get(chosen, "not chosen yet" if self.picks_needed else "none")

    def _read_order(self, answer: ReadOnlyAnswer) -> list[str]:
        given = answer.get("order", [])
        if not isinstance(given, list | tuple):
            raise AnswerError("order", "expected a list of ids, best first")
        ids = [card.id for card in self.cards]
        order: list[str] = []
        for place, value in enumerate(given, start=1):
            card = read_choice(value, ids, f"order.{place}")
            if card in order:
                raise AnswerError(
                    f"order.{place}", f"{card!r} is in the order already", "Rank it once."
                )
            if card:
                order.append(card)
        return order
