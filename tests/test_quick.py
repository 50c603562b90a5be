"""What only looks at a class imports nothing that grades, and starts nothing."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from autograder.course import Course, load_course
from autograder.gradebook import open_gradebook
from autograder.pipeline import grade, plan
from tests import cells, graders
from tests.runs import hand_in

HEAVY = ("nbgrader", "sqlalchemy", "pandas", "numpy", "nbformat", "IPython", "jupyterlab_server")
# The real command, in a process of its own, with an eye on what it imports and starts.
WATCHED = """
import subprocess, sys
def stop(*_, **__):
    raise SystemExit("a process was started")
subprocess.Popen = stop
import os
os._exit = lambda code: None
from autograder.cli import main
sys.argv = ["bootcamp", *sys.argv[1:]]
main()
found = sorted({name.partition(".")[0] for name in sys.modules} & set(%r))
sys.exit(f"imported: {found}" if found else 0)
"""


@pytest.fixture
def course(new_gradebook: Path, tmp_path: Path) -> Course:
    """The small course, with two learners graded."""
    made = cells.make_course(tmp_path / "course")
    made.gradebook.write_bytes(new_gradebook.read_bytes())
    for student in ("ada", "ben"):
        hand_in(made, student)
    grade_all(made)
    return made


def grade_all(course: Course) -> list[str]:
    """Grade with a stand-in, and return whose work ran."""
    jobs = plan(course, course.modules[0]).jobs
    done = list(grade(course, jobs, graders.Here(graders.grade)))
    return [outcome.graded.submission.student for outcome in done]


@pytest.mark.parametrize(
    "words", [["status"], ["status", "--json"], ["grade"], ["grade", "--dry-run"]]
)
@pytest.mark.parametrize("ours", [True, False], ids=["ours", "another"])
def test_where_nothing_changed_nothing_is_loaded_and_nothing_runs(
    course: Course, words: list[str], *, ours: bool
) -> None:
    """Neither nbgrader nor tables nor notebooks, and no process; use_engine(c) included."""
    config = course.root / "nbgrader_config.py"
    line = "\nfrom autograder.nbgrader_steps import use_engine\nuse_engine(c)\n"
    config.write_text(config.read_text() + line)
    if not ours:
        (course.root / "course" / "course.toml").unlink()
        grade_all(load_course(course.root))

    done = subprocess.run(
        [sys.executable, "-c", WATCHED % (HEAVY,), *words, "--course", str(course.root)],
        check=False,
        capture_output=True,
        text=True,
    )

    assert done.returncode == 0, done.stderr
    assert "ada" in done.stdout or "2 unchanged" in done.stdout


def test_a_new_due_date_runs_nobodys_work_again(course: Course) -> None:
    """The gradebook learns it, late penalties are counted again, and the notes are those of now."""
    config = course.root / "nbgrader_config.py"
    config.write_text(config.read_text() + "\nc.LateSubmissionPlugin.penalty_method = 'zero'\n")
    stamp = datetime(2027, 2, 1, 9, 30, tzinfo=UTC)

    penalties = []
    for days in (1, -1, 1):
        _due(course, stamp + timedelta(days=days))
        assert grade_all(load_course(course.root)) == []
        assert plan(load_course(course.root), course.modules[0]).unchanged == 2
        with open_gradebook(course.gradebook, "squares-1") as book:
            found = book.find_submission("ps", "ada")
            penalties.append(found.late_submission_penalty or 0.0)

    assert penalties[0] == penalties[2] == 0.0
    assert penalties[1] > 0


def _due(course: Course, moment: datetime) -> None:
    path = course.root / "course" / "course.toml"
    lines = [one for one in path.read_text().splitlines() if not one.startswith("due")]
    path.write_text("\n".join([*lines, f"due = {moment.isoformat()}", ""]))
