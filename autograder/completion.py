"""Say for each learner and module whether it is done, and if not, what is missing.

Two flags, as in cmi5: completion (all required work handed in and read) and success (score at or
above the pass mark). Points are added and compared exactly, as fractions: no rounding can lift a
score over the mark, and a number in a reason never contradicts the state beside it.

A reason says what is missing. A note is a fact that stays worth knowing when nothing is: lateness
and what it cost, an extension, a repaired cell, data that belong to somebody else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction
from typing import Literal

from autograder.allowances import Allowance, Allowances
from autograder.course import Course, CourseModule
from autograder.fingerprint import listed
from autograder.lateness import (
    Lateness,
    clock,
    lateness,
    length,
    penalty,
)
from autograder.points import down, scaled, totals, up
from autograder.requirements import Work
from autograder.scores import Score

State = Literal[
    "not started", "in progress", "submitted", "needs review", "complete", "not yet", "excused"
]


@dataclass(frozen=True, slots=True)
class Standing:
    """The facts about one learner and one module, before any policy is applied."""

    student: str
    module: str  # its name
    begun: bool = False  # something is answered in the learner's own copy
    submitted: bool = False
    submitted_at: datetime | None = None  # with time zone; None where the hand-in does not say
    graded: bool = False
    stale: bool = False  # something changed since it was graded
    checks_changed: bool = False  # and it was our checks, not the learner's work
    changed: tuple[str, ...] = ()  # of our checks: what, in words
    # With a person's marks already in; score_given is None while an answer waits for its reader.
    scores: tuple[Score, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ModuleStatus:
    """How one learner stands in one module. Whoever is not complete has at least one reason."""

    student: str
    module: str
    state: State
    completion: bool
    success: bool | None  # None where the course has no pass mark
    score_scaled: float  # 0 to 1, four decimals, rounded down
    reasons: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    score_given: float | None = None  # points that count, late penalty taken off; None: no score
    score_maximum: float | None = None
    late_penalty: float = 0.0  # points taken off
    submitted_at: datetime | None = None
    due: datetime | None = None  # the learner's own due date, where there is one
    seconds_late: int | None = None  # None where there is no due date, or no time of hand-in
    allowance: str = ""  # an extension or an excuse, with its reason: for staff


def course_statuses(
    course: Course,
    students: Iterable[str],
    standings: Iterable[Standing],
    allowances: Allowances | None = None,
) -> tuple[ModuleStatus, ...]:
    """Return the status of every learner in every module, those who handed in nothing included."""
    known = {(standing.student, standing.module): standing for standing in standings}
    allowed: Mapping[tuple[str, str], Allowance] = allowances or {}
    return tuple(
        module_status(
            course,
            module,
            known.get((student, module.name), Standing(student, module.name)),
            allowed.get((student, module.name)),
        )
        for student in students
        for module in course.modules
    )


def module_status(
    course: Course, module: CourseModule, standing: Standing, allowance: Allowance | None = None
) -> ModuleStatus:
    """Apply the course's policy, and what one learner is allowed, to the facts about their work."""
    late = lateness(course.policy, module, allowance, standing.submitted_at)
    status = _Judge(course, module, standing, late, allowance).status()
    return replace(
        status,
        submitted_at=standing.submitted_at,
        due=late.due,
        seconds_late=None if late.late_by is None else int(late.late_by.total_seconds()),
        allowance=str(allowance) if allowance else "",
    )


@dataclass(frozen=True, slots=True)
class _Judge:
    """The rules, in the order in which they decide."""

    course: Course
    module: CourseModule
    standing: Standing
    late: Lateness
    allowance: Allowance | None

    def status(self) -> ModuleStatus:
        standing = self.standing
        if self.allowance and self.allowance.excused:
            return self._excused()
        if not standing.submitted:
            return self._nothing_yet()
        if self.course.policy.late_work == "reject" and self.late.due is not None:
            if self.late.handed_in is None:
                return self._open(
                    "needs review",
                    "When this was handed in is not known, and work is not accepted after "
                    f"{clock(self.late.due)}. Ask your instructor.",
                )
            if self.late.late:
                return self._rejected(self.late.due)
        if not standing.graded:
            return self._open("submitted", "Handed in, not graded yet.")
        return self._stale() if standing.stale else self._graded()

    def _excused(self) -> ModuleStatus:
        given, most = totals(self.standing.scores)
        points = (
            f" The {down(given)} of {up(most)} points for what was handed in do not count."
            if self.standing.graded
            else ""
        )
        return self._open("excused", f"Excused from this module.{points}", given, most)

    def _nothing_yet(self) -> ModuleStatus:
        if self.standing.begun:
            return self._open("in progress", "Work has begun, but nothing is handed in yet.")
        optional = "" if self.module.required else " This module is optional."
        return self._open("not started", f"Nothing handed in yet.{optional}")

    def _rejected(self, due: datetime) -> ModuleStatus:
        earned, most = totals(self.standing.scores)
        reason = (
            f"Handed in {length(self.late.late_by or self.late.grace)} after the due date, "
            f"{clock(due)}; late work is not accepted."
        )
        found = self._open("not yet", reason, Fraction(), most, said=True)
        return replace(found, late_penalty=float(earned))

    def _stale(self) -> ModuleStatus:
        given, most = totals(self.standing.scores)
        points = f"{down(given)} of {up(most)} points"
        what = f" ({listed(self.standing.changed)})" if self.standing.changed else ""
        reason = (
            f"The checks changed since this was graded{what}; "
            f"the {points} are from the earlier checks."
            if self.standing.checks_changed
            else f"Handed in again since it was graded; the {points} are for the earlier work."
        )
        return self._open("submitted", reason, given, most)

    def _graded(self) -> ModuleStatus:
        cost = penalty(self.course.policy, self.late)
        work = Work(self.course, self.module, self.standing.scores, cost)
        reasons = work.reasons()
        state: State = "needs review" if work.waiting else "not yet" if reasons else "complete"
        taken = cost.sentence(work.earned, work.most)
        return ModuleStatus(
            self.standing.student,
            self.standing.module,
            state,
            work.done,
            work.passed,
            scaled(work.given, work.most),
            tuple(reasons),
            self._notes(taken),
            score_given=float(work.given),
            score_maximum=float(work.most),
            late_penalty=float(work.taken),
        )

    def _open(
        self,
        state: State,
        reason: str,
        given: Fraction = Fraction(),
        most: Fraction | None = None,
        *,
        said: bool = False,
    ) -> ModuleStatus:
        """Work that is not judged; `said` where the reason tells of its lateness already."""
        # What is noted about work that is not graded as it is now keeps it from being graded.
        why = self.standing.notes if state == "submitted" else ()
        notes = [note for note in self._notes(said=said) if note not in why]
        return ModuleStatus(
            self.standing.student,
            self.standing.module,
            state,
            completion=False,
            success=None if self.course.pass_mark(self.module) is None else False,
            score_scaled=scaled(given, most or Fraction()),
            reasons=(reason, *why),
            notes=tuple(notes),
            score_given=float(given) if most else None,
            score_maximum=float(most) if most else None,
        )

    def _notes(self, *more: str, said: bool = False) -> tuple[str, ...]:
        facts = [*self._about_time(said=said), *more]
        facts += self.standing.notes
        return tuple(fact for fact in facts if fact)

    def _about_time(self, *, said: bool) -> list[str]:
        if self.allowance and self.allowance.excused:
            return []
        found = [] if said else [self.late.note()]
        if self.allowance and self.allowance.due:
            found.append(f"The due date is extended to {clock(self.allowance.due)}.")
        unknown = self.standing.submitted and self.late.due and self.late.handed_in is None
        if unknown and self.course.policy.late_penalty_per_day:
            found.append("When this was handed in is not known, so nothing is taken off for it.")
        return found
