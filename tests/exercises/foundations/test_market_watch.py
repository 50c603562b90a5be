"""FND-E3: the planted market can be read, the usual misreadings are wrong, every rule has edges."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
import pandas as pd
import pytest

from pm_exercises.checks import Outcome
from pm_exercises.exercises.foundations import market_watch
from pm_exercises.exercises.foundations.market_table import (
    BRANDS,
    OWN,
    Reading,
    draw_plan,
    draw_table,
    is_fair,
    read_market,
)
from pm_exercises.exercises.foundations.market_watch import Data
from pm_exercises.variants import rng_for

SEEDS = 300


@pytest.fixture(scope="module")
def readings() -> list[tuple[Data, Reading]]:
    """Three hundred learners' markets, each with what can be read from it."""
    drawn = [market_watch.generate(rng_for(f"seed-{n}", "FND-E3")) for n in range(SEEDS)]
    return [(data, read_market(data.frame)) for data in drawn]


@pytest.fixture(scope="module")
def market(readings: list[tuple[Data, Reading]]) -> tuple[Data, Reading]:
    """One of them."""
    return readings[0]


def test_planted_truth_is_recovered() -> None:
    """A solver of another make finds the planted rival, and the month within one."""
    accepted = 0
    for n in range(60):
        rng = rng_for(f"seed-{n}", "FND-E3")
        plan = draw_plan(rng)
        table = draw_table(rng, plan)
        if not is_fair(table, plan):
            continue
        accepted += 1
        share = table[list(BRANDS)].div(table["category_units"], axis=0)
        gains = share.iloc[-6:].mean() - share.iloc[:6].mean()
        errors = {}
        for onset in range(6, 31):
            ramp = np.maximum(0, np.arange(1, 37) - onset + 1)
            _, error, *_ = np.linalg.lstsq(
                np.c_[np.ones(36), ramp], share[plan.order[2]].to_numpy(), rcond=None
            )
            errors[onset] = error[0]

        assert gains.idxmax() == plan.order[2]
        assert abs(min(errors, key=lambda onset: errors[onset]) - plan.onset) <= 1
    assert accepted > 20


def test_units_point_to_another_rival(readings: list[tuple[Data, Reading]]) -> None:
    """Who compares units names a rival that lost share, for every learner."""
    for _, seen in readings:
        assert seen.units_leader != seen.rival
        assert seen.points[seen.units_leader] < 0
        assert seen.units_growth[seen.units_leader] >= 1.15 * seen.units_growth[seen.rival]


def test_percent_change_is_far_from_points(readings: list[tuple[Data, Reading]]) -> None:
    """Percent given for points is never within the tolerance."""
    assert all(seen.percent[seen.rival] > 4 * seen.gain for _, seen in readings)


def test_other_windows_give_another_gain(readings: list[tuple[Data, Reading]]) -> None:
    """Whole years in place of half-years miss the gain by more than the tolerance."""
    for data, seen in readings:
        share = 100 * data.frame[seen.rival] / data.frame["category_units"]
        years = share[-12:].mean() - share[:12].mean()

        assert seen.gain - years > market_watch.GAIN_TOLERANCE


def test_every_other_reason_is_refuted_by_the_table(readings: list[tuple[Data, Reading]]) -> None:
    """The market grew year on year, our share fell, our sales were flat, our price stood still."""
    for _, seen in readings:
        assert seen.category_year >= 10
        assert -6 <= seen.own_year <= 9
        assert seen.points[OWN] <= -3
        assert abs(seen.own_price) <= 1


def test_learners_do_not_share_an_answer(readings: list[tuple[Data, Reading]]) -> None:
    """No rival, month or rounded gain is right for more than half of the class."""
    for answers in (
        Counter(seen.rival for _, seen in readings),
        Counter(str(seen.onset) for _, seen in readings),
        Counter(f"{seen.gain:.0f}" for _, seen in readings),
    ):
        assert max(answers.values()) < SEEDS / 2


def test_table_has_the_columns_of_the_course_book(market: tuple[Data, Reading]) -> None:
    """36 months; the brands add up to the category; a price for each brand."""
    frame = market[0].market

    assert list(frame["month"]) == list(range(1, 37))
    assert (frame[list(BRANDS)].sum(axis=1) == frame["category_units"]).all()
    assert {f"price_{brand}" for brand in BRANDS} <= set(frame.columns)


def test_learner_cannot_spoil_the_table_by_accident(market: tuple[Data, Reading]) -> None:
    """What a notebook gets is a copy, so a dropped column changes no check."""
    data, seen = market
    frame = data.market
    frame[seen.rival] = 0

    assert read_market(data.frame) == seen


def test_same_seed_same_bytes() -> None:
    """A learner who opens the notebook again gets the same table to the last digit."""
    first, second = (market_watch.generate(rng_for("ada", "FND-E3")).frame for _ in range(2))

    pd.testing.assert_frame_equal(first, second)


def answer(rival: str = "", cause: str = "", **vals: float) -> dict[str, Any]:
    """An answer with only these cells filled in."""
    pick = {"rival": rival, "cause": cause}
    return {"vals": vals, "pick": {cell: chosen for cell, chosen in pick.items() if chosen}}


def codes(outcome: Outcome) -> list[str]:
    """The feedback codes of an outcome."""
    return [finding.code for finding in outcome.findings]


def test_rival_rule(market: tuple[Data, Reading]) -> None:
    """The gainer earns the point; the units leader and a third rival get different sentences."""
    data, seen = market
    third = ({"brio", "halden", "otto"} - {seen.rival, seen.units_leader}).pop()

    assert market_watch.rival_found(answer(seen.rival), data, {}).share == 1
    for rival, code in ((seen.units_leader, "UNITS"), (third, "RIVAL"), ("", "EMPTY")):
        outcome = market_watch.rival_found(answer(rival), data, {})
        assert outcome.share == 0
        assert codes(outcome) == [f"FND-E3.{code}"]


@pytest.mark.parametrize(
    ("off", "share"), [(0, 1), (0.79, 1), (-0.79, 1), (0.81, 0), (-0.81, 0), (5, 0)]
)
def test_gain_rule_has_a_tolerance(market: tuple[Data, Reading], off: float, share: float) -> None:
    """0.8 share points either way."""
    data, seen = market

    assert market_watch.gain_right(answer(gain_pp=seen.gain + off), data, {}).share == share


def test_gain_rule_names_the_kind_of_slip(market: tuple[Data, Reading]) -> None:
    """Percent, units and another rival's points are told apart, rounded or not."""
    data, seen = market
    leader = seen.units_leader
    for given, rival, code in (
        (seen.percent[seen.rival], seen.rival, "PCT"),
        (round(seen.percent[seen.rival]), seen.rival, "PCT"),
        (round(seen.units_percent[leader], 1), leader, "UNITS"),
        (seen.points[leader], leader, "RIVAL"),
        (seen.gain / 100, seen.rival, "GAIN"),
        (seen.gain + 3, "", "GAIN"),
    ):
        outcome = market_watch.gain_right(answer(rival, gain_pp=given), data, {})
        assert outcome.share == 0
        assert codes(outcome) == [f"FND-E3.{code}"]
    assert codes(market_watch.gain_right(answer(), data, {})) == ["FND-E3.EMPTY"]


@pytest.mark.parametrize(
    ("off", "share", "code"),
    [
        (0, 1, []),
        (2, 1, []),
        (-2, 1, []),
        (3, 0.5, ["FND-E3.LATE"]),
        (4, 0.5, ["FND-E3.LATE"]),
        (5, 0, ["FND-E3.LATE"]),
        (-4, 0.5, ["FND-E3.EARLY"]),
        (-5, 0, ["FND-E3.EARLY"]),
    ],
)
def test_onset_rule_has_two_bands(
    market: tuple[Data, Reading], off: int, share: float, code: list[str]
) -> None:
    """Two months either way is full, four is half, and the sentence says which way to slide."""
    data, seen = market
    outcome = market_watch.onset_right(answer(onset=seen.onset + off), data, {})

    assert outcome.share == share
    assert codes(outcome) == code


def test_onset_rule_on_an_empty_cell(market: tuple[Data, Reading]) -> None:
    """No month is no points, and says so."""
    assert codes(market_watch.onset_right(answer(), market[0], {})) == ["FND-E3.EMPTY"]


@pytest.mark.parametrize(
    ("cause", "share", "code"),
    [
        ("share", 1, []),
        ("market", 0, ["FND-E3.MARKET"]),
        ("season", 0, ["FND-E3.SEASON"]),
        ("price", 0, ["FND-E3.PRICE"]),
        ("", 0, ["FND-E3.EMPTY"]),
    ],
)
def test_cause_rule(
    market: tuple[Data, Reading], cause: str, share: float, code: list[str]
) -> None:
    """One reason stands; each of the others is answered by the comparison that refutes it."""
    data, seen = market
    outcome = market_watch.cause_right(answer(seen.rival, cause, gain_pp=seen.gain), data, {})

    assert outcome.share == share
    assert codes(outcome) == code


def test_reason_without_numbers_earns_nothing(market: tuple[Data, Reading]) -> None:
    """One guess in four must not be worth three points."""
    data, seen = market
    for half in (answer("", "share"), answer(seen.rival, "share"), answer("", "share", gain_pp=8)):
        outcome = market_watch.cause_right(half, data, {})
        assert outcome.share == 0
        assert codes(outcome) == ["FND-E3.EVIDENCE"]


def test_tools_lead_to_the_answer(market: tuple[Data, Reading]) -> None:
    """Without code: the comparison of shares in the two named windows shows the gain."""
    data, seen = market
    _, compare = data.tools()
    table = compare.table("share", (1, 6), (31, 36))
    row = next(row for row in table.rows if row[0] == BRANDS[seen.rival])

    assert float(row[3]) == pytest.approx(seen.gain, abs=0.051)
    assert table.columns[3] == "Second minus first, share points"
