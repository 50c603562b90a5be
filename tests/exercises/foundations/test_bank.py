"""The Foundations bank: twelve items, fair for everyone, and no key in them."""

from __future__ import annotations

import json
from itertools import combinations

import pytest

from autograder.notebooks import find_cell
from autograder.rehearse import SourceNotebook
from pm_exercises.exercises.foundations.bank import BANK, CHOICES
from pm_exercises.exercises.foundations.bank_numbers import NUMBERS
from pm_exercises.quiz import NumberItem
from pm_exercises.variants import rng_for

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
    """Gains, people, hours, gaps and payback months come out as on paper."""
    gain = solve("GAIN", market0=50_000, brio0=10_000, market1=60_000, brio1=15_000)
    assert gain == pytest.approx(5)
    assert solve("PEOPLE", posts=40, staff=5, loud=11) == 25
    assert solve("HOURS", call=30, note=30, review=2) == 5
    assert solve("GAP", members=4_000, goal=40, active=1_200) == 400
    assert solve("EARN", kettle=20, setup=10, month=3) == 10


def test_usual_slips_never_lead_to_the_right_number() -> None:
    """For 300 learners, each slip stays clear of the answer and of every other slip."""
    for item in NUMBERS:
        for n in range(300):
            values = item.ask(rng_for(f"seed-{n}", item.id), "q1").values
            numbers = [item.solve(values), *(slip.solve(values) for slip in item.slips)]

            assert all(abs(a - b) > 2 * item.tolerance for a, b in combinations(numbers, 2))


def test_whole_things_come_out_whole() -> None:
    """Customers, members and months are whole numbers, so nobody has to round them."""
    for item_id in ("PEOPLE", "GAP", "EARN"):
        item = ITEM[item_id]
        assert isinstance(item, NumberItem)
        for n in range(300):
            best = item.solve(item.ask(rng_for(f"seed-{n}", item_id), "q1").values)

            assert best > 0
            assert best == pytest.approx(round(best))


def test_concept_questions_have_three_wordings_and_four_options() -> None:
    """Each concept item can be asked in three ways, and none is judged without a key."""
    for item in CHOICES:
        assert len(set(item.phrasings)) == 3
        assert len(set(item.options.values())) == 4
        assert item.needs_key


def test_key_covers_the_bank_and_explains_every_option(foundations: SourceNotebook) -> None:
    """The hidden block has a right option and a sentence for each option of each concept item."""
    source = find_cell(foundations.notebook, "FND-EXIT-check").source
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


def test_no_explanation_ships(foundations: SourceNotebook) -> None:
    """The items that ship say nothing of the hidden sentences."""
    source = find_cell(foundations.notebook, "FND-EXIT-check").source
    hidden = source.split("### BEGIN HIDDEN TESTS")[1]
    shipped = json.dumps([[item.messages(), item.options, item.look] for item in CHOICES])
    sentences = [line.split('": "')[1].rstrip('",') for line in hidden.split("\n") if '.",' in line]

    assert len(sentences) == 28
    assert not [sentence for sentence in sentences if sentence in shipped]
