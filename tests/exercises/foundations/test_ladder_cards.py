"""FND-E4's cards: every draw has many full ladders, guesses do not climb them."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from autograder.rehearse import SourceNotebook
from pm_exercises.data import load
from pm_exercises.exercises.foundations.ladder_rules import SLOTS, lacks
from pm_exercises.exercises.foundations.strategy_ladder import EXERCISE, Data, generate
from pm_exercises.variants import rng_for
from tests.exercises.foundations.judging import judge, key_in

ITEM = "FND-E4"


@pytest.fixture(scope="module")
def drawn() -> list[Data]:
    """Three hundred learners' cards."""
    return [generate(rng_for(f"seed-{n}", ITEM)) for n in range(300)]


def test_one_key_everywhere(
    foundations: SourceNotebook, ladder_samples: ModuleType, ladder_key: dict[str, dict[str, str]]
) -> None:
    """Solution, hidden test and sample answers are made from the same judgements."""
    assert key_in(foundations.notebook, f"{ITEM}-answer") == ladder_key
    assert ladder_key == ladder_samples.KEY


def test_key_names_every_card_once_where_it_must(ladder_key: dict[str, dict[str, str]]) -> None:
    """No card is forgotten in the key, and none is on both sides of a pair."""
    cards = load("foundations/strategy_cards")["cards"]
    for group in ("side", "reach"):
        named = Counter(" ".join(ladder_key[group].values()).split())
        working = set(" ".join(ladder_key["initiative"].values()).split())

        assert set(named) == working
        assert set(named.values()) == {1}
    assert set(" ".join(ladder_key["goal"].values()).split()) == set(cards["goal"])
    for kind in ("vision", "goal", "initiative", "metric"):
        assert set(" ".join(ladder_key[kind].values()).split()) <= set(cards[kind])


def test_shipped_cards_carry_no_judgement() -> None:
    """What ships of a card is its id and its text; a tray says nothing by its order."""
    cards = load("foundations/strategy_cards")

    assert set(cards) == {"cards", "trays"}
    for kind, texts in cards["cards"].items():
        assert list(texts) == sorted(texts)
        assert all(isinstance(text, str) for text in texts.values())
        for lot in cards["trays"][kind]:
            assert set(lot) == {"draw", "of"}
            assert all(tray.split() == sorted(tray.split()) for tray in lot["of"])


def test_every_pair_of_sound_goals_leads_to_a_full_ladder(
    drawn: list[Data], ladder_samples: ModuleType
) -> None:
    """For 300 learners any two of the three sound goals can be served, in at least three ways."""
    for data in drawn:
        sound = [card.id for card in data.cards["goal"] if not lacks(card.text)]
        assert len(sound) == 3
        ways = Counter((slots["g1"], slots["g2"]) for slots in ladder_samples.full_ladders(data))

        assert set(ways) == set(combinations(sound, 2))
        assert min(ways.values()) >= 3


def test_full_ladders_get_full_marks(
    drawn: list[Data], ladder_samples: ModuleType, ladder_key: dict[str, dict[str, str]]
) -> None:
    """What the key allows is what the rules accept, for ladders from all over the search."""
    for data in drawn[:30]:
        for slots in list(ladder_samples.full_ladders(data))[::40]:
            assert judge(EXERCISE, data, {"slots": slots}, ladder_key).score == 10


def test_learners_get_different_cards(drawn: list[Data]) -> None:
    """Hardly any two of 300 learners see the same 33 cards, and nearly none in the same order."""
    sets = {frozenset(card.id for cards in d.cards.values() for card in cards) for d in drawn}

    assert len(sets) > 280
    assert len({repr(data) for data in drawn}) == 300
    assert {kind: len(cards) for kind, cards in drawn[0].cards.items()} == {
        "vision": 5,
        "goal": 5,
        "initiative": 10,
        "metric": 13,
    }


def test_guessing_does_not_climb(drawn: list[Data], ladder_key: dict[str, dict[str, str]]) -> None:
    """Cards put in at random, each once, earn less than half, and 70 % rarely."""
    rng = np.random.default_rng(5)
    scores = [judge(EXERCISE, data, _guess(data, rng), ladder_key).score for data in drawn]

    assert np.mean(scores) < 5
    assert np.mean([score >= 7 for score in scores]) < 0.1


def _guess(data: Data, rng: np.random.Generator) -> dict[str, Any]:
    pile = {
        kind: [cards[i].id for i in rng.permutation(len(cards))]
        for kind, cards in data.cards.items()
    }
    return {
        "slots": {
            slot.id: str(rng.choice(slot.links)) if slot.links else pile[slot.takes].pop()
            for slot in SLOTS
        }
    }
