"""nbgrader's traps, measured side by side: the same submissions, its own scores and ours.

The table is content.md 3.3, as a course of another school would meet it: nothing in it is ours.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from autograder.gradebook import marks
from autograder.nbgrader_settings import load_config
from autograder.notebooks import find_cell
from autograder.release import release_notebook
from autograder.scores import Mark, read_reports
from tests import cells
from tests.commands import bootcamp, nbgrader

# By name: how a test cell of 5 points ends, nbgrader's score, ours.
TRAPS = {
    "above-maximum": ("4.0 + bonus", 4.0, 4.0),  # for Ada; Ben's is above
    "plain-float": ("float(1.5)", 1.5, 1.5),
    "plain-int": ("4", 4.0, 4.0),
    "numpy-float": ("import numpy as np\nnp.float64(1.5)", 5.0, 1.5),
    "none": ("None", 5.0, 0.0),
    "false": ("1 == 2", 5.0, 0.0),
    "text": ("'almost'", 5.0, 0.0),
    "negative": ("-2.0", 5.0, 0.0),
    "not-a-number": ("float('nan')", 5.0, 0.0),
    "warning": ("import warnings\nwarnings.warn('careful')\n3.0", 0.0, 3.0),
    "exception": ("1 / 0", 0.0, 0.0),
    "failed-assert": ("assert 1 == 2", 0.0, 0.0),
    "asserts": ("assert 1 == 1", 5.0, 5.0),
    "only-a-comment": ("# the tests will be written later", 5.0, 0.0),
    "print-before": ("print('well done')\n2.5", 2.5, 2.5),
    "display-before": ("from IPython.display import display\ndisplay('ok')\n2.5", 2.5, 2.5),
}
SOURCE = cells.notebook(
    cells.answer("bonus", "### BEGIN SOLUTION\nbonus = 0.0\n### END SOLUTION"),
    *(cells.check(name, ending) for name, (ending, _, _) in TRAPS.items()),
)


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """One course, graded by nbgrader in one folder and by us in a copy of it."""
    theirs = tmp_path_factory.mktemp("traps") / "theirs"
    course = cells.make_course(theirs, SOURCE, ours=False)
    for student, bonus in (("ada", "0.0"), ("ben", "3.0")):
        work = release_notebook(SOURCE, load_config(theirs))
        find_cell(work, "bonus")["source"] = f"bonus = {bonus}"
        cells.hand_in(course, student, work, "2027-02-01 09:30:00 UTC")
    ours = theirs.with_name("ours")
    shutil.copytree(theirs, ours)
    for verb in ("generate_assignment", "autograde"):
        nbgrader(theirs, verb, "ps")  # autograde fails for Ben: that is the last of the traps
    done = bootcamp("grade", "--course", str(ours))
    assert done.returncode == 0, done.stdout + done.stderr
    return theirs, ours


def marks_of(folder: Path, student: str) -> dict[str, Mark]:
    """Return a learner's marks by test cell; none where nothing was graded."""
    found = marks(folder / "gradebook.db", "squares-1", "ps").get(student, ())
    return {mark.grade_id: mark for mark in found}


@pytest.mark.parametrize("name", TRAPS)
def test_side_by_side(folders: tuple[Path, Path], name: str) -> None:
    """What stock nbgrader gives for each ending, and what we give."""
    _, nbgraders, ours = TRAPS[name]

    stock, own = (marks_of(folder, "ada")[name] for folder in folders)

    assert (stock.auto_score, own.auto_score) == (nbgraders, ours)
    assert (stock.score_maximum, own.score_maximum) == (5.0, 5.0)
    assert not own.needs_manual_grade


def test_a_number_above_the_maximum(folders: tuple[Path, Path]) -> None:
    """nbgrader drops Ben's whole submission; we give that cell nothing, say why, and go on."""
    theirs, ours = folders
    (report,) = read_reports(ours / "autograded" / "ben" / "ps")
    above = next(score for score in report.scores if score.item_id == "above-maximum")

    assert not any(mark.auto_score for mark in marks_of(theirs, "ben").values())
    assert not (theirs / "autograded" / "ben" / "ps").exists()
    assert above.score_given == 0.0
    assert above.reasons[0].code == "above-maximum.OUT-OF-RANGE"
    assert "The check gave 7 of 5 points" in above.reasons[0].text
    assert {name: mark.auto_score for name, mark in marks_of(ours, "ben").items()} == {
        name: 0.0 if name == "above-maximum" else score for name, (_, _, score) in TRAPS.items()
    }


def test_nbgraders_commands_go_on_working(folders: tuple[Path, Path]) -> None:
    """After our grading, nbgrader writes its feedback and its list of grades from it."""
    _, ours = folders

    feedback = nbgrader(ours, "generate_feedback", "ps", "--student", "ada")
    export = nbgrader(ours, "export", "--to", "grades.csv")

    assert feedback.returncode == 0, feedback.stderr
    assert (ours / "feedback" / "ada" / "ps" / "nb.html").exists()
    assert export.returncode == 0, export.stderr
    assert ",ben," in (ours / "grades.csv").read_text()
