"""Facts worth knowing beside what is missing, and only real gaps among that."""

from __future__ import annotations

from dataclasses import replace

import pytest

from autograder.completion import Standing
from autograder.scores import Reason, Score
from pm_exercises.exercises import find
from tests.standings import blank, full_scores, graded, status_of


@pytest.mark.parametrize("scores", [full_scores(), full_scores(FND_W=None)])
@pytest.mark.parametrize(
    "note", ["Cell FND-E1-check was missing.", "FND-E3 shows the data of ben."]
)
def test_facts_stay_whatever_the_state(scores: tuple[Score, ...], note: str) -> None:
    """What was repaired or found odd is said of who is complete as of everybody else."""
    assert status_of(graded(scores, notes=(note,))).notes == (note,)


def test_what_keeps_work_from_being_graded_is_a_reason() -> None:
    """Work that is not graded as it is now: what is wrong with it is missing, not worth knowing."""
    why = "nb.ipynb: this is not a notebook."
    fresh = Standing("ada", "foundations", submitted=True, notes=(why,))

    for standing in (fresh, graded(full_scores(), stale=True, notes=(why,))):
        status = status_of(standing)
        assert (status.reasons[1:], status.notes) == ((why,), ())


def test_only_real_gaps_are_named() -> None:
    """A remark on full points is no gap; nor is what waits for its reader."""
    remark = (Reason("X.WHY", "A remark."),)
    scores = tuple(
        replace(s, reasons=remark)
        for s in blank(full_scores(FND_E1=8.0, FND_E2=None), "FND-E4", "FND-E5", "FND-W")
    )

    (gain,) = [r for r in status_of(graded(scores)).reasons if "to be gained" in r]

    title = find("FND-E1").item.title
    assert gain == f"Of what was attempted, most is to be gained in FND-E1 {title} (X.WHY)."


def test_no_gap_is_no_sentence() -> None:
    """Who has all points of all that was tried is not told where to gain more."""
    remark = (Reason("X.WHY", "A remark."),)
    untried = blank(full_scores(), *(f"FND-E{n}" for n in range(2, 8)))
    scores = tuple(replace(s, reasons=remark) for s in untried)

    assert not [r for r in status_of(graded(scores)).reasons if "to be gained" in r]
