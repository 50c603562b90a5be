"""SW-E7: four measures, one queue, and who joins which event."""

from __future__ import annotations

from collections import Counter

import pandas as pd
import pytest

from pm_exercises.exercises.software import release_health
from pm_exercises.exercises.software.deploys_table import WEEKS, Reading, read_deploys
from pm_exercises.exercises.software.release_health import EXERCISE, Data
from pm_exercises.exercises.software.release_rules import EVENTS, FITS, FUNCTIONS
from pm_exercises.variants import rng_for
from tests.exercises.foundations.judging import given, judge

SEEDS = 300


@pytest.fixture(scope="module")
def records() -> list[tuple[Data, Reading]]:
    """Three hundred learners' records, each with what can be read from them."""
    drawn = [release_health.generate(rng_for(f"seed-{n}", "SW-E7")) for n in range(SEEDS)]
    return [(data, read_deploys(data.frame, data.incidents_frame)) for data in drawn]


def test_measures_from_the_time_stamps(records: list[tuple[Data, Reading]]) -> None:
    """Another solver, from the exported stamps, comes to the same four numbers and queue."""
    for data, seen in records[:30]:
        stamps = data.deploys.filter(like="_ts")
        hours = (stamps["deploy_ts"] - stamps["commit_ts"]).dt.total_seconds() / 3600
        names = ("wait_review", "review", "test", "wait_release")
        ends = [stamps[name] for name in stamps]
        waits = pd.DataFrame(
            {
                name: (late - early).dt.total_seconds()
                for name, early, late in zip(names, ends, ends[1:], strict=False)
            }
        )

        assert len(stamps) / WEEKS == seen.frequency
        assert hours.median() == pytest.approx(seen.lead, rel=0.01)
        assert 100 * data.deploys["failed"].mean() == pytest.approx(seen.failed)
        assert waits.median().idxmax() == seen.slowest


def test_usual_ways_lead_elsewhere(records: list[tuple[Data, Reading]]) -> None:
    """Means, other incidents and good deployments only all miss by more than 5 %."""
    for data, seen in records:
        assert seen.recovery_mean > 4 * seen.recovery
        assert seen.lead_mean > 1.12 * seen.lead
        assert seen.recovery_all > 1.15 * seen.recovery
        assert seen.of_incidents > 2 * seen.failed
        assert seen.good_only < 0.92 * seen.frequency
        # The number of failures is not near their percentage either.
        assert abs(data.frame["failed"].sum() / seen.failed - 1) > 0.1


def test_learners_do_not_share_an_answer(records: list[tuple[Data, Reading]]) -> None:
    """No queue is right for half of the class, no rate for a tenth."""
    assert max(Counter(seen.slowest for _, seen in records).values()) < SEEDS / 2
    assert max(Counter(round(seen.failed, 1) for _, seen in records).values()) < SEEDS / 10


def test_every_failure_is_an_incident(records: list[tuple[Data, Reading]]) -> None:
    """As many incidents follow a deployment as deployments failed; one lasts nine days."""
    for data, _ in records:
        own = data.incidents[data.incidents["cause"] == "deployment"]

        assert len(own) == data.deploys["failed"].sum()
        assert own["hours"].max() == 216


@pytest.mark.parametrize(("off", "points"), [(0.049, 1.5), (-0.049, 1.5), (0.06, 0)])
@pytest.mark.parametrize("cell", ["frequency", "lead", "failed", "recovery"])
def test_measures_have_five_percent(
    records: list[tuple[Data, Reading]], cell: str, off: float, points: float
) -> None:
    """Within 5 % all points of a measure, beyond it none."""
    data, seen = records[0]
    answer = {"extra": {cell: getattr(seen, cell) * (1 + off)}}

    assert given(judge(EXERCISE, data, answer), f"SW-E7.{cell.upper()}") == points


def parts(**rows: dict[str, str]) -> dict[str, object]:
    """Everybody in a part that fits, with some changed."""
    grid = {event: {f: min(fits) for f, fits in line.items()} for event, line in FITS.items()}
    return {"grid": {event: {**line, **rows.get(event, {})} for event, line in grid.items()}}


def test_points_for_who_joins(records: list[tuple[Data, Reading]]) -> None:
    """Half a point an event; half of it with one slip; nothing with two."""
    data, _ = records[0]
    for rows, points in (
        ({}, 2),
        ({"daily": {"sales": "in"}}, 1.75),
        ({"daily": {"sales": "in", "finance": "in"}}, 1.5),
        ({"incident": {"support": "notes"}, "review": {"finance": "out"}}, 1.5),
    ):
        assert given(judge(EXERCISE, data, parts(**rows)), "SW-E7.ATTEND") == points


def test_everybody_everywhere_is_no_plan(records: list[tuple[Data, Reading]]) -> None:
    """All in every meeting keeps the review and the incident review, no more."""
    data, _ = records[0]
    everyone = {"grid": {event: dict.fromkeys(FUNCTIONS, "in") for event in EVENTS}}

    result = judge(EXERCISE, data, everyone)

    assert given(result, "SW-E7.ATTEND") == 1
    assert "SW-E7.CROWD" in result.codes
