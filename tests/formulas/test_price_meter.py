"""The price sensitivity meter, against answers small enough to count."""

from __future__ import annotations

import numpy as np
import pytest

from pm_exercises.formulas import consistent, price_curves, price_points

PEOPLE = [[1, 2, 3, 4], [2, 3, 4, 5], [1, 3, 4, 6], [2, 2, 5, 6]]


def test_curves_are_shares_of_people() -> None:
    """At 3, nobody calls it too cheap, two of four cheap, one expensive, none too expensive."""
    curves = price_curves(PEOPLE, [3])

    assert {name: float(shares[0]) for name, shares in curves.items()} == {
        "too_cheap": 0,
        "cheap": 0.5,
        "expensive": 0.25,
        "too_expensive": 0,
    }


def test_two_curves_fall_and_two_rise() -> None:
    """As the price rises, fewer people call it cheap and more call it expensive."""
    curves = price_curves(PEOPLE, np.arange(0, 8, 0.25))

    for name, shares in curves.items():
        steps = np.diff(shares) * (1 if "expensive" in name else -1)
        assert (steps >= 0).all(), name
        assert {float(shares[0]), float(shares[-1])} == {0.0, 1.0}


def test_points_are_where_curves_cross() -> None:
    """Counted by hand on quarters: each is the first price at which the rising curve is as high."""
    points = price_points(PEOPLE, np.arange(0.5, 7, 0.25))

    assert points == {"PMC": 2.25, "OPP": 2.25, "IDP": 3.25, "PME": 3.25}


def test_points_lie_in_their_order() -> None:
    """The range runs from marginal cheapness to marginal expensiveness, the others between."""
    rng = np.random.default_rng(3)
    answers = np.sort(5 * np.exp(rng.normal([-0.6, -0.25, 0.1, 0.5], 0.2, (200, 4))), axis=1)
    points = price_points(answers, np.arange(1, 12, 0.05))

    assert points["PMC"] <= points["OPP"] <= points["PME"]
    assert points["PMC"] <= points["IDP"] <= points["PME"]


def test_who_contradicts_themselves() -> None:
    """Equal prices are fine; a cheap one above an expensive one is not."""
    assert consistent([[1, 2, 2, 4], [4, 3, 2, 1], [1, 3, 2, 4]]).tolist() == [True, False, False]


def test_curves_that_do_not_cross_are_refused() -> None:
    """A grid that ends too early has no such point."""
    with pytest.raises(ValueError, match="do not cross"):
        price_points(PEOPLE, [0.5, 0.75])


@pytest.mark.parametrize("answers", [[[1, 2, 3]], [1, 2, 3, 4]])
def test_four_prices_each(answers: list[object]) -> None:
    """Three answers are not the meter."""
    with pytest.raises(ValueError, match="four prices"):
        consistent(answers)  # type: ignore[arg-type]


def test_nobody_has_no_curve() -> None:
    """With every answer cleaned away there is nothing to draw."""
    with pytest.raises(ValueError, match="one person or more"):
        price_curves(np.empty((0, 4)), [1, 2])
