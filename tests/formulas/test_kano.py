"""Kano's table and the two coefficients, against the printed table and hand-made counts."""

from __future__ import annotations

import pytest

from pm_exercises.formulas import kano_better, kano_class, kano_mode, kano_worse

FORM = ("like", "expect", "neutral", "accept", "dislike")
# The evaluation table as Berger et al. (1993) print it: rows if it is there, columns if it is not.
PRINTED = """
Q A A A O
R I I I M
R I I I M
R I I I M
R R R R Q
"""
COUNTS = {"A": 50, "O": 10, "M": 0, "I": 30, "R": 10, "Q": 0}


def test_table_is_the_printed_one() -> None:
    """Every pair of answers gives the class that stands in the table."""
    rows = [line.split() for line in PRINTED.strip().splitlines()]
    for there, line in zip(FORM, rows, strict=True):
        assert [kano_class(there, missing) for missing in FORM] == line


def test_seat_maps() -> None:
    """The lesson's 100 passengers: Better 60 of 90, Worse minus 10 of 90, reverse left out."""
    assert kano_better(COUNTS) == pytest.approx(0.667, abs=0.001)
    assert kano_worse(COUNTS) == pytest.approx(-0.111, abs=0.001)
    assert kano_mode(COUNTS) == "A"


def test_ties_go_to_what_hurts_more() -> None:
    """Of equal counts, must-be before one-dimensional, attractive, indifferent."""
    assert kano_mode({"I": 5, "A": 5, "O": 5, "M": 5}) == "M"
    assert kano_mode({"I": 5, "A": 5, "O": 4}) == "A"


def test_no_answers_are_refused() -> None:
    """Nobody asked, or only reverse answers: there is no coefficient."""
    with pytest.raises(ValueError, match="answers"):
        kano_mode({"A": 0})
    with pytest.raises(ValueError, match="counts"):
        kano_better({"A": 0, "O": 0, "M": 0, "I": 0, "R": 9})
