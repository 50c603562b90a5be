"""How sure a learner was, beside how much was there."""

from __future__ import annotations

import math
from collections.abc import Iterable
from pathlib import Path

from pm_exercises.answers import Try, read
from pm_exercises.errors import AnswerFileError
from pm_exercises.exercises.modules import Module

LEAST_TRIES = 3
WORDS = {1: "guessing", 2: "unsure", 3: "half sure", 4: "quite sure", 5: "certain"}


def module_tries(module: Module, folder: Path | None = None) -> tuple[Try, ...]:
    """Every kept press of Check in a module."""
    found: list[Try] = []
    for item_id in module.exercises:
        try:
            record = read(item_id, folder)
        except (AnswerFileError, OSError):
            continue
        found += record.tries if record else []
    return tuple(found)


def calibration_line(tries: Iterable[Try]) -> str:
    """What was there when the learner was most and least sure; "" while that would say little."""
    shares: dict[int, list[float]] = {}
    for one in tries:
        # A share of None: files of an older form did not keep what was there.
        if one.confidence is not None and one.share is not None:
            shares.setdefault(one.confidence, []).append(one.share)
    count = sum(len(some) for some in shares.values())
    if count < LEAST_TRIES:
        return ""
    most, least = max(shares), min(shares)
    line = f"When you were {_had(most, shares[most])} on average"
    if least != most:
        line += f"; when {_had(least, shares[least])}"
    return f"{line}. (From {count} checks where you said how sure you were.)"


def _had(level: int, shares: list[float]) -> str:
    # Rounded half up: people read 4.5 as 5.
    points = math.floor(10 * sum(shares) / len(shares) + 0.5)
    return f"{WORDS[level]} ({level}) you had {points} of 10"
