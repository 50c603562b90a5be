"""Notebooks as other programs save them: Colab, VS Code, Kaggle, Deepnote, and old versions."""

from __future__ import annotations

import json
import random

import pytest

import tests.mutant_programs  # noqa: F401  # it adds its changes to the table
from autograder.notebooks import find_cell, grade_id, is_solution, to_text
from autograder.sanitize import sanitize
from autograder.submission import Submission, find_notebook, names_in
from tests import cells
from tests.handed import put
from tests.mutant_cells import CHANGES, Notebook
from tests.mutants import MARK, answer
from tests.repairs import MASTER, NAMES, work
from tests.test_repair_mutants import OURS, lost, problems, sound

PROGRAMS = ["colab", "vs_code", "kaggle", "deepnote", "version_3", "lose_ids", "lose_all_names"]


def saved_by(program: str, seed: int, content: Notebook) -> bytes:
    """Return a notebook's file as a program saves it."""
    CHANGES[program](content, random.Random(seed))  # noqa: S311  # for tests
    return json.dumps(content).encode()


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("program", PROGRAMS)
def test_a_small_notebook_from_another_program(ada: Submission, program: str, seed: int) -> None:
    """Each answer is graded as what it is, and each check is the master's."""
    content = json.loads(to_text(work()))
    put(ada, "nb.ipynb", saved_by(program, seed, content))

    handed = find_notebook(ada, "nb", names_in([MASTER]), master=MASTER)
    found = sanitize(handed.notebook, MASTER)

    assert cells.names(found.notebook) == NAMES
    assert len(found.notebook.cells) == len(MASTER.cells)
    assert find_cell(found.notebook, "squares").source == find_cell(work(), "squares").source
    assert find_cell(found.notebook, "why").source == "Because."


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("program", PROGRAMS)
def test_foundations_from_another_program(ada: Submission, program: str, seed: int) -> None:
    """All answers in their own cells, though the stubs of all of them are alike."""
    data, original = sound(OURS)
    content = json.loads(data)
    answer(content)
    put(ada, "nb.ipynb", saved_by(program, seed, content))

    handed = find_notebook(ada, "nb", names_in([original]), master=original)
    found = sanitize(handed.notebook, original)

    assert problems(found.notebook, original) == []
    assert len(found.notebook.cells) == len(original.cells)
    for cell in original.cells:
        name = grade_id(cell)
        if name and is_solution(cell):
            assert MARK.format(name) in find_cell(found.notebook, name).source
    assert lost(found.notebook, data.decode(), original) == []


def test_a_renamed_notebook_without_any_name_is_known_by_its_texts(ada: Submission) -> None:
    """With the master at hand, the instructor's own texts tell whose notebook it is."""
    content = json.loads(to_text(work()))
    put(ada, "Untitled.ipynb", saved_by("lose_all_names", 1, content))

    assert find_notebook(ada, "nb", names_in([MASTER]), master=MASTER).path.stem == "Untitled"


def test_old_headings_and_texts_in_lists(ada: Submission) -> None:
    """nbformat 3 had a heading cell; a list of lines is one text, with or without line breaks."""
    loose = [
        {"cell_type": "heading", "level": 2, "source": ["Squares"], "metadata": {}},
        {"cell_type": "html", "source": "<b>x</b>", "metadata": {}},
        {"cell_type": "code", "input": ["a = 1", "b = 2"], "language": "python", "outputs": []},
        {"cell_type": "code", "input": ["a = 1\n", "b = 2"], "outputs": [], "prompt_number": 3},
        {"cell_type": "code", "input": "a = 1\r\nb = 2", "outputs": []},
    ]
    old = {
        "nbformat": 3,
        "metadata": {},
        "worksheets": [{"cells": loose[:3]}, {"cells": loose[3:]}],
    }
    put(ada, "nb.ipynb", json.dumps(old))

    found = find_notebook(ada, "nb", set()).notebook

    assert [(cell.cell_type, cell.source) for cell in found.cells] == [
        ("markdown", "## Squares"),
        ("markdown", "<b>x</b>"),
        *[("code", "a = 1\nb = 2")] * 3,
    ]
