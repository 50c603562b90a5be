"""Extensions, excuses and late penalties: exact, said in words, and nobody else's business."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.allowances import Allowance
from autograder.completion import ModuleStatus, Standing, module_status
from autograder.lateness import without_lateness
from autograder.scores import ScoreReport, read_reports, write_reports
from tests.standings import course, flags, full_scores, graded, score

DUE = datetime(2027, 1, 31, 23, 59, tzinfo=UTC)
TENTH: dict[str, Any] = {"late_penalty_per_day": 0.1}


def status(
    late: timedelta | None,
    points: float = 64.0,
    allowance: Allowance | None = None,
    **policy: Any,
) -> ModuleStatus:
    """Return the status of work with some of 80 points, handed in so long after the due date."""
    moment = None if late is None else DUE + late
    where = course(code="OWN", policy=policy, due=DUE)
    standing = graded((score("all", points, 80.0),), submitted_at=moment)
    return module_status(where, where.modules[0], standing, allowance)


def extended(to: datetime) -> Allowance:
    """Return an extension of Ada's."""
    return Allowance("ada", "foundations", "flu", to)


EXCUSED = Allowance("ada", "foundations", "credit from elsewhere", excused=True)


def test_a_penalty_is_said_in_words() -> None:
    """How late, what share, and what the points come to."""
    found = status(timedelta(days=2), **TENTH)

    assert found.state == "not yet"
    assert found.reasons == ("51.2 of 80 points; 56 are needed.",)
    assert found.notes == (
        "Handed in 2 days after the due date, 2027-01-31 23:59+00:00.",
        "2 days late (each day begun counts): 20 % taken off, 64 of 80 points count as 51.2.",
    )
    assert (found.score_given, found.score_maximum, found.late_penalty) == (51.2, 80.0, 12.8)
    assert (found.score_scaled, found.seconds_late) == (0.64, 172_800)


@pytest.mark.parametrize(
    ("late", "policy", "share"),
    [
        (timedelta(days=-1), {}, 0),
        (timedelta(), {}, 0),
        (timedelta(seconds=1), {}, 10),
        (timedelta(days=1), {}, 10),
        (timedelta(days=1, seconds=1), {}, 20),
        (timedelta(days=400), {}, 100),
        (timedelta(days=9), {"late_penalty_most": 0.3}, 30),
        (timedelta(minutes=10), {"grace_minutes": 10}, 0),
        (timedelta(minutes=10, seconds=1), {"grace_minutes": 10}, 10),
        (None, {}, 0),
    ],
)
def test_each_day_begun_counts(late: timedelta | None, policy: dict[str, Any], share: int) -> None:
    """From the due date, up to the most there is, and not within the minutes of grace."""
    found = status(late, 80.0, **TENTH, **policy)

    assert found.score_given == pytest.approx(80 * (100 - share) / 100, abs=0)
    assert found.late_penalty == pytest.approx(80 * share / 100, abs=0)


def test_without_a_time_of_hand_in_nothing_is_taken() -> None:
    """And that is said, because somebody may know better."""
    assert status(None, **TENTH).notes == (
        "When this was handed in is not known, so nothing is taken off for it.",
    )


@pytest.mark.parametrize("policy", [{}, TENTH, {"late_work": "reject"}])
def test_lateness_is_said_once(policy: dict[str, Any]) -> None:
    """In a reason or in a note, whatever the policy does with it."""
    found = status(timedelta(days=2), 80.0, **policy)

    said = [one for one in (*found.reasons, *found.notes) if one.startswith("Handed in")]
    assert len(said) == 1
    assert "2 days after the due date" in said[0]


def test_complete_and_late_says_so() -> None:
    """Being complete hides no fact."""
    found = status(timedelta(days=2), 80.0)

    assert (found.state, found.reasons) == ("complete", ())
    assert found.notes == ("Handed in 2 days after the due date, 2027-01-31 23:59+00:00.",)


def test_within_grace_is_accepted_where_late_work_is_not() -> None:
    """Grace counts for every rule about lateness."""
    policy: dict[str, Any] = {"late_work": "reject", "grace_minutes": 5}

    assert status(timedelta(minutes=5), **policy).state == "complete"
    assert status(timedelta(minutes=6), **policy).state == "not yet"
    assert "within the 5 minutes of grace" in status(timedelta(minutes=5), **policy).notes[0]


@pytest.mark.parametrize("policy", [{}, TENTH, {"late_work": "reject"}])
def test_an_extension_is_the_learners_due_date(policy: dict[str, Any]) -> None:
    """Work in time for it loses nothing and is not called late."""
    found = status(timedelta(days=2), allowance=extended(DUE + timedelta(days=3)), **policy)

    assert (found.state, found.score_given, found.late_penalty) == ("complete", 64.0, 0.0)
    assert found.notes == ("The due date is extended to 2027-02-03 23:59+00:00.",)
    assert (found.due, found.seconds_late) == (DUE + timedelta(days=3), 0)
    assert "flu" in found.allowance  # for staff


def test_after_the_extension_lateness_counts_from_it() -> None:
    """One day after the extended date is one day."""
    found = status(timedelta(days=2), allowance=extended(DUE + timedelta(days=1)), **TENTH)

    assert found.score_given == 57.6


@pytest.mark.parametrize(
    "standing",
    [
        Standing("ada", "foundations"),
        Standing("ada", "foundations", submitted=True, submitted_at=DUE + timedelta(days=9)),
        graded(full_scores()),
        graded(full_scores(FND_W=None), stale=True),
    ],
)
def test_excused_is_a_state_of_its_own(standing: Standing) -> None:
    """Whatever was handed in: not complete, not failed, and it says so; the reason is for staff."""
    where = course(policy={"late_work": "reject"}, due=DUE)

    found = module_status(where, where.modules[0], standing, EXCUSED)

    assert flags(found)[:3] == ("excused", False, False)
    assert found.reasons[0].startswith("Excused from this module.")
    assert "elsewhere" not in " ".join((*found.reasons, *found.notes))
    assert "elsewhere" in found.allowance


@given(
    late=st.integers(-3, 30).map(lambda days: timedelta(days=days, hours=5)),
    points=st.integers(0, 800).map(lambda tenths: tenths / 10),
    per_day=st.integers(0, 10_000).map(lambda n: n / 10_000),
    most=st.integers(0, 10_000).map(lambda n: n / 10_000),
)
def test_a_penalty_is_exact(late: timedelta, points: float, per_day: float, most: float) -> None:
    """What counts and what is taken are the points; no rounding lifts a score over the mark."""
    found = status(late, points, late_penalty_per_day=per_day, late_penalty_most=most)

    given, taken = found.score_given, found.late_penalty
    assert given is not None
    earned = Fraction(str(points))
    days = max(0, late.days + 1)
    share = min(Fraction(str(per_day)) * days, Fraction(str(most)))
    assert given == float(earned * (1 - share))
    assert taken == float(earned * share)
    assert (found.state == "complete") == (earned * (1 - share) >= 56)


@given(st.lists(st.integers(-100, 4000), min_size=2, max_size=5))
def test_later_is_never_better(minutes: list[int]) -> None:
    """Of two hand-ins of the same work, the later one never has more points."""
    found = [status(timedelta(minutes=m), **TENTH).score_given or 0 for m in sorted(minutes)]

    assert found == sorted(found, reverse=True)


def test_reports_of_an_earlier_version_call_nobody_late(tmp_path: Path) -> None:
    """Their note was about the due date of then; other notes stay."""
    old = ("Handed in 2 days after the due date.", "Handed in an hour after the due date.", "Else.")
    write_reports((ScoreReport("ada", "ps", "nb", (), notes=old),), tmp_path)

    (report,) = read_reports(tmp_path)

    assert without_lateness(report).notes == ("Else.",)
