"""FND-E7: every kind is drawn, rhythms are judged by the learner's own kinds, no rule is empty."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from autograder.notebooks import find_cell
from autograder.rehearse import SourceNotebook
from pm_exercises.data import load
from pm_exercises.errors import AnswerError
from pm_exercises.exercises.foundations.shelf_or_subscription import (
    BINS,
    clash,
    closeup_fits,
    generate,
    hybrids_seen,
    interaction,
    rhythm_fits,
    right_kind,
)
from pm_exercises.variants import rng_for

DRAWN = [generate(rng_for(f"seed-{n}", "FND-E7")) for n in range(300)]
DATA = DRAWN[0]


@pytest.fixture(scope="module")
def key(foundations: SourceNotebook) -> dict[str, str]:
    """The hidden key: which offer is which kind."""
    source = find_cell(foundations.notebook, "FND-E7-check").source
    hidden = source.split("### BEGIN HIDDEN TESTS")[1].split("result =")[0]
    names: dict[str, Any] = {}
    exec(hidden, names)
    found: dict[str, str] = names["key"]
    return found


@pytest.fixture
def best(foundations: SourceNotebook) -> dict[str, Any]:
    """The reference answer for the data of these tests."""
    data, answer = foundations.solve("FND-E7", "seed-0")
    assert data == DATA
    return answer


def test_eighteen_offers_are_keyed_evenly(key: dict[str, str]) -> None:
    """Six offers of each kind are written, and every group holds one of each."""
    authored = load("foundations/offers")

    assert sorted(key) == [offer["id"] for offer in authored["offers"]]
    for group in authored["groups"]:
        assert {key[offer] for offer in group} == set(BINS)


def test_everyone_gets_every_kind(key: dict[str, str]) -> None:
    """Ten different offers, three or four of each kind, and one of each to look closer at."""
    for data in DRAWN:
        kinds = [key[card.id] for card in data.cards]

        assert len({card.id for card in data.cards}) == 10
        assert sorted(kinds.count(kind) for kind in BINS) == [3, 3, 4]
        assert {key[card] for card in data.closeup} == set(BINS)


def test_place_in_the_list_says_nothing(key: dict[str, str]) -> None:
    """Over 300 learners each kind stands in each place about equally often."""
    for place in range(10):
        kinds = [key[data.cards[place].id] for data in DRAWN]

        assert min(kinds.count(kind) for kind in BINS) > 70


def test_stated_sign_offs_are_in_the_texts() -> None:
    """Whoever reads the text knows of the sign-off: the rule uses nothing hidden."""
    words = ("every change",)
    for offer in load("foundations/offers")["offers"]:
        assert offer["signed"] == any(word in offer["text"] for word in words)


def test_sign_offs_do_not_give_the_kind_away(key: dict[str, str]) -> None:
    """Two offers of each kind need a sign-off, and everyone has at least one that bites."""
    authored = load("foundations/offers")["offers"]
    signed = [key[offer["id"]] for offer in authored if offer["signed"]]

    assert sorted(signed) == sorted([*BINS, *BINS])
    for data in DRAWN:
        assert any(key[card] != "physical" for card in data.signed)


@pytest.mark.parametrize(
    ("kind", "rhythm", "signed", "code"),
    [
        ("physical", "run", False, ""),
        ("physical", "run", True, ""),
        ("physical", "date", True, ""),
        ("physical", "date", False, "SLOW"),
        ("physical", "week", False, "PATCH"),
        ("physical", "week", True, "PATCH"),
        ("physical", "two", False, "SPEED"),
        ("saas", "week", False, ""),
        ("saas", "week", True, "GATE"),
        ("saas", "date", True, ""),
        ("saas", "run", False, "WAIT"),
        ("saas", "two", False, "SPEED"),
        ("hybrid", "two", False, ""),
        ("hybrid", "two", True, "GATE"),
        ("hybrid", "date", True, ""),
        ("hybrid", "week", False, "SPEED"),
        ("hybrid", "run", False, "SPEED"),
    ],
)
def test_rhythm_table(kind: str, rhythm: str, signed: bool, code: str) -> None:
    """Each rhythm goes with a kind and a sign-off as the lesson's table says."""
    assert clash(kind, rhythm, signed).removeprefix("FND-E7.") == code


@pytest.mark.parametrize(("clashes", "share"), [(0, 1), (1, 2 / 3), (2, 1 / 3), (3, 0), (5, 0)])
def test_each_clash_costs_a_third(clashes: int, share: float) -> None:
    """One slip of ten is forgiven in part, three are a way of thinking."""
    cards = [card.id for card in DATA.cards]
    plain = [card for card in cards if card not in DATA.signed]
    picks = {card: {"rhythm": "date" if card in DATA.signed else "run"} for card in cards}
    for card in plain[:clashes]:
        picks[card] = {"rhythm": "week"}
    answer = {"bins": dict.fromkeys(cards, "physical"), "picks": picks}

    assert rhythm_fits(answer, DATA, {}).share == pytest.approx(share)


def test_rhythm_follows_the_learners_own_kind(key: dict[str, str], best: dict[str, Any]) -> None:
    """Somebody who takes a shelf product for a subscription is not charged twice for it."""
    card = next(c for c in DATA.cards if key[c.id] == "physical" and c.id not in DATA.signed)
    best = deepcopy(best)
    best["bins"][card.id] = "saas"
    best["picks"][card.id]["rhythm"] = "week"

    assert rhythm_fits(best, DATA, {}).share == 1
    assert right_kind(best, DATA, key).share == pytest.approx(0.9)


def test_almost_empty_answer_is_worth_little(key: dict[str, str], best: dict[str, Any]) -> None:
    """One offer filled in meets no rule by leaving the others open."""
    card = DATA.closeup[0]
    answer = {"bins": {card: best["bins"][card]}, "picks": {card: best["picks"][card]}}
    points = (
        3 * rhythm_fits(answer, DATA, {}).share
        + 1 * closeup_fits(answer, DATA, {}).share
        + 4 * right_kind(answer, DATA, key).share
        + 2 * hybrids_seen(answer, DATA, key).share
    )

    assert points <= 1.1


@pytest.mark.parametrize(("missed", "share"), [(0, 1), (1, 0.5), (2, 0), (3, 0)])
def test_missed_hybrids_cost_a_point_each(
    key: dict[str, str], best: dict[str, Any], missed: int, share: float
) -> None:
    """The first missed hybrid costs half of the criterion, the second the rest."""
    hybrids = [card for card, kind in best["bins"].items() if kind == "hybrid"]
    bins = best["bins"] | dict.fromkeys(hybrids[:missed], "saas")

    assert hybrids_seen({"bins": bins}, DATA, key).share == share


@pytest.mark.parametrize(("called", "share"), [(6, 1), (7, 0)])
def test_not_everything_is_a_hybrid(
    key: dict[str, str], best: dict[str, Any], called: int, share: float
) -> None:
    """Six hybrids of ten are allowed, seven explain nothing."""
    hybrids = [card for card, kind in best["bins"].items() if kind == "hybrid"]
    others = [card for card in best["bins"] if card not in hybrids]
    bins = best["bins"] | dict.fromkeys(others[: called - len(hybrids)], "hybrid")

    assert hybrids_seen({"bins": bins}, DATA, key).share == share


def test_price_and_feedback_are_asked_of_three() -> None:
    """The closer look asks two more things of three offers, and of no other."""
    board = interaction(DATA)
    other = next(card.id for card in DATA.cards if card.id not in DATA.closeup)

    assert len(board.missing(board.empty())) == 10 + 10 + 2 * 3
    with pytest.raises(AnswerError, match=f"picks.{other}.price"):
        board.read({"picks": {other: {"price": "once"}}})
    row = next(row for row in board.table({}).rows if row[0].startswith(f"{_name(other)}."))
    assert row[3:] == ("not asked", "not asked")


def _name(offer: str) -> str:
    return next(card.name for card in DATA.cards if card.id == offer)
