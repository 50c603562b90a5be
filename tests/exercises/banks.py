"""What holds for every module's bank of questions. A module's own test says which bank."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import combinations
from typing import ClassVar

from pm_exercises.quiz import ChoiceItem, NumberItem
from pm_exercises.variants import rng_for
from tests.exercises.foundations.judging import key_in
from tests.sources import source_of


def solve(bank: Sequence[ChoiceItem | NumberItem], item_id: str, **values: object) -> float:
    """Solve one item for numbers of our own."""
    found = next(item for item in bank if item.id == item_id)
    assert isinstance(found, NumberItem)
    return found.solve(values)


class WholeBank:
    """Twelve items, fair for everyone, and no key in them."""

    exit_ticket: ClassVar[str]  # the exercise whose check holds the key
    bank: ClassVar[Sequence[ChoiceItem | NumberItem]]
    choices: ClassVar[Sequence[ChoiceItem]]
    numbers: ClassVar[Sequence[NumberItem]]
    sentences: ClassVar[int]  # hidden ones: four for each question of choice

    def test_bank_holds_twelve_items(self) -> None:
        """Twelve, each with an id of its own."""
        assert len(self.bank) == len({item.id for item in self.bank}) == 12

    def test_usual_slips_never_lead_to_the_right_number(self) -> None:
        """For 300 learners, each slip stays clear of the answer and of every other slip."""
        for item in self.numbers:
            for n in range(300):
                values = item.ask(rng_for(f"seed-{n}", item.id), "q1").values
                numbers = [item.solve(values), *(slip.solve(values) for slip in item.slips)]

                assert all(abs(a - b) > 2 * item.tolerance for a, b in combinations(numbers, 2))

    def test_concept_questions_have_three_wordings_and_four_options(self) -> None:
        """Each concept item can be asked in three ways, and none is judged without a key."""
        for item in self.choices:
            assert len(set(item.phrasings)) == 3
            assert len(set(item.options.values())) == 4
            assert item.needs_key

    def test_key_covers_the_bank_and_explains_every_option(self) -> None:
        """A right option and a sentence for each option; no letter is right so often it pays."""
        key = key_in(source_of(self.exit_ticket).notebook, f"{self.exit_ticket}-check")
        rights = [str(key[item.id]["right"]) for item in self.choices]

        assert set(key) == {item.id for item in self.choices}
        assert all(set(key[item.id]["why"]) == set(item.options) for item in self.choices)
        assert max(rights.count(option) for option in "klmn") <= 2

    def test_no_explanation_ships(self) -> None:
        """The items that ship say nothing of the hidden sentences."""
        key = key_in(source_of(self.exit_ticket).notebook, f"{self.exit_ticket}-check")
        shipped = json.dumps([[one.messages(), one.options, one.look] for one in self.choices])
        sentences = [why for one in key.values() for why in one["why"].values()]

        assert len(sentences) == self.sentences
        assert not [sentence for sentence in sentences if sentence in shipped]
