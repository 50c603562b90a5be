"""Two shares, the split of a test and its size, against published and hand-made numbers."""

from __future__ import annotations

import numpy as np
import pytest

from pm_exercises.formulas import people_needed, split_p, two_proportions


def test_aspirin_study() -> None:
    """Heart attacks of 11,034 on placebo (189) and 11,037 on aspirin (104).

    Agresti (2007), section 2.2: the difference is 0.0077, its interval 0.005 to 0.011.
    """
    found = two_proportions(104, 11_037, 189, 11_034)

    assert found.lift == pytest.approx(0.0077, abs=0.0001)
    assert (found.low, found.high) == pytest.approx((0.005, 0.011), abs=0.0005)
    assert found.p < 0.0001
    assert found.error == pytest.approx(0.00154, abs=0.00002)


def test_no_difference_is_no_evidence() -> None:
    """Equal shares give a lift of 0 in the middle of its interval, and p = 1."""
    found = two_proportions(30, 100, 60, 200)

    assert found.lift == 0
    assert found.low == pytest.approx(-found.high)
    assert found.p == pytest.approx(1)


def test_shares_of_nobody_are_refused() -> None:
    """No people, or more hits than people, is no share."""
    for hits, size in ((0, 0), (5, 4), (-1, 10)):
        with pytest.raises(ValueError, match="no share"):
            two_proportions(hits, size, 1, 2)


def test_split_by_hand() -> None:
    """5,631 and 6,369 of 12,000: chi-square is 2 × 369² ÷ 6,000 = 45.4, so p is about 1.6e-11."""
    assert split_p(5_631, 6_369) == pytest.approx(1.6e-11, rel=0.05)
    assert split_p(6_000, 6_000) == 1


def test_split_at_the_five_percent_point() -> None:
    """Chi-square 3.841 with one degree of freedom is the 5 % point of any table."""
    off = (3.841459 * 10_000 / 4) ** 0.5

    assert split_p(5_000 + off, 5_000 - off) == pytest.approx(0.05, abs=1e-6)


def test_uneven_plans_count_from_the_plan() -> None:
    """One in ten was meant for A: 1,000 of 10,000 is exactly that."""
    assert split_p(1_000, 9_000, planned=0.1) == 1
    assert split_p(1_000, 9_000) < 1e-9
    with pytest.raises(ValueError, match="plan"):
        split_p(10, 10, planned=1.0)


def test_fair_splits_fall_below_the_line_as_often_as_they_should() -> None:
    """Of 4,000 fair coins about 5 % look less likely than 5 %."""
    in_a = np.random.default_rng(1).binomial(10_000, 0.5, 4_000)

    share = np.mean([split_p(int(a), 10_000 - int(a)) < 0.05 for a in in_a])

    assert 0.04 < share < 0.06


def test_rule_of_sixteen() -> None:
    """At 11 % a lift of one point takes about 15,700 people in each group: 16 × 0.0979 ÷ 0.0001."""
    assert people_needed(0.11, 0.01) == 15_664
    assert people_needed(0.5, 0.1) == 400
    with pytest.raises(ValueError, match="zero"):
        people_needed(0.1, 0)
