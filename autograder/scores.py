"""The frozen values that carry a grade: what was given, out of what, and why."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

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


REQUIRED = ("student", "assignment", "notebook", "scores")


def write_reports(reports: tuple[ScoreReport, ...], folder: Path) -> None:
    """Keep the reports of one submission, one per notebook, in its autograded folder."""
    path = folder / REPORT_FILE
    fresh = path.with_suffix(".tmp")
    text = json.dumps([asdict(report) for report in reports], indent=1, ensure_ascii=False)
    fresh.write_text(f"{text}\n", encoding="utf-8")
    fresh.replace(path)  # in one step: a crash leaves no half report


def read_reports(folder: Path) -> tuple[ScoreReport, ...]:
    """Return the reports of one submission; none where nbgrader itself graded it.

    Raises:
        GradebookError: the file is there but is no score report.
    """
    path = folder / REPORT_FILE
    try:
        found = json.loads(path.read_bytes())
        if not isinstance(found, list):
            raise TypeError("it holds no list of reports")  # noqa: TRY301  # said below
        return tuple(_report(one) for one in found)
    except FileNotFoundError:
        return ()
    except (ValueError, TypeError, LookupError, RecursionError) as error:
        raise GradebookError(
            f"{path}: this is not a score report ({error}). Delete it and grade again."
        ) from None


def _report(raw: Any) -> ScoreReport:
    """Return a report as its file has it; what a later version adds is left out."""
    known = {one.name: raw[one.name] for one in fields(ScoreReport) if one.name in raw}
    if missing := [name for name in REQUIRED if name not in known]:
        raise ValueError(f"it has no {missing[0]!r}")
    known["scores"] = tuple(_score(one) for one in known["scores"])
    for name, value in known.items():
        if isinstance(value, list):
            known[name] = tuple(map(str, value))
        elif name not in ("scores", "limited") and not isinstance(value, str | dict):
            raise TypeError(f"{name!r} is no text")
    return ScoreReport(**known)


def _score(raw: Any) -> Score:
    given = raw["score_given"]
    return Score(
        str(raw["item_id"]),
        float(raw["score_maximum"]),
        None if given is None else float(given),
        bool(raw["attempted"]),
        tuple(Reason(str(one["code"]), str(one["text"])) for one in raw.get("reasons", ())),
    )
