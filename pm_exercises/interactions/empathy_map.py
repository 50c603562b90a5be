"""Sort quotes into what people say, think, do and feel, and choose their needs (content W6)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from typing import Any, ClassVar

from pm_exercises.errors import AnswerError
from pm_exercises.interactions.base import (
    Interaction,
    Live,
    named,
    read_choice,
    read_known,
    read_mapping,
)
from pm_exercises.interactions.card_sorter import Card
from pm_exercises.interactions.shapes import Each, Fields, ListOf, OneOf
from pm_exercises.item import Answer, ReadOnlyAnswer, Table

QUADRANTS = {"says": "Says", "thinks": "Thinks", "does": "Does", "feels": "Feels"}
# What belongs in each: the words that stand under its name.
MEANINGS = {
    "says": "words that were spoken",
    "thinks": "beliefs, plans and doubts",
    "does": "actions that were seen",
    "feels": "moods and emotions",
}


@dataclass(frozen=True, slots=True)
class EmpathyMap(Interaction):
    """Quotes for the four quadrants, and a list of needs to choose a few from.

    Answer: {"quad": {quote: "says", "thinks", "does" or "feels"}, "needs": [need, …]}, the needs
    in the order of the list.
    """

    board: ClassVar[str] = "empathy-map"

    person: str  # who stands in the middle: "Nadia, 34" or "People who cook for one"
    quotes: tuple[Card, ...]  # the note says who said it
    needs: Mapping[str, str]  # id to words, in the order shown
    most_needs: int = 2
    ask: str = "Which needs do the most people share?"

    def __post_init__(self) -> None:
        """Refuse a number of needs that cannot be chosen."""
        if not 1 <= self.most_needs <= len(self.needs):
            raise ValueError(f"cannot choose {self.most_needs} of {len(self.needs)} needs")

    def spec(self) -> dict[str, Any]:
        return {
            "person": self.person,
            "quotes": [asdict(quote) for quote in self.quotes],
            "quadrants": [
                {"id": key, "name": name, "meaning": MEANINGS[key]}
                for key, name in QUADRANTS.items()
            ],
            "ask": self.ask,
            "needs": named(self.needs),
            "mostNeeds": self.most_needs,
            "full": self._chosen(self.most_needs),
        }

    def live(self, answer: ReadOnlyAnswer) -> Live:
        words = self._chosen(len(self.read(answer)["needs"]))
        return Live(count=self.table(answer).caption, facts={"needs": words})

    def _chosen(self, number: int) -> str:
        more = "; to choose another one, take one out first" if number == self.most_needs else ""
        return f"{number} of {self.most_needs} chosen{more}"

    def empty(self) -> Answer:
        return {"quad": {}, "needs": []}

    def fields(self) -> Collection[str]:
        return ("quad", "needs")

    def shape(self) -> Fields:
        quadrant = OneOf(tuple(QUADRANTS), "quadrant")
        return {
            "quad": Each("quote", {quote.id: quadrant for quote in self.quotes}),
            "needs": ListOf(OneOf(tuple(self.needs), "need")),
        }

    def _read(self, answer: ReadOnlyAnswer) -> Answer:
        given = read_mapping(answer, "quad")
        ids = [quote.id for quote in self.quotes]
        read_known(given, ids, "quad")
        quad = {
            quote: chosen
            for quote in ids
            if (chosen := read_choice(given.get(quote), QUADRANTS, f"quad.{quote}"))
        }
        return {"quad": quad, "needs": self._read_needs(answer.get("needs"))}

    def missing(self, answer: ReadOnlyAnswer) -> tuple[str, ...]:
        plain = self.read(answer)
        unsorted = tuple(
            f"sort “{quote.short}”" for quote in self.quotes if quote.id not in plain["quad"]
        )
        left = self.most_needs - len(plain["needs"])
        more = f"{left} more" if plain["needs"] else f"{left}"
        return unsorted + ((f"choose {more} {_needs(left)}",) if left else ())

    def table(self, answer: ReadOnlyAnswer) -> Table:
        plain = self.read(answer)
        quotes = tuple(
            (
                quote.text,
                quote.note,
                QUADRANTS.get(plain["quad"].get(quote.id, ""), "not sorted yet"),
            )
            for quote in self.quotes
        )
        needs = tuple(
            (words, "", "chosen as a need" if need in plain["needs"] else "not chosen")
            for need, words in self.needs.items()
        )
        caption = (
            f"{len(plain['quad'])} of {len(self.quotes)} quotes sorted, "
            f"{len(plain['needs'])} of {self.most_needs} {_needs(self.most_needs)} chosen"
        )
        return Table(caption, ("Quote or need", "Who", "Where"), quotes + needs)

    def _read_needs(self, given: Any) -> list[str]:
        if given is None or given == "":
            return []
        if not isinstance(given, list | tuple):
            raise AnswerError("needs", 'expected a list, such as ["n1", "n2"]')
        chosen = {read_choice(need, self.needs, f"needs.{n}") for n, need in enumerate(given)}
        needs = [need for need in self.needs if need in chosen]
        if len(needs) > self.most_needs:
            way_out = f"Choose {self.most_needs}, and take the others out."
            raise AnswerError("needs", f"{len(needs)} needs are chosen", way_out)
        return needs


def _needs(count: int) -> str:
    return "need" if count == 1 else "needs"
