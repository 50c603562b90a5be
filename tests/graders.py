"""Stand-ins for grading, for tests of what is around it: workers of this very process."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future

from autograder.jobs import Graded, Job
from autograder.scores import Score, ScoreReport
from autograder.submission import content_hash, handed_in_at


class Here:
    """Workers that grade in this process, one submission after another."""

    number = 1

    def __init__(self, grade: Callable[[Job], Graded]) -> None:
        self._grade = grade

    def submit(self, job: Job) -> Future[Graded]:
        """Grade at once."""
        future: Future[Graded] = Future()
        future.set_result(self._grade(job))
        return future

    def close(self) -> None:
        """Nobody is to be sent home."""


def grade(job: Job) -> Graded:
    """Grade without running anything."""
    return Graded(job.submission, (report(job),))


def report(job: Job) -> ScoreReport:
    """Return full marks for a submission of the small course, and make its folder."""
    job.target.mkdir(parents=True, exist_ok=True)
    scores = (Score("squares-check", 5, 5.0, attempted=True), Score("why", 4, None, attempted=True))
    return ScoreReport(
        job.submission.student,
        "ps",
        "nb",
        scores,
        content_hash=job.content_hash,
        work_hash=content_hash(job.submission.folder),
        submitted_at=stamp.isoformat() if (stamp := handed_in_at(job.submission.folder)) else "",
    )
