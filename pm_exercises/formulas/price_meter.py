"""The price sensitivity meter: four questions to each person, four curves, four points."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
from numpy.typing import ArrayLike, NDArray

# The order of the questions in every table of answers.
CURVES = ("too_cheap", "cheap", "expensive", "too_expensive")
# The falling and the rising curve that cross at each point.
POINTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "PMC": ("too_cheap", "expensive"),  # point of marginal cheapness
        "OPP": ("too_cheap", "too_expensive"),  # "optimal" price point
        "IDP": ("cheap", "expensive"),  # indifference price point
        "PME": ("cheap", "too_expensive"),  # point of marginal expensiveness
    }
)


def consistent(answers: ArrayLike) -> NDArray[np.bool_]:
    """Return which people named four prices that never fall from too cheap to too expensive.

    `answers` has shape (people, 4), in money, columns as in CURVES.

    Raises:
        ValueError: the answers have another shape.
    """
    return np.asarray((np.diff(_table(answers), axis=1) >= 0).all(axis=1))


def price_curves(answers: ArrayLike, prices: ArrayLike) -> dict[str, NDArray[np.float64]]:
    """Return for each question which fraction of people would say so at each price.

    `answers` has shape (people, 4), in money, columns as in CURVES; `prices` has shape (n,). The
    two cheap curves fall as the price rises, the two expensive ones rise. A person's own price
    counts as one at which they would say so.

    Raises:
        ValueError: the answers have another shape, or there are none.

    Source: van Westendorp, "NSS Price Sensitivity Meter", ESOMAR congress, Venice (1976).
    """
    table, at = _table(answers), np.asarray(prices, dtype=float)
    if not len(table):
        raise ValueError("curves need the answers of one person or more")
    falling = {name: (table[:, [i]] >= at).mean(axis=0) for i, name in enumerate(CURVES[:2])}
    rising = {name: (table[:, [i + 2]] <= at).mean(axis=0) for i, name in enumerate(CURVES[2:])}
    return falling | rising


def price_points(answers: ArrayLike, prices: ArrayLike) -> dict[str, float]:
    """Return the four crossings: the first of the prices at which the rising curve is as high.

    Arguments and errors as in price_curves, and `prices` rise.

    Raises:
        ValueError: two curves do not cross between the first price and the last.

    Source: van Westendorp, "NSS Price Sensitivity Meter", ESOMAR congress, Venice (1976).
    """
    curves, at = price_curves(answers, prices), np.asarray(prices, dtype=float)
    points = {}
    for point, (falling, rising) in POINTS.items():
        crossed = curves[rising] >= curves[falling]
        if not crossed.any():
            raise ValueError(f"no {point} from {at[0]:g} to {at[-1]:g}: the curves do not cross")
        points[point] = float(at[int(np.argmax(crossed))])
    return points


def _table(answers: ArrayLike) -> NDArray[np.float64]:
    table = np.asarray(answers, dtype=float)
    if table.ndim != 2 or table.shape[1] != len(CURVES):
        raise ValueError(f"four prices for each person: got shape {table.shape}")
    return table
