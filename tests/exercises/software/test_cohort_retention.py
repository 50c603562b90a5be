"""SW-E2: the change can be dated and sized, misreadings lead elsewhere, the export agrees."""

from __future__ import annotations

from collections import Counter

import pytest

from pm_exercises.exercises.software import cohort_retention
from pm_exercises.exercises.software.cohort_retention import EXERCISE, Data, forecast_of
from pm_exercises.exercises.software.cohort_table import Reading, rates, read_cohorts
from pm_exercises.variants import rng_for
from tests.exercises.foundations.judging import given, judge

SEEDS = 300


@pytest.fixture(scope="module")
def tables() -> list[tuple[Data, Reading]]:
    """Three hundred learners' cohorts, each with what can be read from them."""
    drawn = [cohort_retention.generate(rng_for(f"seed-{n}", "SW-E2")) for n in range(SEEDS)]
    return [(data, read_cohorts(data.frame)) for data in drawn]


def test_largest_step_is_the_change(tables: list[tuple[Data, Reading]]) -> None:
    """Another solver, the largest difference of two neighbours' running means, agrees."""
    for data, seen in tables:
        line = rates(data.frame, 1).to_list()
        gaps = {
            i + 1: sum(line[i:]) / len(line[i:]) - sum(line[:i]) / i
            for i in range(2, len(line) - 1)
        }

        assert gaps[seen.cohort] > 7
        assert abs(max(gaps, key=lambda cohort: gaps[cohort]) - seen.cohort) <= 2


def test_misreadings_are_far_off(tables: list[tuple[Data, Reading]]) -> None:
    """Calendar, later months, blanks as zero and the old rate all miss by far."""
    for _, seen in tables:
        assert seen.before - seen.calendar[0] > 4
        assert min(seen.before - seen.later[0], seen.after - seen.later[1]) > 4
        assert seen.after - seen.young > 4
        assert seen.mixed_forecast < 0.9 * seen.forecast


def test_forecast_is_a_chain(tables: list[tuple[Data, Reading]]) -> None:
    """People, new first month, and two links of everybody's later months."""
    for data, seen in tables[:20]:
        assert forecast_of(data, seen) == pytest.approx(seen.forecast)


def test_export_holds_the_same_table(tables: list[tuple[Data, Reading]]) -> None:
    """Counting the raw rows by cohort and age gives the table again, and nobody comes back."""
    data, _ = tables[3]
    rows = data.activity
    counted = rows.assign(age=rows["month"] - rows["cohort"]).groupby(["cohort", "age"]).size()

    assert counted.unstack().to_numpy() == pytest.approx(data.frame.to_numpy(), nan_ok=True)
    assert len(rows) == data.frame.sum().sum()
    assert not rows.duplicated(["person", "month"]).any()
    assert (
        rows.groupby("person")["month"].agg(lambda m: m.max() - m.min() + 1 - len(m)) == 0
    ).all()


def test_learners_do_not_share_an_answer(tables: list[tuple[Data, Reading]]) -> None:
    """Neither cohort nor forecast is right for half of the class."""
    assert max(Counter(seen.cohort for _, seen in tables).values()) < SEEDS / 2
    assert max(Counter(round(seen.forecast, -1) for _, seen in tables).values()) < SEEDS / 5


def test_points_of_the_date(tables: list[tuple[Data, Reading]]) -> None:
    """The cohort 3 points, its neighbours 1, others none."""
    data, seen = tables[0]
    for off, points in ((0, 3), (1, 1), (-1, 1), (2, 0)):
        answer = {"vals": {"cohort": seen.cohort + off}}

        assert given(judge(EXERCISE, data, answer), "SW-E2.COHORT") == pytest.approx(points)


def test_sound_steps_from_another_rate_are_half(tables: list[tuple[Data, Reading]]) -> None:
    """A forecast that follows from the learner's own rate keeps half of its points."""
    data, seen = tables[0]
    own = seen.before
    answer = {"vals": {"after": own, "forecast": seen.forecast * own / seen.after}}

    assert given(judge(EXERCISE, data, answer), "SW-E2.FORECAST") == 1.5


def test_fractions_are_read_as_percent(tables: list[tuple[Data, Reading]]) -> None:
    """0.42 can only be 42 %."""
    data, seen = tables[0]
    answer = {"vals": {"before": seen.before / 100}}

    assert given(judge(EXERCISE, data, answer), "SW-E2.BEFORE") == 1.5
