"""`nbgrader validate` with our engine: apart from this machine, and as ever to look at."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from nbformat import NotebookNode
from nbgrader.validator import Validator

from autograder.nbgrader_settings import load_config
from autograder.notebooks import find_cell, write_notebook
from autograder.release import release_notebook
from tests.commands import nbgrader
from tests.steps import (
    HALF,
    RIGHT,
    make,
    source,
)


def _right(work: NotebookNode) -> None:
    find_cell(work, "squares")["source"] = RIGHT


def _warns(work: NotebookNode) -> None:
    find_cell(work, "squares")["source"] = HALF


def _fails(work: NotebookNode) -> None:
    find_cell(work, "squares")["source"] = "def squares(xs):\n    return 'marker of mine'"


def _reads_home(work: NotebookNode) -> None:
    text = f"import os\nassert os.path.exists({str(Path(__file__).parent)!r}), 'behind walls'\n"
    find_cell(work, "squares")["source"] = text + RIGHT


def _reads_beside(work: NotebookNode) -> None:
    find_cell(work, "squares")["source"] = "assert open('data.csv').read() == '1'\n" + RIGHT


CHANGES: dict[str, tuple[Callable[[NotebookNode], None], str]] = {
    "right": (_right, ""),
    "warns": (_warns, ""),
    "reads-beside": (_reads_beside, ""),
    "fails": (_fails, "got marker of mine"),  # there are colours in between
    "reads-home": (_reads_home, "name 'squares' is not defined"),
}


@pytest.fixture(scope="module")
def homework(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course's folder with several learners' work in it, none of it handed in yet."""
    root = tmp_path_factory.mktemp("homework")
    course = make(root, ours=False)
    check = "assert squares(numbers) == [1, 4, 9], f'got {squares(numbers)}'"
    for name, (change, _) in CHANGES.items():
        work = release_notebook(source(check), load_config(course.root))
        find_cell(work, "why")["source"] = "Because."
        change(work)
        write_notebook(work, root / name / "nb.ipynb")
        (root / name / "data.csv").write_text("1")
    return root


def test_the_command_validate(homework: Path) -> None:
    """A learner sees the released tests' failures, as ever, and that all is well."""
    done = nbgrader(homework, "validate", "*s/nb.ipynb")

    assert done.returncode == 0, done.stderr
    assert done.stdout.count("Success! Your notebook passes all the tests.") == 1
    assert done.stdout.count("VALIDATION FAILED ON 1 CELL(S)!") == 1
    assert "AssertionError: got marker of mine" in done.stdout


@pytest.mark.parametrize("name", CHANGES)
def test_validation_runs_apart(homework: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """With the files beside the notebook, and nothing else of this machine; as in Jupyter."""
    monkeypatch.chdir(homework)
    config = load_config(homework)

    found = Validator(config=config).validate(str(homework / name / "nb.ipynb"))

    errors = [failed["raw_error"] for failed in found.get("failed", [])]
    expected = CHANGES[name][1]
    assert len(errors) == bool(expected)
    assert all(expected in error for error in errors)


def test_validation_takes_a_copy_of_no_more_than_a_submission(tmp_path: Path) -> None:
    """Not of a whole home folder; the sentence says what to do."""
    make(tmp_path, ours=False)
    folder = tmp_path / "home"
    write_notebook(source("1"), folder / "nb.ipynb")
    for number in range(501):
        (folder / f"{number}.txt").write_text("")

    done = nbgrader(tmp_path, "validate", "home/nb.ipynb")

    assert done.returncode == 1
    assert "Put it into a folder of its own" in done.stderr
