"""Judge every small slip by its exercise, and count those that cost nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from pm_exercises.blueprint import dealt
from pm_exercises.exercises import find
from pm_exercises.item import ReadOnlyAnswer
from tests.mutation.variants import Mutant, mutants
from tests.sources import module_of, source_of

STUDENTS = ("student-00", "student-07")
# Says why a slip that costs nothing is none: the reason, or "" where there is no good one.
Fair = Callable[[Any, ReadOnlyAnswer, Mutant], str]


@dataclass(frozen=True, slots=True)
class Catch:
    """What a hunt in one exercise came to."""

    item_id: str
    tried: int
    fair: dict[str, int]  # slips that cost nothing and should not, by reason
    escaped: tuple[str, ...]  # slips that cost nothing, for no reason

    @property
    def share(self) -> float:
        """Of the slips that are slips, the share that cost points, from 0 to 1."""
        real = self.tried - sum(self.fair.values())
        return (real - len(self.escaped)) / real if real else 1.0

    def __str__(self) -> str:
        reasons = "; ".join(f"{count} × {reason}" for reason, count in self.fair.items())
        return (
            f"{self.item_id}: {self.share:.1%} caught of {self.tried - sum(self.fair.values())} "
            f"slips" + (f"; no slips: {reasons}" if reasons else "")
        )


def hunt(item_id: str, students: tuple[str, ...] = STUDENTS) -> Catch:
    """Try every variant of the reference answer, for a few learners."""
    exercise, source = find(item_id), source_of(item_id)
    is_fair = fair_rule(item_id)
    tried = 0
    reasons: dict[str, int] = {}
    escaped = []
    for n, student in enumerate(students):
        data, best = source.solve(item_id, student)
        _, foreign = source.solve(item_id, students[n - 1])
        _, board = dealt(exercise, student, 0)
        for mutant in mutants(board, best, foreign):
            tried += 1
            if source.judge(item_id, student, mutant.answer).score < exercise.item.points - 1e-9:
                continue
            if reason := is_fair(data, best, mutant):
                reasons[reason] = reasons.get(reason, 0) + 1
            else:
                escaped.append(f"{student}: {mutant}")
    return Catch(item_id, tried, reasons, tuple(escaped))


def fair_rule(item_id: str) -> Fair:
    """The exercise's rule in tests/mutation/fair/<module>.py, or one that excuses nothing."""
    try:
        rules = import_module(f"tests.mutation.fair.{module_of(item_id).name}").FAIR
    except ModuleNotFoundError:
        return lambda _data, _best, _mutant: ""
    rule: Fair = rules.get(item_id, lambda _data, _best, _mutant: "")
    return rule
