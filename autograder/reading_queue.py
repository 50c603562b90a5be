"""The written answers that wait for a person: who, since when, and the text itself.

nbgrader's own flag decides, so that formgrader and this queue name the same answers: it is set when
an answer comes in, and again when its text has changed since it was marked.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

from nbformat import NotebookNode

from autograder import gradebook
from autograder.course import Course, CourseModule
from autograder.decide import course_id, reports_of
from autograder.errors import CourseError, NotebookError, nearest
from autograder.notebooks import (
    find_cell,
    grade_id,
    is_graded,
    is_task,
    is_test,
    named_cells,
    read_notebook,
)
from autograder.points import down, exact
from autograder.rubric import Rubric, rubric_of
from autograder.scores import NO_RESPONSE, Mark, ScoreReport
from autograder.standing import standings

MOST_SHOWN = 20_000  # characters of a text; who writes more is read in formgrader
# What would turn a line around on a screen, and what shows nothing.
INVISIBLE = frozenset(
    "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
)
LATEST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Waiting:
    """One written answer that somebody has to read."""

    student: str
    module: str
    notebook: str
    cell: str
    points: float
    since: datetime | None  # None where the hand-in does not say
    text: str
    earlier: float | None = None  # the mark for an earlier text
    comment: str = ""
    stale: bool = False  # handed in again and not graded yet: the text is not the newest


def queue(
    course: Course, modules: tuple[CourseModule, ...], students: tuple[str, ...] = ()
) -> tuple[Waiting, ...]:
    """Return the answers that wait, the oldest hand-in first.

    Raises:
        CourseError: a named student has nothing graded in these modules.
    """
    known: set[str] = set()
    found: list[Waiting] = []
    for module in modules:
        by_student = gradebook.marks(course.gradebook, course_id(course), module.name)
        known |= by_student.keys()
        written = _written(course, module)
        for standing in standings(course, module):
            if students and standing.student not in students:
                continue
            for mark in by_student.get(standing.student, ()):
                cell = written.get((mark.notebook, mark.grade_id))
                if mark.needs_manual_grade and cell is not None:
                    text = text_of(course, standing.student, module, mark, cell)
                    found.append(
                        Waiting(
                            standing.student,
                            module.name,
                            mark.notebook,
                            mark.grade_id,
                            mark.score_maximum,
                            standing.submitted_at,
                            text,
                            mark.manual_score,
                            "" if mark.comment == NO_RESPONSE else mark.comment,
                            standing.stale and not standing.checks_changed,
                        )
                    )
    for student in students:
        if student not in known:
            raise CourseError(
                f"student {student!r} has nothing graded here; grade it first."
                + nearest(student, known)
            )
    return tuple(sorted(found, key=lambda one: (one.since or LATEST, one.student, one.cell)))


def text_of(
    course: Course, student: str, module: CourseModule, mark: Mark, cell: NotebookNode
) -> str:
    """Return what a learner wrote; a task's work is in cells around it, which formgrader shows."""
    if is_task(cell):
        return "(The work is in cells of the learner's own. Read it in formgrader.)"
    path = course.autograded / student / module.name / f"{mark.notebook}.ipynb"
    try:
        return str(find_cell(read_notebook(path), mark.grade_id).source)
    except NotebookError as error:
        return f"(The text cannot be shown: {error}. Grade it again, or read it in formgrader.)"


def scheme(course: Course, module: CourseModule, notebook: str, cell: str) -> Rubric:
    """Return the mark scheme of an answer, from the source notebook.

    Raises:
        NotebookError: there is no scheme, or it has no rows to tick.
    """
    path = course.source / module.name / f"{notebook}.ipynb"
    return rubric_of(read_notebook(path), cell, str(path))


def find_answer(course: Course, module: CourseModule, student: str, cell: str) -> Mark:
    """Return what the gradebook holds for a written answer, whether it waits or not.

    Raises:
        CourseError: there is no such learner or no such written answer.
    """
    by_student = gradebook.marks(course.gradebook, course_id(course), module.name)
    if student not in by_student:
        raise CourseError(
            f"student {student!r} has nothing graded in {module.name}; grade it first."
            + nearest(student, by_student)
        )
    written = {name for _, name in _written(course, module)}
    for mark in by_student[student]:
        if mark.grade_id == cell and cell in written:
            return mark
    raise CourseError(
        f"{module.name} has no written answer {cell!r}.{nearest(cell, written)} "
        f"There is: {', '.join(sorted(written)) or 'none'}."
    )


def mark_answer(
    course: Course, module: CourseModule, student: str, mark: Mark, points: Fraction, comment: str
) -> str:
    """Write a person's mark and comment into the gradebook; return what was done, in a sentence.

    Raises:
        CourseError: fewer points than 0, or more than there are.
        GradebookError: the gradebook cannot be written.
    """
    most = exact(mark.score_maximum)
    if not 0 <= points <= most:
        raise CourseError(
            f"{mark.grade_id}: {down(points)} points cannot be given; there are 0 to {down(most)}."
        )
    made = {report.notebook: report for report in reports_of(course, module, student)}
    report = made.get(mark.notebook) or ScoreReport(student, module.name, mark.notebook, ())
    gradebook.give_mark(
        course.gradebook, course_id(course), report, mark.grade_id, float(points), comment
    )
    return f"{student}, {mark.grade_id}: {down(points)} of {down(most)} points."


def visible(text: str, most: int = MOST_SHOWN) -> str:
    """Return a learner's text as a terminal may show it: signs that steer it are seen, or gone."""
    shown = "".join(_visible(sign) for sign in text[:most].replace("\r\n", "\n"))
    rest = len(text) - most
    return shown if rest <= 0 else f"{shown}\n… and {rest} characters more: read it in formgrader."


def _visible(sign: str) -> str:
    if sign in "\n\t" or sign.isprintable():
        return sign
    if ord(sign) < 0x20:
        return chr(0x2400 + ord(sign))  # the picture of a control character
    return f"<U+{ord(sign):04X}>" if sign in INVISIBLE or ord(sign) < 0xA0 else "\ufffd"


def _written(course: Course, module: CourseModule) -> dict[tuple[str, str], NotebookNode]:
    """The cells that a person marks, by notebook and name."""
    return {
        (path.stem, name): cell
        for path in sorted(Path(course.source / module.name).glob("*.ipynb"))
        for name, cell in named_cells(read_notebook(path))
        if is_graded(cell) and not is_test(cell) and grade_id(cell)
    }
