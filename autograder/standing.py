"""Gather the facts about every learner: what was handed in, what it scored, what a reader gave.

Reads files and the gradebook, and imports nothing that grades unless somebody's work needs a look.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from autograder import gradebook_reading
from autograder.allowances import allowances_of
from autograder.completion import ModuleStatus, Standing, course_statuses
from autograder.course import Course, CourseModule
from autograder.decide import HANDED_IN, course_id, reports_of, why_stale
from autograder.errors import SubmissionError
from autograder.fingerprint import parts_of
from autograder.folders import Submission, find_submissions
from autograder.marked import Cell, Kept, is_outdated, kept_texts
from autograder.nbgrader_settings import load_config
from autograder.notebook_names import exercise_of, number
from autograder.roster import read_roster
from autograder.scores import CHANGED_SINCE_MARKED, NO_RESPONSE, Mark, Reason, Score, ScoreReport
from autograder.submission.files import content_hash
from autograder.submission.stamps import handed_in_at

if TYPE_CHECKING:
    from nbformat import NotebookNode


def statuses(course: Course) -> tuple[ModuleStatus, ...]:
    """Return where every learner stands in every module, by learner, then in course order."""
    found = [standing for module in course.modules for standing in standings(course, module)]
    students = set(gradebook_reading.students(course.gradebook, course_id(course)))
    students |= {standing.student for standing in found}
    students |= read_roster(course.root).people.keys()
    return course_statuses(course, sorted(students), found, allowances_of(course))


def standings(course: Course, module: CourseModule) -> tuple[Standing, ...]:
    """Return the facts about every learner who handed in something for a module.

    Raises:
        NotebookError: the module has no notebook, or one cannot be read.
        GradebookError: the gradebook cannot be read, or is another course's.
    """
    config = load_config(course.root, only_reading=True)
    parts = parts_of(course, module, config)
    marks = gradebook_reading.marks(course.gradebook, course_id(course, config), module.name)
    texts = kept_texts(course.gradebook, module.name)
    look = _Look(course, module)
    found = []
    for submission in find_submissions(course.submitted, module.name):
        student = submission.student
        reports = reports_of(course, module, student)
        # Without a report nbgrader alone graded it, and nobody knows what by.
        why = why_stale(reports, content_hash(submission.folder), parts) if reports else ()
        graded = student in marks
        notes = tuple(note for report in reports for note in report.notes)
        if HANDED_IN in why or not graded:
            notes = look.problems(submission)
        found.append(
            Standing(
                student=student,
                module=module.name,
                submitted=True,
                submitted_at=handed_in_at(submission.folder),
                graded=graded,
                stale=bool(why),
                checks_changed=bool(why) and HANDED_IN not in why,
                changed=tuple(one for one in why if one != HANDED_IN),
                scores=_scores(marks.get(student, ()), reports, texts.get(student, {})),
                notes=notes,
            )
        )
    return tuple(found)


def _scores(
    marks: tuple[Mark, ...], reports: tuple[ScoreReport, ...], texts: dict[Cell, Kept]
) -> tuple[Score, ...]:
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
        if is_outdated(texts.get((mark.notebook, mark.grade_id)), mark):
            merged.append(_outdated(mark))
            continue
        reasons = score.reasons if score and mark.manual_score is None else ()
        merged.append(
            Score(mark.grade_id, mark.score_maximum, mark.score_given, attempted, reasons)
        )
    return tuple(merged)


def _outdated(mark: Mark) -> Score:
    """A mark that was given for an earlier text counts for nothing until somebody looked again."""
    given, most = number(mark.manual_score or 0.0), number(mark.score_maximum)
    text = (
        f"{exercise_of(mark.grade_id)} was changed since it was marked "
        f"(the mark {given} of {most} was given for the earlier text)"
    )
    reason = Reason(f"{exercise_of(mark.grade_id)}.{CHANGED_SINCE_MARKED}", text)
    return Score(mark.grade_id, mark.score_maximum, None, attempted=True, reasons=(reason,))


class _Look:
    """Looks into what is not graded as it is now, for what will keep it from being graded."""

    def __init__(self, course: Course, module: CourseModule) -> None:
        self._course, self._module = course, module

    @cached_property
    def _sources(self) -> dict[str, NotebookNode]:
        from autograder.notebooks import read_notebook

        paths = sorted((self._course.source / self._module.name).glob("*.ipynb"))
        return {path.stem: read_notebook(path) for path in paths}

    def problems(self, submission: Submission) -> tuple[str, ...]:
        """Return a sentence for each notebook that cannot be found in a submission."""
        found = (self._problem(submission, name) for name in self._sources)
        return tuple(problem for problem in found if problem)

    def _problem(self, submission: Submission, name: str) -> str:
        from autograder.submission import check_size, find_notebook, names_in

        source = self._sources[name]
        others = self._sources.keys() - {name}
        try:
            check_size(submission)
            find_notebook(submission, name, names_in([source]), others, master=source)
        except SubmissionError as error:
            return str(error)
        return ""
