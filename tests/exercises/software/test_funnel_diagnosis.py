"""SW-E1: the leak can be found, the usual places are not it, every rule has edges."""

from __future__ import annotations

from collections import Counter

import pytest

from pm_exercises.exercises.software import funnel_diagnosis
from pm_exercises.exercises.software.funnel_diagnosis import EXERCISE, Data
from pm_exercises.exercises.software.funnel_table import (
    MOVES,
    SEGMENTS,
    Reading,
    loss,
    pair,
    rate,
    read_funnel,
)
from pm_exercises.variants import rng_for
from tests.exercises.foundations.judging import given, judge

SEEDS = 300


@pytest.fixture(scope="module")
def weeks() -> list[tuple[Data, Reading]]:
    """Three hundred learners' weeks, each with what can be read from it."""
    drawn = [funnel_diagnosis.generate(rng_for(f"seed-{n}", "SW-E1")) for n in range(SEEDS)]
    return [(data, read_funnel(data.frame)) for data in drawn]


def test_another_solver_finds_the_same_cell(weeks: list[tuple[Data, Reading]]) -> None:
    """The cell whose rate is the smallest part of the better neighbour's is the one."""
    for data, seen in weeks:
        part = {
            (segment, step): rate(data.frame, segment, step)
            / max(rate(data.frame, other, step) for other in SEGMENTS if other != segment)
            for segment in SEGMENTS
            for step in MOVES
        }

        assert min(part, key=lambda cell: part[cell]) == (seen.segment, seen.step)


def test_loss_by_hand(weeks: list[tuple[Data, Reading]]) -> None:
    """The loss is people times the gap between two rates, worked out from the counts."""
    data, seen = weeks[0]
    before, after = pair(seen.step)
    others = data.funnel.drop(index=seen.segment).sum().to_dict()
    own = data.funnel.loc[seen.segment].to_dict()

    assert seen.lost == pytest.approx(own[before] * others[after] / others[before] - own[after])


def test_usual_places_are_others(weeks: list[tuple[Data, Reading]]) -> None:
    """Lowest rate and longest fall are not at the leak, and not everyone who left is lost."""
    for data, seen in weeks:
        rates = {(s, m): rate(data.frame, s, m) for s in SEGMENTS for m in MOVES}

        assert seen.step not in (seen.lowest_step, seen.volume_step)
        assert min(rates, key=lambda cell: rates[cell])[1] != seen.step
        assert seen.left > 1.15 * seen.lost
        assert loss(data.frame, seen.segment, seen.lowest_step) < 0.85 * seen.lost


def test_learners_do_not_share_an_answer(weeks: list[tuple[Data, Reading]]) -> None:
    """No cell is right for more than a quarter of the class."""
    cells = Counter((seen.segment, seen.step) for _, seen in weeks)

    assert len(cells) == 9
    assert max(cells.values()) < SEEDS / 4


@pytest.mark.parametrize(("off", "points"), [(0.0, 3), (0.049, 3), (-0.049, 3), (0.06, 0)])
def test_loss_has_five_percent(
    weeks: list[tuple[Data, Reading]], off: float, points: float
) -> None:
    """Within 5 % all points, beyond it none."""
    data, seen = weeks[1]
    answer = {"vals": {"lost": seen.lost * (1 + off)}}

    assert given(judge(EXERCISE, data, answer), "SW-E1.LOST") == points


def test_right_sum_in_another_cell_is_half(weeks: list[tuple[Data, Reading]]) -> None:
    """A slip in the place is not charged twice, where people are lost there at all."""
    found = 0
    for data, seen in weeks[:40]:
        for step in MOVES:
            own = loss(data.frame, seen.segment, step)
            if step == seen.step or own < 40 or abs(own / seen.lost - 1) < 0.06:
                continue
            answer = {"vals": {"lost": own}, "pick": {"segment": seen.segment, "step": step}}
            found += 1

            assert given(judge(EXERCISE, data, answer), "SW-E1.LOST") == 1.5
    assert found


def test_action_waits_for_the_diagnosis(weeks: list[tuple[Data, Reading]]) -> None:
    """The right action alone earns nothing."""
    data, _ = weeks[0]

    result = judge(EXERCISE, data, {"pick": {"next": "watch"}})

    assert result.score == 0
    assert "SW-E1.EVIDENCE" in result.codes
