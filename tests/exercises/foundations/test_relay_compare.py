"""FND-E5's comparisons: other good plans, for those who have one."""

from __future__ import annotations

from pathlib import Path

from autograder.rehearse import SourceNotebook
from autograder.samples import sample_answers
from pm_exercises.exercises.foundations.roadmap_relay import EXERCISE

ITEM = "FND-E5"
STUDENTS = [f"student-{n:02d}" for n in range(6)]


def test_every_plan_shown_is_a_good_one(foundations: SourceNotebook, repository: Path) -> None:
    """No rule that the learner's plan keeps is broken, and most learners are shown another one."""
    assert EXERCISE.compare is not None
    shown = 0
    for student in STUDENTS:
        data, best = foundations.solve(ITEM, student)
        start = sample_answers(repository, ITEM, data, best).alternatives[
            -1
        ]  # the dearest of three

        yours, *others = EXERCISE.compare(data, start)

        assert yours.answer == start
        for other in others:
            assert foundations.judge(ITEM, student, other.answer).score == 10
            assert other.answer != start
        shown += bool(others)
    assert shown >= 4


def test_an_empty_plan_leads_nowhere(foundations: SourceNotebook) -> None:
    """Whoever has no plan gets none: a walk away from nothing stays there."""
    data, _ = foundations.solve(ITEM, "student-00")
    assert EXERCISE.compare is not None

    shown = EXERCISE.compare(data, {"grid": {}, "extra": {}})

    assert [plan.answer for plan in shown] == [{"grid": {}, "extra": {}}]
