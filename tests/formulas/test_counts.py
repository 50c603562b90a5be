"""Counts and rates, against hand-worked examples."""

from __future__ import annotations

import pytest

from pm_exercises.formulas import people_counts, people_shares, rate, weighted_rate

PEOPLE = ["ana", "ana", "ana", "bo", "cy", "cy"]
TOPICS = ["lid", "lid", "lid", "noise", "noise", "lid"]


def test_someone_who_writes_three_times_counts_once() -> None:
    """The lid has four posts by two people, noise two posts by two people."""
    assert people_counts(PEOPLE, TOPICS) == {"lid": 2, "noise": 2}


def test_shares_are_of_all_the_people() -> None:
    """Two of three people raise each topic; one raises both, so the shares exceed the whole."""
    assert people_shares(PEOPLE, TOPICS) == pytest.approx({"lid": 2 / 3, "noise": 2 / 3})


def test_posts_need_one_topic_each() -> None:
    """A missing entry would shift every later post to another person."""
    with pytest.raises(ValueError, match="shorter"):
        people_counts(["ana", "bo"], ["lid"])


def test_rate_per_thousand() -> None:
    """12 complaints among 480 buyers are 25 per 1,000."""
    assert rate(12, 480, per=1000) == pytest.approx(25)


@pytest.mark.parametrize(("count", "base"), [(3, 0), (-1, 10)])
def test_rate_needs_a_base(count: float, base: float) -> None:
    """Nothing to divide by is an error, not infinity."""
    with pytest.raises(ValueError, match="base above zero"):
        rate(count, base)


def test_weighted_rate_by_hand() -> None:
    """Rates of 2, 6 and 50 per 1,000 in groups of 56,000, 33,000 and 11,000 people: 8.6 per 1,000.

    (2 x 56 + 6 x 33 + 50 x 11) / 100 = 8.6; the groups are the standard population of the IUSSP's
    PAPP course, session on standardisation.
    """
    assert weighted_rate([2, 6, 50], [56_000, 33_000, 11_000]) == pytest.approx(8.6)


def test_weights_need_not_sum_to_one() -> None:
    """Only their proportions matter."""
    assert weighted_rate([2, 6], [1, 3]) == weighted_rate([2, 6], [0.25, 0.75]) == 5


@pytest.mark.parametrize(
    ("rates", "weights", "problem"),
    [([1, 2], [1], "shapes"), ([1, 2], [0, 0], "not all zero"), ([1, 2], [2, -1], "zero or more")],
)
def test_weights_must_fit(rates: list[float], weights: list[float], problem: str) -> None:
    """One weight for each rate, none below zero."""
    with pytest.raises(ValueError, match=problem):
        weighted_rate(rates, weights)
