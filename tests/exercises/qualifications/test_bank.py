"""The Qualifications bank: twelve items, fair for everyone, and no key in them."""

from __future__ import annotations

import pytest

from pm_exercises.exercises.foundations.bank import BANK as FOUNDATIONS
from pm_exercises.exercises.qualifications.bank import BANK, CHOICES
from pm_exercises.exercises.qualifications.bank_numbers import NUMBERS
from tests.exercises.banks import WholeBank, solve
from tests.exercises.foundations.judging import key_in
from tests.exercises.qualifications.conftest import KeyOf
from tests.sources import notebook_of


class TestBank(WholeBank):
    """What holds for every bank."""

    exit_ticket = "QUA-EXIT"
    bank, choices, numbers = BANK, CHOICES, NUMBERS
    sentences = 24


def test_formulas_agree_with_hand_work() -> None:
    """Soups, parts, names, widths, rooms and gaps come out as on paper."""
    assert solve(BANK, "PRODUCT", before=100, down=50, down2=50) == 25
    assert solve(BANK, "PART", main=0.3, other=0.1, whole=0.4) == pytest.approx(75)
    assert solve(BANK, "NAMES", quotes=10, loud=4) == 7
    assert solve(BANK, "WIDTH", low=60, median=70, high=80) == 20
    assert solve(BANK, "ROOM", hours=20, kept=18) == 6
    assert solve(BANK, "GAP", first=3, second=1, rating=2) == 8


def test_warm_start_judges_as_foundations_did(key_of: KeyOf) -> None:
    """The questions that come back from Foundations have the key they had there."""
    foundations = notebook_of("foundations").notebook

    assert key_of("QUA-WARM") == key_in(foundations, "FND-EXIT-check")
    assert {item.id for item in FOUNDATIONS if item.needs_key} == set(key_of("QUA-WARM"))
