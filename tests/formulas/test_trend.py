"""The hinge fit, against hand-worked series."""

from __future__ import annotations

import numpy as np
import pytest

from pm_exercises.formulas import hinge_onset


def test_clean_hinge_is_found_exactly() -> None:
    """10 for five periods, then two more each period: onset 6, level 10, slope 2, no error."""
    fit = hinge_onset([10, 10, 10, 10, 10, 12, 14, 16, 18])

    assert fit.onset == 6
    assert fit.level == pytest.approx(10)
    assert fit.slope == pytest.approx(2)
    assert fit.error == pytest.approx(0)


def test_falling_hinge_has_a_negative_slope() -> None:
    """A share that is being lost bends the other way."""
    fit = hinge_onset([30, 30, 30, 30, 29, 28, 27, 26])

    assert (fit.onset, round(fit.slope, 6)) == (5, -1)


def test_fit_equals_numpys_least_squares() -> None:
    """The closed form gives what a general solver gives, on a noisy series."""
    rng = np.random.default_rng(5)
    series = 20 + 0.7 * np.maximum(0, np.arange(1, 37) - 20) + rng.normal(0, 0.5, 36)
    fit = hinge_onset(series, [21])

    ramp = np.maximum(0, np.arange(1, 37) - 20)
    solved, residual, *_ = np.linalg.lstsq(np.c_[np.ones(36), ramp], series, rcond=None)
    assert (fit.level, fit.slope) == pytest.approx(tuple(solved))
    assert fit.error == pytest.approx(residual[0])


def test_only_candidates_are_tried() -> None:
    """Where the lesson allows months 7 to 8 only, the best of those is returned."""
    assert hinge_onset([10, 10, 10, 10, 10, 12, 14, 16, 18], [7, 8]).onset == 7


def test_short_series_is_refused() -> None:
    """Five periods cannot show a level and a slope."""
    with pytest.raises(ValueError, match="at least 6 periods, got 5"):
        hinge_onset([1, 1, 1, 2, 3])


@pytest.mark.parametrize("candidates", [[1], [9], []])
def test_candidate_outside_the_series_is_refused(candidates: list[int]) -> None:
    """An onset needs a period before it."""
    with pytest.raises(ValueError, match="between 2 and 8"):
        hinge_onset([1, 1, 1, 1, 2, 3, 4, 5], candidates)
