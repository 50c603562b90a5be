"""Run our command's verbs on the small course, in this process and on one warm bench."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from autograder.bench import Bench
from autograder.cli import app
from autograder.course import Course
from autograder.nbgrader_settings import load_config
from autograder.notebooks import find_cell
from autograder.release import release_notebook
from autograder.worker import grade_submission
from tests import cells, graders

WORK = "def squares(xs):\n    return [x * x for x in xs]"


def on_one_bench(monkeypatch: pytest.MonkeyPatch, bench: Bench) -> None:
    """Let grading and proving use a bench that is warm already."""
    here = graders.Here(lambda job: grade_submission(job, bench))
    monkeypatch.setattr("autograder.cli.grading.engage", lambda *_, **__: here)
    for place in ("prove", "bench"):
        monkeypatch.setattr(f"autograder.{place}.warm_bench", lambda *_, **__: nullcontext(bench))


def run(course: Course | Path, *words: str) -> Result:
    """Run a verb on a course."""
    folder = course.root if isinstance(course, Course) else course
    return CliRunner().invoke(app, [*words, "--course", str(folder)])


def complaint(course: Course | Path, *words: str) -> str:
    """Return the one message of a verb that fails; the course must be as it was."""
    folder = course.root if isinstance(course, Course) else course
    before = cells.snapshot(folder)
    done = run(course, *words)
    assert done.exit_code == 1, done.output
    assert done.stdout == ""
    assert done.stderr.count("bootcamp: ") == 1
    assert "Traceback" not in done.stderr
    assert cells.snapshot(folder) == before
    return done.stderr.partition("bootcamp: ")[2]


def hand_in(
    course: Course, student: str, answer: str = WORK, *, stamp: str = "2027-02-01 09:30:00 UTC"
) -> Path:
    """Hand in a notebook with an answer and a written one."""
    work = release_notebook(cells.squares(), load_config(course.root))
    find_cell(work, "squares")["source"] = answer
    find_cell(work, "why")["source"] = "Because."
    return cells.hand_in(course, student, work, stamp)
