"""When a row of rates changed its level."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike


def level_change(values: ArrayLike, least: int = 2) -> int:
    """Return the first entry of the second level, counted from 1, by least squares.

    `values` has shape (n,), any unit. Every split that leaves `least` entries on both sides is
    tried; the one whose two means lie closest to their entries wins, the earlier of two equals.

    Raises:
        ValueError: there are too few entries for two levels.

    Source: Hinkley, "Inference about the change-point in a sequence of random variables",
    Biometrika 57 (1970), for a change of mean at an unknown place.
    """
    series = np.asarray(values, dtype=float)
    return min(split_errors(series, least).items(), key=lambda pair: pair[1])[0]


def split_errors(values: ArrayLike, least: int = 2) -> dict[int, float]:
    """Return the sum of squared distances from two means, by the first entry of the second."""
    series = np.asarray(values, dtype=float)
    if len(series) < 2 * least or least < 1:
        raise ValueError(f"two levels need at least {2 * max(least, 1)} entries")
    return {
        first + 1: float(_around_mean(series[:first]) + _around_mean(series[first:]))
        for first in range(least, len(series) - least + 1)
    }


def _around_mean(part: np.ndarray) -> float:
    return float(((part - part.mean()) ** 2).sum())
