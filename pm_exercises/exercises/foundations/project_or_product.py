"""FND-E1: sort what people do at Kettlewick into project work, product work, or both."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from numpy.random import Generator

from pm_exercises.board import Exercise
from pm_exercises.checks import MET, Criterion, Finding, Key, Outcome, unmet
from pm_exercises.data import load
from pm_exercises.interactions import Card, CardSorter
from pm_exercises.item import Item, ReadOnlyAnswer

BINS = {"project": "Project management", "product": "Product management", "shared": "Both"}
DRAWN_GROUPS = 6
MOST_SHARED = 10  # of 18: beyond that the picture explains nothing
MOST_EXCHANGED = 4


@dataclass(frozen=True, slots=True)
class Data:
    """The learner's 18 cards, six of each kind, in the order shown."""

    cards: tuple[Card, ...]


def generate(rng: Generator) -> Data:
    """Draw six groups of three cards. Each group holds one card of each kind, in mixed order."""
    authored = load("foundations/activity_cards")
    text = {card["id"]: card["text"] for card in authored["cards"]}
    groups = rng.choice(len(authored["groups"]), DRAWN_GROUPS, replace=False)
    ids = [card_id for group in groups for card_id in authored["groups"][group]]
    return Data(tuple(Card(ids[i], text[ids[i]]) for i in rng.permutation(len(ids))))


def interaction(data: Data) -> CardSorter:
    """The board: every card goes to one of three places."""
    return CardSorter(cards=data.cards, bins=BINS, picture="circles")


def all_sorted(answer: ReadOnlyAnswer, data: Data, _key: Key) -> Outcome:
    """Every card has a place, and the overlap holds no more than it can explain."""
    bins = answer["bins"]
    left = tuple(card.id for card in data.cards if card.id not in bins)
    if left:
        return unmet("FND-E1.UNSORTED", count=len(left), marks=left)
    shared = tuple(card for card, where in bins.items() if where == "shared")
    if len(shared) > MOST_SHARED:
        return unmet("FND-E1.ALLSHARED", marks=shared)
    return MET


def right_place(answer: ReadOnlyAnswer, data: Data, key: Key) -> Outcome:
    """Full credit for the right place, half for a neighbour: shared is next to both sides."""
    bins = answer["bins"]
    misplaced = [card.id for card in data.cards if bins.get(card.id) not in (None, key[card.id])]
    credit = 0.0
    for card in data.cards:
        where = bins.get(card.id)
        if where == key[card.id]:
            credit += 1
        elif where is not None and "shared" in (where, key[card.id]):
            credit += 0.5
    seen: dict[str, Callable[[str, str], bool]] = {
        "FND-E1.END": lambda kind, place: (kind, place) == ("project", "product"),
        "FND-E1.ONGOING": lambda kind, place: (kind, place) == ("product", "project"),
        "FND-E1.SHARED": lambda kind, place: kind == "shared",
        "FND-E1.OWNER": lambda kind, place: place == "shared",
    }
    findings = []
    for code, fits in seen.items():
        marks = tuple(card for card in misplaced if fits(key[card], bins[card]))
        if marks:
            findings.append(Finding(code, {"count": len(marks)}, marks))
    return Outcome(credit / len(data.cards), tuple(findings))


def overlap_right(answer: ReadOnlyAnswer, data: Data, key: Key) -> Outcome:
    """Every shared card is in the overlap, and the overlap is not simply everything."""
    bins = answer["bins"]
    if sum(where == "shared" for where in bins.values()) > MOST_SHARED:
        return unmet("FND-E1.ALLSHARED")
    one_sided = tuple(
        card.id for card in data.cards if key[card.id] == "shared" and bins.get(card.id) != "shared"
    )
    return unmet("FND-E1.SHARED", marks=one_sided) if one_sided else MET


def sides_kept(answer: ReadOnlyAnswer, data: Data, key: Key) -> Outcome:
    """Few cards are exchanged between the two roles."""
    bins = answer["bins"]
    if len(bins) < len(data.cards) / 2:
        return unmet("FND-E1.UNSORTED", count=len(data.cards) - len(bins))
    exchanged = tuple(
        card for card, where in bins.items() if {where, key[card]} == {"project", "product"}
    )
    return unmet("FND-E1.WHY", marks=exchanged) if len(exchanged) > MOST_EXCHANGED else MET


def hints(_data: Data) -> tuple[str, ...]:
    """From the goal to a first step."""
    return (
        "The goal: say of each card who answers for it. Three places, no trick cards.",
        "Look for an end. Project work stops when something is delivered and accepted. "
        "Product work is still somebody's job next year. Lesson 1 has the picture.",
        "A card from another company: “Print 200 menus for the opening night” ends when the menus "
        "are there: a project. “Decide what kind of restaurant this is” never ends: product. "
        "“Warn the kitchen that the opening moved” needs both people: shared.",
        "Start with the cards that name a date or a count. Then take those that say “keep”, "
        "“decide” or “every month”. What is left is mostly talk between teams.",
    )


EXERCISE = Exercise(
    item=Item(
        id="FND-E1",
        title="Project, product or shared?",
        task="Put each thing that happens at Kettlewick where it belongs.",
        minutes=12,
        seeds=("PP-4", "PP-5", "PP-6", "PP-7", "PP-8"),
    ),
    generate=generate,
    interaction=interaction,
    criteria=(
        Criterion(
            "FND-E1.UNSORTED", 1, "Every card has a place, at most 10 in the overlap", all_sorted
        ),
        Criterion("FND-E1.PLACE", 6, "Cards are where they belong", right_place, needs_key=True),
        Criterion(
            "FND-E1.SHARED", 2, "All shared work is in the overlap", overlap_right, needs_key=True
        ),
        Criterion("FND-E1.WHY", 1, "The two roles are kept apart", sides_kept, needs_key=True),
    ),
    messages={
        "FND-E1.UNSORTED": "{count} cards have no place yet. An unsorted card is a task nobody "
        "owns. Look at what is still among the cards to sort.",
        "FND-E1.ALLSHARED": "More than 10 cards are in the overlap. When most work is shared, the "
        "picture explains nothing. Test each card: who is asked first when it goes wrong?",
        "FND-E1.PLACE": "Some cards are not placed yet.",
        "FND-E1.END": "{count} of the cards under product stop when something is delivered and "
        "accepted. Ask what stops there: the work, or the product's life?",
        "FND-E1.ONGOING": "{count} of the cards under project have no last day. Which of the two "
        "roles is still answering for them next year?",
        "FND-E1.OWNER": "{count} of the cards in the overlap could be finished by one role alone. "
        "Sharing them means nobody is asked first. Whose desk do they land on?",
        "FND-E1.SHARED": "Work that needs both people is on one side only. Would the other role "
        "succeed without it? If not, it belongs in the overlap.",
        "FND-E1.WHY": "More than four cards changed sides. Ask two questions of each: is it about "
        "how and when, or about why and what?",
    },
    hints=hints,
    meaning="You and Priya know who is asked first, and where you decide together: less falls "
    "between two desks, and less is done twice.",
)
