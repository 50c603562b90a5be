"""The total over the course: by weight, without what a learner is excused from."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.completion import ModuleStatus, State
from autograder.course import Course
from autograder.settings import read_settings
from autograder.total import CourseTotal, course_totals

NAMES = ("one", "two", "three")


def course(*modules: dict[str, object]) -> Course:
    """Return a course of modules with these further settings."""
    tables = [
        {"name": name, "code": f"M{'ABC'[i]}", "title": name, "minutes": 10, **more}
        for i, (name, more) in enumerate(zip(NAMES, modules, strict=False))
    ]
    return Course(Path("/c"), read_settings({"schema_version": 1, "title": "C", "modules": tables}))


def stand(
    module: str, given: float | None, most: float = 10, state: State = "not yet"
) -> ModuleStatus:
    """Return Ada's status in a module."""
    return ModuleStatus(
        "ada",
        module,
        state if given is not None or state != "not yet" else "not started",
        state == "complete",
        state == "complete",
        0.0,
        score_given=given,
        score_maximum=None if given is None else most,
    )


def total(where: Course, *statuses: ModuleStatus) -> CourseTotal:
    """Return Ada's total."""
    (found,) = course_totals(where, statuses)
    return found


def test_modules_count_alike_unless_they_are_weighed() -> None:
    """However many points a module has: half of one and all of the other is three quarters."""
    found = total(course({}, {}), stand("one", 5), stand("two", 100, 100, "complete"))

    assert (found.total_scaled, found.so_far_scaled) == (0.75, 0.75)
    assert (found.complete, found.counted) == (1, 2)


def test_weights() -> None:
    """A module of weight 3 counts three times one of weight 1; one of weight 0 not at all."""
    where = course({"weight": 3}, {}, {"weight": 0})

    found = total(where, stand("one", 10), stand("two", 0), stand("three", 10))

    assert (found.total_scaled, found.counted) == (0.75, 2)


def test_what_is_not_handed_in() -> None:
    """It counts nothing in the total, and is no part of the total so far."""
    found = total(course({}, {}), stand("one", 8), stand("two", None))

    assert (found.total_scaled, found.so_far_scaled) == (0.4, 0.8)


def test_an_optional_module_counts_where_it_has_a_weight() -> None:
    """Nobody loses by a module that the course does without."""
    optional: dict[str, object] = {"required": False}

    assert total(course({}, optional), stand("one", 8), stand("two", None)).total_scaled == 0.8
    weighed = course({}, optional | {"weight": 1})
    assert total(weighed, stand("one", 8), stand("two", None)).total_scaled == 0.4


@pytest.mark.parametrize("given", [None, 2.0])
def test_an_excused_module_is_left_out(given: float | None) -> None:
    """For that learner, and whatever was handed in."""
    found = total(course({}, {}), stand("one", 8), stand("two", given, state="excused"))

    assert (found.total_scaled, found.so_far_scaled) == (0.8, 0.8)
    assert (found.counted, found.excused) == (1, 1)


def test_nothing_counts() -> None:
    """Excused from everything is no total, and not 0."""
    found = total(course({}), stand("one", None, state="excused"))

    assert (found.total_scaled, found.so_far_scaled) == (None, None)


def test_a_total_is_exact() -> None:
    """Three thirds are one: scores are added as fractions, and rounded down once."""
    statuses = (stand("one", 1, 3), stand("two", 1, 3), stand("three", 7, 3))

    assert total(course({}, {}, {}), *statuses).total_scaled == 0.5555
