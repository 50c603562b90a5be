"""SW-E3: five stories, each clear, each misread in its own way; the order of the rungs counts."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from pm_exercises.exercises.software import ship_or_not
from pm_exercises.exercises.software.ship_or_not import EXERCISE, Data
from pm_exercises.exercises.software.trial_table import (
    DECISIONS,
    EARLY,
    READINGS,
    USEFUL,
    WORLDS,
    Reading,
    expand,
    read_trial,
)
from pm_exercises.variants import rng_for
from tests.exercises.foundations.judging import given, judge

SEEDS = 300


@pytest.fixture(scope="module")
def trials() -> list[tuple[Data, Reading]]:
    """Three hundred learners' tests, each with what can be read from it."""
    drawn = [ship_or_not.generate(rng_for(f"seed-{n}", "SW-E3")) for n in range(SEEDS)]
    return [(data, read_trial(data.frame)) for data in drawn]


def test_all_five_stories_are_told(trials: list[tuple[Data, Reading]]) -> None:
    """Each story meets about a fifth of the class, and no decision is right for most."""
    stories = Counter(seen.world for _, seen in trials)

    assert set(stories) == set(WORLDS)
    assert min(stories.values()) > SEEDS / 10
    assert max(Counter(DECISIONS[seen.world] for _, seen in trials).values()) < SEEDS / 2


def test_no_story_stands_on_a_line(trials: list[tuple[Data, Reading]]) -> None:
    """Split, refunds and interval lie clear of the lines that decide."""
    for _, seen in trials:
        assert seen.split < 0.0001 or seen.split > 0.05
        assert seen.refunds.p < 0.01 or seen.refunds.p > 0.15
        if seen.world in ("open", "small"):
            assert abs(seen.interval[1] - USEFUL) > 0.15
        else:
            assert seen.interval[0] > 0
        # A turned sign misses by more than the tolerance.
        assert abs(seen.lift) > 0.15


def test_day_three_tells_another_story(trials: list[tuple[Data, Reading]]) -> None:
    """Everybody's early days look like a gain, and a larger one than there is."""
    for data, seen in trials:
        early = read_trial(data.frame, EARLY)

        assert early.conversion.p < 0.05
        assert early.lift > seen.lift + 0.5


def test_export_holds_the_same_people(trials: list[tuple[Data, Reading]]) -> None:
    """A row for each person; sums by group are those of the days; only who paid gets money back."""
    data, seen = trials[0]
    users = expand(data.frame)
    sums = users.groupby("group")[["converted", "refund"]].sum()

    assert tuple(users.groupby("group")["user"].count()) == seen.people
    assert sums["converted"].to_list() == data.days.groupby("group")["converted"].sum().to_list()
    assert not (users["refund"] & ~users["converted"]).any()


def answer_for(seen: Reading, **changed: object) -> dict[str, dict[str, object]]:
    """The good answer to a test, with some cells changed."""
    vals = {
        "srm_p": seen.split,
        "lift_pp": seen.lift,
        "ci_low": seen.interval[0],
        "ci_high": seen.interval[1],
    }
    pick = {
        "reading": READINGS[seen.world],
        "guard": "rose" if seen.refunds_rose else "calm",
        "decision": DECISIONS[seen.world],
    }
    return {
        "vals": {cell: changed.get(cell, value) for cell, value in vals.items()},
        "pick": {cell: changed.get(cell, value) for cell, value in pick.items()},
    }


@pytest.mark.parametrize("world", WORLDS)
def test_every_other_decision_costs_three(world: str, trials: list[tuple[Data, Reading]]) -> None:
    """With right numbers, each of the three other decisions keeps 7 of 10."""
    data, seen = next(pair for pair in trials if pair[1].world == world)
    for decision in {*DECISIONS.values()} - {DECISIONS[world]}:
        assert judge(EXERCISE, data, answer_for(seen, decision=decision)).score == 7
    assert judge(EXERCISE, data, answer_for(seen)).score == 10


def test_decision_from_own_numbers_keeps_two_thirds(trials: list[tuple[Data, Reading]]) -> None:
    """Who misread the interval and decides by it loses one point of three."""
    data, seen = next(pair for pair in trials if pair[1].world == "open")
    answer = answer_for(seen, ci_low=0.4, decision="ship")

    assert given(judge(EXERCISE, data, answer), "SW-E3.DECIDE") == pytest.approx(2)


def test_a_gain_paid_for_is_never_shipped_at_a_discount(
    trials: list[tuple[Data, Reading]],
) -> None:
    """Overlooking the guardrail is not carried over: shipping then earns none of the three."""
    data, seen = next(pair for pair in trials if pair[1].world == "guard")
    answer = answer_for(seen, guard="calm", decision="ship")

    assert given(judge(EXERCISE, data, answer), "SW-E3.DECIDE") == 0


@cache
def adas_trial() -> tuple[Data, Reading]:
    """One learner's test, drawn once."""
    data = ship_or_not.generate(rng_for("ada", "SW-E3"))
    return data, read_trial(data.frame)


@for_all(p=st.floats(0, 1))
def test_split_has_a_factor_of_two(p: float) -> None:
    """Any p-value that is given earns 2, 1 or 0, and within a factor of two it earns 2."""
    data, seen = adas_trial()
    points = given(judge(EXERCISE, data, answer_for(seen, srm_p=p)), "SW-E3.SPLIT")

    near = seen.split / 2 <= p <= 2 * seen.split or max(p, seen.split) < 0.001
    assert points == (2 if near else 1 if (p < 0.001) == (seen.split < 0.001) else 0)
