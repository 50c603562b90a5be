"""A cell that was late though it hardly computed is run once more, when nobody else runs."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Lock

import pytest

from autograder.bench import Bench
from autograder.course import Course
from autograder.execute import Limits, Place, execute
from autograder.jobs import Graded, Job
from autograder.pipeline import grade, plan
from tests import cells, graders


class Disturbed:
    """Two workers: everybody in `fragile` is late at the first try."""

    number = 2

    def __init__(self, *fragile: str) -> None:
        self._fragile = fragile
        self._pool = ThreadPoolExecutor(2)
        self._lock = Lock()
        self.open = 0
        self.runs: list[tuple[str, int]] = []  # whose, and how many were open at the time

    def submit(self, job: Job) -> Future[Graded]:
        """Grade in a thread."""
        with self._lock:
            self.open += 1
            self.runs.append((job.submission.student, self.open))
            again = len([run for run in self.runs if run[0] == job.submission.student]) > 1
        return self._pool.submit(self._grade, job, again)

    def _grade(self, job: Job, again: bool) -> Graded:
        report = graders.report(job)
        with self._lock:
            self.open -= 1
        if job.submission.student not in self._fragile or again:
            return Graded(job.submission, (report,))
        late = tuple(replace(score, score_given=0.0) for score in report.scores)
        return Graded(job.submission, (replace(report, scores=late),), was_idle=True)

    def close(self) -> None:
        """End the threads."""
        self._pool.shutdown()


@pytest.fixture
def course(new_gradebook: Path, tmp_path: Path) -> Course:
    """The small course with its gradebook, and five submissions."""
    course = cells.make_course(tmp_path / "course")
    course.gradebook.write_bytes(new_gradebook.read_bytes())
    for student in ("ada", "ben", "cai", "dia", "eli"):
        cells.hand_in(course, student, cells.squares())
    return course


def test_it_is_run_again_alone_and_only_that_counts(course: Course) -> None:
    """After all the others, one by one; each learner comes once."""
    workers = Disturbed("ben", "dia")

    found = list(grade(course, plan(course, course.modules[0]).jobs, workers))
    workers.close()

    given = {one.graded.submission.student: one.graded.reports[0].score_given for one in found}
    again = workers.runs[5:]
    assert given == dict.fromkeys(("ada", "ben", "cai", "dia", "eli"), 5.0)
    assert len(found) == 5
    assert sorted(again) == [("ben", 1), ("dia", 1)]


def test_who_is_graded_alone_is_not_run_twice(course: Course) -> None:
    """Nobody else was there to be blamed."""
    runs = []

    def late(job: Job) -> Graded:
        runs.append(job.submission.student)
        return Graded(job.submission, (graders.report(job),), was_idle=True)

    list(grade(course, plan(course, course.modules[0], ("ada",)).jobs, graders.Here(late)))

    assert runs == ["ada"]


@pytest.mark.parametrize(
    ("source", "was_idle"),
    [
        ("import time\ntime.sleep(60)", True),
        ("while True:\n    pass", False),
        ("import os\nos._exit(3)", False),
        ("1 / 0", False),
    ],
)
def test_only_who_hardly_computed_was_idle(bench: Bench, source: str, was_idle: bool) -> None:
    """An endless loop is its own fault on any machine."""
    work = cells.notebook(cells.code(source))
    limits = Limits(cell_seconds=2, submission_seconds=30)

    assert execute(work, Place("ada", "ps"), limits, bench.sandbox).was_idle is was_idle
