"""A release that cannot be proved: its author is told the notebook, the cell, the line and why."""

from __future__ import annotations

from pathlib import Path

import pytest
from nbformat import NotebookNode

from autograder.bench import Bench
from autograder.errors import ReleaseError
from autograder.notebooks import find_cell
from autograder.prove import prove_release
from autograder.worker import grade_submission
from tests import carrying, cells
from tests.commands import bootcamp
from tests.test_worker import job_for

NOTEBOOK = "source/ps/nb.ipynb"


def refusal(root: Path, source: NotebookNode) -> str:
    """Return why a course with this notebook cannot be released."""
    course = cells.make_course(root, source)
    with pytest.raises(ReleaseError) as caught:
        prove_release(course, course.modules[0])
    return str(caught.value)


SLIPS = {
    "hidden block": (
        "squares-check",
        "right = squares(numbers) == [1, 4, 9]\n### BEGIN HIDDEN TESTS\n\n"
        "right = rihgt and squares([12]) == [144]\n### END HIDDEN TESTS\n5.0 if right else 0.0",
        "line 4 (right = rihgt and squares([12]) == [144]): NameError: name 'rihgt' is not defined",
    ),
    "last line": (
        "squares-check",
        "right = True\n### BEGIN HIDDEN TESTS\n### END HIDDEN TESTS\n5.0 / (1 - right)",
        "line 4 (5.0 / (1 - right)): ZeroDivisionError: ",
    ),
    "in a function of the check's": (
        "squares-check",
        "### BEGIN HIDDEN TESTS\ndef expected(n):\n    return {1: 1}[n]\n"
        "assert squares([2]) == [expected(2)]\n### END HIDDEN TESTS\n5.0",
        "line 3 (return {1: 1}[n]): KeyError: 2",
    ),
    "solution": (
        "squares",
        "### BEGIN SOLUTION\nfirst = nubmers[0]\ndef squares(xs):\n    return [x * x for x in xs]\n"
        "### END SOLUTION",
        "line 2 (first = nubmers[0]): NameError: name 'nubmers' is not defined",
    ),
    "cell of the course": (
        "setup",
        "import math\nnumbers = [1, 2, math.ceil(three)]",
        "line 2 (numbers = [1, 2, math.ceil(three)]): NameError: name 'three' is not defined",
    ),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_an_exception_names_its_cell_and_line(tmp_path: Path, slip: str) -> None:
    """Whichever exception, in whichever cell: where it is, and what it says."""
    name, text, told = SLIPS[slip]
    source = cells.squares()
    find_cell(source, name)["source"] = text

    said = refusal(tmp_path, source)

    assert said.startswith(f"{NOTEBOOK}: cell {name}, {told}")
    assert "So squares-check gives the instructor's own solution 0 of 5 points" in said


def test_a_check_that_gives_too_much_names_its_cell(tmp_path: Path) -> None:
    """Both numbers, and the two places of which one is wrong."""
    source = cells.squares()
    find_cell(source, "squares-check")["source"] = "7.0 if squares([2]) == [4] else 0.0"

    said = refusal(tmp_path, source)

    assert said == (
        f"{NOTEBOOK}: cell squares-check: The check gave 7 of 5 points. Change the cell's points "
        "in Create Assignment, or what the check's last line gives."
    )


@pytest.mark.parametrize("points", [8, 12])
def test_points_that_differ_from_the_exercises_name_both(tmp_path: Path, points: int) -> None:
    """Raised or lowered in the one place and not in the other."""
    source = carrying.source()
    find_cell(source, "FND-E2-check").metadata.nbgrader["points"] = points

    said = refusal(tmp_path, source)

    assert said == (
        f"{NOTEBOOK}: cell FND-E2-check has {points} points, and its exercise is worth 10. Make "
        "them equal: the cell's are set in Create Assignment, the exercise's are in its Item and "
        "its criteria, in pm_exercises/exercises/foundations/life_cycle_wall.py."
    )


def test_the_command_says_it_to_the_author(tmp_path: Path) -> None:
    """`bootcamp release` prints that sentence, and exits with 1."""
    source = cells.squares()
    name, text, told = SLIPS["hidden block"]
    find_cell(source, name)["source"] = text
    cells.make_course(tmp_path, source)

    done = bootcamp("release", folder=tmp_path)

    assert done.returncode == 1
    assert told in " ".join(done.stderr.split())


def test_learners_are_not_told(tmp_path: Path, bench: Bench) -> None:
    """What a learner's report says of such a check holds no line of the hidden block."""
    source = cells.squares()
    name, text, _ = SLIPS["hidden block"]
    find_cell(source, name)["source"] = text
    course = cells.make_course(tmp_path, source)
    folder = cells.hand_in(course, "ada", cells.squares())

    graded = grade_submission(job_for(course, folder), bench)

    (report,) = graded.reports
    told = repr(report)
    assert "NameError" in told
    assert "rihgt" not in told
    assert "144" not in told
