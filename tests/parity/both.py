"""Grade the same course twice: with nbgrader itself and with our engine, side by side."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder import pipeline
from autograder.bench import Bench
from autograder.course import Course, load_course
from autograder.workers import LocalWorkers, Workers
from tests.commands import environment

CONFIG = """\
c = get_config()
c.CourseDirectory.course_id = "parity"
"""


@contextlib.contextmanager
def stock(root: Path) -> Iterator[list[str]]:
    """Have nbgrader grade a course, beside whatever is done meanwhile.

    In the end the list names what it gave up: "lost: LEARNER ASSIGNMENT".
    """
    lost: list[str] = []
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.parity.stock", str(root)],
        env=environment(),
        cwd=Path(__file__).parent.parent.parent,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield lost
        printed, _ = process.communicate(timeout=600)
        assert process.returncode == 0, printed[-4000:]
        lost += [line for line in printed.splitlines() if line.startswith("lost: ")]
    finally:
        process.kill()
        process.wait()


def graded_by_both(theirs: Path, mine: Path, bench: Bench) -> list[str]:
    """Grade two copies of a course, by nbgrader on one core and by us on the other.

    Returns what nbgrader gave up: "lost: LEARNER ASSIGNMENT".
    """
    for root in (theirs, mine):
        (root / "nbgrader_config.py").write_text(CONFIG)
    workers = LocalWorkers(1)
    with pytest.MonkeyPatch.context() as patch, stock(theirs) as lost:
        patch.setenv("XDG_CACHE_HOME", str(mine.parent / "cache"))
        patch.setattr("autograder.bench.warm_bench", lambda *_, **__: contextlib.nullcontext(bench))
        ours(mine, workers)
        workers.close()
    return lost


def ours(root: Path, workers: Workers) -> Course:
    """Grade a course with our engine; every submission must get through."""
    course = load_course(root)
    for module in course.modules:
        plan = pipeline.plan(course, module)
        for outcome in pipeline.grade(course, plan.jobs, workers):
            assert outcome.graded.problem == ""
    return course
