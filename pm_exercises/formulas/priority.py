"""Scores that put work in an order."""

from __future__ import annotations

import math


def rice_score(reach: float, impact: float, confidence: float, effort: float) -> float:
    """Return reach times impact times confidence, divided by effort.

    Reach in people per period (the same period for every item), impact for each of them on a
    scale of one's own, confidence as a fraction from 0 to 1, effort in person-months.

    Raises:
        ValueError: reach or impact is negative, confidence lies outside 0 to 1, as when it was
            given in percent, effort is not above zero, or a number is missing.

    Source: Sean McBride, “RICE: simple prioritization for product managers”, Intercom, 2016.
    """
    if not all(map(math.isfinite, (reach, impact, confidence, effort))):
        raise ValueError("a score needs all four numbers")
    if reach < 0 or impact < 0:
        raise ValueError("reach and impact are zero or more")
    if not 0 <= confidence <= 1:
        raise ValueError(
            f"confidence is a fraction from 0 to 1, not {confidence}; divide percent by 100"
        )
    if effort <= 0:
        raise ValueError("effort is more than zero: the score divides by it")
    return reach * impact * confidence / effort
