"""FND-E2: any draw can be judged by every rule, and each rule allows more than one order."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.notebooks import find_cell
from autograder.rehearse import SourceNotebook
from autograder.samples import sample_answers
from pm_exercises.checks import Result
from pm_exercises.data import load
from pm_exercises.exercises import find
from pm_exercises.exercises.foundations.life_cycle_rules import OFFERS, STAGES, Data, ahead
from pm_exercises.exercises.foundations.life_cycle_wall import generate
from pm_exercises.interactions.timeline import Bar
from pm_exercises.variants import rng_for

ITEM = "FND-E2"
STUDENT = "student-00"
# Which of its two versions a learner has, by what it is on this wall.
CARDS = {
    "evidence": "a17 a19",
    "requirement": "a08 a21",
    "position": "a02 a20",
    "build": "a13 a22",
    "price": "a01 a06",
    "kit": "a24 a25",
    "feedback": "a12 a15",
    "review": "a14 a26",
    "retire": "a04 a11",
    "app evidence": "a05 a27",
    "app strategy": "a07 a09",
    "app build": "a03 a28",
    "app change": "a16 a23",
    "oversight": "a10 a18",
}
Judge = Callable[..., Result]


@pytest.fixture(scope="module")
def judge(foundations: SourceNotebook) -> Judge:
    """Judge the reference wall with some bars moved to (start, len), or taken off with None."""
    _, best = foundations.solve(ITEM, STUDENT)

    def judged(moves: dict[str, Any], lane: str = "") -> Result:
        items = {card: dict(bar) for card, bar in best["items"].items()}
        for name, place in moves.items():
            card = next(card for card in CARDS[name].split() if card in items)
            if place is None:
                del items[card]
            else:
                items[card] |= {"start": place[0], "len": place[1]}
                if lane:
                    items[card]["lane"] = lane
        return foundations.judge(ITEM, STUDENT, {"items": items})

    return judged


@pytest.fixture(scope="module")
def key(foundations: SourceNotebook) -> dict[str, list[str]]:
    """The key as the check cell's hidden block makes it."""
    source = find_cell(foundations.notebook, f"{ITEM}-check").source
    hidden = source.split("### BEGIN HIDDEN TESTS")[1].split("result =")[0]
    names: dict[str, Any] = {}
    exec(hidden, names)
    made: dict[str, list[str]] = names["key"]
    return made


def score(answer: dict[str, Any], data: Data, key: dict[str, list[str]]) -> float:
    """The points of an answer, without a board around it."""
    criteria = find(ITEM).criteria
    return round(sum(c.points * c.rule(answer, data, key).share for c in criteria), 2)


def given(result: Result, criterion: str) -> float:
    """The points of one criterion."""
    return next(v.given for v in result.verdicts if v.code == f"{ITEM}.{criterion}")


def test_every_draw_has_a_card_for_each_role() -> None:
    """300 learners each get 14 activities, one of the two versions of every role."""
    orders = set()
    for n in range(300):
        ids = [activity.id for activity in generate(rng_for(f"seed-{n}", ITEM)).activities]
        orders.add(tuple(sorted(ids)))
        assert len(ids) == 14
        assert all(sum(card in ids for card in pair.split()) == 1 for pair in CARDS.values())

    assert len(orders) > 100


def test_what_ships_holds_no_judgement() -> None:
    """Only kinds that a text says plainly ship, and the two versions of a role never pair up."""
    authored = load("foundations/life_cycle_cards")
    kinds = {card["kind"] for card in authored["activities"] if "kind" in card}
    together = {tuple(sorted(version)) for block in authored["blocks"] for version in block}

    assert kinds == {"price", "review", "retire", "oversight"}
    assert set().union(*authored["activities"]) == {"id", "name", "text", "offer", "kind"}
    assert not together & {tuple(pair.split()) for pair in CARDS.values()}


def test_each_text_names_its_offer() -> None:
    """The offer is public because it can be read: no other offer is named in the same text."""
    for card in load("foundations/life_cycle_cards")["activities"]:
        text = f"{card['name']} {card['text']}".lower()
        named = {"kettle": "new kettle" in text, "brewbook": "brewbook" in text}

        wanted = {offer: offer == card["offer"] for offer in OFFERS}
        assert named == wanted or card["id"] == "a27", card
        assert card["offer"] != "both" or "both offers" in text


@pytest.mark.parametrize(
    ("criterion", "moves", "points"),
    [
        ("PRICE", {"price": (3, 1)}, 1),
        ("PRICE", {"price": (1, 6)}, 1),
        ("PRICE", {"price": (4, 1)}, 0),
        ("PRICE", {"price": None}, 0),
        ("REVIEW", {"review": (4, 1)}, 1),
        ("REVIEW", {"review": (6, 1)}, 1),
        ("REVIEW", {"review": (3, 2)}, 0),
        ("REVIEW", {"review": None}, 0),
        ("REVIEW", {"price": (4, 1), "review": (4, 2)}, 0),
        ("REVIEW", {"price": (4, 1), "review": (5, 1)}, 1),
        ("NOEND", {"retire": (1, 5)}, 1),
        ("NOEND", {"retire": (6, 1)}, 1),
        ("NOEND", {"retire": (2, 3)}, 0.5),
        ("NOEND", {"retire": None}, 0),
        ("EARLY", {"app build": (6, 1)}, 1),
        ("EARLY", {"app build": (3, 3)}, 0.5),
        ("EARLY", {"kit": (1, 1), "evidence": (6, 1)}, 1),
        ("OVERSIGHT", {"oversight": (3, 3)}, 1),
        ("OVERSIGHT", {"oversight": (3, 2)}, 0),
        ("OVERSIGHT", {"oversight": (1, 3)}, 0),
        ("OVERSIGHT", {"oversight": None}, 0),
        ("OVERSIGHT", dict.fromkeys(("build", "price", "feedback"), (1, 4)), 1),
        ("OVERSIGHT", dict.fromkeys(("build", "price", "feedback", "kit"), (1, 4)), 0),
        ("BUILD1", {"evidence": (1, 3)}, 1),
        ("BUILD1", {"evidence": (2, 1)}, 1),
        ("BUILD1", {"evidence": (2, 2)}, 0.5),
        ("BUILD1", {"evidence": (3, 1)}, 0.5),
        ("BUILD1", {"app evidence": (4, 3)}, 1),
        ("BUILD1", {"app evidence": (5, 1)}, 0.5),
        ("BUILD1", {"evidence": (3, 1), "app evidence": (5, 1)}, 0),
        ("BUILD1", {"build": None}, 0.5),
        ("REQS", {"requirement": (1, 1)}, 1),
        ("REQS", {"requirement": (2, 3)}, 1),
        ("REQS", {"requirement": (3, 1)}, 0),
        ("REQS", {"requirement": None}, 0),
        ("POSITION", {"position": (1, 4)}, 1),
        ("POSITION", {"position": (2, 1), "kit": (2, 2)}, 1),
        ("POSITION", {"position": (3, 1)}, 0),
        ("POSITION", {"kit": None}, 0),
        ("ONCE", {"feedback": (6, 1)}, 1),
        ("ONCE", {"feedback": (1, 1)}, 0),
        ("ONCE", {"feedback": (2, 1)}, 0),
        ("ONCE", {"feedback": (2, 2)}, 1),
        ("ONCE", {"feedback": None}, 0),
        ("ONCE", {"feedback": None, "app evidence": (4, 2)}, 1),
        ("ONCE", {"feedback": (3, 4), "evidence": None, "app evidence": None}, 0),
        ("STRATEGY", {"app strategy": (4, 3)}, 1),
        ("STRATEGY", {"app strategy": (5, 1)}, 2 / 3),
        ("STRATEGY", {"kit": (2, 1)}, 1),
        ("STRATEGY", {"kit": (4, 1)}, 2 / 3),
        ("STRATEGY", {"kit": (1, 3)}, 2 / 3),
        ("STRATEGY", {"build": (4, 1)}, 2 / 3),
        ("STRATEGY", {"app change": (4, 1)}, 1),
        ("STRATEGY", {"app change": (3, 2)}, 2 / 3),
        ("STRATEGY", {"app change": None, "app strategy": (5, 1)}, 1 / 3),
    ],
)
def test_each_rule_at_its_boundary(
    judge: Judge, criterion: str, moves: dict[str, Any], points: float
) -> None:
    """A rule is met by every order it allows, and says why where it is not."""
    result = judge(moves)

    assert given(result, criterion) == pytest.approx(points)
    unmet = next(v for v in result.verdicts if v.code == f"{ITEM}.{criterion}")
    assert bool(unmet.messages) is (points < 1)


def test_a_wall_with_one_row_loses_the_offers(judge: Judge) -> None:
    """Putting all of Brewbook's work in the kettle's row costs the half point for offers."""
    result = judge(
        {"app evidence": (4, 1), "app strategy": (4, 1), "app build": (4, 1), "app change": (5, 1)},
        lane="kettle",
    )

    assert 0.5 <= given(result, "EARLY") <= 0.6
    assert f"{ITEM}.OFFER" in result.codes


def test_the_look_at_the_pipeline_may_lie_in_either_row(judge: Judge) -> None:
    """It belongs to both offers."""
    assert judge({"oversight": (1, 6)}, lane="brewbook").score == 10


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ((1, 1), (2, 1), True),
        ((1, 4), (2, 1), True),
        ((2, 1), (2, 2), True),
        ((2, 2), (2, 2), False),
        ((2, 2), (2, 1), False),
        ((3, 1), (2, 3), False),
    ],
)
def test_ahead_is_an_earlier_start_or_an_earlier_end(
    first: tuple[int, int], second: tuple[int, int], expected: bool
) -> None:
    """What starts together is in order when the first is finished earlier."""
    assert ahead(Bar("a", "kettle", *first), Bar("b", "kettle", *second)) is expected


def test_an_almost_empty_wall_earns_nothing(foundations: SourceNotebook) -> None:
    """One bar, or six, do not meet a rule by leaving the rest away."""
    _, best = foundations.solve(ITEM, STUDENT)
    rows = list(best["items"].items())

    for some in [[row] for row in rows] + [rows[:6], rows[-6:]]:
        result = foundations.judge(ITEM, STUDENT, {"items": dict(some)})
        assert result.score == 0
        assert result.codes == (f"{ITEM}.UNPLACED",)


def test_no_luck_and_no_single_habit_makes_a_good_wall(
    foundations: SourceNotebook, key: dict[str, list[str]]
) -> None:
    """Random walls, and walls with one stage or one length for all, stay well below mastery."""
    data, best = foundations.solve(ITEM, STUDENT)
    dice = np.random.default_rng(7)

    def wall(at: int, length: int, offer: str) -> dict[str, Any]:
        place = {"lane": offer, "start": at, "len": min(length, len(STAGES) + 1 - at)}
        return {"items": {card: dict(place) for card in best["items"]}}

    def mixed() -> dict[str, Any]:
        rows = {}
        for card in best["items"]:
            made = wall(
                int(dice.integers(1, 7)), int(dice.integers(1, 4)), str(dice.choice([*OFFERS]))
            )
            rows[card] = made["items"][card]
        return {"items": rows}

    lucky = [score(mixed(), data, key) for _ in range(1000)]
    assert sum(lucky) / len(lucky) < 5
    assert sum(points >= 8 for points in lucky) < len(lucky) / 50
    for at in range(1, 7):
        for length in (1, 6):
            assert score(wall(at, length, "kettle"), data, key) <= 6


def test_the_planted_order_and_the_guard_hold_for_300_learners(
    foundations: SourceNotebook, repository: Path, key: dict[str, list[str]]
) -> None:
    """Whatever the draw, the reference wall is full, others reach 9, misconceptions at most 7."""
    for n in range(300):
        data, best = foundations.solve(ITEM, f"seed-{n}")
        samples = sample_answers(repository, ITEM, data, best)

        assert score(best, data, key) == 10
        assert min(score(answer, data, key) for answer in samples.alternatives) >= 9
        assert max(score(answer, data, key) for answer in samples.misconceptions.values()) <= 7
