"""Say for each learner and module whether it is done, and if not, what is missing.

Two flags, as in cmi5: completion (all required work handed in and read) and success (score at or
above the pass mark). Points are added and compared exactly, as fractions: no rounding can lift a
score over the mark, and a number in a reason never contradicts the state beside it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Literal

from autograder.course import Course, CourseModule
from autograder.fingerprint import listed
from autograder.notebook_names import exercise_of
from autograder.scores import CHANGED_SINCE_MARKED, Score
from pm_exercises.exercises import exercise_ids, title_of
from pm_exercises.exercises.modules import MODULES

State = Literal["not started", "in progress", "submitted", "needs review", "complete", "not yet"]


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
    success: bool | None  # None where the course sets no pass mark
    score_scaled: float  # 0 to 1, four decimals, rounded down
    reasons: tuple[str, ...] = ()


def course_statuses(
    course: Course, students: Iterable[str], standings: Iterable[Standing]
) -> tuple[ModuleStatus, ...]:
    """Return the status of every learner in every module, those who handed in nothing included."""
    known = {(standing.student, standing.module): standing for standing in standings}
    return tuple(
        module_status(
            course, module, known.get((student, module.name), Standing(student, module.name))
        )
        for student in students
        for module in course.modules
    )


def module_status(course: Course, module: CourseModule, standing: Standing) -> ModuleStatus:
    """Apply the course's policy to the facts about one learner and one module.

    Where the course sets no pass mark, nobody passes and nobody fails.
    """
    status = _status(course, module, standing)
    return status if course.pass_mark(module) is not None else replace(status, success=None)


def _status(course: Course, module: CourseModule, standing: Standing) -> ModuleStatus:
    if not standing.submitted:
        if standing.begun:
            return _open(standing, "in progress", "Work has begun, but nothing is handed in yet.")
        optional = "" if module.required else " This module is optional."
        return _open(standing, "not started", f"Nothing handed in yet.{optional}")
    if course.policy.late_work == "reject" and module.due is not None:
        if standing.submitted_at is None:
            reason = (
                f"When this was handed in is not known, and work is not accepted after "
                f"{_clock(module.due)}. Ask your instructor."
            )
            return _open(standing, "needs review", reason)
        if standing.submitted_at > module.due:
            reason = (
                f"Handed in {_length(standing.submitted_at - module.due)} after the due date, "
                f"{_clock(module.due)}; late work is not accepted."
            )
            return _open(standing, "not yet", reason)
    if not standing.graded:
        return _open(standing, "submitted", "Handed in, not graded yet.")
    if standing.stale:
        given, most = _points(standing.scores)
        points = f"{_down(given)} of {_up(most)} points"
        what = f" ({listed(standing.changed)})" if standing.changed else ""
        reason = (
            f"The checks changed since this was graded{what}; "
            f"the {points} are from the earlier checks."
            if standing.checks_changed
            else f"Handed in again since it was graded; the {points} are for the earlier work."
        )
        return _open(standing, "submitted", reason, _scaled(given, most))
    return _judge(course, module, standing)


def _open(standing: Standing, state: State, reason: str, scaled: float = 0.0) -> ModuleStatus:
    reasons = (reason, *standing.notes)
    return ModuleStatus(standing.student, standing.module, state, False, False, scaled, reasons)


def _judge(course: Course, module: CourseModule, standing: Standing) -> ModuleStatus:
    work = _Work(course, module, standing.scores)
    reasons = work.reasons()
    state: State = "needs review" if work.waiting else "not yet" if reasons else "complete"
    if reasons:
        reasons += standing.notes
    return ModuleStatus(
        standing.student,
        standing.module,
        state,
        work.done,
        work.passed,
        _scaled(work.given, work.most),
        tuple(reasons),
    )


class _Work:
    """Graded work, sorted by what keeps it from being complete."""

    def __init__(self, course: Course, module: CourseModule, scores: tuple[Score, ...]) -> None:
        policy = course.policy
        items, self.artefact = _expected(course, module)
        graded = {exercise_of(score.item_id) for score in scores}
        self.scores = scores
        self.lost = [item for item in items if item not in graded]
        self.blank = [score for score in scores if not score.attempted and not score.score_given]
        self.unread = [
            score for score in scores if score.score_given is None and score not in self.blank
        ]
        self.waiting = self.unread if policy.written_must_be_read else []
        self.least = _exact(policy.written_minimum_share)
        self.thin = [score for score in scores if self._too_thin(score)]
        self.given, self.most = _points(scores)
        mark = course.pass_mark(module)
        self.judged = mark is not None  # without a pass mark nobody passes, and nobody fails
        self.needed = _exact(mark or 0.0) * self.most

    @property
    def done(self) -> bool:
        """Completion: every exercise is there and attempted, and what needs a reader was read."""
        return bool(self.scores) and not (self.lost or self.blank or self.waiting)

    @property
    def reached(self) -> bool:
        """Whether the points so far are at or above the pass mark."""
        return self.most > 0 and self.given >= self.needed

    @property
    def passed(self) -> bool:
        """Success: the pass mark is reached, and the written answer has its minimum."""
        # While the written answer waits, nobody can say that its minimum is met.
        unknown = any(self._is_artefact(score) for score in self.waiting)
        return self.reached and not (self.lost or self.thin or unknown)

    def reasons(self) -> list[str]:
        """Return a sentence for each thing that is missing; none where done and passed."""
        if not self.scores:
            return ["The graded notebook holds no graded cell. Hand in the released notebook."]
        found = []
        if self.lost:
            verb = "has" if len(self.lost) == 1 else "have"
            found.append(f"{self._names(self.lost)} {verb} no score. Grade this work again.")
        if len(self.blank) == len(self.scores):
            found.append("None of the exercises was attempted.")
        elif self.blank:
            verb = "was" if len(self.blank) == 1 else "were"
            found.append(f"{self._names(_items(self.blank))} {verb} not attempted.")
        found += [self._waits(score) for score in self.waiting]
        found += [self._too_few(score) for score in self.thin if score not in self.blank]
        if not self.judged:
            return found
        if self.most <= 0:
            found.append("There are no points to earn in this notebook, so nobody can pass it.")
        elif not self.reached:
            have = (
                f"{_down(self.given)} of {_up(self.most)} points{' so far' if self.unread else ''}"
            )
            found.append(f"{have}; {_are(self.needed)} needed.")
            found += self._most_to_gain()
        return found

    def _waits(self, score: Score) -> str:
        for reason in score.reasons:
            if reason.code.endswith(f".{CHANGED_SINCE_MARKED}"):
                who = "The written answer " if self._is_artefact(score) else ""
                return f"{who}{reason.text}; it needs reading again."
        return f"{self._names(_items([score]))} waits for a reader."

    def _most_to_gain(self) -> list[str]:
        """Where the most points wait: the two weakest exercises, with what was said about them."""
        tried = [score for score in self.scores if score.attempted and score.reasons]
        gaps = sorted(tried, key=lambda score: (score.score_given or 0) - score.score_maximum)
        parts = [
            f"{self._name(item)} ({', '.join(dict.fromkeys(r.code for r in score.reasons))})"
            for score, item in zip(gaps[:2], _items(gaps[:2]), strict=True)
        ]
        return [f"Most is to be gained in {' and '.join(parts)}."] if parts else []

    def _is_artefact(self, score: Score) -> bool:
        return exercise_of(score.item_id) == self.artefact

    def _too_thin(self, score: Score) -> bool:
        if not self._is_artefact(score) or score.score_given is None or score.score_maximum <= 0:
            return False
        given = _exact(score.score_given)
        return given <= 0 or given < self.least * _exact(score.score_maximum)

    def _too_few(self, score: Score) -> str:
        given, most = _exact(score.score_given or 0.0), _exact(score.score_maximum)
        least = self.least * most
        wanted = f"{_are(least)} needed" if least > 0 else "more than 0 are needed"
        return (
            f"{self._names(_items([score]))} has {_down(max(given, Fraction()))} of {_up(most)} "
            f"points; {wanted}."
        )

    def _names(self, items: list[str]) -> str:
        """Return exercises by id and title, as a list in words that can begin a sentence."""
        names = [self._name(item) for item in items]
        text = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
        return f"{text[0].upper()}{text[1:]}" if items[0] == self.artefact else text

    def _name(self, item: str) -> str:
        if item == self.artefact:
            return f"the written answer {item}"
        return f"{item} {title_of(item)}" if item in exercise_ids() else item


def _expected(course: Course, module: CourseModule) -> tuple[tuple[str, ...], str]:
    """Return the exercises that must have a score, and which of them a person reads."""
    for known in MODULES:
        if course.ours and known.code == module.code:
            return (*known.exercises, known.written), known.written
    return (), ""


def _points(scores: Iterable[Score]) -> tuple[Fraction, Fraction]:
    """Return the points given so far, never below 0, and the points there are."""
    given = most = Fraction()
    for score in scores:
        given += _exact(score.score_given or 0.0)
        most += _exact(score.score_maximum)
    return max(given, Fraction()), most


def _scaled(given: Fraction, most: Fraction) -> float:
    return math.floor(min(given / most, Fraction(1)) * 10_000) / 10_000 if most > 0 else 0.0


def _exact(number: float) -> Fraction:
    # The number as written: 0.1 is a tenth. What is no number at all is no points.
    return Fraction(str(float(number))) if math.isfinite(number) else Fraction()


def _down(points: Fraction) -> str:
    return _decimal(math.floor(points * 100))


def _up(points: Fraction) -> str:
    return _decimal(math.ceil(points * 100))


def _decimal(hundredths: int) -> str:
    text = f"{hundredths // 100}.{hundredths % 100:02d}"
    return text.rstrip("0").rstrip(".")


def _are(points: Fraction) -> str:
    text = _up(points)
    return f"{text} is" if text == "1" else f"{text} are"


def _items(scores: Iterable[Score]) -> list[str]:
    return [exercise_of(score.item_id) for score in scores]


def _clock(moment: datetime) -> str:
    return moment.isoformat(" ", "minutes")


def _length(span: timedelta) -> str:
    for seconds, unit in ((86_400, "day"), (3600, "hour"), (60, "minute")):
        count = int(span.total_seconds() // seconds)
        if count:
            return f"{count} {unit}{'' if count == 1 else 's'}"
    return "less than a minute"
