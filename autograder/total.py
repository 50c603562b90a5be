"""A learner's total over the course: the modules' scores, each by its weight.

A module counts 1 unless course.toml gives it a weight, and one that is not required counts only
where it is given one. A module that a learner is excused from is left out for that learner. What is
not handed in counts 0 in the total, and not at all in the total so far.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from autograder.completion import ModuleStatus
from autograder.course import Course, CourseModule
from autograder.points import exact, scaled

NO_SCORE_YET = ("not started", "in progress")


@dataclass(frozen=True, slots=True)
class CourseTotal:
    """One learner's total, as shares from 0 to 1 rounded down; None where nothing counts."""

    student: str
    total_scaled: float | None  # what is not handed in counts 0
    so_far_scaled: float | None  # of what has a score
    complete: int  # modules, of those that count
    counted: int  # modules that count
    excused: int


def weight(module: CourseModule) -> Fraction:
    """Return how much a module counts in the total."""
    if module.weight is not None:
        return exact(module.weight)
    return Fraction(1 if module.required else 0)


def course_totals(course: Course, statuses: Iterable[ModuleStatus]) -> tuple[CourseTotal, ...]:
    """Return a total for each learner, in the order in which they come."""
    by_student: dict[str, list[ModuleStatus]] = {}
    for status in statuses:
        by_student.setdefault(status.student, []).append(status)
    weights = {module.name: weight(module) for module in course.modules}
    return tuple(_total(student, found, weights) for student, found in by_student.items())


def _total(student: str, found: list[ModuleStatus], weights: dict[str, Fraction]) -> CourseTotal:
    counted = [one for one in found if one.state != "excused" and weights[one.module]]
    scored = [one for one in counted if one.score_maximum and one.state not in NO_SCORE_YET]
    return CourseTotal(
        student=student,
        total_scaled=_mean(counted, weights),
        so_far_scaled=_mean(scored, weights),
        complete=sum(one.state == "complete" for one in counted),
        counted=len(counted),
        excused=sum(one.state == "excused" for one in found),
    )


def _mean(statuses: list[ModuleStatus], weights: dict[str, Fraction]) -> float | None:
    whole = sum((weights[one.module] for one in statuses), Fraction())
    given = sum((weights[one.module] * _share(one) for one in statuses), Fraction())
    return scaled(given, whole) if whole else None


def _share(status: ModuleStatus) -> Fraction:
    # From the points themselves: the scaled score is rounded, and a sum of such would be short.
    if not status.score_maximum or status.score_given is None:
        return Fraction()
    return min(exact(status.score_given) / exact(status.score_maximum), Fraction(1))
