"""The course that nbgrader's own documentation grades: its command and ours give the same."""

from __future__ import annotations

import shutil
from pathlib import Path

import nbgrader as package
import pytest

from tests.commands import bootcamp, nbgrader
from tests.parity.rows import Rows, differences, rows_of
from tests.parity.shown import shown

GUIDE = Path(package.__file__).parent / "docs" / "source" / "user_guide"
CONFIG = (
    "c = get_config()\nc.CourseDirectory.course_id = 'example_course'\n"
    "c.LateSubmissionPlugin.penalty_method = 'zero'\n"
)
DUE = "2015-02-02 00:00:00 UTC"  # one handed in before that, one after


@pytest.fixture(scope="module")
def courses(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The course, graded by nbgrader and by us, each as its user does it."""
    folder = tmp_path_factory.mktemp("guide")
    theirs, mine = folder / "theirs", folder / "mine"
    for root in (theirs, mine):
        shutil.copytree(GUIDE / "source" / "ps1", root / "source" / "ps1")
        shutil.copytree(GUIDE / "submitted", root / "submitted")
        (root / "nbgrader_config.py").write_text(CONFIG)
    # One of three hands in one notebook of two.
    for root in (theirs, mine):
        shutil.copytree(root / "submitted/hacker", root / "submitted/reasoner")
        (root / "submitted/reasoner/ps1/problem2.ipynb").unlink()
    for root in (theirs, mine):
        done = nbgrader(root, "db", "assignment", "add", "ps1", "--duedate", DUE)
        assert done.returncode == 0, done.stderr[-3000:]
    for verb in ("generate_assignment", "autograde"):
        done = nbgrader(theirs, verb, "ps1")
        assert done.returncode == 0, done.stderr[-3000:]
    done = bootcamp("grade", "--course", str(mine))
    assert done.returncode == 0, done.stdout + done.stderr
    return theirs, mine


@pytest.fixture(scope="module")
def rows(courses: tuple[Path, Path]) -> tuple[Rows, Rows]:
    """Both gradebooks."""
    theirs, mine = (rows_of(root / "gradebook.db") for root in courses)
    return theirs, mine


def test_every_row_is_the_same(rows: tuple[Rows, Rows]) -> None:
    """Grades, comments, what waits for a reader, time of hand-in, and the cells themselves."""
    theirs, mine = rows

    assert len([key for key in theirs if "grade" in key and len(key) == 5]) >= 18
    assert differences(theirs, mine) == {}


def test_who_was_late_loses_the_same(rows: tuple[Rows, Rows]) -> None:
    """By the course's own plugin; who was in time loses nothing."""
    _, mine = rows
    lost = {
        key[1]: row["late_submission_penalty"]
        for key, row in mine.items()
        if row.get("late_submission_penalty")
    }

    assert set(lost) == {"bitdiddle"}
    assert mine["ps1", "bitdiddle"]["total_seconds_late"] > 0


def test_cells_show_the_same(courses: tuple[Path, Path]) -> None:
    """Every cell that is no check, in every notebook that was handed in."""
    theirs, mine = courses
    notebooks = sorted(theirs.glob("autograded/*/ps1/*.ipynb"))

    assert len(notebooks) == 5
    for path in notebooks:
        assert shown(mine / path.relative_to(theirs)) == shown(path), path


def test_the_folders_hold_the_same_files(courses: tuple[Path, Path]) -> None:
    """What formgrader and `generate_feedback` look for, besides our own report."""
    theirs, mine = (
        {str(path.relative_to(root)) for path in root.glob("autograded/*/*/*")} for root in courses
    )

    assert {name for name in mine if not name.endswith("score_report.json")} == theirs
