"""Sort cards into bins (content W1; QTI's match interaction)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, ClassVar, Literal

from pm_exercises.interactions.base import (
    Interaction,
    Live,
    named,
    read_choice,
    read_known,
    read_mapping,
)
from pm_exercises.interactions.shapes import Each, Fields, OneOf
from pm_exercises.item import Answer, ReadOnlyAnswer, Table


@dataclass(frozen=True, slots=True)
class Card:
    """One card: a short id, its text and one line of facts."""

    id: str
    text: str
    note: str = ""
    name: str = ""  # what to call it in a list or a label, where the text is long

    @property
    def short(self) -> str:
        """The name, or the text where there is none."""
        return self.name or self.text


@dataclass(frozen=True, slots=True)
class Pick:
    """One extra choice made for a card, such as its release rhythm."""

    id: str
    label: str
    options: Mapping[str, str]  # id to words
    cards: tuple[str, ...] = ()  # only these cards have it; empty: all of them

    def spec(self) -> dict[str, Any]:
        """The pick in plain JSON types, for the frontend."""
        return {
            "id": self.id,
            "label": self.label,
            "options": named(self.options),
            "cards": list(self.cards),
        }


@dataclass(frozen=True, slots=True)
class CardSorter(Interaction):
    """Cards, bins, and optional picks for each card.

    Answer: {"bins": {card: bin}, "picks": {card: {pick: option}}}, without "picks" where there
    are none.
    """

    board: ClassVar[str] = "card-sorter"

    cards: tuple[Card, ...]
    bins: Mapping[str, str]  # id to words, in the order shown
    picks: tuple[Pick, ...] = ()
    picture: Literal["columns", "circles"] = "columns"  # circles: two sides and an overlap

    def picks_for(self, card: str) -> tuple[Pick, ...]:
        """The extra choices that a card has."""
        return tuple(pick for pick in self.picks if not pick.cards or card in pick.cards)

    def spec(self) -> dict[str, Any]:
        return {
            "cards": [asdict(card) for card in self.cards],
            "bins": named(self.bins),
            "picks": [pick.spec() for pick in self.picks],
            "picture": self.picture,
        }

    def live(self, answer: ReadOnlyAnswer) -> Live:
        return Live(count=self.table(answer).caption)

    def empty(self) -> Answer:
        return {"bins": {}, "picks": {}} if self.picks else {"bins": {}}

    def fields(self) -> Collection[str]:
        return ("bins", "picks") if self.picks else ("bins",)

    def shape(self) -> Fields:
        bin_of = OneOf(tuple(self.bins), "bin")
        bins = Each("card", {card.id: bin_of for card in self.cards})
        if not self.picks:
            return {"bins": bins}
        return {
            "bins": bins,
            "picks": picks_shape({card.id: self.picks_for(card.id) for card in self.cards}),
        }

    def _read(self, answer: ReadOnlyAnswer) -> Answer:
        given = read_mapping(answer, "bins")
        ids = [card.id for card in self.cards]
        read_known(given, ids, "bins")
        bins = {
            card: chosen
            for card in ids
            if (chosen := read_choice(given.get(card), self.bins, f"bins.{card}"))
        }
        if not self.picks:
            return {"bins": bins}
        return {
            "bins": bins,
            "picks": read_picks(answer, {card: self.picks_for(card) for card in ids}),
        }

    def missing(self, answer: ReadOnlyAnswer) -> tuple[str, ...]:
        plain = self.read(answer)
        unsorted = tuple(
            f"sort “{card.short}”" for card in self.cards if card.id not in plain["bins"]
        )
        unpicked = tuple(
            f"choose {pick.label.lower()} for “{card.short}”"
            for card in self.cards
            for pick in self.picks_for(card.id)
            if pick.id not in plain["picks"].get(card.id, {})
        )
        return unsorted + unpicked

    def table(self, answer: ReadOnlyAnswer) -> Table:
        plain = self.read(answer)
        rows = tuple(
            (
                card.text,
                self.bins.get(plain["bins"].get(card.id, ""), "not sorted yet"),
                *(self._picked(plain, card, pick) for pick in self.picks),
            )
            for card in self.cards
        )
        done = len(plain["bins"])
        caption = f"{done} of {len(self.cards)} cards sorted"
        return Table(caption, ("Card", "Where", *(pick.label for pick in self.picks)), rows)

    def _picked(self, plain: ReadOnlyAnswer, card: Card, pick: Pick) -> str:
        if pick not in self.picks_for(card.id):
            return "not asked"
        chosen = plain["picks"].get(card.id, {}).get(pick.id, "")
        return pick.options.get(chosen, "not chosen yet")


def picks_shape(asked: Mapping[str, Sequence[Pick]]) -> Each:
    """The form of the extra choices, for the cards that are asked any."""
    lines = {
        card: {pick.id: OneOf(tuple(pick.options), "option") for pick in picks}
        for card, picks in asked.items()
        if picks
    }
    return Each("card", lines)


def read_picks(
    answer: ReadOnlyAnswer, asked: Mapping[str, Sequence[Pick]]
) -> dict[str, dict[str, str]]:
    """Return what was chosen for each card, of the picks that it is asked; cards by their ids.

    Raises:
        AnswerError: an unknown card or pick, or none of the options.
    """
    given = read_mapping(answer, "picks")
    read_known(given, list(asked), "picks")
    lines = {card: _read_line(given.get(card), picks, card) for card, picks in asked.items()}
    return {card: chosen for card, chosen in lines.items() if chosen}


def _read_line(found: Any, picks: Sequence[Pick], card: str) -> dict[str, str]:
    path = f"picks.{card}"
    # A line left out, or null, is one not begun.
    line = read_mapping({} if found is None else {path: found}, path)
    read_known(line, [pick.id for pick in picks], path)
    return {
        pick.id: option
        for pick in picks
        if (option := read_choice(line.get(pick.id), pick.options, f"{path}.{pick.id}"))
    }
