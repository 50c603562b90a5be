"""A thousand damaged notebooks: each is graded right, or one sentence says why it cannot be."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from nbformat import NotebookNode
from nbformat.validator import validate
from traitlets.config import Config

from autograder.errors import SubmissionError
from autograder.nbgrader_settings import load_config
from autograder.notebooks import grade_id, is_locked, is_solution, read_notebook, to_text
from autograder.release import master, release_notebook
from autograder.sanitize import sanitize
from autograder.submission import Submission, find_notebook, names_in
from tests import cells
from tests.conftest import REPOSITORY
from tests.mutants import MARK, mutants

COUNT, SEED = 1_000, 2026
SMALL, OURS = "a small notebook", "Foundations"
# What keeps every letter of a learner's work, wherever it puts it.
HARMLESS = {
    "check_first",
    "colab",
    "deepnote",
    "duplicate",
    "kaggle",
    "line_breaks",
    "lose_all_names",
    "lose_ids",
    "lose_marks",
    "merge",
    "more_at_the_end",
    "outputs",
    "own_cells",
    "shuffle",
    "swap",
    "version_3",
    "vs_code",
}


@cache
def sound(which: str) -> tuple[bytes, NotebookNode]:
    """Return a release's file and the master that it is graded against."""
    if which == SMALL:
        return to_text(release_notebook(cells.squares(), Config())).encode(), master(
            cells.squares(), Config()
        )
    path = "foundations/foundations.ipynb"
    source = read_notebook(REPOSITORY / "source" / path)
    return (REPOSITORY / "release" / path).read_bytes(), master(source, load_config(REPOSITORY))


def problems(notebook: NotebookNode, original: NotebookNode) -> list[str]:
    """Return what is wrong with a repaired notebook; nothing, if it can be graded."""
    named = [cell for cell in original.cells if grade_id(cell)]
    found = [cell for cell in notebook.cells if grade_id(cell)]
    if [grade_id(cell) for cell in found] != [grade_id(cell) for cell in named]:
        return [f"its named cells are {[grade_id(cell) for cell in found]}"]
    validate(notebook)
    to_text(notebook).encode()
    wrong = [
        f"{grade_id(cell)} is not the master's"
        for cell, master_cell in zip(found, named, strict=True)
        if (cell.cell_type, cell.metadata) != (master_cell.cell_type, master_cell.metadata)
        or (is_locked(master_cell) and cell.source != master_cell.source)
    ]
    own = [cell for cell in notebook.cells if not is_locked(cell)]
    return wrong + [f"{c.id} holds a secret" for c in own if "HIDDEN" in c.source]


def lost(notebook: NotebookNode, data: str, original: NotebookNode) -> list[str]:
    """Return the answers that were in a file and are nowhere in the repaired notebook."""
    text = "\n".join(cell.source for cell in notebook.cells)
    names = [str(grade_id(cell)) for cell in original.cells if is_solution(cell)]
    marks = [f"{MARK.format(name)}." for name in names]
    return [mark for mark in marks if mark in data and mark not in text]


@pytest.mark.parametrize("which", [SMALL, OURS])
def test_a_thousand_mutants(which: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No crash; every named cell once, in order, locked ones whole; no work gets lost."""
    data, original = sound(which)
    known = names_in([original])
    ada = Submission("ada", "ps", tmp_path)
    counts = Counter[str]()
    for name, mutant in mutants(data, SEED, COUNT):
        (tmp_path / "nb.ipynb").write_bytes(mutant)
        try:
            handed = find_notebook(ada, "nb", known, master=original)
        except SubmissionError as error:
            counts["got a sentence"] += 1
            sentence = str(error)
            assert sentence.startswith("ada, ps: nb.ipynb"), name
            assert sentence.endswith("."), name
            assert len(sentence) < 400, name
            continue

        found = sanitize(handed.notebook, original)

        notes = (*handed.notes, *found.notes)
        counts["repaired" if notes else "needed nothing"] += 1
        assert problems(found.notebook, original) == [], name
        assert all(note.endswith((".", "?")) and len(note) < 500 for note in notes), (name, notes)
        if set(name.split(" ")[1].split("+")) <= HARMLESS:
            assert lost(found.notebook, mutant.decode(), original) == [], name
    with capsys.disabled():
        print(f"\n{COUNT:,} mutants of {which}: {dict(counts)}")
    assert counts["repaired"] > COUNT / 2


def test_a_seed_gives_the_same_mutants() -> None:
    """So that a failure can be looked at again."""
    data, _ = sound(SMALL)

    assert [*mutants(data, 1, 60)] == [*mutants(data, 1, 60)]
    assert [*mutants(data, 1, 60)] != [*mutants(data, 2, 60)]
