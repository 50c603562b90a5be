"""Releasing: nbgrader's own steps, and nothing that a learner must not read gets out."""

from __future__ import annotations

from pathlib import Path

import pytest
from nbformat.v4 import new_output
from nbformat.validator import validate
from traitlets.config import Config

from autograder.errors import CourseError, NotebookError
from autograder.folders import public_files
from autograder.nbgrader_settings import load_config
from autograder.notebooks import find_cell, to_text
from autograder.pipeline import masters
from autograder.release import (
    ReleaseFile,
    master,
    normalise,
    release_files,
    release_notebook,
    secret_lines,
    write_release,
)
from tests import cells
from tests.commands import nbgrader

NONE = Config()


def files_of(root: Path) -> tuple[ReleaseFile, ...]:
    """Return the release of the course's one module."""
    return release_files(root, "ps", load_config(root))


def test_learners_get_the_stub_and_the_public_tests() -> None:
    """Neither solution nor hidden test nor model answer is left; the rest is."""
    released = release_notebook(cells.squares(), NONE)

    assert "YOUR CODE HERE" in find_cell(released, "squares").source
    assert "x * x" not in to_text(released)
    assert find_cell(released, "squares-check").source == (
        "right = squares(numbers) == [1, 4, 9]\n5.0 if right else 0.0"
    )
    assert find_cell(released, "why").source == "YOUR ANSWER HERE"
    assert released.cells[0].source == "# Squares"


def test_graders_keep_the_hidden_tests() -> None:
    """What submissions are graded against has no solution, and all the tests."""
    graded = master(cells.squares(), NONE)

    assert "x * x" not in to_text(graded)
    assert "squares([12])" in find_cell(graded, "squares-check").source


def test_the_source_is_not_changed() -> None:
    """Both are copies."""
    source = cells.squares()

    release_notebook(source, NONE)

    assert source == cells.squares()


def test_outputs_go_and_cells_are_locked() -> None:
    """A learner can neither see what ran here nor delete a test by a slip."""
    source = cells.squares()
    source.cells[1]["outputs"] = [new_output("stream", text="secret")]

    released = release_notebook(source, NONE)

    assert "secret" not in to_text(released)
    assert find_cell(released, "squares").metadata.deletable is False
    assert find_cell(released, "squares-check").metadata.editable is False
    assert find_cell(released, "squares-check").metadata.nbgrader.checksum
    validate(released)


def test_a_solution_cell_without_markers_is_replaced_whole() -> None:
    """As nbgrader has it, and its lines count as secret."""
    source = cells.notebook(cells.answer("sq", "answer = 12 * 12"))

    released = release_notebook(source, NONE)

    assert "144" not in to_text(released)
    assert secret_lines(source, released) == {"answer = 12 * 12"}


def test_the_courses_own_stub_is_used(tmp_path: Path) -> None:
    """nbgrader_config.py counts, and so does what it says for generate_assignment alone."""
    cells.make_course(tmp_path)
    with (tmp_path / "nbgrader_config.py").open("a") as file:
        file.write('c.ClearSolutions.code_stub = {"python": "# over to you"}\n')
        file.write('c.GenerateAssignmentApp.ClearSolutions.text_stub = "Write here."\n')

    released = files_of(tmp_path)[0].content.decode()

    assert "# over to you" in released
    assert '"Write here."' in released


def test_no_configuration_is_a_configuration(tmp_path: Path) -> None:
    """Without nbgrader_config.py, nbgrader's own settings hold."""
    assert load_config(tmp_path) == Config()


@pytest.mark.parametrize(
    "text", ["c = get_config(", "c = get_config()\nc.A.b = 1 / 0", "import x9"]
)
def test_a_broken_configuration_is_named(tmp_path: Path, text: str) -> None:
    """The file and the cause, and no traceback."""
    (tmp_path / "nbgrader_config.py").write_text(text)

    with pytest.raises(CourseError, match=r"nbgrader_config\.py: it cannot be run"):
        load_config(tmp_path)


def test_nothing_to_release(tmp_path: Path) -> None:
    """A module without a folder in source/."""
    with pytest.raises(NotebookError, match="nothing to release"):
        release_files(tmp_path, "ps", NONE)


def test_a_task_keeps_its_mark_scheme_to_itself(tmp_path: Path) -> None:
    """nbgrader's manually graded task is the cell that may hold one."""
    scheme = "Plot it.\n### BEGIN MARK SCHEME\n2 points for the axes\n### END MARK SCHEME"
    cells.make_course(tmp_path, cells.notebook(cells.task("plot", scheme)))

    text = files_of(tmp_path)[0].content.decode()

    assert "Plot it." in text
    assert "axes" not in text


def test_a_mark_scheme_may_stand_in_a_locked_cell(tmp_path: Path) -> None:
    """Where the course allows it: learners do not get it, and the reader has it in formgrader."""
    scheme = "# How it is read\n### BEGIN MARK SCHEME\n# 2 points for axes\n### END MARK SCHEME"
    course = cells.make_course(tmp_path, cells.notebook(cells.locked("scheme", scheme)))
    with (tmp_path / "nbgrader_config.py").open("a") as file:
        file.write("c.ClearMarkScheme.enforce_metadata = False\n")

    assert "axes" not in files_of(tmp_path)[0].content.decode()
    assert "axes" in masters(course, course.modules[0])["nb"].cells[0].source


def test_files_on_the_ignore_list_stay_out(tmp_path: Path) -> None:
    """Staff's notes, checkpoints and a folder answers/; data and pictures go along."""
    cells.make_course(tmp_path)
    folder = tmp_path / "source" / "ps"
    for name in (
        "notes.md",
        "answers/FND-E1.json",
        ".ipynb_checkpoints/nb-checkpoint.ipynb",
        "data/numbers.csv",
        "sub/notes.md",
        "picture.svg",
    ):
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("1, 2, 3")

    names = [file.path for file in files_of(tmp_path)]

    assert names == ["ps/data/numbers.csv", "ps/nb.ipynb", "ps/picture.svg"]
    assert len(public_files(folder, load_config(tmp_path))) == 3


def test_writing_removes_what_no_longer_belongs(tmp_path: Path) -> None:
    """Only changed files are written, stale ones go, and another module is left alone."""
    cells.make_course(tmp_path)
    (tmp_path / "source/ps/data.csv").write_text("1")
    assert write_release(files_of(tmp_path), tmp_path, "ps") == ("ps/data.csv", "ps/nb.ipynb")
    other = tmp_path / "release" / "other" / "nb.ipynb"
    other.parent.mkdir()
    other.write_text("theirs")
    (tmp_path / "source/ps/data.csv").unlink()
    stamp = (tmp_path / "release/ps/nb.ipynb").stat().st_mtime_ns

    changed = write_release(files_of(tmp_path), tmp_path, "ps")

    assert changed == ("ps/data.csv",)
    assert set(cells.snapshot(tmp_path / "release")) == {"ps/nb.ipynb", "other/nb.ipynb"}
    assert (tmp_path / "release/ps/nb.ipynb").stat().st_mtime_ns == stamp
    assert write_release(files_of(tmp_path), tmp_path, "ps") == ()


def test_the_same_bytes_as_nbgrader(tmp_path: Path) -> None:
    """Stock `nbgrader generate_assignment` writes the same release, file for file."""
    cells.make_course(tmp_path)
    (tmp_path / "source/ps/data.csv").write_text("1, 2, 3")
    (tmp_path / "source/ps/staff.md").write_text("not for learners")
    files = files_of(tmp_path)

    done = nbgrader(tmp_path, "generate_assignment", "ps")

    assert done.returncode == 0, done.stderr
    assert cells.snapshot(tmp_path / "release") == {file.path: file.content for file in files}
    assert files_of(tmp_path) == files


def test_tidying_makes_ids_of_names() -> None:
    """No outputs, no foreign metadata, the name as id; and once is enough."""
    source = cells.squares()
    source.cells[2]["id"] = "random"
    source.cells[2]["outputs"] = [new_output("stream", text="ran")]
    source.cells[2]["execution_count"] = 3
    source.cells[0].metadata.update(tags=["seed:GEN-1"], collapsed=True)
    source.metadata["language_info"] = {"name": "python", "version": "3.9"}

    tidy = normalise(source)

    assert tidy.cells[2].id == "squares"
    assert (tidy.cells[2].outputs, tidy.cells[2].execution_count) == ([], None)
    assert tidy.cells[0].metadata == {"tags": ["seed:GEN-1"]}
    assert "version" not in tidy.metadata.language_info
    assert normalise(tidy) == tidy
    validate(tidy)
