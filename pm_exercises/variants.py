"""Draw each learner's own data: the same learner always gets the same, two learners never do."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import TypeVar

import numpy as np
from numpy.random import Generator

from pm_exercises.errors import VariantError

# Part of every seed. A school that reuses the course can change it to give a new class new data.
SALT = "pm-bootcamp-2026"
LAST_VARIANT = 4
MAX_TRIES = 500

Data = TypeVar("Data")


def seed_for(student: str, item_id: str, variant: int = 0, salt: str = SALT) -> int:
    """Return a 64-bit seed that depends on all four arguments and nothing else."""
    text = f"{salt}|{student}|{item_id}|{variant}"
    return int.from_bytes(sha256(text.encode()).digest()[:8], "big")


def rng_for(student: str, item_id: str, variant: int = 0, salt: str = SALT) -> Generator:
    """Return numpy's default generator, seeded for one learner, exercise and variant."""
    return np.random.default_rng(seed_for(student, item_id, variant, salt))


def draw(rng: Generator, candidate: Callable[[Generator], Data | None]) -> Data:
    """Return the first candidate that passes its own acceptance rule.

    `candidate` draws once and returns None where the draw is no fair exercise: the planted
    truth cannot be recovered, or a usual wrong answer would be right.

    Raises:
        VariantError: nothing acceptable in MAX_TRIES draws.
    """
    data, _ = draw_counted(rng, candidate)
    return data


def draw_counted(rng: Generator, candidate: Callable[[Generator], Data | None]) -> tuple[Data, int]:
    """Like draw, and also say how many tries it took, for the generator's own test."""
    for tries in range(1, MAX_TRIES + 1):
        data = candidate(rng)
        if data is not None:
            return data, tries
    raise VariantError(f"no acceptable data in {MAX_TRIES} draws; widen the acceptance rule")
