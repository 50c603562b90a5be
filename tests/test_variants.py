"""Everybody's own data: fixed by four things and nothing else, so grading can draw it again."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.random import Generator

from pm_exercises.errors import VariantError
from pm_exercises.variants import MAX_TRIES, SALT, draw, draw_counted, rng_for, seed_for


def test_the_seed_is_the_published_formula() -> None:
    """The first 8 bytes of SHA-256 of "salt|student|exercise|variant", most significant first.

    By hand: `printf '%s' 'pm-bootcamp-2026|ada|FND-E1|0' | sha256sum` begins c4f899a545107231.
    """
    assert SALT == "pm-bootcamp-2026"
    assert seed_for("ada", "FND-E1") == 0xC4F899A545107231


def test_letters_outside_ascii_are_utf8() -> None:
    """`printf '%s' 's|Zoë|FND-E1|2' | sha256sum` begins 0411b6fa0ac725f0."""
    assert seed_for("Zoë", "FND-E1", 2, "s") == 0x0411B6FA0AC725F0


def test_each_part_of_the_seed_counts() -> None:
    """Another student, exercise, variant or salt: other data."""
    seeds = [
        seed_for("ada", "FND-E1"),
        seed_for("ben", "FND-E1"),
        seed_for("ada", "FND-E2"),
        seed_for("ada", "FND-E1", 1),
        seed_for("ada", "FND-E1", salt="another"),
    ]

    assert all(a != b for a, b in combinations(seeds, 2))


@given(st.text(st.characters(exclude_categories=["Cs"])), st.integers(0, 4))
def test_the_same_learner_always_gets_the_same(student: str, variant: int) -> None:
    """Two draws from the same four parts are the same, whatever was drawn in between."""
    first = rng_for(student, "FND-E1", variant).random(3)
    np.random.default_rng().random(10)

    assert np.array_equal(rng_for(student, "FND-E1", variant).random(3), first)


def test_a_class_gets_as_many_data_sets_as_learners() -> None:
    """No two of two thousand learners share a seed."""
    seeds = {seed_for(f"student-{n}", "FND-E1") for n in range(2000)}

    assert len(seeds) == 2000


def test_drawing_goes_on_until_a_draw_is_accepted() -> None:
    """The rule's None means: draw again, and the number of tries is known."""
    waiting = iter([None, None, 7, 8])

    assert draw_counted(np.random.default_rng(1), lambda _: next(waiting)) == (7, 3)
    assert next(waiting) == 8


@pytest.mark.parametrize("value", [0, (), ""])
def test_zero_and_nothing_at_all_are_draws(value: object) -> None:
    """Only None is refused; data that happens to be false is data."""
    assert draw(np.random.default_rng(1), lambda _: value) == value


def test_the_rule_sees_one_stream_of_numbers() -> None:
    """A refused draw has used up its numbers: the next one is new."""
    seen: list[float] = []

    def candidate(rng: Generator) -> float | None:
        seen.append(rng.random())
        return seen[-1] if len(seen) == 3 else None

    draw(rng_for("ada", "FND-E1"), candidate)

    assert len(set(seen)) == 3


def test_a_rule_that_nothing_passes_is_an_error() -> None:
    """After MAX_TRIES draws the author is told, instead of a learner waiting for ever."""
    tries = 0

    def candidate(_: Generator) -> None:
        nonlocal tries
        tries += 1

    with pytest.raises(VariantError, match=f"no acceptable data in {MAX_TRIES} draws"):
        draw(np.random.default_rng(1), candidate)
    assert tries == MAX_TRIES
