"""Priority scores, against published and hand-worked examples."""

from __future__ import annotations

import math

import pytest

from pm_exercises.formulas import rice_score


def test_rice_multiplies_three_and_divides_by_effort() -> None:
    """2,000 people, impact 2, 80 %, 4 person-months: 800 (awesome-time-tracking, RICE)."""
    assert rice_score(2000, 2, 0.8, 4) == pytest.approx(800)


def test_half_the_effort_is_twice_the_score() -> None:
    """450 × 3 × 1 / 2 = 675, and 1,350 when one person-month will do."""
    assert rice_score(450, 3, 1, 2) == pytest.approx(675)
    assert rice_score(450, 3, 1, 1) == pytest.approx(1350)


def test_nobody_reached_is_no_score() -> None:
    """Zero people count as zero, not as a gap."""
    assert rice_score(0, 3, 1, 2) == 0


@pytest.mark.parametrize(
    ("numbers", "problem"),
    [
        ((-1, 1, 1, 1), "zero or more"),
        ((1, -1, 1, 1), "zero or more"),
        ((1, 1, 80, 1), "divide percent by 100"),
        ((1, 1, 1, 0), "more than zero"),
        ((math.nan, 1, 1, 1), "all four"),
    ],
)
def test_rice_refuses_what_has_no_score(
    numbers: tuple[float, float, float, float], problem: str
) -> None:
    """A number that cannot be is refused with the reason."""
    with pytest.raises(ValueError, match=problem):
        rice_score(*numbers)
