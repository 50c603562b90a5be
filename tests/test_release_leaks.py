"""What must not get out does not get out: markers, lines, files and metadata are all looked at."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from nbformat import NotebookNode

from autograder.errors import NotebookError, ReleaseError
from autograder.nbgrader_settings import load_config
from autograder.notebooks import write_notebook
from autograder.release import ReleaseFile, release_files
from tests import cells

HIDDEN = "### BEGIN HIDDEN TESTS\nassert squares([12]) == [144]\n### END HIDDEN TESTS"
SOLUTION = "### BEGIN SOLUTION\nreturn_value = 12 * 12\n### END SOLUTION"
SCHEME = "### BEGIN MARK SCHEME\nfull points for axes\n### END MARK SCHEME"


def files_of(root: Path) -> tuple[ReleaseFile, ...]:
    """Return the release of the course's one module."""
    return release_files(root, "ps", load_config(root))


def refusal(root: Path, source: NotebookNode) -> str:
    """Return why a notebook is not released."""
    cells.make_course(root, source)
    with pytest.raises((NotebookError, ReleaseError)) as caught:
        files_of(root)
    return str(caught.value)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            lambda nb: nb.cells.append(cells.text("Hint: `return [x * x for x in xs]`")),
            "",  # a line that only holds it is no copy of the line
        ),
        (
            lambda nb: nb.cells.append(cells.text("Hint:\n\n    return [x * x for x in xs]")),
            "('return [x * x for x in xs]')",
        ),
        (
            lambda nb: nb.cells.append(cells.code("right = right and squares([12]) == [144]")),
            "squares([12])",
        ),
        (
            lambda nb: nb.cells.append(cells.text("Because a square is a product.")),
            "Because a square is a product.",
        ),
        (
            lambda nb: nb.cells[0].metadata.update(note="Because a square is a product."),
            "Because a square is a product.",
        ),
        (
            lambda nb: nb.metadata.update(authors=[{"name": "Because a square is a product."}]),
            "Because a square is a product.",
        ),
    ],
)
def test_a_secret_line_elsewhere_in_the_notebook(
    tmp_path: Path, change: Callable[[NotebookNode], object], words: str
) -> None:
    """In another cell or in metadata: the file and the line are named."""
    source = cells.squares()
    change(source)
    if not words:
        cells.make_course(tmp_path, source)
        assert files_of(tmp_path)
        return

    message = refusal(tmp_path, source)

    assert "release/ps/nb.ipynb: a line of a solution, hidden test or mark scheme" in message
    assert words in message


@pytest.mark.parametrize("name", ["data.csv", "sub/notes.html", "image.svg"])
def test_a_secret_line_in_another_file(tmp_path: Path, name: str) -> None:
    """Not only notebooks get out."""
    cells.make_course(tmp_path)
    path = tmp_path / "source" / "ps" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("<p>\r\n  return [x * x for x in xs]\r\n</p>")

    with pytest.raises(ReleaseError, match=f"release/ps/{name}: a line of a solution"):
        files_of(tmp_path)


def test_a_secret_of_one_notebook_in_another(tmp_path: Path) -> None:
    """All notebooks of a module are looked at together."""
    cells.make_course(tmp_path)
    other = cells.notebook(cells.text("return [x * x for x in xs]"))
    write_notebook(other, tmp_path / "source/ps/a-first.ipynb")

    with pytest.raises(ReleaseError, match=r"release/ps/a-first\.ipynb"):
        files_of(tmp_path)


def test_what_gives_nothing_away_is_no_leak(tmp_path: Path) -> None:
    """An import, a short line, and a line that its own cell shows anyway."""
    solution = "x = 1\n### BEGIN SOLUTION\nimport numpy as np\nx = 1\nshared = 'shown below'\n"
    source = cells.notebook(
        cells.locked("setup", "import numpy as np\nx = 1"),
        cells.answer("sq", f"{solution}### END SOLUTION\nshared = 'shown below'"),
        cells.text("shared = 'shown below'"),
    )
    cells.make_course(tmp_path, source)

    assert len(files_of(tmp_path)) == 1


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (cells.check("sq", "### BEGIN HIDDEN TESTS\nassert 1"), "without its END HIDDEN TESTS"),
        (cells.answer("sq", "### BEGIN SOLUTION\nx = 1"), "without its END SOLUTION"),
        (cells.check("sq", f"### BEGIN HIDDEN TESTS\n{HIDDEN}"), "without its END HIDDEN TESTS"),
        (cells.check("sq", f"{HIDDEN[:-20]}{HIDDEN}\n### END HIDDEN TESTS"), "nested"),
        (cells.answer("sq", f"### BEGIN SOLUTION\n{SOLUTION}\n### END SOLUTION"), "nested"),
        (cells.check("sq", "assert 1\n### END HIDDEN TESTS"), "or the other way round"),
        (cells.check("sq", HIDDEN.replace("TESTS", "TEST")), "'### BEGIN HIDDEN TEST'"),
        (cells.check("sq", HIDDEN.lower()), "'### begin hidden tests'"),
        (cells.code(HIDDEN, "free"), "'free' holds a hidden part but is not graded"),
        (cells.answer("sq", HIDDEN), "'sq' holds a hidden part but is not graded"),
        (cells.text(HIDDEN, "prose"), "'prose' holds a hidden part but is not graded"),
        (cells.code(SOLUTION, "free"), "'free' holds a solution but is no solution cell"),
        (cells.locked("sq", SOLUTION), "'sq' holds a solution but is no solution cell"),
        (cells.locked("sq", HIDDEN), "non-grade cell"),
        (cells.written("sq", f"{SOLUTION}\n{SCHEME}"), "Manually graded task"),
    ],
)
def test_markers_that_do_not_fit_are_refused(
    tmp_path: Path, cell: NotebookNode, words: str
) -> None:
    """Nested, never closed, or in a cell that nbgrader would leave as it is."""
    message = refusal(tmp_path, cells.notebook(cell))

    assert "source/ps/nb.ipynb" in message or "release/ps/nb.ipynb" in message
    assert words.casefold() in message.casefold()


def test_two_cells_of_one_name_are_refused(tmp_path: Path) -> None:
    """nbgrader would grade one of them."""
    second = cells.answer("sq", "y = 2")
    second["id"] = "another"
    source = cells.notebook(cells.answer("sq", "x = 1"), second)

    assert "two cells are called 'sq'" in refusal(tmp_path, source)


def test_a_test_without_points_is_refused(tmp_path: Path) -> None:
    """The notebook is named."""
    source = cells.notebook(cells.check("sq", "assert True"))
    del source.cells[0].metadata.nbgrader["points"]

    assert "nb.ipynb" in refusal(tmp_path, source)
