"""Say whose work has to be graded, and why: quickly, because most of the time it is nobody's.

Nothing that grades is imported here, nothing is started, and nothing is written.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from traitlets.config import Config

from autograder import gradebook_reading
from autograder.course import Course, CourseModule
from autograder.errors import CourseError, GradebookError, nearest
from autograder.fingerprint import changes, graded_cells, parts_of
from autograder.folders import Submission, find_submissions
from autograder.gradebook_reading import Known
from autograder.lateness import without_lateness
from autograder.nbgrader_settings import lateness_settings, load_config, penalises_lateness
from autograder.scores import ScoreReport, read_reports
from autograder.submission.files import content_hash
from autograder.trees import mark

HANDED_IN, FORCED = "the learner handed in other work", "--force"
NOT_YET = "it was not graded yet"
NO_GRADE = "the gradebook has no grade of it"


@dataclass(frozen=True, slots=True)
class Todo:
    """One submission to grade, and why."""

    submission: Submission
    content_hash: str  # of all that decides the grade
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """What a grading run has to do for a module."""

    module: CourseModule
    todo: tuple[Todo, ...]
    unchanged: int
    classmates: frozenset[str]
    parts: Mapping[str, str]
    sync: bool  # whether the gradebook has to learn the module's cells or its due date
    due: str  # by which lateness is counted, in the gradebook's way
    late_rule: str  # the course's rule for late work; empty where nobody loses points
    penalise: tuple[str, ...] = ()  # whose late penalty was counted by another date or rule

    @property
    def quiet(self) -> bool:
        """Whether there is nothing at all to do."""
        return not (self.todo or self.sync or self.penalise)


def decide(
    course: Course,
    module: CourseModule,
    students: tuple[str, ...] = (),
    *,
    force: bool = False,
) -> Decision:
    """Say which submissions need grading, or only their late penalty counted again.

    Raises:
        CourseError: a student was named who handed in nothing.
        NotebookError: the module has no notebook, or one cannot be read.
        GradebookError: the gradebook cannot be read, or is another course's.
    """
    config = load_config(course.root, only_reading=True)
    submissions = find_submissions(course.submitted, module.name)
    classmates = frozenset(submission.student for submission in submissions)
    _check_students(students, classmates, course, module)
    name = course_id(course, config)
    known = gradebook_reading.known(course.gradebook, name, module.name)
    parts = parts_of(course, module, config)
    due = _due(module, known)
    rule = lateness_settings(config) if penalises_lateness(config) else ""
    todo, penalise, unchanged = [], [], 0
    for submission in submissions:
        if students and submission.student not in students:
            continue
        work = content_hash(submission.folder)
        reports = earlier(course.autograded / submission.student / module.name)
        why = why_stale(reports, work, parts)
        if not why and (known is None or submission.student not in known.extensions):
            why = (NO_GRADE,)
        if force and not why:
            why = (FORCED,)
        if why:
            todo.append(Todo(submission, grade_hash(work, parts), why))
            continue
        unchanged += 1
        extension = known.extensions[submission.student] if known else ""
        late = lateness_mark(due, extension, rule)
        if any(report.lateness != late for report in reports):
            penalise.append(submission.student)
    sync = bool(todo) or not _knows(course, module, config, known)
    return Decision(
        module, tuple(todo), unchanged, classmates, parts, sync, due, rule, tuple(penalise)
    )


def course_id(course: Course, config: Config | None = None) -> str:
    """Return the id that the gradebook knows a course by; another course's is nbgrader's own."""
    if course.course_id:
        return course.course_id
    config = load_config(course.root, only_reading=True) if config is None else config
    return str(config.CourseDirectory.get("course_id", ""))


def why_stale(
    reports: tuple[ScoreReport, ...], work: str, parts: Mapping[str, str]
) -> tuple[str, ...]:
    """Say why a submission has to be graded again; nothing where its grade is that of now."""
    if not reports:
        return (NOT_YET,)
    found = [HANDED_IN] if any(report.work_hash != work for report in reports) else []
    for report in reports:
        found += changes(report.parts, parts)
    return tuple(dict.fromkeys(found))


def grade_hash(work: str, parts: Mapping[str, str]) -> str:
    """Return a hash of a learner's files and all that they are graded with."""
    return mark(work, json.dumps(dict(parts), sort_keys=True))


def lateness_mark(due: str, extension: str, rule: str) -> str:
    """Return a mark of what late work loses points by; empty where it loses none."""
    return mark(due, extension, rule) if rule else ""


def reports_of(course: Course, module: CourseModule, student: str) -> tuple[ScoreReport, ...]:
    """Return the score reports of one submission; none where it was not graded here."""
    found = read_reports(course.autograded / student / module.name)
    return tuple(without_lateness(report) for report in found)


def earlier(target: Path) -> tuple[ScoreReport, ...]:
    """Return what the last run gave; nothing where that cannot be read."""
    try:
        return read_reports(target)
    except GradebookError:  # half written, or nbgrader copied a learner's file of that name
        return ()


def _due(module: CourseModule, known: Known | None) -> str:
    if module.due is not None:
        return gradebook_reading.stored(module.due)
    return known.due if known else ""  # a date that only the gradebook has stays


def _knows(course: Course, module: CourseModule, config: Config, known: Known | None) -> bool:
    """Whether the gradebook knows the module's graded cells, their points, and when it is due."""
    if known is None or (module.due is not None and known.due != _due(module, known)):
        return False
    points = {
        (notebook, cell.name): cell.points
        for notebook, cells in graded_cells(course, module, config).items()
        for cell in cells
        if cell.graded
    }
    return known.points == points


def _check_students(
    students: tuple[str, ...], known: frozenset[str], course: Course, module: CourseModule
) -> None:
    for student in students:
        if student not in known:
            raise CourseError(
                f"student {student!r} handed in nothing for {module.name}: there is no folder "
                f"{course.submitted / student / module.name}.{nearest(student, known)}"
            )
