"""SW-E5: three rivals for three questions, three gaps for three responses."""

from __future__ import annotations

from collections import Counter

import pytest

from pm_exercises.exercises.software import competitor_radar
from pm_exercises.exercises.software.competitor_radar import EXERCISE, Data
from pm_exercises.exercises.software.radar_table import (
    CAPABILITIES,
    RIVALS,
    Reading,
    read_radar,
    usual,
)
from pm_exercises.variants import rng_for
from tests.exercises.foundations.judging import given, judge

SEEDS = 300


@pytest.fixture(scope="module")
def radars() -> list[tuple[Data, Reading]]:
    """Three hundred learners' radars, each with what can be read from it."""
    drawn = [competitor_radar.generate(rng_for(f"seed-{n}", "SW-E5")) for n in range(SEEDS)]
    return [(data, read_radar(data)) for data in drawn]


def test_weighted_gap_by_pandas(radars: list[tuple[Data, Reading]]) -> None:
    """Another solver, from the long table, finds the same rival and sum."""
    for data, seen in radars[:40]:
        now = data.radar[data.radar["quarter"] == "Q4"]
        ahead = (now["level"] - now["own_level"]).clip(lower=0) * now["named_by_percent"]
        sums = ahead.groupby(now["rival"]).sum()

        assert sums.idxmax() == seen.rival
        assert sums.max() == seen.gap


def test_strong_fast_and_dangerous_are_three(radars: list[tuple[Data, Reading]]) -> None:
    """No learner can answer two of the questions with one look; levels alone point elsewhere."""
    for _, seen in radars:
        assert len({seen.rival, seen.mover, seen.strongest}) == 3
        assert max(seen.plain, key=lambda rival: seen.plain[rival]) != seen.rival
        gaps = sorted(seen.weighted.values())
        assert gaps[-1] >= 1.15 * gaps[-2]


def test_each_response_is_asked_for_once(radars: list[tuple[Data, Reading]]) -> None:
    """One gap to leave, one to close, one to leap; in an order that says nothing."""
    first: Counter[str] = Counter()
    for data, seen in radars:
        assert sorted(seen.responses.values()) == ["ignore", "leap", "match"]
        first[seen.responses[data.asked[0]]] += 1

    assert min(first.values()) > SEEDS / 5


def test_scores_are_far_from_what_is_taken_for_them(radars: list[tuple[Data, Reading]]) -> None:
    """Mean, ten times the mean, promoters alone and a turned sign miss by two points or more."""
    for data, seen in radars:
        assert seen.nps["team"] - seen.nps["free"] > 12
        for plan, score in seen.nps.items():
            assert all(abs(score - slip) > 2 for slip in (*usual(data, plan), -score))


def test_learners_do_not_share_an_answer(radars: list[tuple[Data, Reading]]) -> None:
    """No rival leads for half of the class, no gap and no score for a tenth."""
    assert max(Counter(seen.rival for _, seen in radars).values()) < SEEDS / 2
    assert max(Counter(seen.gap for _, seen in radars).values()) < SEEDS / 10
    assert max(Counter(round(seen.nps["team"]) for _, seen in radars).values()) < SEEDS / 6


def test_copying_everything_earns_nothing(radars: list[tuple[Data, Reading]]) -> None:
    """Although one of three is right; a choice with one right keeps its point."""
    data, seen = radars[0]
    match = next(c for c, each in seen.responses.items() if each == "match")
    all_alike = {"pick": {f"r_{c}": "match" for c in data.asked}}
    one_right = {"pick": {f"r_{c}": "match" if c == match else "leap" for c in data.asked}}
    one_right["pick"][next(f"r_{c}" for c in data.asked if seen.responses[c] == "leap")] = "ignore"

    assert given(judge(EXERCISE, data, all_alike), "SW-E5.MOVING") == 0
    assert given(judge(EXERCISE, data, one_right), "SW-E5.MOVING") == pytest.approx(1)


@pytest.mark.parametrize(("off", "points"), [(0.99, 3), (-0.99, 3), (1.05, 1.5)])
def test_scores_have_a_point(radars: list[tuple[Data, Reading]], off: float, points: float) -> None:
    """Within one point a score is right; each plan is half of the three."""
    data, seen = radars[0]
    answer = {"vals": {"nps_free": seen.nps["free"], "nps_team": seen.nps["team"] + off}}

    assert given(judge(EXERCISE, data, answer), "SW-E5.NPS") == points


def test_levels_stay_on_the_scale(radars: list[tuple[Data, Reading]]) -> None:
    """Levels run from 0 to 5, and a year never falls."""
    for data, _ in radars:
        for rival in RIVALS:
            for capability in CAPABILITIES:
                year = [data.level(rival, capability, q) for q in range(4)]
                assert year == sorted(year)
                assert 0 <= year[0] <= year[-1] <= 5
