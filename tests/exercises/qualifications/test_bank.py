"""The Qualifications bank: twelve items, fair for everyone, and no key in them."""

from __future__ import annotations

import json
from itertools import combinations

import pytest

from pm_exercises.exercises.foundations.bank import BANK as FOUNDATIONS
from pm_exercises.exercises.qualifications.bank import BANK, CHOICES
from pm_exercises.exercises.qualifications.bank_numbers import NUMBERS
from pm_exercises.quiz import NumberItem
from pm_exercises.variants import rng_for
from tests.exercises.foundations.judging import key_in
from tests.exercises.qualifications.conftest import KeyOf
from tests.sources import notebook_of

ITEM = {item.id: item for item in BANK}


def solve(item: str, **values: object) -> float:
    """Solve one item for numbers of our own."""
    found = ITEM[item]
    assert isinstance(found, NumberItem)
    return found.solve(values)


def test_bank_holds_twelve_items() -> None:
    """Twelve, each with an id of its own."""
    assert len(BANK) == len(ITEM) == 12


def test_formulas_agree_with_hand_work() -> None:
    """Soups, parts, names, widths, rooms and gaps come out as on paper."""
    assert solve("PRODUCT", before=100, down=50, down2=50) == 25
    assert solve("PART", main=0.3, other=0.1, whole=0.4) == pytest.approx(75)
    assert solve("NAMES", quotes=10, loud=4) == 7
    assert solve("WIDTH", low=60, median=70, high=80) == 20
    assert solve("ROOM", hours=20, kept=18) == 6
    assert solve("GAP", first=3, second=1, rating=2) == 8


def test_usual_slips_never_lead_to_the_right_number() -> None:
    """For 300 learners, each slip stays clear of the answer and of every other slip."""
    for item in NUMBERS:
        for n in range(300):
            values = item.ask(rng_for(f"seed-{n}", item.id), "q1").values
            numbers = [item.solve(values), *(slip.solve(values) for slip in item.slips)]

            assert all(abs(a - b) > 2 * item.tolerance for a, b in combinations(numbers, 2))


def test_concept_questions_have_three_wordings_and_four_options() -> None:
    """Each concept item can be asked in three ways, and none is judged without a key."""
    for item in CHOICES:
        assert len(set(item.phrasings)) == 3
        assert len(set(item.options.values())) == 4
        assert item.needs_key


def test_key_covers_the_bank_and_explains_every_option(key_of: KeyOf) -> None:
    """A right option and a sentence for each option; no letter is right so often that it pays."""
    key = key_of("QUA-EXIT")
    rights = [key[item.id]["right"] for item in CHOICES]

    assert set(key) == {item.id for item in CHOICES}
    assert all(set(key[item.id]["why"]) == set(item.options) for item in CHOICES)
    assert max(rights.count(option) for option in "klmn") <= 2


def test_no_explanation_ships(key_of: KeyOf) -> None:
    """The items that ship say nothing of the hidden sentences."""
    shipped = json.dumps([[item.messages(), item.options, item.look] for item in CHOICES])
    sentences = [why for one in key_of("QUA-EXIT").values() for why in one["why"].values()]

    assert len(sentences) == 24
    assert not [sentence for sentence in sentences if sentence in shipped]


def test_warm_start_judges_as_foundations_did(key_of: KeyOf) -> None:
    """The questions that come back from Foundations have the key they had there."""
    foundations = notebook_of("foundations").notebook

    assert key_of("QUA-WARM") == key_in(foundations, "FND-EXIT-check")
    assert {item.id for item in FOUNDATIONS if item.needs_key} == set(key_of("QUA-WARM"))
