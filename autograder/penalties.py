"""Write late penalties where nbgrader keeps its own, so that formgrader and exports agree with us.

A penalty is a share of a score, and a person's mark or an extension changes it after grading; so
it is brought up to date after each of these, and again with every `bootcamp grade`.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

from autograder.completion import ModuleStatus
from autograder.course import Course, CourseModule
from autograder.decide import course_id
from autograder.errors import CourseError
from autograder.nbgrader_settings import load_config, penalises_lateness
from autograder.points import exact
from autograder.standing import statuses


def check_penalties(course: Course) -> None:
    """Make sure that one place alone says what lateness costs.

    Raises:
        CourseError: course.toml and nbgrader_config.py both do.
    """
    if _is_ours(course) and penalises_lateness(load_config(course.root, only_reading=True)):
        raise CourseError(
            f"{course.root}: course/course.toml says what late work loses, and nbgrader_config.py "
            "names a plugin for late submissions as well. Keep one: take the plugin out, or "
            "late_penalty_per_day and late_work out of [policy]."
        )


def sync_penalties(course: Course, modules: tuple[CourseModule, ...]) -> int:
    """Write what each late submission loses; return how many entries changed.

    Raises:
        CourseError: nbgrader_config.py sets a penalty as well.
        GradebookError: the gradebook cannot be written.
    """
    check_penalties(course)
    if not course.gradebook.exists():
        return 0
    if not _is_ours(course):
        # What an earlier rule of ours took is given back; what nbgrader's plugin takes is its own.
        none = not has_penalties(course.gradebook)
        if none or penalises_lateness(load_config(course.root, only_reading=True)):
            return 0
    names = {module.name for module in modules}
    shares: dict[str, dict[str, Fraction]] = {name: {} for name in names}
    for status in statuses(course):
        share = _share(status)
        if status.module in names and share is not None:
            shares[status.module][status.student] = share
    return sum(
        set_penalties(course.gradebook, course_id(course), name, found)
        for name, found in shares.items()
    )


def _is_ours(course: Course) -> bool:
    return bool(course.policy.late_penalty_per_day) or course.policy.late_work == "reject"


def _share(status: ModuleStatus) -> Fraction | None:
    """The share of the score that lateness takes; None where the score is not this hand-in's."""
    if status.state in ("not started", "in progress", "submitted"):
        return None
    taken = exact(status.late_penalty)
    whole = taken + exact(status.score_given or 0.0)
    return taken / whole if whole > 0 else Fraction()


def has_penalties(path: Path) -> bool:
    """Whether any late submission in a gradebook loses points."""
    try:
        address = f"{path.absolute().as_uri()}?mode=ro"
        with contextlib.closing(sqlite3.connect(address, uri=True)) as database:
            found = database.execute(
                "select 1 from submitted_notebook where late_submission_penalty > 0 limit 1"
            )
            return found.fetchone() is not None
    except sqlite3.DatabaseError:  # empty, or no gradebook: whoever opens it says so
        return False


def set_penalties(
    path: Path, course_id: str, assignment: str, shares: Mapping[str, Fraction]
) -> int:
    """Write what late submissions lose, by learner, as a share of each notebook's score.

    Returns how many notebooks' penalties changed; nothing to lose is None, as nbgrader has it.

    Raises:
        GradebookError: the gradebook cannot be written.
    """
    from autograder.gradebook import open_gradebook  # nbgrader is slow to import

    changed = 0
    with open_gradebook(path, course_id) as book:
        found = [one for one in book.assignments if one.name == assignment]
        for submission in (one for assigned in found for one in assigned.submissions):
            if (share := shares.get(submission.student.id)) is None:
                continue
            for notebook in submission.notebooks:
                taken = round(float(share * Fraction(str(notebook.score or 0.0))), 10) or None
                if notebook.late_submission_penalty != taken:
                    notebook.late_submission_penalty = taken
                    changed += 1
        if changed:
            book.db.commit()
    return changed
