"""Shares and their changes, against published and hand-worked examples."""

from __future__ import annotations

import pytest

from pm_exercises.formulas import percent_change, share_points, shares, window_mean


def test_share_is_own_units_over_the_categorys() -> None:
    """4,000 of 10,000 units are 40 % and 400 are 4 % (marketsharecalculations.com, five brands)."""
    found = shares([4000, 2500, 2000, 1100, 400])

    assert found[0] == pytest.approx(0.40)
    assert found[4] == pytest.approx(0.04)


def test_every_row_of_a_table_is_its_own_total() -> None:
    """Each month is divided by that month, so a growing category leaves equal shares equal."""
    found = shares([[10, 30], [40, 120]])

    assert found.tolist() == [[0.25, 0.75], [0.25, 0.75]]


@pytest.mark.parametrize("amounts", [[0, 0], [5, -1], [5, float("nan")]])
def test_shares_refuse_what_has_no_total(amounts: list[float]) -> None:
    """Nothing, less than nothing and a gap cannot be shared out."""
    with pytest.raises(ValueError, match="shares need"):
        shares(amounts)


def test_points_and_percent_are_two_answers() -> None:
    """From 20 % to 30 % is 10 share points, and 50 percent more (Wiktionary, percentage point)."""
    assert share_points(0.20, 0.30) == pytest.approx(10)
    assert percent_change(0.20, 0.30) == pytest.approx(50)


def test_a_small_rise_in_points() -> None:
    """From 20 % of buyers to 22 % is 2 points and 10 percent (the same entry)."""
    assert share_points(0.20, 0.22) == pytest.approx(2)
    assert percent_change(0.20, 0.22) == pytest.approx(10)


def test_a_loss_is_negative() -> None:
    """The later share comes first in the subtraction."""
    assert share_points(0.30, 0.24) == pytest.approx(-6)


def test_share_points_refuse_percent() -> None:
    """A share of 24 would be twenty-four times the whole market."""
    with pytest.raises(ValueError, match="divide percent by 100"):
        share_points(0.2, 24)


def test_percent_change_refuses_a_start_of_zero() -> None:
    """Nothing cannot grow by a percentage."""
    with pytest.raises(ValueError, match="not zero"):
        percent_change(0, 5)


def test_window_holds_both_its_ends() -> None:
    """Months 2 to 4 of 1, 3, 5, 10 have the mean (3 + 5 + 10) / 3 = 6."""
    assert window_mean([1, 3, 5, 10], 2, 4) == 6


@pytest.mark.parametrize(("first", "last"), [(0, 3), (3, 2), (2, 5)])
def test_window_stays_inside_the_series(first: int, last: int) -> None:
    """No window wraps round or is cut short in silence."""
    with pytest.raises(ValueError, match="between 1 and 4"):
        window_mean([1, 3, 5, 10], first, last)
