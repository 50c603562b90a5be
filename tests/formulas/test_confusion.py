"""The four counts of a cutoff, against hand-worked cases."""

from __future__ import annotations

import pytest

from pm_exercises.formulas import Confusion, confusions

SCORES = [0.1, 0.2, 0.3, 0.4, 0.8, 0.9]
OUTCOMES = [False, False, True, False, True, True]


def test_counts_at_a_cutoff() -> None:
    """At 0.35, two of the three are caught, one is missed, and one of the others is stopped."""
    (found,) = confusions(SCORES, OUTCOMES, [0.35])

    assert found == Confusion(caught=2, missed=1, false_alarms=1, let_through=2)
    assert found.recall == pytest.approx(2 / 3)
    assert found.precision == pytest.approx(2 / 3)
    assert found.specificity == pytest.approx(2 / 3)


def test_a_score_at_the_cutoff_is_flagged() -> None:
    """The cutoff belongs to the flagged side: 0.3 flags 0.3."""
    (found,) = confusions(SCORES, OUTCOMES, [0.3])

    assert (found.caught, found.missed) == (3, 0)


def test_every_cutoff_counts_everyone() -> None:
    """From flagging all to flagging none, the four counts add up to the number of cases."""
    all_of_them = confusions(SCORES, OUTCOMES, [0, 0.25, 0.5, 1])

    assert all_of_them[0] == Confusion(3, 0, 3, 0)
    assert all_of_them[-1] == Confusion(0, 3, 0, 3)
    assert {c.caught + c.missed + c.false_alarms + c.let_through for c in all_of_them} == {6}


def test_precision_of_nothing_is_nothing() -> None:
    """Where nobody is flagged there is no share of them."""
    assert Confusion(0, 3, 0, 3).precision is None
    assert Confusion(0, 0, 2, 3).recall is None


def test_cost_is_each_error_at_its_price() -> None:
    """Two missed at 140 and thirty false alarms at 6 come to 460."""
    assert Confusion(8, 2, 30, 960).cost(miss=140, false_alarm=6) == 460


@pytest.mark.parametrize(
    ("scores", "outcomes", "problem"),
    [([0.1, 0.2], [True], "one outcome"), ([0.1, float("nan")], [True, False], "missing")],
)
def test_refuses_what_does_not_fit(scores: list[float], outcomes: list[bool], problem: str) -> None:
    """A score without an outcome, or a case without a score, would be counted wrong."""
    with pytest.raises(ValueError, match=problem):
        confusions(scores, outcomes, [0.5])
