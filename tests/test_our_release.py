"""The release that is committed is the one its source makes, to the byte."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from nbformat import NotebookNode
from nbformat.validator import validate

from autograder.course import load_course
from autograder.nbgrader_settings import load_config
from autograder.notebooks import (
    board_name,
    find_cell,
    grade_id,
    is_test,
    named_cells,
    points,
    read_notebook,
    to_text,
)
from autograder.rehearse import SourceNotebook
from autograder.release import release_files
from autograder.tidying import HEADING, tidied
from pm_exercises.exercises import find
from pm_exercises.exercises.modules import MODULES
from tests import cells

REPOSITORY = Path(__file__).parent.parent
COURSE = load_course(REPOSITORY)
SOURCES = sorted(COURSE.source.rglob("*.ipynb"))
STUDENTS = ("ada", "ben", "zoë", "student-0417", "a.b@port-lydden.example")
# Every exercise with its notebook's path inside source/ or release/.
EXERCISES = [
    pytest.param(f"{module.name}/{module.name}.ipynb", item, id=item)
    for module in MODULES
    for item in module.exercises
]


@pytest.fixture(params=SOURCES, ids=lambda path: path.stem)
def source(request: pytest.FixtureRequest) -> NotebookNode:
    """Each source notebook in turn."""
    return read_notebook(request.param)


@pytest.mark.parametrize("module", [module.name for module in COURSE.modules])
def test_the_release_is_current(module: str) -> None:
    """Every file of release/ is what `bootcamp release` makes of source/, byte for byte."""
    files = release_files(REPOSITORY, module, load_config(REPOSITORY))

    released = cells.snapshot(COURSE.release / module)

    assert {f"{module}/{name}": content for name, content in released.items()} == {
        file.path: file.content for file in files
    }, "run `bootcamp release`"


def test_nothing_else_is_released() -> None:
    """release/ has a folder for each module, and one file beside them at most: the start page."""
    folders = {path.name for path in COURSE.release.iterdir() if path.is_dir()}

    assert folders == {module.name for module in COURSE.modules}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_sources_are_tidy(path: Path) -> None:
    """No outputs, no foreign metadata, ids as named, forms as they are: see `bootcamp tidy`."""
    notebook = read_notebook(path)

    assert to_text(tidied(notebook)) == path.read_text(encoding="utf-8"), "run `bootcamp tidy`"
    validate(notebook)


def test_each_answer_cell_shows_the_form(source: NotebookNode) -> None:
    """In a few comment lines, which name the board and hold no answer of anybody's."""
    names = [name.removesuffix("-board") for name, _ in named_cells(source) if "-board" in name]
    for item_id in names:
        text = find_cell(source, f"{item_id}-answer").source
        below = text.split("### END SOLUTION")[1].strip().splitlines()

        assert below[0] == HEADING
        assert below[1].startswith(f"# {board_name(source, item_id)}.answer = {{")
        assert all(line.startswith("# ") for line in below)
        assert 2 <= len(below) <= 4
        typed = "".join(line[2:].strip() for line in below[1:])
        form = f"{board_name(source, item_id)}.answer = {find(item_id).form()}"
        assert typed.replace(" ", "") == form.replace(" ", "")


def test_named_cells_are_called_what_they_are(source: NotebookNode) -> None:
    """A graded cell's id is its grade_id; no code cell has run."""
    for cell in source.cells:
        assert grade_id(cell) in (None, cell.id)
        assert cell.cell_type != "code" or (cell.outputs, cell.execution_count) == ([], None)


@pytest.mark.parametrize(
    "path", sorted(COURSE.release.rglob("*.ipynb")), ids=lambda path: f"{path.stem}"
)
def test_released_notebooks_are_sound(path: Path) -> None:
    """Any program that reads notebooks can read them, and nothing has run in them."""
    notebook = read_notebook(path)

    validate(notebook)
    assert all(not cell.outputs for cell in notebook.cells if cell.cell_type == "code")


@pytest.mark.parametrize(("path", "item"), EXERCISES)
def test_the_source_scores_full_and_the_release_nothing(path: str, item: str) -> None:
    """For every learner: the solution earns all points, and an untouched notebook none."""
    source = SourceNotebook(COURSE.source / path)
    release = SourceNotebook(COURSE.release / path)
    check = next(cell for cell in source.notebook.cells if grade_id(cell) == f"{item}-check")

    for student, notebook in product(STUDENTS, (source, release)):
        untouched = notebook.judge(item, student)
        assert (untouched.score, untouched.attempted) == (0, False), student
    for student in STUDENTS:
        _, answer = source.solve(item, student)
        solved = source.judge(item, student, answer)
        assert solved.score == solved.points == points(check), (student, solved.codes)
        assert solved.complete, (student, solved.codes)

    assert is_test(check)
