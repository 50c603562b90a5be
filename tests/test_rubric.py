"""The rows of a mark scheme: read from the one place where they stand, and ticked to a mark."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from nbformat import NotebookNode

from autograder.cell_text import without_secrets
from autograder.errors import NotebookError
from autograder.notebooks import find_cell, points, read_notebook
from autograder.rubric import rubric_of
from pm_exercises.exercises.modules import MODULES
from tests import cells

SCHEME = """\
| Question | A reader looks for |
|---|---|
| 1. Why is it so? | A reason |

### BEGIN MARK SCHEME
**Row 1. Reason** (SEED-1)

- 3: a proof.
- 1.5: an example.
- 0: nothing.

**Row 2. Words**

- 1: plain.
- 0: not.
### END MARK SCHEME
"""


def source(scheme: str = SCHEME, *, most: float = 4) -> NotebookNode:
    """Return a notebook with a scheme above its written answer."""
    return cells.notebook(
        cells.text(scheme, "scheme"), cells.written("why", "Because.", points=most)
    )


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.code)
def test_our_schemes_have_rows(module: object, repository: Path) -> None:
    """Four rows of 0 to 5 in each module, and their names as learners know them."""
    name, written = module.name, module.written  # type: ignore[attr-defined]
    notebook = read_notebook(repository / f"source/{name}/{name}.ipynb")

    rubric = rubric_of(notebook, written, name)

    assert [[int(level) for level, _ in row.levels] for row in rubric.rows] == [
        [5, 4, 3, 2, 1, 0]
    ] * 4
    assert sum(row.most for row in rubric.rows) == points(find_cell(notebook, written))
    public = without_secrets(find_cell(notebook, f"{written}-scheme").source)
    assert all(row.public.partition(". ")[2] in public for row in rubric.rows)


def test_what_learners_read_of_it_gives_nothing_away() -> None:
    """The ticks are said in the words of the public table, or by the row's number alone."""
    rubric = rubric_of(source(), "why", "nb")

    words = rubric.words((Fraction(3), Fraction(0)))

    assert words == "1. Why is it so? 3 of 3. Row 2: 0 of 1."


def test_ticks_make_the_mark() -> None:
    """One level for each row, exactly."""
    rubric = rubric_of(source(), "why", "nb")

    assert rubric.mark((Fraction("1.5"), Fraction(1))) == Fraction("2.5")
    assert "an example." in rubric.text
    assert rubric.example == "1.5,0"


@pytest.mark.parametrize(
    ("ticks", "words"),
    [
        ((1,), "why has 2 rows, so it takes 2 ticks, one level for each row in order"),
        ((3, 1, 0), "there are 3"),
        ((2, 1), r"row 1 \(Reason\) has no level 2; it has 3, 1.5, 0"),
        ((3, -1), r"row 2 \(Words\) has no level -1"),
    ],
)
def test_ticks_that_do_not_fit(ticks: tuple[int, ...], words: str) -> None:
    """Too many, too few, or a level that there is not: which row, and what it has."""
    rubric = rubric_of(source(), "why", "nb")

    with pytest.raises(NotebookError, match=words):
        rubric.mark(tuple(map(Fraction, ticks)))


@pytest.mark.parametrize(
    ("scheme", "most", "words"),
    [
        ("No scheme here.", 4, "why has no mark scheme"),
        ("### BEGIN MARK SCHEME\nRead it.\n### END MARK SCHEME", 4, "has no rows to tick"),
        (SCHEME, 5, "the rows of why come to 4 points, and the cell has 5"),
        (SCHEME.replace("Row 2", "Row 3"), 4, "row 3 is out of order"),
        (SCHEME.replace("- 1.5:", "- 3:"), 4, "has a level twice"),
        (SCHEME.replace("- 1: plain.\n- 0: not.\n", ""), 4, "has no level"),
    ],
)
def test_a_scheme_that_cannot_be_ticked(scheme: str, most: float, words: str) -> None:
    """One sentence with the cell, the cause and the way out."""
    with pytest.raises(NotebookError) as caught:
        rubric_of(source(scheme, most=most), "why", "nb.ipynb")

    assert str(caught.value).startswith("nb.ipynb: ")
    assert words in str(caught.value)


def test_each_answer_has_its_own_scheme() -> None:
    """A scheme above another written answer is not this one's."""
    two = cells.notebook(
        cells.text(SCHEME, "scheme"),
        cells.written("why", "Because."),
        cells.written("how", "So.", points=2),
    )

    assert len(rubric_of(two, "why", "nb").rows) == 2
    with pytest.raises(NotebookError, match="how has no mark scheme"):
        rubric_of(two, "how", "nb")
    with pytest.raises(NotebookError, match="no cell 'who'"):
        rubric_of(two, "who", "nb")
