"""What a cutoff on a score does: who is caught, who is missed, who is stopped for nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike


@dataclass(frozen=True, slots=True)
class Confusion:
    """The four counts of a cutoff. A case is flagged where its score is at the cutoff or above."""

    caught: int  # true positives
    missed: int  # false negatives
    false_alarms: int  # false positives
    let_through: int  # true negatives

    @property
    def recall(self) -> float | None:
        """The fraction of what should be flagged that is; in medicine, sensitivity.

        Source: van Rijsbergen, Information Retrieval (1979), chapter 7.
        """
        return _fraction(self.caught, self.missed)

    @property
    def precision(self) -> float | None:
        """The fraction of what is flagged that should be; None where nothing is flagged.

        Source: van Rijsbergen, Information Retrieval (1979), chapter 7.
        """
        return _fraction(self.caught, self.false_alarms)

    @property
    def specificity(self) -> float | None:
        """The fraction of what should pass that does.

        Source: Yerushalmy, Public Health Reports 62 (1947).
        """
        return _fraction(self.let_through, self.false_alarms)

    def cost(self, miss: float, false_alarm: float) -> float:
        """What both kinds of error cost together, in the unit of the two prices.

        Source: Elkan, "The foundations of cost-sensitive learning", IJCAI (2001).
        """
        return miss * self.missed + false_alarm * self.false_alarms


def confusions(
    scores: ArrayLike, outcomes: ArrayLike, cutoffs: Sequence[float]
) -> tuple[Confusion, ...]:
    """Return the four counts at each cutoff.

    `scores` has shape (n,), any unit, the higher the more likely; `outcomes` has shape (n,), true
    for what should be flagged.

    Raises:
        ValueError: the shapes differ, or a score is missing.

    Source: Fawcett, "An introduction to ROC analysis", Pattern Recognition Letters 27 (2006).
    """
    each, true = np.asarray(scores, dtype=float), np.asarray(outcomes, dtype=bool)
    if each.shape != true.shape or each.ndim != 1:
        raise ValueError(f"one outcome for each score: got shapes {each.shape} and {true.shape}")
    if not np.isfinite(each).all():
        raise ValueError("a score is missing")
    yes, no = np.sort(each[true]), np.sort(each[~true])
    missed = np.searchsorted(yes, cutoffs, side="left")
    passed = np.searchsorted(no, cutoffs, side="left")
    return tuple(
        Confusion(len(yes) - int(m), int(m), len(no) - int(p), int(p))
        for m, p in zip(missed, passed, strict=True)
    )


def _fraction(part: int, rest: int) -> float | None:
    return part / (part + rest) if part + rest else None
