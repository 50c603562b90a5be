"""QUA-E1: sort what people say, think, do and feel, and find the needs that most of them share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from numpy.random import Generator

from pm_exercises.board import Exercise
from pm_exercises.checks import MET, Criterion, Finding, Key, Outcome, unmet
from pm_exercises.data import load
from pm_exercises.interactions import Card, EmpathyMap
from pm_exercises.item import Item, ReadOnlyAnswer

FEW_SORTED = 10  # below half of the quotes, nothing can be said about needs
SHARED_NEEDS = 3  # the needs that most people share: any two of these three are a good choice


@dataclass(frozen=True, slots=True)
class Data:
    """The learner's twenty quotes, in the order shown, and who each is from."""

    quotes: tuple[Card, ...]
    people: Mapping[str, str]  # quote to person
    needs: Mapping[str, str]  # need to words


def generate(rng: Generator) -> Data:
    """Draw one of the authored sets of quotes, each with who said it.

    The sets are made so that the needs most people share are others than those with the most
    quotes; a test holds each set to that, with the key.
    """
    authored = load("qualifications/quotes")
    deal = authored["deals"][int(rng.integers(len(authored["deals"])))]
    pairs = [pair.split(":") for pair in deal.split()]
    shown = [pairs[i] for i in rng.permutation(len(pairs))]
    quotes = {quote: authored["quotes"][quote] for quote, _ in shown}
    people = {quote: authored["people"][person] for quote, person in shown}
    return Data(
        quotes=tuple(
            Card(quote, quotes[quote]["text"], f"{people[quote]} · {quotes[quote]['source']}")
            for quote in quotes
        ),
        people=people,
        needs=authored["needs"],
    )


def interaction(data: Data) -> EmpathyMap:
    """The board: four quarters for the quotes, and two needs to choose."""
    return EmpathyMap(
        person="Thymeboard's first-box customers",
        quotes=data.quotes,
        needs=data.needs,
        ask="Which two needs do the most people share?",
    )


def all_sorted(answer: ReadOnlyAnswer, data: Data, _key: Key) -> Outcome:
    """Every quote has a quarter, and two needs are chosen."""
    left = tuple(quote.id for quote in data.quotes if quote.id not in answer["quad"])
    if left:
        share = 1 - len(left) / len(data.quotes)
        return unmet("QUA-E1.UNSORTED", share=share, marks=left, count=len(left))
    return MET if len(answer["needs"]) == 2 else unmet("QUA-E1.TWO", share=0.5)


def right_quarter(answer: ReadOnlyAnswer, data: Data, key: Key) -> Outcome:
    """The share of quotes in a quarter that fits them; some fit two."""
    fits = accepted(key)
    quad = answer["quad"]
    good = [quote.id for quote in data.quotes if quad.get(quote.id) in fits[quote.id]]
    off = [quote for quote in quad if quad[quote] not in fits[quote]]
    codes = {
        "QUA-E1.DOER": [q for q in off if fits[q] == {"does"}],
        "QUA-E1.MOOD": [q for q in off if fits[q] != {"does"} and "feels" in fits[q]],
        "QUA-E1.UNSAID": [q for q in off if fits[q] == {"thinks"}],
        "QUA-E1.WORDS": [q for q in off if fits[q] == {"says"}],
    }
    findings = [
        Finding(code, {"count": len(marks)}, tuple(marks)) for code, marks in codes.items() if marks
    ]
    if open_quotes := tuple(quote.id for quote in data.quotes if quote.id not in quad):
        findings.append(Finding("QUA-E1.UNSORTED", {"count": len(open_quotes)}, open_quotes))
    return Outcome(len(good) / len(data.quotes), tuple(findings))


def seen_is_done(answer: ReadOnlyAnswer, data: Data, key: Key) -> Outcome:
    """What the researcher saw is under Does, and Does holds nothing that was only said."""
    fits = accepted(key)
    quad = answer["quad"]
    seen = [quote.id for quote in data.quotes if fits[quote.id] == {"does"}]
    missed = tuple(quote for quote in seen if quad.get(quote) != "does")
    extra = tuple(q for q, where in quad.items() if where == "does" and "does" not in fits[q])
    share = max(0.0, 1 - 2 * (len(missed) + len(extra)) / len(seen))
    if not quad:
        return unmet("QUA-E1.UNSORTED", marks=missed, count=len(data.quotes))
    if missed:
        return unmet("QUA-E1.DOER", share=share, marks=missed, count=len(missed))
    return unmet("QUA-E1.HEARSAY", share=share, marks=extra, count=len(extra)) if extra else MET


def needs_shared(answer: ReadOnlyAnswer, data: Data, key: Key) -> Outcome:
    """Two of the three needs that the most different people have."""
    if len(answer["quad"]) < FEW_SORTED:
        return unmet("QUA-E1.EARLY")
    people = people_by_need(data, key)
    most = sorted(people, key=lambda need: -len(people[need]))[:SHARED_NEEDS]
    good = [need for need in answer["needs"] if need in most]
    findings = []
    for need in answer["needs"]:
        if need in good:
            continue
        words = data.needs[need]
        if need not in key["need"]:
            findings.append(Finding("QUA-E1.SOLUTION", {"need": words}, (need,)))
        elif (quotes := _quotes_of(need, data, key)) and len(people[need]) == 1 < len(quotes):
            detail = {"need": words, "count": len(quotes)}
            findings.append(Finding("QUA-E1.COUNT", detail, (need,)))
        else:
            findings.append(Finding("QUA-E1.FEW", {"need": words}, (need,)))
    if len(answer["needs"]) < 2:
        findings.append(Finding("QUA-E1.TWO"))
    return Outcome(len(good) / 2, tuple(findings))


def accepted(key: Key) -> dict[str, set[str]]:
    """Which quarters fit each quote."""
    return {
        quote: set(places.split())
        for places, quotes in key["quad"].items()
        for quote in quotes.split()
    }


def people_by_need(data: Data, key: Key) -> dict[str, set[str]]:
    """The different people behind each need, among the quotes dealt."""
    return {
        need: {data.people[quote] for quote in _quotes_of(need, data, key)} for need in key["need"]
    }


def _quotes_of(need: str, data: Data, key: Key) -> list[str]:
    return [quote for quote in key["need"][need].split() if quote in data.people]


def hints(data: Data) -> tuple[str, ...]:
    """From the goal to a first step."""
    first = data.quotes[0]
    return (
        "The goal: see the first-box customers as people before you think of a cure. Sort what "
        "you know of them, then name two needs that many of them share.",
        "The small line under each quote says how we know it. Seen, or in the records: does. For "
        "words, ask what they hold: a mood, a belief kept to oneself, or something said aloud. A "
        "need can be met in many ways; a feature is one way. Lesson 1 has both tests.",
        "From a swimming club. “Leaves ten minutes before the end, three weeks in a row” (seen at "
        "the pool) is what somebody does. “I suppose the water is for fast people” (diary) is what "
        "somebody thinks. Six quotes about cold showers came from one man; three about being "
        "watched came from three women. More people share the second.",
        f"Start with the quote “{first.text}” Read its small line first. Then take all quotes that "
        "were seen or stand in the records. For the needs, write the names under each need on "
        "paper, each name once.",
    )


EXERCISE = Exercise(
    item=Item(
        id="QUA-E1",
        title="Empathy map",
        task="Sort twenty quotes into what people say, think, do and feel. Then choose the two "
        "needs that the most people share.",
        minutes=14,
        seeds=("QUAL-1a", "QUAL-5", "INT-1"),
    ),
    generate=generate,
    interaction=interaction,
    criteria=(
        Criterion("QUA-E1.UNSORTED", 0.5, "Every quote sorted, two needs chosen", all_sorted),
        Criterion("QUA-E1.QUARTER", 4, "Quotes are where they fit", right_quarter, needs_key=True),
        Criterion(
            "QUA-E1.DOER", 1.5, "What was seen is under Does, alone", seen_is_done, needs_key=True
        ),
        Criterion(
            "QUA-E1.NEEDS", 4, "Two needs that many people share", needs_shared, needs_key=True
        ),
    ),
    messages={
        "QUA-E1.UNSORTED": "Quotes without a place: {count}. What is left out of the map is left "
        "out of the product. Look for the quotes that are still in the pile.",
        "QUA-E1.TWO": "Fewer than two needs are chosen. A team can serve two needs well, and "
        "without them the map leads nowhere. Which ones stand behind several names?",
        "QUA-E1.EARLY": "Fewer than half of the quotes are sorted. Needs chosen before listening "
        "are your own. Sort first, then read the quotes again for what is missing in their lives.",
        "QUA-E1.DOER": "Lines that the researcher watched, or that stand in the records, in "
        "another quarter: {count}. What people do is the hardest evidence you have, and it often "
        "differs from what they say. Which quarter is for behaviour?",
        "QUA-E1.HEARSAY": "Lines under Does that nobody has seen: {count}. A plan or a report is "
        "not yet an act, and a map that mixes them trusts too much. Look at the small line: how do "
        "we know?",
        "QUA-E1.MOOD": "Lines that name a mood, in a quarter without moods: {count}. Moods decide "
        "whether somebody comes back, long before reasons do. Underline the word that names how it "
        "felt.",
        "QUA-E1.UNSAID": "Beliefs and doubts that the person kept to themselves, elsewhere: "
        "{count}. What nobody says aloud never reaches you by asking. Look for words such as "
        "“suppose” or “maybe” in the diaries.",
        "QUA-E1.WORDS": "Plain statements said aloud, elsewhere: {count}. Take people at their "
        "word first; what lies behind it comes after. Did they name a mood, or report a fact?",
        "QUA-E1.SOLUTION": "“{need}” is something to build. Built too early, it may answer a "
        "question nobody asked. What would the person get from it?",
        "QUA-E1.COUNT": "“{need}” has {count} quotes, all from one person. A busy voice would "
        "decide for everyone. Count how many people share the need, each once.",
        "QUA-E1.FEW": "“{need}” has few people behind it here. Serving it first leaves most of "
        "your customers where they are. For each need, write down the names.",
    },
    hints=hints,
    meaning="Twenty loose remarks have become people with needs they share. Thymeboard can build "
    "for the needs, whatever the remarks were about.",
)
