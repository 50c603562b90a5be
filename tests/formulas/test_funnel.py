"""People lost beyond what the others lose."""

from __future__ import annotations

import pytest

from pm_exercises.formulas import funnel_loss


def test_lessons_example() -> None:
    """1,000 people at 50 %, against 1,620 of 2,000 elsewhere: 310 lost."""
    assert funnel_loss(1_000, 500, 2_000, 1_620) == pytest.approx(310)


def test_better_than_the_others_is_below_zero() -> None:
    """A segment that does better loses nobody."""
    assert funnel_loss(100, 60, 100, 50) == pytest.approx(-10)


def test_empty_steps_are_refused() -> None:
    """Where nobody came, nothing can be compared."""
    with pytest.raises(ValueError, match="entered"):
        funnel_loss(0, 0, 10, 5)
