"""Every state and every reason: what a learner, or an instructor, is told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from autograder.completion import Standing, course_statuses
from autograder.scores import Reason
from autograder.status import status_csv, status_json
from pm_exercises.exercises import find
from tests.standings import FND, blank, course, flags, full_scores, graded, score, status_of

# ── before grading ────────────────────────────────────────────────────────────────────────────


def test_not_started() -> None:
    """Who handed in nothing is listed, with that as the reason."""
    status = status_of(Standing("ada", "foundations"))

    assert flags(status) == ("not started", False, False, 0.0)
    assert status.reasons == ("Nothing handed in yet.",)


def test_an_optional_module_says_so() -> None:
    """Nobody need worry about a module that the award does without."""
    status = status_of(Standing("ada", "foundations"), course(required=False))

    assert status.reasons == ("Nothing handed in yet. This module is optional.",)


def test_in_progress() -> None:
    """Work in the learner's own copy counts as begun, not as handed in."""
    status = status_of(Standing("ada", "foundations", begun=True))

    assert flags(status) == ("in progress", False, False, 0.0)
    assert status.reasons == ("Work has begun, but nothing is handed in yet.",)


def test_submitted() -> None:
    """Handed in and not graded: the next step is the instructor's."""
    status = status_of(Standing("ada", "foundations", submitted=True))

    assert flags(status) == ("submitted", False, False, 0.0)
    assert status.reasons == ("Handed in, not graded yet.",)


def test_handed_in_again() -> None:
    """Points for earlier work never complete a module, but they are not hidden either."""
    status = status_of(graded(full_scores(FND_E1=4.5), stale=True))

    assert flags(status) == ("submitted", False, False, 0.945)
    assert status.reasons == (
        "Handed in again since it was graded; the 94.5 of 100 points are for the earlier work.",
    )


def test_the_checks_changed() -> None:
    """A learner who handed in nothing new is not told that they did."""
    status = status_of(graded(full_scores(FND_E1=4.5), stale=True, checks_changed=True))

    assert status.state == "submitted"
    assert status.reasons == (
        "The checks changed since this was graded; the 94.5 of 100 points are from the earlier "
        "checks.",
    )


# ── graded ────────────────────────────────────────────────────────────────────────────────────


def test_complete() -> None:
    """All attempted, read and above the mark: complete, and nothing more to say."""
    status = status_of(graded(full_scores(FND_E1=4.0), notes=("Cell FND-E1 was repaired.",)))

    assert flags(status) == ("complete", True, True, 0.94)
    assert status.reasons == ()


def test_needs_review() -> None:
    """A written answer that nobody has read keeps the module open, whatever the points."""
    status = status_of(graded(full_scores(FND_W=None)))

    assert flags(status) == ("needs review", False, False, 0.8)
    assert status.reasons == ("The written answer FND-W waits for a reader.",)


def test_needs_review_and_more_points() -> None:
    """While an answer waits, the points are called what they are: points so far."""
    scores = full_scores(FND_W=None, FND_E1=2.0, FND_E2=0.0)

    status = status_of(graded(scores))

    assert flags(status) == ("needs review", False, False, 0.62)
    assert status.reasons == (
        "The written answer FND-W waits for a reader.",
        "62 of 100 points so far; 70 are needed.",
    )


def test_reading_can_be_waived() -> None:
    """Where the policy does not ask for a reader, an unread answer is no obstacle."""
    lenient = course(policy={"written_must_be_read": False})

    status = status_of(graded(full_scores(FND_W=None)), lenient)

    assert flags(status) == ("complete", True, True, 0.8)


def test_too_few_points() -> None:
    """Complete but not passed: both numbers are named."""
    scores = full_scores(FND_E1=0.0, FND_E2=0.0, FND_E3=2.0, FND_E4=0.0)

    status = status_of(graded(scores))

    assert flags(status) == ("not yet", True, False, 0.62)
    assert status.reasons == ("62 of 100 points; 70 are needed.",)


def test_one_exercise_not_attempted() -> None:
    """Passed but not complete: the exercise is named by its id and title."""
    status = status_of(graded(blank(full_scores(), "FND-E1")))

    assert flags(status) == ("not yet", False, True, 0.9)
    assert status.reasons == (f"FND-E1 {find('FND-E1').item.title} was not attempted.",)


def test_several_exercises_not_attempted() -> None:
    """Several gaps are one sentence, in course order."""
    status = status_of(graded(blank(full_scores(), "FND-E1", "FND-E2", "FND-W")))

    first, second = (find(item).item.title for item in ("FND-E1", "FND-E2"))
    assert flags(status) == ("not yet", False, False, 0.6)
    assert status.reasons == (
        f"FND-E1 {first}, FND-E2 {second} and the written answer FND-W were not attempted.",
        "60 of 100 points; 70 are needed.",
    )


def test_the_reflection_counts_for_completion() -> None:
    """The reflection has no points, and the module is still not complete without it."""
    status = status_of(graded(blank(full_scores(), "FND-REFLECT")))

    assert flags(status) == ("not yet", False, True, 1.0)
    assert status.reasons == (f"FND-REFLECT {find('FND-REFLECT').item.title} was not attempted.",)


def test_nothing_attempted() -> None:
    """An untouched notebook gets one sentence, not eleven."""
    status = status_of(graded(blank(full_scores(), *FND.exercises, "FND-W")))

    assert flags(status) == ("not yet", False, False, 0.0)
    assert status.reasons == (
        "None of the exercises was attempted.",
        "0 of 100 points; 70 are needed.",
    )


@pytest.mark.parametrize(
    ("points", "sentence"),
    [
        (9.5, "The written answer FND-W has 9.5 of 20 points; 10 are needed."),
        (0.0, "The written answer FND-W has 0 of 20 points; 10 are needed."),
        (-1.0, "The written answer FND-W has 0 of 20 points; 10 are needed."),
    ],
)
def test_written_minimum(points: float, sentence: str) -> None:
    """A weak written answer is not made up for by clicks."""
    status = status_of(graded(full_scores(FND_W=points)))

    assert (status.state, status.completion, status.success) == ("not yet", True, False)
    assert status.reasons == (sentence,)


def test_written_minimum_is_enough() -> None:
    """Exactly the minimum passes."""
    assert status_of(graded(full_scores(FND_W=10.0))).state == "complete"


def test_no_minimum_still_wants_something() -> None:
    """Even without a minimum, a written answer worth nothing does not pass."""
    lenient = course(policy={"written_minimum_share": 0.0})

    nothing, little = (status_of(graded(full_scores(FND_W=p)), lenient) for p in (0.0, 0.25))

    assert nothing.reasons == (
        "The written answer FND-W has 0 of 20 points; more than 0 are needed.",
    )
    assert little.state == "complete"


def test_an_exercise_without_a_score() -> None:
    """A part that is missing from the report never makes the rest weigh more."""
    title = find("FND-E1").item.title

    status = status_of(graded(full_scores()[:1] + full_scores()[2:]))

    assert flags(status) == ("not yet", False, False, 1.0)
    assert status.reasons == (f"FND-E1 {title} has no score. Grade this work again.",)


def test_a_notebook_without_graded_cells() -> None:
    """Nothing to grade is nothing passed."""
    for where in (course(), course(code="OWN")):
        status = status_of(graded(()), where)

        assert flags(status) == ("not yet", False, False, 0.0)
        assert status.reasons == (
            "The graded notebook holds no graded cell. Hand in the released notebook.",
        )


def test_a_notebook_without_points() -> None:
    """Where there is nothing to earn, nobody passes by having all of it."""
    status = status_of(graded((score("cell", 0.0, 0.0),)), course(code="OWN", pass_mark=0.0))

    assert flags(status) == ("not yet", True, False, 0.0)
    assert status.reasons == (
        "There are no points to earn in this notebook, so nobody can pass it.",
    )


def test_other_courses() -> None:
    """In another nbgrader course the cells are named as they are, and no artefact is expected."""
    scores = (score("task-1", 10.0), score("essay", None), score("task-2", 0.0, attempted=False))

    status = status_of(graded(scores), course(ours=False, pass_mark=0.7))

    assert status.reasons == (
        "task-2 was not attempted.",
        "essay waits for a reader.",
        "10 of 30 points so far; 21 are needed.",
    )


def test_without_a_pass_mark_nobody_passes_or_fails() -> None:
    """Another course that sets none: points and share, completion, and no judgement."""
    done = status_of(graded((score("task-1", 2.0),)), course(ours=False))
    waits = status_of(graded((score("essay", None),)), course(ours=False))
    absent = status_of(Standing("ada", "foundations"), course(ours=False))

    assert flags(done) == ("complete", True, None, 0.2)
    assert done.reasons == ()
    assert (waits.state, waits.success) == ("needs review", None)
    assert waits.reasons == ("essay waits for a reader.",)
    assert (absent.state, absent.success) == ("not started", None)
    assert '"success": null' in status_json([done])
    assert status_csv([done]).splitlines()[1].startswith("ada,foundations,complete,true,,0.2,")


def test_a_mark_for_an_earlier_text_counts_for_nothing() -> None:
    """Its reader has to look again, and the sentence says what was given for which text."""
    text = "FND-W was changed since it was marked (the mark 8 of 10 was given for the earlier text)"
    reason = Reason("FND-W.CHANGED-SINCE-MARKED", text)
    scores = tuple(
        replace(one, reasons=(reason,)) if one.item_id == "FND-W" else one
        for one in full_scores(FND_W=None)
    )

    status = status_of(graded(scores))

    assert (status.state, status.completion, status.success) == ("needs review", False, False)
    assert status.reasons[0] == f"The written answer {text}; it needs reading again."


def test_a_persons_points_are_an_attempt() -> None:
    """Points that a person gave count, even where the engine saw no answer."""
    scores = (score("cell", 8.0, attempted=False), score("other", 9.0))

    assert status_of(graded(scores), course(code="OWN")).state == "complete"


# ── the class ─────────────────────────────────────────────────────────────────────────────────


def test_everybody_is_listed() -> None:
    """Each learner appears once per module, in order, whether or not anything came in."""
    where = course()

    statuses = course_statuses(where, ["ada", "ben"], [graded(full_scores())])

    assert [(s.student, s.state) for s in statuses] == [("ada", "complete"), ("ben", "not started")]
    assert statuses[1].reasons
