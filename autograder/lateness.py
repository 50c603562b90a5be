"""When work is due for one learner, how late it came, and what that costs.

Lateness counts from the due date in whole days, each day begun. Work within the minutes of grace
is in time. The penalty is a share of the points that the work earned: two days late at 0.1 a day
leave 80 % of them.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from fractions import Fraction

from autograder.allowances import Allowance
from autograder.points import down, exact, plural, up
from autograder.scores import ScoreReport
from autograder.settings import CourseModule, Policy

DAY = timedelta(days=1)
# What reports of earlier versions note.
OLD_NOTE = re.compile(r"Handed in (an hour|\d+ (hours|days)) after the due date\.")


@dataclass(frozen=True, slots=True)
class Lateness:
    """How one hand-in stands to the due date that holds for its learner."""

    due: datetime | None  # None: there is no due date
    handed_in: datetime | None  # None: the hand-in does not say
    grace: timedelta = timedelta()

    @property
    def late_by(self) -> timedelta | None:
        """How long after the due date it came, 0 if before; None where that is not known."""
        if self.due is None or self.handed_in is None:
            return None
        return max(self.handed_in - self.due, timedelta())

    @property
    def late(self) -> bool:
        """Whether it came after the due date and the minutes of grace."""
        return self.late_by is not None and self.late_by > self.grace

    @property
    def days(self) -> int:
        """Days late, each day begun; 0 where it is not late."""
        return math.ceil((self.late_by or timedelta()) / DAY) if self.late else 0

    def note(self) -> str:
        """Return the fact of a late hand-in as a sentence; "" where there is none."""
        if not self.late_by or self.due is None:
            return ""
        kind = "" if self.late else f", within the {_minutes(self.grace)} of grace"
        return f"Handed in {length(self.late_by)} after the due date, {clock(self.due)}{kind}."


@dataclass(frozen=True, slots=True)
class Penalty:
    """What lateness takes off a score: a share of the points that were earned."""

    share: Fraction = Fraction()
    days: int = 0

    def of(self, given: Fraction) -> Fraction:
        """Return the points that are taken off."""
        return given * self.share

    def sentence(self, given: Fraction, most: Fraction) -> str:
        """Say what is taken off and what is left; "" where nothing is."""
        if not self.share:
            return ""
        days, share = plural(self.days, "day"), up(100 * self.share)
        counts = down(given - self.of(given))
        return (
            f"{days} late (each day begun counts): {share} % taken off, "
            f"{down(given)} of {up(most)} points count as {counts}."
        )


def lateness(
    policy: Policy, module: CourseModule, allowance: Allowance | None, handed_in: datetime | None
) -> Lateness:
    """Return how a hand-in stands to the learner's own due date, or else the module's."""
    due = allowance.due if allowance and allowance.due else module.due
    return Lateness(due, handed_in, timedelta(minutes=policy.grace_minutes))


def penalty(policy: Policy, late: Lateness) -> Penalty:
    """Return what a hand-in loses by lateness; nothing where no time of hand-in is known."""
    share = min(exact(policy.late_penalty_per_day) * late.days, exact(policy.late_penalty_most))
    return Penalty(share, late.days) if share else Penalty()


def without_lateness(report: ScoreReport) -> ScoreReport:
    """Return a report without what an earlier version noted: the due date may have moved since."""
    notes = tuple(note for note in report.notes if not OLD_NOTE.fullmatch(note))
    return replace(report, notes=notes)


def clock(moment: datetime) -> str:
    """Return a date and time to the minute, with its time zone."""
    return moment.isoformat(" ", "minutes")


def length(span: timedelta) -> str:
    """Return a span of time in its largest whole unit."""
    for seconds, unit in ((86_400, "day"), (3600, "hour"), (60, "minute")):
        if count := int(span.total_seconds() // seconds):
            return plural(count, unit)
    return "less than a minute"


def _minutes(span: timedelta) -> str:
    return plural(int(span.total_seconds() // 60), "minute")
