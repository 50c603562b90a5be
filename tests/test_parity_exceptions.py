"""Every case in which our grade is not nbgrader's does what the list says, on either side."""

from __future__ import annotations

from pathlib import Path

import pytest
from traitlets.config import Config

from autograder.bench import Bench
from autograder.notebooks import find_cell, write_notebook
from autograder.release import release_notebook
from tests import cells
from tests.parity import both
from tests.parity.exceptions import EMPTIED, EXCEPTIONS, LOST, POINTS, Exceptional
from tests.parity.rows import Rows, rows_of

CASES = (*EXCEPTIONS, EMPTIED)


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory, bench: Bench) -> tuple[Rows, Rows, list[str]]:
    """Both gradebooks, and what nbgrader gave up; every case is an assignment of its own."""
    folder = tmp_path_factory.mktemp("exceptions")
    theirs, mine = folder / "theirs", folder / "mine"
    for root in (theirs, mine):
        for number, case in enumerate(CASES):
            hand_in(root, f"ps{number:02}", case)
    lost = both.graded_by_both(theirs, mine, bench)
    return rows_of(theirs / "gradebook.db"), rows_of(mine / "gradebook.db"), lost


def hand_in(root: Path, name: str, case: Exceptional) -> None:
    """Write a course's assignment with one question, and Ada's answer to it."""
    if case is EMPTIED:
        source = cells.notebook(cells.written("q", "Why?"))
    else:
        answer = cells.answer("f", "### BEGIN SOLUTION\ndef f():\n    return 1\n### END SOLUTION")
        source = cells.notebook(answer, cells.check("q", case.check, POINTS))
    write_notebook(source, root / "source" / name / "nb.ipynb")
    work = release_notebook(source, Config())
    find_cell(work, "q" if case is EMPTIED else "f")["source"] = case.answer
    write_notebook(work, root / "submitted" / "ada" / name / "nb.ipynb")


@pytest.mark.parametrize("number", range(len(CASES)), ids=lambda n: CASES[n].case)
def test_each_exception_is_as_it_is_listed(rows: tuple[Rows, Rows, list[str]], number: int) -> None:
    """The points that nbgrader gives, those that we give, and that they are not the same."""
    theirs, mine, lost = rows
    case, name = CASES[number], f"ps{number:02}"
    key = (name, "ada", "nb", "grade", "q")

    assert mine[key]["auto_score"] == case.ours
    assert mine[key]["needs_manual_grade"] is False
    if case.nbgrader == LOST:
        assert f"lost: ada {name}" in lost
    else:
        assert theirs[key]["auto_score"] == case.nbgrader
        assert f"lost: ada {name}" not in lost
    assert case.nbgrader != case.ours
