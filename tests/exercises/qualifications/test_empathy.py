"""QUA-E1: every set of quotes is fair, and each rule gives what it says."""

from __future__ import annotations

from collections import Counter
from itertools import chain

import pytest

from pm_exercises.data import load
from pm_exercises.exercises.qualifications.empathy import (
    EXERCISE,
    Data,
    accepted,
    generate,
    people_by_need,
)
from pm_exercises.variants import rng_for
from tests.exercises.foundations.judging import given, judge
from tests.exercises.qualifications.conftest import KeyOf

QUOTES = load("qualifications/quotes")


@pytest.fixture(scope="module")
def data() -> Data:
    """One learner's quotes."""
    return generate(rng_for("ada", "QUA-E1"))


@pytest.mark.parametrize("deal", QUOTES["deals"])
def test_most_quotes_are_not_most_people(deal: str, key_of: KeyOf) -> None:
    """In every set, two single voices have the most quotes, and three other needs most people."""
    pairs = [pair.split(":") for pair in deal.split()]
    need_of = {q: n for n, quotes in key_of("QUA-E1")["need"].items() for q in quotes.split()}
    quotes = Counter(need_of[quote] for quote, _ in pairs)
    people = Counter(need for need, _ in {(need_of[quote], who) for quote, who in pairs})

    loud = {need for need, _ in quotes.most_common(2)}
    shared = [count for _, count in people.most_common(4)]

    assert len(pairs) == len({quote for quote, _ in pairs}) == 20
    assert all(people[need] == 1 and quotes[need] == 5 for need in loud)
    assert shared[2] >= shared[3] + 2  # the third stands well above the fourth
    assert loud.isdisjoint(need for need, _ in people.most_common(3))


@pytest.mark.parametrize("deal", QUOTES["deals"])
def test_every_quarter_has_work(deal: str, key_of: KeyOf) -> None:
    """At least three quotes of a set belong to each quarter."""
    fits = accepted(key_of("QUA-E1"))
    quarters = Counter(chain.from_iterable(fits[pair.split(":")[0]] for pair in deal.split()))

    assert min(quarters[name] for name in ("says", "thinks", "does", "feels")) >= 3


def test_key_covers_every_quote_and_need(key_of: KeyOf) -> None:
    """Forty quotes, each with its quarters and one of eight needs; three options are features."""
    key = key_of("QUA-E1")
    by_need = list(chain.from_iterable(quotes.split() for quotes in key["need"].values()))

    assert set(accepted(key)) == set(by_need) == set(QUOTES["quotes"])
    assert len(by_need) == 40
    assert len(QUOTES["needs"].keys() - key["need"].keys()) == 3


def test_no_key_ships() -> None:
    """The file of quotes says nothing of quarters and needs, and its order is no help."""
    assert all(set(quote) == {"text", "source"} for quote in QUOTES["quotes"].values())


def test_needs_wait_for_ten_quotes(data: Data, key_of: KeyOf) -> None:
    """With nine quotes sorted no need counts, with ten they do."""
    key = key_of("QUA-E1")
    fits = accepted(key)
    people = people_by_need(data, key)
    needs = sorted(people, key=lambda need: -len(people[need]))[:2]
    quad = {quote: min(fits[quote]) for quote in data.people}

    for count, points in ((9, 0.0), (10, 4.0)):
        answer = {"quad": dict(list(quad.items())[:count]), "needs": needs}
        assert given(judge(EXERCISE, data, answer, key), "QUA-E1.NEEDS") == points


def test_a_loud_voice_is_named_with_its_quotes(data: Data, key_of: KeyOf) -> None:
    """The message for a need of one person says how many quotes it has."""
    key = key_of("QUA-E1")
    people = people_by_need(data, key)
    loud = next(
        need
        for need, who in people.items()
        if len(who) == 1 and sum(q in data.people for q in key["need"][need].split()) == 5
    )
    quad = {quote: min(places) for quote, places in accepted(key).items() if quote in data.people}

    result = judge(EXERCISE, data, {"quad": quad, "needs": [loud]}, key)

    (verdict,) = (one for one in result.verdicts if one.code == "QUA-E1.NEEDS")
    assert verdict.messages[0].code == "QUA-E1.COUNT"
    assert "has 5 quotes, all from one person" in verdict.messages[0].text
