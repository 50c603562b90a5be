"""Shares of a total, and the two ways of saying how much one changed."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


def shares(amounts: ArrayLike) -> Floats:
    """Return each amount as a fraction of its row's total.

    `amounts` has shape (n,) or (rows, n), in units sold or money; every row of the result sums
    to 1. Multiply by 100 for percent.

    Raises:
        ValueError: an amount is negative or missing, or a row's total is zero.

    Source: unit market share, Farris et al., Marketing Metrics, section 2.1.
    """
    table = np.asarray(amounts, dtype=float)
    if not np.isfinite(table).all() or (table < 0).any():
        raise ValueError("shares need amounts of zero or more, with none missing")
    total = table.sum(axis=-1, keepdims=True)
    if (total <= 0).any():
        raise ValueError("shares need a total above zero")
    return np.asarray(table / total)


def share_points(before: float, after: float) -> float:
    """Return the change between two shares in percentage points: later minus earlier, times 100.

    Both shares are fractions from 0 to 1.

    Raises:
        ValueError: a share lies outside 0 to 1, as when it was given in percent.

    Source: percentage points as the unit of a difference of two percentages, Statistics Norway's
    list of definitions.
    """
    for share in (before, after):
        if not 0 <= share <= 1:
            raise ValueError(
                f"a share is a fraction from 0 to 1, not {share}; divide percent by 100"
            )
    return 100 * (after - before)


def percent_change(before: float, after: float) -> float:
    """Return the change from one amount to another in percent of the earlier one.

    Any unit, the same in both.

    Raises:
        ValueError: the earlier amount is zero, so there is nothing to take a percentage of.

    Source: relative change, in any textbook of arithmetic.
    """
    if before == 0:
        raise ValueError("a percent change needs an earlier amount that is not zero")
    return 100 * (after - before) / before


def window_mean(values: ArrayLike, first: int, last: int) -> float:
    """Return the mean of a series from one period to another, both included.

    `values` has shape (n,), any unit. Periods count from 1, as months do in the course's tables.

    Raises:
        ValueError: the window is empty or leaves the series.
    """
    series = np.asarray(values, dtype=float)
    if not 1 <= first <= last <= len(series):
        raise ValueError(f"a window lies between 1 and {len(series)}, first before last")
    return float(series[first - 1 : last].mean())
