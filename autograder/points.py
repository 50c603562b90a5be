"""Points as exact fractions, and as people read them: nothing is rounded over a mark."""

from __future__ import annotations

import math
from collections.abc import Iterable
from fractions import Fraction

from autograder.scores import Score


def exact(number: float) -> Fraction:
    """Return a number as it is written: 0.1 is a tenth. What is no number at all is 0."""
    return Fraction(str(float(number))) if math.isfinite(number) else Fraction()


def totals(scores: Iterable[Score]) -> tuple[Fraction, Fraction]:
    """Return the points given so far, never below 0, and the points there are."""
    given = most = Fraction()
    for score in scores:
        given += exact(score.score_given or 0.0)
        most += exact(score.score_maximum)
    return max(given, Fraction()), most


def scaled(given: Fraction, most: Fraction) -> float:
    """Return a share from 0 to 1 with four decimals, rounded down; 0 where there is nothing."""
    return math.floor(min(given / most, Fraction(1)) * 10_000) / 10_000 if most > 0 else 0.0


def down(points: Fraction) -> str:
    """Return points with two decimals at most, rounded down."""
    return _decimal(math.floor(points * 100))


def up(points: Fraction) -> str:
    """Return points with two decimals at most, rounded up."""
    return _decimal(math.ceil(points * 100))


def are(points: Fraction) -> str:
    """Return "1 is" or "2 are"."""
    text = up(points)
    return f"{text} is" if text == "1" else f"{text} are"


def plural(number: int, word: str) -> str:
    """Return "1 day" or "2 days"."""
    return f"{number} {word}{'' if number == 1 else 's'}"


def _decimal(hundredths: int) -> str:
    text = f"{hundredths // 100}.{hundredths % 100:02d}"
    return text.rstrip("0").rstrip(".")
