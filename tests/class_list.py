"""A small course with a due date and a roster, and what a verb says of it."""

from __future__ import annotations

import json
from typing import Any

from nbgrader.api import Gradebook
from typer.testing import Result

from autograder.course import Course
from tests.books import COURSE
from tests.runs import run

ROSTER = "id;name;e-mail;section\nada;Ada Lovelace;ada@x.org;B\nzoe;Kravitz, Zoë;;A\n"


def due_course(course: Course) -> Course:
    """Give the course a due date: the last day of January."""
    change(course, "minutes = 10", "minutes = 10\ndue = 2027-01-31T23:59:00Z")
    return course


def change(course: Course, old: str, new: str) -> None:
    """Change a line of course.toml."""
    path = course.root / "course" / "course.toml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def policy(course: Course, line: str) -> None:
    """Give the course a policy."""
    change(course, "[limits]", f"[policy]\n{line}\n\n[limits]")


def enrol(course: Course, text: str = ROSTER) -> None:
    """Give the course a roster."""
    (course.root / "course" / "roster.csv").write_text(text, encoding="utf-8")


def rows(course: Course, *words: str) -> dict[str, dict[str, Any]]:
    """Return `status --json` by learner."""
    done = run(course, "status", "--json", *words)
    assert done.exit_code == 0, done.output
    return {row["student"]: row for row in json.loads(done.stdout)}


def book(course: Course) -> Gradebook:
    """The gradebook, as nbgrader and formgrader open it."""
    return Gradebook(f"sqlite:///{course.gradebook}", COURSE)


def ok(done: Result) -> str:
    """Return what a verb printed; it must have succeeded."""
    assert done.exit_code == 0, done.output
    return done.stdout
