"""Kano's two questions about a feature: the class of an answer, and what a count of them says."""

from __future__ import annotations

from collections.abc import Mapping

ANSWERS = ("like", "expect", "neutral", "accept", "dislike")  # best to worst, as on the form
CLASSES = "MOAIRQ"  # must-be, one-dimensional, attractive, indifferent, reverse, questionable
# A row for each answer to "if it is there", a column for each to "if it is not", in that order.
TABLE = ("QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ")


def kano_class(if_there: str, if_not: str) -> str:
    """Return the class of one person's pair of answers, a letter of CLASSES.

    Raises:
        ValueError: an answer is not on the form.

    Source: Kano et al., "Attractive quality and must-be quality", Journal of the Japanese Society
    for Quality Control 14 (1984); the table as printed by Berger et al., Center for Quality of
    Management Journal 2 (1993).
    """
    return TABLE[ANSWERS.index(if_there)][ANSWERS.index(if_not)]


def kano_mode(counts: Mapping[str, int]) -> str:
    """Return the class that most people's answers give; of equals, the earlier in M, O, A, I.

    Raises:
        ValueError: nobody answered.

    Source: the mode, with the order of Berger et al. (1993) for ties.
    """
    if not any(counts.values()):
        raise ValueError("a class needs answers")
    return max(CLASSES, key=lambda kind: counts.get(kind, 0))


def kano_better(counts: Mapping[str, int]) -> float:
    """Return how far having a feature raises satisfaction: (A + O) ÷ (A + O + M + I), 0 to 1.

    Raises:
        ValueError: nobody's answer is of these four classes.

    Source: Berger et al. (1993).
    """
    return (counts["A"] + counts["O"]) / _four(counts)


def kano_worse(counts: Mapping[str, int]) -> float:
    """Return how far its absence lowers satisfaction: −(O + M) ÷ (A + O + M + I), −1 to 0.

    Raises:
        ValueError: nobody's answer is of these four classes.

    Source: Berger et al. (1993).
    """
    return -(counts["O"] + counts["M"]) / _four(counts)


def _four(counts: Mapping[str, int]) -> int:
    people = sum(counts[kind] for kind in "AOMI")
    if people == 0:
        raise ValueError("nobody gave an answer that counts")
    return people
