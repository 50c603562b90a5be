"""The Foundations bank: twelve items, fair for everyone, and no key in them."""

from __future__ import annotations

import pytest

from pm_exercises.exercises.foundations.bank import BANK, CHOICES
from pm_exercises.exercises.foundations.bank_numbers import NUMBERS
from pm_exercises.quiz import NumberItem
from pm_exercises.variants import rng_for
from tests.exercises.banks import WholeBank, solve

ITEM = {item.id: item for item in BANK}


class TestBank(WholeBank):
    """What holds for every bank."""

    exit_ticket = "FND-EXIT"
    bank, choices, numbers = BANK, CHOICES, NUMBERS
    sentences = 28


def test_formulas_agree_with_hand_work() -> None:
    """Gains, people, hours, gaps and payback months come out as on paper."""
    gain = solve(BANK, "GAIN", market0=50_000, brio0=10_000, market1=60_000, brio1=15_000)
    assert gain == pytest.approx(5)
    assert solve(BANK, "PEOPLE", posts=40, staff=5, loud=11) == 25
    assert solve(BANK, "HOURS", call=30, note=30, review=2) == 5
    assert solve(BANK, "GAP", members=4_000, goal=40, active=1_200) == 400
    assert solve(BANK, "EARN", kettle=20, setup=10, month=3) == 10


def test_whole_things_come_out_whole() -> None:
    """Customers, members and months are whole numbers, so nobody has to round them."""
    for item_id in ("PEOPLE", "GAP", "EARN"):
        item = ITEM[item_id]
        assert isinstance(item, NumberItem)
        for n in range(300):
            best = item.solve(item.ask(rng_for(f"seed-{n}", item_id), "q1").values)

            assert best > 0
            assert best == pytest.approx(round(best))
