"""Count people, and put counts on a common footing."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import numpy as np
from numpy.typing import ArrayLike


def people_counts(people: Sequence[Hashable], topics: Sequence[str]) -> dict[str, int]:
    """Return how many different people raise each topic.

    `people` and `topics` have one entry per post. Someone who posts a topic twice counts once.

    Raises:
        ValueError: the two have different lengths.
    """
    counts: dict[str, int] = {}
    for _, topic in dict.fromkeys(zip(people, topics, strict=True)):
        counts[topic] = counts.get(topic, 0) + 1
    return counts


def people_shares(people: Sequence[Hashable], topics: Sequence[str]) -> dict[str, float]:
    """Return the fraction of all these people who raise each topic.

    Fractions from 0 to 1. They add up to more than 1 where people raise several topics.

    Raises:
        ValueError: the two have different lengths.

    Source: "percent of cases" for multiple responses, as in the IBM SPSS Statistics manual.
    """
    everyone = len(set(people))
    return {topic: count / everyone for topic, count in people_counts(people, topics).items()}


def rate(count: float, base: float, per: float = 1.0) -> float:
    """Return a count per so many of its base: 12 complaints among 480 buyers are 25 per 1,000.

    `count` and `base` are counts of the same kind of thing.

    Raises:
        ValueError: the base is zero or less, or the count is negative.
    """
    if base <= 0 or count < 0:
        raise ValueError("a rate needs a count of zero or more and a base above zero")
    return per * count / base


def weighted_rate(rates: ArrayLike, weights: ArrayLike) -> float:
    """Return the mean of group rates, each weighted by its group's size in the population.

    `rates` and `weights` have shape (groups,); the weights need not sum to 1.

    Raises:
        ValueError: shapes differ, a weight is negative, or all are zero.

    Source: the stratified mean, Cochran, Sampling Techniques (1977), section 5.3; direct
    standardisation in epidemiology is the same sum.
    """
    each = np.asarray(rates, dtype=float)
    sizes = np.asarray(weights, dtype=float)
    if each.shape != sizes.shape or each.ndim != 1:
        raise ValueError(f"one weight for each rate: got shapes {each.shape} and {sizes.shape}")
    if (sizes < 0).any() or sizes.sum() == 0:
        raise ValueError("weights are zero or more, and not all zero")
    return float(each @ sizes / sizes.sum())
