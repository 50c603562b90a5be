"""Gather the facts about every learner: what was handed in, what it scored, what a reader gave."""

from __future__ import annotations

from collections.abc import Collection

from nbformat import NotebookNode

from autograder import gradebook
from autograder.allowances import allowances_of
from autograder.completion import ModuleStatus, Standing, course_statuses
from autograder.course import Course, CourseModule
from autograder.errors import SubmissionError
from autograder.pipeline import course_id, fingerprint, masters, reports_of
from autograder.roster import read_roster
from autograder.scores import NO_RESPONSE, Mark, Score, ScoreReport
from autograder.submission import (
    Submission,
    check_size,
    content_hash,
    find_notebook,
    find_submissions,
    handed_in_at,
    names_in,
)


def statuses(course: Course) -> tuple[ModuleStatus, ...]:
    """Return where every learner stands in every module, by learner, then in course order."""
    found = [standing for module in course.modules for standing in standings(course, module)]
    students = set(gradebook.students(course.gradebook, course_id(course)))
    students |= {standing.student for standing in found}
    students |= read_roster(course.root).people.keys()
    return course_statuses(course, sorted(students), found, allowances_of(course))


def standings(course: Course, module: CourseModule) -> tuple[Standing, ...]:
    """Return the facts about every learner who handed in something for a module."""
    notebooks = masters(course, module)
    tests = fingerprint(course, module, notebooks)
    marks = gradebook.marks(course.gradebook, course_id(course), module.name)
    found = []
    for submission in find_submissions(course.submitted, module.name):
        reports = reports_of(course, module, submission.student)
        graded = submission.student in marks
        hashed = content_hash(submission.folder, *tests)
        stale = any(report.content_hash != hashed for report in reports)
        work = content_hash(submission.folder)
        notes = tuple(note for report in reports for note in report.notes)
        if stale or not graded:
            notes = tuple(
                problem
                for name, master in notebooks.items()
                if (problem := _problem(submission, name, master, notebooks.keys() - {name}))
            )
        found.append(
            Standing(
                student=submission.student,
                module=module.name,
                submitted=True,
                submitted_at=handed_in_at(submission.folder),
                graded=graded,
                stale=stale,
                checks_changed=stale and all(report.work_hash == work for report in reports),
                scores=_scores(marks.get(submission.student, ()), reports),
                notes=notes,
            )
        )
    return tuple(found)


def _scores(marks: tuple[Mark, ...], reports: tuple[ScoreReport, ...]) -> tuple[Score, ...]:
    """The gradebook's numbers, with the reasons that grading gave."""
    reported = {
        (report.notebook, score.item_id): score for report in reports for score in report.scores
    }
    place = {key: number for number, key in enumerate(reported)}
    merged = []
    for mark in sorted(
        marks, key=lambda mark: place.get((mark.notebook, mark.grade_id), len(place))
    ):
        score = reported.get((mark.notebook, mark.grade_id))
        attempted = score.attempted if score else mark.comment != NO_RESPONSE
        reasons = score.reasons if score and mark.manual_score is None else ()
        merged.append(
            Score(mark.grade_id, mark.score_maximum, mark.score_given, attempted, reasons)
        )
    return tuple(merged)


def _problem(
    submission: Submission, name: str, master: NotebookNode, others: Collection[str]
) -> str:
    try:
        check_size(submission)
        find_notebook(submission, name, names_in([master]), others, master=master)
    except SubmissionError as error:
        return str(error)
    return ""
