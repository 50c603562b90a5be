"""The Software bank: twelve items, fair for everyone, and no key in them."""

from __future__ import annotations

import pytest

from pm_exercises.exercises.software.bank import BANK, CHOICES
from pm_exercises.exercises.software.bank_numbers import NUMBERS
from tests.exercises.banks import WholeBank, solve


class TestBank(WholeBank):
    """What holds for every bank."""

    exit_ticket = "SW-EXIT"
    bank, choices, numbers = BANK, CHOICES, NUMBERS
    sentences = 24


def test_formulas_agree_with_hand_work() -> None:
    """Losses, lifts, scores, coefficients, chains and medians come out as on paper."""
    assert solve(BANK, "LOSS", people=2_000, own=40, others=65) == 500
    assert solve(BANK, "LIFT", a=10.0, b=11.5) == pytest.approx(1.5)
    assert solve(BANK, "NPS", up=80, middle=70, down=50) == 15
    assert solve(BANK, "BETTER", A=50, O=10, M=0, I=30, R=10) == pytest.approx(2 / 3)
    assert solve(BANK, "CHAIN", joined=300, first=50, stay=90) == pytest.approx(135)
    assert solve(BANK, "RECOVER", times=[9, 4, 80, 5, 6]) == 6
