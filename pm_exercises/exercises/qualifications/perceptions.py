"""What 46 people took words of probability to mean: real answers, and how to read them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd

from pm_exercises.data import load


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase, as its readers took it, in percent."""

    id: str
    words: str
    low: float  # a quarter of the readers took it for less
    median: float
    high: float  # a quarter took it for more

    @property
    def spread(self) -> float:
        """The width of the middle half: the interquartile range."""
        return self.high - self.low


@cache
def phrases() -> tuple[Phrase, ...]:
    """Every phrase of the survey, from the least likely to the most.

    Quartiles by linear interpolation, as numpy and pandas have it.
    """
    survey = load("qualifications/perceptions")
    quartiles = np.quantile(np.array(survey["answers"], dtype=float), (0.25, 0.5, 0.75), axis=0).T
    found = [
        Phrase(f"w{n:02d}", words, *(float(value) for value in row))
        for n, (words, row) in enumerate(zip(survey["phrases"], quartiles, strict=True), 1)
    ]
    return tuple(sorted(found, key=lambda phrase: (phrase.median, phrase.words)))


def answers() -> pd.DataFrame:
    """The survey itself: a row for each reader, a column for each phrase, in percent."""
    survey = load("qualifications/perceptions")
    return pd.DataFrame(survey["answers"], columns=survey["phrases"])


def summary() -> pd.DataFrame:
    """Median and middle half of every phrase, in percent."""
    return pd.DataFrame(
        {
            "Phrase": [phrase.words for phrase in phrases()],
            "Median": [phrase.median for phrase in phrases()],
            "A quarter below": [phrase.low for phrase in phrases()],
            "A quarter above": [phrase.high for phrase in phrases()],
            "Spread": [phrase.spread for phrase in phrases()],
        }
    ).set_index("Phrase")
