"""Net promoter score and its interval."""

from __future__ import annotations

import numpy as np
import pytest

from pm_exercises.formulas import promoter_interval, promoter_score

PASSENGERS = [10] * 80 + [7] * 70 + [4] * 50


def test_lessons_example() -> None:
    """80 promoters and 50 detractors of 200: 15 points, about 4 to 26."""
    assert promoter_score(PASSENGERS) == 15
    assert promoter_interval(PASSENGERS) == pytest.approx((4, 26), abs=0.5)


def test_edges_of_the_groups() -> None:
    """9 is a promoter, 7 and 8 are neither, 6 is a detractor."""
    assert promoter_score([9]) == 100
    assert promoter_score([7, 8]) == 0
    assert promoter_score([6]) == -100


def test_interval_catches_the_truth() -> None:
    """In samples from a known crowd, 95 of 100 intervals hold its score."""
    rng = np.random.default_rng(3)
    caught = 0
    for _ in range(600):
        low, high = promoter_interval(rng.choice([10, 7, 3], 200, p=[0.45, 0.35, 0.2]).tolist())
        caught += low <= 25 <= high

    assert 0.92 < caught / 600 < 0.98


def test_answers_off_the_scale_are_refused() -> None:
    """No answers, or 11, give no score."""
    for scores in ([], [11], [-1]):
        with pytest.raises(ValueError, match="0 to 10"):
            promoter_score(scores)
