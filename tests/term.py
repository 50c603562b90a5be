"""What happens in a term, for the test of regrading: learners, an author, a stand-in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from autograder.jobs import Graded, Job
from autograder.notebooks import find_cell, read_notebook
from autograder.scores import Score, ScoreReport
from autograder.submission import content_hash
from autograder.texts import texts_of
from autograder.trees import code_mark

LEARNERS = ("ada", "ben", "cai")
ANSWERS = ("def squares(xs):\n    return [x * x for x in xs]", "squares = None", "squares = SLOW")
LETTERS = ("Because.", "A square is a product.", "I do not know.  ")
DUE = datetime(2027, 2, 1, 12, tzinfo=UTC)
WORDS = {
    "check": "cell squares-check changed",
    "data": "file data.csv changed",
    "limits": "the limits changed, and one of them had stopped this work",
}


@dataclass
class Learner:
    """What the machine knows of one learner."""

    answer: str = ""
    letter: str = ""
    graded: dict[str, Any] | None = None  # what the last grade depended on
    share: float = 0.0
    mark: float | None = None
    marked_for: str = ""  # the letter that the mark was given for


@dataclass
class Author:
    """What decides grades in the course now."""

    check: int = 0
    data: int = 0
    limits: int = 10
    points: int = 5


def share_of(answer: str, check: str, data: str) -> float:
    """Return the share of the points that the stand-in gives."""
    digest = sha256(f"{answer}|{code_mark(check)}|{data}".encode()).digest()
    return digest[0] % 3 / 2


def stand_in(job: Job) -> Graded:
    """Grade by what a grade depends on, and run nothing."""
    work = read_notebook(job.submission.folder / "nb.ipynb")
    master = job.assignment.masters["nb"]
    check = find_cell(master, "squares-check")
    data = next(path for path in job.assignment.source_files if path.name == "data.csv")
    answer = find_cell(work, "squares").source
    most = float(check.metadata.nbgrader.points)
    given = most * share_of(answer, check.source, data.read_text())
    scores = (
        Score("squares-check", most, given, attempted=True),
        Score("why", 4.0, None, attempted=True),
    )
    report = ScoreReport(
        job.submission.student,
        "ps",
        "nb",
        scores,
        content_hash=job.content_hash,
        work_hash=content_hash(job.submission.folder),
        limited="SLOW" in answer,
        texts=texts_of(work, {}),
    )
    job.target.mkdir(parents=True, exist_ok=True)
    return Graded(job.submission, (report,))


def reasons_in(text: str) -> set[str]:
    """Return the reasons that a sentence lists."""
    return set(text.removesuffix(".").split("; "))
