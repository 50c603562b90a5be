"""Bring the roster into nbgrader's gradebook, so that formgrader shows names."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from autograder.course import Course
from autograder.decide import course_id
from autograder.gradebook_reading import reading
from autograder.roster import read_roster

COLUMNS = ("id", "first_name", "last_name", "email")


def enrol_roster(course: Course) -> int:
    """Write the roster's ids, names and e-mails into the gradebook; return how many changed.

    Nobody is taken out, and what the roster leaves empty stays as it was.

    Raises:
        CourseError: the roster cannot be read, or a line of it is wrong.
        GradebookError: the gradebook cannot be written.
    """
    people = read_roster(course.root).people.values()
    wanted = [(one.id, *one.first_and_last, one.email) for one in people]
    return name_students(course.gradebook, course_id(course), wanted) if wanted else 0


def name_students(path: Path, course_id: str, people: Iterable[tuple[str, str, str, str]]) -> int:
    """Write learners' (id, first name, last name, e-mail); return how many rows changed.

    What is empty stays as the gradebook has it.

    Raises:
        GradebookError: the gradebook cannot be written.
    """
    wanted = [dict(zip(COLUMNS, one, strict=True)) for one in people]
    with reading(path, course_id) as database:
        rows = (
            database.execute("select id, first_name, last_name, email from student")
            if database
            else ()
        )
        known = {row[0]: dict(zip(COLUMNS, row, strict=True)) for row in rows}
    changed = [
        one
        for one in wanted
        if one["id"] not in known
        or any(value and known[one["id"]][name] != value for name, value in one.items())
    ]
    if not changed:
        return 0
    from sqlalchemy import text

    from autograder.gradebook import open_gradebook  # nbgrader is slow to import

    with open_gradebook(path, course_id) as book:
        # One statement for all of them: nbgrader's own way commits for each.
        book.db.execute(
            text(
                "insert into student (id, first_name, last_name, email) values (:id, "
                "nullif(:first_name, ''), nullif(:last_name, ''), nullif(:email, '')) "
                "on conflict (id) do update set "
                "first_name = coalesce(excluded.first_name, first_name), "
                "last_name = coalesce(excluded.last_name, last_name), "
                "email = coalesce(excluded.email, email)"
            ),
            changed,
        )
        book.db.commit()
    return len(changed)
