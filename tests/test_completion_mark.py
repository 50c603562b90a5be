"""At the due moment and at the pass mark: exact, and no number that contradicts the state."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.allowances import Allowance
from autograder.completion import Standing, module_status
from autograder.scores import Score
from tests.standings import course, flags, full_scores, graded, score, status_of

DUE = datetime(2027, 1, 31, 23, 59, tzinfo=timezone(timedelta(hours=1)))


# ── late work ─────────────────────────────────────────────────────────────────────────────────


def handed_in(moment: datetime | None) -> Standing:
    """Return the standing of perfect work, handed in at a moment."""
    return graded(full_scores(), submitted_at=moment)


@pytest.mark.parametrize("moment", [DUE, DUE.astimezone(UTC), DUE - timedelta(days=1)])
def test_in_time(moment: datetime) -> None:
    """Up to the due moment itself, in any time zone, work is in time."""
    strict = course(due=DUE, policy={"late_work": "reject"})

    assert status_of(handed_in(moment), strict).state == "complete"


@pytest.mark.parametrize(
    ("late", "words"),
    [
        (timedelta(seconds=1), "less than a minute"),
        (timedelta(minutes=1), "1 minute"),
        (timedelta(minutes=119), "1 hour"),
        (timedelta(days=3, hours=5), "3 days"),
    ],
)
@pytest.mark.parametrize("is_graded", [True, False])
def test_late_work_rejected(late: timedelta, words: str, *, is_graded: bool) -> None:
    """Where late work is not accepted it does not count, and the reason has both times."""
    strict = course(due=DUE, policy={"late_work": "reject"})
    moment = (DUE + late).astimezone(UTC)
    fresh = Standing("ada", "foundations", submitted=True, submitted_at=moment)

    status = status_of(handed_in(moment) if is_graded else fresh, strict)

    assert flags(status) == ("not yet", False, False, 0.0)
    assert status.reasons == (
        f"Handed in {words} after the due date, 2027-01-31 23:59+01:00; late work is not accepted.",
    )


def test_late_work_accepted() -> None:
    """By default late work counts as any other."""
    assert status_of(handed_in(DUE + timedelta(days=9)), course(due=DUE)).state == "complete"


def test_unknown_time_of_hand_in() -> None:
    """Without a time stamp, a person decides: it is neither accepted nor thrown away."""
    status = status_of(handed_in(None), course(due=DUE, policy={"late_work": "reject"}))

    assert flags(status) == ("needs review", False, False, 0.0)
    assert "not known" in status.reasons[0]


# ── the mark, exactly ─────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("points", "state", "scaled", "reason"),
    [
        (70.0, "complete", 0.7, None),
        (69.996, "not yet", 0.6999, "69.99 of 100 points; 70 are needed."),
        (69.99999999, "not yet", 0.6999, "69.99 of 100 points; 70 are needed."),
        (70.00001, "complete", 0.7, None),
        (120.0, "complete", 1.0, None),
        (-5.0, "not yet", 0.0, "0 of 100 points; 70 are needed."),
        (float("nan"), "not yet", 0.0, "0 of 100 points; 70 are needed."),
        (float("inf"), "not yet", 0.0, "0 of 100 points; 70 are needed."),
    ],
)
def test_at_the_mark(points: float, state: str, scaled: float, reason: str | None) -> None:
    """Nothing is rounded up: 69.996 is not 70."""
    status = status_of(graded((score("all", points, 100.0),)), course(code="OWN"))

    assert (status.state, status.score_scaled) == (state, scaled)
    assert status.reasons == ((reason,) if reason else ())


def test_tenths_add_up() -> None:
    """Points are added as written: ten times 0.1 is 1, though not in binary fractions."""
    scores = tuple(score(f"cell-{n}", 0.1, 1.0) for n in range(10))
    total = 0.0
    for one in scores:
        total += one.score_given or 0
    assert total < 1

    status = status_of(graded(scores), course(code="OWN", pass_mark=0.1))

    assert flags(status) == ("complete", True, True, 0.1)


def test_one_point_needed() -> None:
    """One is, two are."""
    status = status_of(graded((score("a", 0.5, 2.0),)), course(code="OWN", pass_mark=0.5))

    assert status.reasons == ("0.5 of 2 points; 1 is needed.",)


SCORES = st.lists(
    st.builds(
        Score,
        st.sampled_from(["FND-W", "FND-E1-check", "cell"]),
        st.sampled_from([0.0, 1.0, 7.0, 10.0, 20.0]),
        st.none() | st.floats(-1, 20) | st.integers(0, 2000).map(lambda n: n / 100),
        st.booleans(),
    ),
    max_size=12,
).map(tuple)
STANDINGS = st.builds(
    Standing,
    student=st.just("ada"),
    module=st.just("foundations"),
    begun=st.booleans(),
    submitted=st.booleans(),
    submitted_at=st.none() | st.sampled_from([DUE, DUE + timedelta(hours=1)]),
    graded=st.booleans(),
    stale=st.booleans(),
    scores=SCORES | st.sampled_from([full_scores(), full_scores(FND_W=None)]),
    notes=st.sampled_from([(), ("A note.",)]),
)


ALLOWANCES = st.none() | st.sampled_from(
    [
        Allowance("ada", "foundations", "flu", DUE + timedelta(minutes=45)),
        Allowance("ada", "foundations", "credit", excused=True),
    ]
)


@settings(deadline=None)  # the first title that is asked for imports its exercise
@given(
    standing=STANDINGS,
    code=st.sampled_from(["FND", "OWN"]),
    mark=st.integers(0, 10_000).map(lambda n: n / 10_000),
    policy=st.fixed_dictionaries(
        {
            "late_work": st.sampled_from(["accept", "reject"]),
            "written_must_be_read": st.booleans(),
            "written_minimum_share": st.sampled_from([0.0, 0.5, 1.0]),
            "grace_minutes": st.sampled_from([0, 30, 90]),
        }
    ),
    daily=st.sampled_from([0.0, 0.1, 1.0]),
    allowance=ALLOWANCES,
)
def test_states_reasons_and_numbers_agree(
    standing: Standing,
    code: str,
    mark: float,
    policy: dict[str, Any],
    daily: float,
    allowance: Allowance | None,
) -> None:
    """Complete means both flags and no reason; anything else has a reason; numbers never lie."""
    if policy["late_work"] == "accept":
        policy = {**policy, "late_penalty_per_day": daily}
    where = course(code=code, policy=policy, due=DUE, pass_mark=mark)
    status = module_status(where, where.modules[0], standing, allowance)

    assert (status.state == "excused") == (allowance is not None and allowance.excused)
    assert all(note in (*status.notes, *status.reasons) for note in standing.notes)
    said = [one for one in (*status.reasons, *status.notes) if one.startswith("Handed in ")]
    assert sum("after the due date" in one for one in said) <= 1
    if status.score_given is not None and status.score_maximum:
        whole = min(1.0, max(0.0, status.score_given / status.score_maximum))
        assert abs(status.score_scaled - whole) < 0.0002
    if status.late_penalty:
        assert status.seconds_late
    assert (status.state == "complete") == (status.completion and status.success)
    assert (status.state == "complete") == (not status.reasons)
    assert all(reason.strip() for reason in status.reasons)
    assert 0 <= status.score_scaled <= 1
    assert round(status.score_scaled, 4) == status.score_scaled
    if status.success:
        assert status.score_scaled >= mark
    for reason in status.reasons:
        if found := re.match(r"([\d.]+) of ([\d.]+) points.*; ([\d.]+) (?:is|are) needed", reason):
            assert float(found[1]) < float(found[3])
            assert not status.success


@given(st.lists(st.floats(0, 100), min_size=2, max_size=6))
def test_more_points_never_hurt(points: list[float]) -> None:
    """Of two learners, the one with more points never has the lower score or state."""
    found = [
        status_of(graded((score("all", p, 100.0),)), course(code="OWN")) for p in sorted(points)
    ]

    for lower, higher in pairwise(found):
        assert lower.score_scaled <= higher.score_scaled
        assert bool(lower.success) <= bool(higher.success)
