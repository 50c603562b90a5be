"""The Software bank: twelve items, fair for everyone, and no key in them."""

from __future__ import annotations

import json
from itertools import combinations

import pytest

from autograder.notebooks import find_cell
from autograder.rehearse import SourceNotebook
from pm_exercises.exercises.software.bank import BANK, CHOICES
from pm_exercises.exercises.software.bank_numbers import NUMBERS
from pm_exercises.quiz import NumberItem
from pm_exercises.variants import rng_for
from tests.sources import source_of


@pytest.fixture(scope="module")
def software() -> SourceNotebook:
    """The Software source notebook."""
    return source_of("SW-EXIT")


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
    """Losses, lifts, scores, coefficients, chains and medians come out as on paper."""
    assert solve("LOSS", people=2_000, own=40, others=65) == 500
    assert solve("LIFT", a=10.0, b=11.5) == pytest.approx(1.5)
    assert solve("NPS", up=80, middle=70, down=50) == 15
    assert solve("BETTER", A=50, O=10, M=0, I=30, R=10) == pytest.approx(2 / 3)
    assert solve("CHAIN", joined=300, first=50, stay=90) == pytest.approx(135)
    assert solve("RECOVER", times=[9, 4, 80, 5, 6]) == 6


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


def test_key_covers_the_bank_and_explains_every_option(software: SourceNotebook) -> None:
    """The hidden block has a right option and a sentence for each option of each concept item."""
    source = find_cell(software.notebook, "SW-EXIT-check").source
    hidden = source.split("### BEGIN HIDDEN TESTS")[1].split("result =")[0]
    names: dict[str, dict[str, dict[str, dict[str, str]]]] = {}
    exec(hidden, names)
    key = names["key"]

    assert set(key) == {item.id for item in CHOICES}
    for item in CHOICES:
        assert set(key[item.id]["why"]) == set(item.options)
    # No option letter is right so often that guessing it would pay.
    rights = [str(key[item.id]["right"]) for item in CHOICES]
    assert max(rights.count(option) for option in "klmn") <= 2


def test_no_explanation_ships(software: SourceNotebook) -> None:
    """The items that ship say nothing of the hidden sentences."""
    source = find_cell(software.notebook, "SW-EXIT-check").source
    hidden = source.split("### BEGIN HIDDEN TESTS")[1]
    shipped = json.dumps([[item.messages(), item.options, item.look] for item in CHOICES])
    sentences = [line.split('": "')[1].rstrip('",') for line in hidden.split("\n") if '.",' in line]

    assert len(sentences) == 24
    assert not [sentence for sentence in sentences if sentence in shipped]
