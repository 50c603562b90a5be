"""Write each learner's feedback page: what was given, why the rest was not, what the reader said.

The page is made from the score report and the gradebook, never from the graded notebook, so that no
hidden test and no key can be in it. It is one file that needs no network.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, PackageLoader, Template

from autograder.errors import NotebookError
from autograder.markup import marked_up
from autograder.notebooks import exercise_of, find_cell, read_notebook
from autograder.scores import NO_RESPONSE, Mark, Reason, ScoreReport
from pm_exercises.course.standing_file import FILE, StandingFile
from pm_exercises.errors import UnknownExercise
from pm_exercises.exercises import find

RECEIPT = ("timestamp.txt", "submission_secret.txt")
MOST_RECEIPT = 1000  # bytes


@dataclass(frozen=True, slots=True)
class FeedbackItem:
    """One graded cell, as the page shows it."""

    id: str
    title: str
    score: str
    full: bool
    waits: bool
    reasons: tuple[Reason, ...]
    text: str  # what the learner wrote, for a written answer
    comment: str


def feedback_page(
    report: ScoreReport,
    marks: tuple[Mark, ...],
    title: str,
    summary: tuple[str, ...],
    autograded: Path,
    *,
    name: str = "",
) -> str:
    """Return a learner's page for one notebook as HTML.

    `summary` says where the learner stands in the module; `autograded` is the folder that holds
    the graded notebook, for the learner's own written words; `name` is the roster's, if known.
    """
    by_cell = {mark.grade_id: mark for mark in marks if mark.notebook == report.notebook}
    given = sum(mark.score_given or 0 for mark in by_cell.values())
    most = sum(mark.score_maximum for mark in by_cell.values())
    items = tuple(
        _item(report, by_cell[score.item_id], score.reasons, autograded)
        for score in report.scores
        if score.item_id in by_cell
    )
    return _template().render(
        title=title,
        student=f"{name} ({report.student})" if name else report.student,
        handed_in=_spelled(report.submitted_at),
        headline=f"{number(given)} of {number(most)} points"
        + (" so far" if any(item.waits for item in items) else ""),
        percent=round(100 * given / most) if most else 0,
        summary=summary,
        notes=report.notes,
        items=items,
        css=files("pm_exercises").joinpath("style.css").read_text(encoding="utf-8"),
    )


@cache
def _template() -> Template:
    environment = Environment(loader=PackageLoader("autograder"), autoescape=True)
    environment.filters["marked_up"] = marked_up
    return environment.get_template("feedback.html")


def write_feedback(page: str, folder: Path, notebook: str) -> Path:
    """Write a page where nbgrader's release_feedback looks for it."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{notebook}.html"
    path.write_text(page, encoding="utf-8")
    return path


def write_standing(standing: StandingFile, folder: Path) -> Path:
    """Write what the school says of a learner beside their page, for their own start page."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / FILE
    path.write_text(standing.to_json(), encoding="utf-8")
    return path


def keep_receipt(submitted: Path, folder: Path) -> None:
    """Copy what nbgrader's release_feedback asks for beside a page: whose it is, and since when."""
    for name in RECEIPT:
        path = submitted / name
        if path.is_file() and not path.is_symlink() and path.stat().st_size <= MOST_RECEIPT:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(path.read_bytes())


def item_title(name: str) -> str:
    """Return what a person calls a graded cell: "FND-E3 Market watch"."""
    item_id = exercise_of(name)
    try:
        return f"{item_id} {find(item_id).item.title}"
    except UnknownExercise:
        return item_id


def number(value: float) -> str:
    """Return points as people write them: 7, 7.5, 6.67."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _item(
    report: ScoreReport, mark: Mark, reasons: tuple[Reason, ...], autograded: Path
) -> FeedbackItem:
    given = mark.score_given
    waits = given is None or (mark.auto_score is None and mark.needs_manual_grade)
    written = mark.auto_score is None or mark.manual_score is not None
    score = (
        f"waits for a reader, {number(mark.score_maximum)} points"
        if waits
        else f"{number(given or 0)} of {number(mark.score_maximum)}"
    )
    return FeedbackItem(
        id=mark.grade_id,
        title=item_title(mark.grade_id),
        score=score,
        full=not waits and (given or 0) >= mark.score_maximum,
        waits=waits,
        reasons=reasons if mark.manual_score is None else (),
        text=_learners_text(report, mark.grade_id, autograded) if written else "",
        comment=mark.comment if mark.comment != NO_RESPONSE else "",
    )


def _learners_text(report: ScoreReport, name: str, autograded: Path) -> str:
    try:
        cell = find_cell(read_notebook(autograded / f"{report.notebook}.ipynb"), name)
    except NotebookError:
        return ""
    return str(cell.source) if cell.cell_type == "markdown" else ""


def _spelled(stamp: str) -> str:
    return f"{datetime.fromisoformat(stamp):%d %B %Y, %H:%M} UTC" if stamp else ""
