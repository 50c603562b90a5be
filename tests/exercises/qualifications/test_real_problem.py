"""QUA-E3: the planted leak is found, the usual slips lead elsewhere, and the bands hold."""

from __future__ import annotations

import pytest

from pm_exercises.exercises.qualifications.real_problem import EXERCISE, FIRST_SIGN, Data, generate
from pm_exercises.exercises.qualifications.weekly_table import (
    FACTORS,
    HALF,
    REGIONS,
    factors_of,
    read_weekly,
)
from pm_exercises.item import Answer
from pm_exercises.variants import rng_for
from tests.exercises.foundations.judging import given, judge
from tests.exercises.qualifications.conftest import KeyOf
from tests.sources import source_of


@pytest.fixture(scope="module")
def solved() -> tuple[Data, Answer]:
    """One learner's table and its best answer."""
    found: tuple[Data, Answer] = source_of("QUA-E3").solve("QUA-E3", "ada")
    return found


def test_planted_leak_is_recovered() -> None:
    """For 300 learners, region and factor stand out, and all factors turn up."""
    factors = set()
    for n in range(300):
        seen = read_weekly(generate(rng_for(f"seed-{n}", "QUA-E3")).frame)
        drops = sorted(seen.drops.values(), reverse=True)
        factors.add(seen.factor)

        assert drops[0] > 2 * drops[1]
        assert 62 <= seen.parts[seen.factor] <= 82
        assert sum(seen.parts.values()) == pytest.approx(100)

    assert factors == set(FACTORS)


def test_usual_slips_lead_elsewhere() -> None:
    """Plain differences miss the share by 16 points, and the average hides half of the fall."""
    for n in range(300):
        seen = read_weekly(generate(rng_for(f"seed-{n}", "QUA-E3")).frame)

        assert abs(seen.plain[seen.factor] - seen.parts[seen.factor]) >= 16
        assert abs(seen.total_percent) < abs(seen.region_percent) / 2


def test_the_eye_catcher_is_not_the_leak() -> None:
    """In some region visits fall clearly while second boxes hold: lines that jump mislead."""
    for n in range(50):
        frame = generate(rng_for(f"seed-{n}", "QUA-E3")).frame
        seen = read_weekly(frame)
        jumps = {
            region: factors_of(frame, region, late=True)[0]
            / factors_of(frame, region, late=False)[0]
            for region in REGIONS
            if region != seen.region
        }

        assert min(jumps.values()) < 0.85


def test_factors_multiply_to_second_boxes() -> None:
    """Visits a week times both rates is the count of second boxes a week."""
    frame = generate(rng_for("ada", "QUA-E3")).frame
    early = frame[(frame["region"] == "harbour") & (frame["week"] <= HALF)]

    visits, trial, repeat = factors_of(frame, "harbour", late=False)

    assert visits * trial * repeat == pytest.approx(early["repeats"].sum() / HALF)


@pytest.mark.parametrize(("off", "points"), [(3.9, 3), (4.2, 1.5), (-7.9, 1.5), (8.2, 0)])
def test_share_has_two_bands(solved: tuple[Data, Answer], off: float, points: float) -> None:
    """Full points within 4 percent points of the share, half within 8."""
    data, best = solved
    exact = read_weekly(data.frame).parts[best["pick"]["factor"]]

    result = judge(EXERCISE, data, {**best, "vals": {"share": exact + off}})

    assert given(result, "QUA-E3.SHARE") == points


def test_a_fraction_is_read_as_percent(solved: tuple[Data, Answer]) -> None:
    """0.74 can only mean 74 %."""
    data, best = solved
    fraction = round(best["vals"]["share"] / 100, 3)

    assert given(judge(EXERCISE, data, {**best, "vals": {"share": fraction}}), "QUA-E3.SHARE") == 3


def test_kind_follows_the_learners_own_factor(solved: tuple[Data, Answer]) -> None:
    """An earlier slip is not charged twice: the kind is compared with the factor chosen."""
    data, best = solved
    other = next(factor for factor in FACTORS if factor != best["pick"]["factor"])
    pick = {**best["pick"], "factor": other, "type": FIRST_SIGN[other]}

    result = judge(EXERCISE, data, {**best, "pick": pick})

    assert (given(result, "QUA-E3.FACTOR"), given(result, "QUA-E3.SIGN")) == (0, 1)


def test_evidence_comes_in_all_kinds_from_two_places(key_of: KeyOf) -> None:
    """Six cards: each kind once from the leak, and once from another region."""
    kind_of = {card: kind for kind, cards in key_of("QUA-E3").items() for card in cards.split()}
    for n in range(60):
        data = generate(rng_for(f"seed-{n}", "QUA-E3"))
        leak = read_weekly(data.frame).region
        here = [kind_of[one.card] for one in data.evidence if one.region == leak]
        there = [kind_of[one.card] for one in data.evidence if one.region != leak]

        assert sorted(here) == sorted(there) == sorted(key_of("QUA-E3"))
        assert all(REGIONS[one.region] in one.text for one in data.evidence)


def test_a_bare_claim_earns_no_evidence_points(key_of: KeyOf, solved: tuple[Data, Answer]) -> None:
    """Kind and card alone, with no leak named, give nothing."""
    data, best = solved
    pick = {name: best["pick"][name] for name in ("type", "card")}

    assert judge(EXERCISE, data, {"vals": {}, "pick": pick}, key_of("QUA-E3")).score == 0
