"""A small course.toml for the tests, and the error that a wrong one raises."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.course import load_course
from autograder.errors import CourseError

MINIMAL = """\
schema_version = 1
kind = "bootcamp"
title = "Testing for Beginners"

[policy]
late_work = "accept"

[limits]
cell_seconds = 30

[[modules]]
name = "squares"
code = "SQ"
title = "Squares"
minutes = 60

[[modules]]
name = "user-tests"
code = "USER"
title = "User tests"
minutes = 90
prerequisites = ["squares"]
"""


def write(folder: Path, text: str) -> Path:
    """Write text as the course.toml of a course folder, and return the folder."""
    (folder / "course").mkdir(exist_ok=True)
    (folder / "course" / "course.toml").write_text(text, encoding="utf-8")
    return folder


def error_of(folder: Path) -> str:
    """Return the message of the error that loading a course raises."""
    with pytest.raises(CourseError) as caught:
        load_course(folder)
    return str(caught.value)
