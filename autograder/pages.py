"""Write the feedback pages of a module, one learner after another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from autograder import gradebook
from autograder.completion import module_status
from autograder.course import Course, CourseModule
from autograder.errors import CourseError, nearest
from autograder.feedback import feedback_page, write_feedback
from autograder.pipeline import course_id, reports_of
from autograder.standing import standings


def write_pages(
    course: Course, module: CourseModule, students: tuple[str, ...] = ()
) -> Iterator[Path]:
    """Write a page for every graded submission, or for some students' only; give each path.

    Raises:
        CourseError: a named student has nothing graded.
    """
    marks = gradebook.marks(course.gradebook, course_id(course), module.name)
    found = {standing.student: standing for standing in standings(course, module)}
    for student in students:
        if student not in found or not found[student].graded:
            raise CourseError(
                f"student {student!r} has nothing graded in {module.name}; grade it first."
                + nearest(student, found)
            )
    for student, standing in found.items():
        if (students and student not in students) or not standing.graded:
            continue
        status = module_status(course, module, standing)
        summary = (f"{module.title}: {status.state}.", *status.reasons)
        for report in reports_of(course, module, student):
            page = feedback_page(
                report,
                marks[student],
                f"{course.title}: {module.title}",
                summary,
                course.autograded / student / module.name,
            )
            yield write_feedback(page, course.feedback / student / module.name, report.notebook)
