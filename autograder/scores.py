"""The frozen values that carry a grade: what was given, out of what, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from autograder.errors import GradebookError

REPORT_FILE = "score_report.json"
CHANGED_SINCE_MARKED = "CHANGED-SINCE-MARKED"  # of a mark that was given for an earlier text
NO_RESPONSE = "No response."  # what nbgrader writes about an untouched answer


@dataclass(frozen=True, slots=True)
class Reason:
    """Why points were not given: a stable code, and a sentence a learner can use."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Score:
    """Points given for one graded cell."""

    item_id: str  # the cell's grade_id
    score_maximum: float
    score_given: float | None  # None until a person has read the answer
    attempted: bool
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class ScoreReport:
    """All that grading one submission found. Kept beside the autograded notebook."""

    student: str
    assignment: str
    notebook: str
    scores: tuple[Score, ...]
    notes: tuple[str, ...] = ()  # repairs, lateness, flags: for learner and instructor
    isolation: str = "namespaces"  # or "none": how student code was kept apart
    content_hash: str = ""  # of all that decides the grade, so that unchanged work is known
    work_hash: str = ""  # of the learner's files alone: what changed, their work or our checks
    submitted_at: str = ""  # ISO 8601, UTC; empty when the submission does not say
    # Which way each check went: decided outside the learner's process, or run inside it.
    outside: tuple[str, ...] = ()
    inside: tuple[str, ...] = ()
    unanswered: tuple[str, ...] = ()  # cells for an answer, graded or not, that stand as released
    limited: bool = False  # whether a limit stopped something: then a changed limit matters
    # By cell that a person may mark: a hash of the text that the mark would be for.
    texts: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, str] = field(default_factory=dict)  # what it was graded with, by part
    lateness: str = ""  # what late work lost points by: the due date, and the course's rule

    @property
    def score_given(self) -> float:
        """Points given so far, without answers nobody has read."""
        return sum(score.score_given or 0.0 for score in self.scores)

    @property
    def score_maximum(self) -> float:
        """Points there are."""
        return sum(score.score_maximum for score in self.scores)


@dataclass(frozen=True, slots=True)
class Mark:
    """What the gradebook holds for one graded cell of one learner, in points."""

    grade_id: str
    notebook: str
    score_maximum: float
    auto_score: float | None
    manual_score: float | None
    extra_credit: float
    needs_manual_grade: bool
    comment: str

    @property
    def score_given(self) -> float | None:
        """The points that count; None while a person has yet to read the answer."""
        given = self.auto_score if self.manual_score is None else self.manual_score
        return None if given is None else given + self.extra_credit


_adapter = TypeAdapter(tuple[ScoreReport, ...])


def write_reports(reports: tuple[ScoreReport, ...], folder: Path) -> None:
    """Keep the reports of one submission, one per notebook, in its autograded folder."""
    path = folder / REPORT_FILE
    fresh = path.with_suffix(".tmp")
    fresh.write_bytes(_adapter.dump_json(reports, indent=1) + b"\n")
    fresh.replace(path)  # in one step: a crash leaves no half report


def read_reports(folder: Path) -> tuple[ScoreReport, ...]:
    """Return the reports of one submission; none where nbgrader itself graded it.

    Raises:
        GradebookError: the file is there but is no score report.
    """
    path = folder / REPORT_FILE
    try:
        return _adapter.validate_json(path.read_bytes())
    except FileNotFoundError:
        return ()
    except ValidationError as error:
        raise GradebookError(
            f"{path}: this is not a score report ({error.errors()[0]['msg']}). "
            "Delete it and grade again."
        ) from None
