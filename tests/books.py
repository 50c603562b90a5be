"""A small course's gradebook, and a report to write into it, for the tests."""

from __future__ import annotations

from dataclasses import replace

from traitlets.config import Config

from autograder.release import master
from autograder.scores import Score, ScoreReport
from tests import cells

COURSE = "squares-1"
MASTER = master(cells.squares(), Config())
REPORT = ScoreReport(
    "ada",
    "ps",
    "nb",
    (Score("squares-check", 5, 3.5, attempted=True), Score("why", 4, None, attempted=True)),
    submitted_at="2027-02-01T09:30:00+00:00",
)
UNTOUCHED = replace(
    REPORT,
    scores=(REPORT.scores[0], Score("why", 4, 0.0, attempted=False)),
    unanswered=("why",),
)
