"""QUA-E2: every walk is fair, each blocked step has its jobs, and half credit is where it says."""

from __future__ import annotations

from collections import Counter

import pytest

from pm_exercises.data import load
from pm_exercises.exercises.qualifications.first_run import EXERCISE, generate
from pm_exercises.exercises.qualifications.first_run_rules import Data, top
from pm_exercises.item import Answer
from pm_exercises.variants import rng_for
from tests.exercises.foundations.judging import given, judge
from tests.exercises.qualifications.conftest import KeyOf
from tests.sources import source_of

FILE = load("qualifications/first_run")


@pytest.fixture(scope="module")
def solved() -> tuple[Data, Answer]:
    """One learner's walk and its best answer."""
    found: tuple[Data, Answer] = source_of("QUA-E2").solve("QUA-E2", "ada")
    return found


@pytest.mark.parametrize("deal", FILE["deals"])
def test_three_steps_of_each_kind(deal: str, key_of: KeyOf) -> None:
    """Three work, three confuse, three block, and the blocked ones ask for three different jobs."""
    key = key_of("QUA-E2")
    label = {card: name for name, cards in key["seen"].items() for card in cards.split()}
    steps = dict(zip(FILE["steps"], deal.split(), strict=True))
    stuck = [step for step, card in steps.items() if label[card] == "blocked"]

    assert Counter(label[card] for card in steps.values()) == dict.fromkeys(key["seen"], 3)
    assert len({key["idea"][step] for step in stuck}) == 3


@pytest.mark.parametrize("deal", FILE["deals"])
def test_food_alone_never_does(deal: str, key_of: KeyOf) -> None:
    """In no walk do ideas from food cover more than one blocked step."""
    key = key_of("QUA-E2")
    food = {one for one, words in FILE["patterns"].items() if words["industry"] == "food"}
    steps = dict(zip(FILE["steps"], deal.split(), strict=True))
    stuck = [s for s, card in steps.items() if card in key["seen"]["blocked"].split()]

    assert sum(bool(food & set(key["idea"][step].split())) for step in stuck) <= 1


def test_key_covers_all_that_can_be_seen(key_of: KeyOf) -> None:
    """27 observations, three for each of nine steps; every step has an idea from outside food."""
    key = key_of("QUA-E2")
    cards = " ".join(key["seen"].values()).split()

    assert sorted(cards) == sorted(FILE["seen"])
    for step in FILE["steps"]:
        ideas = [FILE["patterns"][one] for one in key["idea"][step].split()]
        assert any(one["industry"] != "food" for one in ideas)


def test_the_level_beside_is_worth_half(solved: tuple[Data, Answer], key_of: KeyOf) -> None:
    """One level off costs half of a ninth of three points, two levels all of it."""
    data, best = solved
    ok = next(step for step, row in best["grid"].items() if row["label"] == "ok")
    points = {}
    for label in ("ok", "confusing", "blocked"):
        grid = {**best["grid"], ok: {"label": label, "idea": "none"}}
        result = judge(EXERCISE, data, {**best, "grid": grid}, key_of("QUA-E2"))
        points[label] = given(result, "QUA-E2.LABEL")

    assert points == pytest.approx({"ok": 3, "confusing": 3 - 1 / 6, "blocked": 3 - 1 / 3})


def test_one_outside_industry_is_half(solved: tuple[Data, Answer]) -> None:
    """The same idea on all blocked steps keeps one of two points."""
    data, best = solved
    outside = next(one.id for one in data.patterns if one.industry != "food")
    grid = {
        step: {**row, "idea": outside} if row["label"] == "blocked" else row
        for step, row in best["grid"].items()
    }

    assert given(judge(EXERCISE, data, {**best, "grid": grid}), "QUA-E2.NICHE") == 1


def test_six_voices_have_one_leader() -> None:
    """For 300 learners, one theme is named by three of six users, and no other by as many."""
    for n in range(300):
        data = generate(rng_for(f"seed-{n}", "QUA-E2"))
        for said in (data.enjoys, data.wishes):
            counts = Counter(theme for theme, _ in said)

            assert sorted(counts.values()) == [1, 2, 3]
            assert top(said) in ("t1", "t2", "t3")
            assert len({words for _, words in said}) == 6
