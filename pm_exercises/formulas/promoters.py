"""How many would recommend a product: the net promoter score and its interval."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

from pm_exercises.formulas.experiment import Z95

PROMOTER, DETRACTOR = 9, 6  # from nine up; down from six


def promoter_score(scores: Sequence[int]) -> float:
    """Return the percent of answers from 9 to 10, minus the percent from 0 to 6.

    From −100 to 100. Answers are whole numbers from 0 to 10.

    Raises:
        ValueError: there are no answers, or one is off the scale.

    Source: Reichheld, "The one number you need to grow", Harvard Business Review (2003).
    """
    if not scores or not all(0 <= score <= 10 for score in scores):
        raise ValueError("a score needs answers from 0 to 10")
    up = sum(score >= PROMOTER for score in scores)
    down = sum(score <= DETRACTOR for score in scores)
    return 100 * (up - down) / len(scores)


def promoter_interval(scores: Sequence[int]) -> tuple[float, float]:
    """Return the 95 % interval around a net promoter score, in its own points.

    Raises:
        ValueError: there are no answers, or one is off the scale.

    Source: the standard error of a difference of two shares of one sample, as in Rocks, "Interval
    estimation for the net promoter score", The American Statistician 70 (2016).
    """
    net = promoter_score(scores) / 100
    either = sum(score >= PROMOTER or score <= DETRACTOR for score in scores) / len(scores)
    error = sqrt((either - net**2) / len(scores))
    return 100 * (net - Z95 * error), 100 * (net + Z95 * error)
