"""What a course folder gives: ours by its course.toml, and any other in nbgrader's layout."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import ValidationError

from autograder.course import load_course
from autograder.errors import CourseError
from autograder.settings import Limits, Policy
from tests.courses import MINIMAL, error_of, write


def test_settings_have_defaults(tmp_path: Path) -> None:
    """A short course.toml is enough: 70 % passes, late work counts, answers are read."""
    course = load_course(write(tmp_path, MINIMAL))

    assert course.ours
    assert course.title == "Testing for Beginners"
    assert course.school == "Port Lydden School of Product"
    assert course.course_id == ""
    assert course.pass_mark(course.modules[0]) == 0.7
    assert course.policy == Policy(
        late_work="accept", written_must_be_read=True, written_minimum_share=0.5
    )
    assert [module.name for module in course.modules] == ["squares", "user-tests"]
    assert course.modules[0].required
    assert course.modules[0].due is None


def test_folders_are_nbgraders(tmp_path: Path) -> None:
    """Every folder stands where nbgrader expects it, under the course's root."""
    root = write(tmp_path, MINIMAL)

    course = load_course(root)

    assert course.root == root
    assert [course.source, course.release, course.submitted, course.autograded] == [
        root / "source",
        root / "release",
        root / "submitted",
        root / "autograded",
    ]
    assert course.feedback == root / "feedback"
    assert course.gradebook == root / "gradebook.db"


def test_a_module_can_differ(tmp_path: Path) -> None:
    """A module's own mark, limits and due date stand in place of the course's."""
    text = MINIMAL.replace(
        "minutes = 60",
        "minutes = 60\npass_mark = 0.9\ndue = 2027-01-31T23:59:00+01:00\nlimits.memory_mb = 512",
    )

    course = load_course(write(tmp_path, text.replace("cell_seconds = 30", "cell_seconds = 40")))
    first, second = course.modules

    assert (course.pass_mark(first), course.pass_mark(second)) == (0.9, 0.7)
    assert course.limits(first) == Limits(cell_seconds=40, memory_mb=512)
    assert course.limits(second) == Limits(cell_seconds=40)
    assert first.due == datetime(2027, 1, 31, 22, 59, tzinfo=UTC)


@pytest.mark.parametrize("wanted", ["squares", "SQUARES", "SQ", "sq", " squares "])
def test_module_by_name_or_code(tmp_path: Path, wanted: str) -> None:
    """A module is found by its name or code, in capitals or not."""
    assert load_course(write(tmp_path, MINIMAL)).module(wanted).name == "squares"


@pytest.mark.parametrize(
    ("wanted", "way_out"),
    [
        ("sqares", 'Did you mean "squares"?'),
        ("user_tests", 'Did you mean "user-tests"?'),
        ("USR", 'Did you mean "USER"?'),
        ("pottery", "There is: squares, user-tests, SQ, USER."),
    ],
)
def test_unknown_module(tmp_path: Path, wanted: str, way_out: str) -> None:
    """A module that is not there gets the nearest one there is, or the list."""
    with pytest.raises(CourseError, match=re.escape(way_out)) as caught:
        load_course(write(tmp_path, MINIMAL)).module(wanted)

    assert f'"{wanted}"' in str(caught.value)


def test_settings_never_change(tmp_path: Path) -> None:
    """A course is a value: nothing in it can be assigned to."""
    course = load_course(write(tmp_path, MINIMAL))

    with pytest.raises(ValidationError):
        course.modules[0].minutes = 1
    assert isinstance(course.modules, tuple)
    assert isinstance(course.modules[1].prerequisites, tuple)


# ── a course made for nbgrader alone ──────────────────────────────────────────────────────────


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """A course folder as nbgrader's quickstart makes it."""
    (tmp_path / "nbgrader_config.py").write_text("c = get_config()\n")
    for name in ("source/Problem Set 2/b.ipynb", "source/ps1/a.ipynb", "source/ps1/b.ipynb"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text('{"cells": []}')
    for name in ("source/header.ipynb", "source/.ipynb_checkpoints/a.ipynb", "source/data/x.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("{}")
    return tmp_path


def test_other_courses_can_be_loaded(other: Path) -> None:
    """Any nbgrader course is a course: its assignments are the modules, its rules nbgrader's."""
    course = load_course(other)

    assert not course.ours
    assert [module.name for module in course.modules] == ["Problem Set 2", "ps1"]
    assert course.module("PS1").title == "ps1"
    assert course.policy == Policy()
    assert course.pass_mark(course.modules[0]) is None
    assert course.limits(course.modules[0]) == Limits()


def test_other_course_without_assignments(tmp_path: Path) -> None:
    """A configuration alone is no course: it says where a notebook is missing."""
    (tmp_path / "nbgrader_config.py").touch()

    assert "no notebook in source/*/" in error_of(tmp_path)


def test_a_file_of_settings_makes_no_course_ours(other: Path) -> None:
    """It may say when work is due and what passes, of some assignments or all; ours is said."""
    text = (
        'pass_mark = 0.5\n[[modules]]\nname = "ps1"\ndue = 2027-01-31T23:59:00Z\npass_mark = 0.6\n'
    )

    course = load_course(write(other, text))

    assert not course.ours
    assert [module.name for module in course.modules] == ["ps1", "Problem Set 2"]
    first, second = course.modules
    assert (course.pass_mark(first), course.pass_mark(second)) == (0.6, 0.5)
    assert first.due == datetime(2027, 1, 31, 23, 59, tzinfo=UTC)
    assert load_course(write(other, MINIMAL)).ours
    assert not load_course(write(other, MINIMAL.replace('kind = "bootcamp"\n', ""))).ours


def test_a_file_that_sets_no_pass_mark_has_none(other: Path) -> None:
    """Nothing is invented for another course, with a file or without one."""
    course = load_course(write(other, 'title = "Statistics"\n'))

    assert course.title == "Statistics"
    assert [course.pass_mark(module) for module in course.modules] == [None, None]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('kind = "botcamp"', 'kind: "botcamp" is not allowed; write "bootcamp"'),
        ("pass_mark = 7", "pass_mark: 7 is not allowed"),
        ("modules = 3", "modules: 3 is not allowed"),
        ('[[modules]]\nname = "a/b"', 'the first [[modules]] table, name: "a/b" is not allowed'),
        ('[[modules]]\nname = "ps1"\ndeu = 1', 'Did you mean "due"?'),
        ('[[modules]]\ntitle = "x"', "the first [[modules]] table, name is missing"),
    ],
)
def test_another_courses_file_is_checked_too(other: Path, text: str, said: str) -> None:
    """One sentence with the way out, as in ours."""
    assert said in error_of(write(other, text))


def test_our_notebooks_need_the_file_to_say_so(other: Path) -> None:
    """A file that does not say whose the course is would have our checks graded by laxer rules."""
    (other / "source/ps1/a.ipynb").write_text('{"cells": ["from pm_exercises import check"]}')
    text = MINIMAL.replace('kind = "bootcamp"\n', "")

    message = error_of(write(other, text))

    assert 'has to say kind = "bootcamp"' in message
    assert "source/ps1/a.ipynb" in message
    assert load_course(write(other, MINIMAL)).ours


def test_our_course_is_never_taken_for_another(other: Path) -> None:
    """Losing course.toml must not make our own notebooks be graded by laxer rules."""
    (other / "source/ps1/a.ipynb").write_text('{"cells": ["from pm_exercises import check"]}')

    message = error_of(other)

    assert "course/course.toml is missing" in message
    assert "source/ps1/a.ipynb" in message
