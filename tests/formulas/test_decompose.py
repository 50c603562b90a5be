"""Shares of a product's change, against numbers worked by hand."""

from __future__ import annotations

import pytest

from pm_exercises.formulas import log_shares


def test_lesson_example_comes_out() -> None:
    """Hill pool in lesson 3 of Qualifications: 14, 77 and 9 percent."""
    parts = 100 * log_shares([200, 0.66, 0.75], [190, 0.50, 0.727])

    assert [round(part) for part in parts.tolist()] == [14, 77, 9]


def test_hint_example_comes_out() -> None:
    """A cinema's counter explains 79 percent of the loss, its door 21."""
    parts = 100 * log_shares([1000, 0.4], [900, 0.2667])

    assert [round(part) for part in parts.tolist()] == [21, 79]


def test_a_factor_that_helped_has_a_negative_share() -> None:
    """Halved and then half as much again: the shares still sum to one."""
    parts = log_shares([100, 1], [50, 1.5])

    assert parts[1] < 0
    assert parts.sum() == pytest.approx(1)


@pytest.mark.parametrize("after", [[0, 1], [-1, 1], [2, 1]])
def test_what_has_no_answer_is_refused(after: list[float]) -> None:
    """No logarithm of zero, and nothing to share where nothing changed."""
    with pytest.raises(ValueError, match=r"logarithms|did not change"):
        log_shares([1, 2], after)
