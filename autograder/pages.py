"""Write the feedback pages of a module, one learner after another.

Beside each page stands the same in short, for the learner's own start page; the page carries it
too, because nbgrader's exchange brings nothing but pages.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

from autograder import gradebook
from autograder.allowances import allowances_of
from autograder.completion import ModuleStatus, Standing, module_status
from autograder.course import Course, CourseModule
from autograder.decide import course_id, reports_of
from autograder.errors import CourseError, nearest
from autograder.feedback import feedback_page, keep_receipt, write_feedback, write_standing
from autograder.notebooks import exercise_of
from autograder.points import exact
from autograder.roster import read_roster
from autograder.scores import Score
from autograder.standing import standings
from pm_exercises.course.standing_file import ItemStanding, StandingFile, carried_by


def write_pages(
    course: Course, module: CourseModule, students: tuple[str, ...] = ()
) -> Iterator[Path]:
    """Write a page for every graded submission, or for some students' only; give each path.

    Raises:
        CourseError: a named student has nothing graded.
    """
    marks = gradebook.marks(course.gradebook, course_id(course), module.name)
    found = {standing.student: standing for standing in standings(course, module)}
    allowances, roster = allowances_of(course), read_roster(course.root)
    for student in students:
        if student not in found or not found[student].graded:
            raise CourseError(
                f"student {student!r} has nothing graded in {module.name}; grade it first."
                + nearest(student, found)
            )
    for student, standing in found.items():
        if (students and student not in students) or not standing.graded:
            continue
        allowance = allowances.get((student, module.name))
        status = module_status(course, module, standing, allowance)
        about_file = tuple(note for note in status.notes if note in standing.notes)
        facts = (note for note in status.notes if note not in about_file)
        summary = (f"{module.title}: {status.state}.", *status.reasons, *facts)
        folder = course.feedback / student / module.name
        said = standing_file(status, standing)
        write_standing(said, folder)
        keep_receipt(course.submitted / student / module.name, folder)
        for report in reports_of(course, module, student):
            page = feedback_page(
                report,
                marks[student],
                f"{course.title}: {module.title}",
                summary,
                course.autograded / student / module.name,
                name=roster.person(student).name,
            )
            yield write_feedback(carried_by(page, said), folder, report.notebook)


def standing_file(status: ModuleStatus, standing: Standing) -> StandingFile:
    """Return what the school says of a learner in a module, as the learner's folder holds it."""
    by_item: dict[str, list[Score]] = {}
    for score in standing.scores:
        by_item.setdefault(exercise_of(score.item_id), []).append(score)
    items = tuple(_item(item_id, scores) for item_id, scores in by_item.items())
    return StandingFile(
        student=status.student,
        module=status.module,
        state=status.state,
        score=_down(_counted(status, items)),
        points=float(_sum(item.points for item in items)),
        submitted_at=_whole(standing.submitted_at),
        written_at=datetime.now(UTC).replace(microsecond=0),
        exercises=items,
        reasons=status.reasons,
        notes=status.notes,
    )


def _counted(status: ModuleStatus, items: tuple[ItemStanding, ...]) -> Fraction:
    """The points that count: all there are, without what lateness took."""
    earned = max(_sum(item.score or 0.0 for item in items), Fraction())
    return max(earned - exact(status.late_penalty), Fraction())


def _item(item_id: str, scores: list[Score]) -> ItemStanding:
    waits = any(score.score_given is None and score.attempted for score in scores)
    given = None if waits else float(_sum(score.score_given or 0.0 for score in scores))
    return ItemStanding(
        id=item_id, score=given, points=float(_sum(score.score_maximum for score in scores))
    )


def _whole(moment: datetime | None) -> datetime | None:
    return moment.replace(microsecond=0) if moment else None


def _sum(points: Iterable[float]) -> Fraction:
    # The numbers as written, added exactly: the state's own reasons are counted so, too.
    return sum((Fraction(str(float(one))) for one in points), Fraction())


def _down(points: Fraction) -> float:
    return math.floor(points * 100) / 100
