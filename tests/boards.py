"""A small exercise for the tests: sort two cards, with criteria that a test writes itself."""

from __future__ import annotations

from collections.abc import Mapping

from pm_exercises.board import Board, Exercise
from pm_exercises.checks import MET, Criterion, Key, Outcome, Rule, unmet
from pm_exercises.interactions import Card, CardSorter
from pm_exercises.item import Answer, Item, ReadOnlyAnswer

ITEM = "TST-E1"
EVIL = '<img src=x onerror="alert(1)">'
SORTER = CardSorter(
    cards=(Card("c1", "Lid"), Card("c2", EVIL)), bins={"a": "Project", "b": "Product"}
)
FULL: Answer = {"bins": {"c1": "a", "c2": "b"}}
OTHER: Answer = {"bins": {"c1": "b", "c2": "a"}}


def sorted_all(answer: ReadOnlyAnswer, _data: object, _key: Key) -> Outcome:
    """Every card is in some bin."""
    return MET if len(answer["bins"]) == 2 else unmet(share=len(answer["bins"]) / 2, card=EVIL)


def where_they_belong(answer: ReadOnlyAnswer, _data: object, key: Key) -> Outcome:
    """Every card is where the key has it."""
    wrong = tuple(card for card, place in answer["bins"].items() if key[card] != place)
    return unmet(marks=wrong) if wrong else MET


CRITERIA = (
    Criterion(f"{ITEM}.ALL", 4, "All cards are sorted", sorted_all),
    Criterion(f"{ITEM}.PLACE", 6, "They are where they belong", where_they_belong, needs_key=True),
)
MESSAGES = {
    f"{ITEM}.ALL": "{card} is not sorted yet.",
    f"{ITEM}.PLACE": "A card is elsewhere.",
    f"{ITEM}.RULE": "Not met.",
}


def exercise(
    criteria: tuple[Criterion, ...] = CRITERIA,
    messages: Mapping[str, str] = MESSAGES,
    hints: tuple[str, ...] = ("Sort the cards.", f"Begin with {EVIL}."),
    points: float = 10.0,
) -> Exercise:
    """Return the exercise, with other criteria or hints where a test needs them."""
    return Exercise(
        item=Item(ITEM, "Sort", "Sort the cards.", 5, (), points),
        generate=lambda rng: int(rng.integers(10**9)),
        interaction=lambda _data: SORTER,
        criteria=criteria,
        messages=messages,
        hints=lambda _data: hints,
        meaning="Both cards can be found.",
    )


def board(student: str | None = "ada", answer: Answer | None = None) -> Board:
    """Open the exercise, and give an answer."""
    opened = Board(exercise(), student)
    if answer is not None:
        opened.answer = answer
    return opened


def judged_by(rule: Rule, points: float = 10.0) -> Board:
    """Return a board with a full answer that one rule judges."""
    opened = Board(exercise((Criterion(f"{ITEM}.RULE", points, "The rule", rule),)), "ada")
    opened.answer = FULL
    return opened
