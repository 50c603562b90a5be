"""What learners hand in, before anything of it runs: found, sized and hashed, never trusted."""

from __future__ import annotations

import json
import os

import pytest

from autograder.notebooks import to_text
from autograder.submission import (
    BOUNDS,
    Submission,
    content_hash,
    find_notebook,
    names_in,
)
from tests import cells
from tests.handed import KNOWN, problem, put


def test_the_notebook_under_its_name(ada: Submission) -> None:
    """It is taken without a note, whatever lies beside it."""
    put(ada, "nb-Copy1.ipynb", cells.squares())
    path = put(ada, "nb.ipynb", cells.squares())

    found = find_notebook(ada, "nb", KNOWN)

    assert (found.path, found.note) == (path, "")


def test_a_renamed_notebook_is_known_by_its_cells(ada: Submission) -> None:
    """Also in a folder of its own; the note says which file it was."""
    put(ada, "scratch.ipynb", cells.notebook(cells.code("1 + 1")))
    path = put(ada, "mine/nb FINAL (2).ipynb", cells.squares())

    found = find_notebook(ada, "nb", KNOWN)

    assert found.path == path
    assert found.note == "mine/nb FINAL (2).ipynb was graded as nb.ipynb, by the cells in it."


def test_a_renamed_notebook_without_metadata_is_known_by_its_ids(ada: Submission) -> None:
    """A program that drops nbgrader's metadata keeps the cells' ids."""
    work = cells.squares()
    for cell in work.cells:
        cell.metadata.pop("nbgrader", None)
    put(ada, "other.ipynb", work)

    assert find_notebook(ada, "nb", KNOWN).path.name == "other.ipynb"


def test_the_better_of_two_candidates_is_taken(ada: Submission) -> None:
    """The one with more of the cells."""
    short = cells.squares()
    del short.cells[-2:]
    put(ada, "a.ipynb", short)
    put(ada, "b.ipynb", cells.squares())

    assert find_notebook(ada, "nb", KNOWN).path.name == "b.ipynb"


def test_two_equal_candidates_are_for_a_person_to_decide(ada: Submission) -> None:
    """The error names both, and the way out."""
    put(ada, "a.ipynb", cells.squares())
    other = cells.squares()
    other.cells[2]["source"] = "squares = None"
    put(ada, "b.ipynb", other)

    assert problem(ada) == (
        "ada, ps: nb.ipynb is not there, and a.ipynb and b.ipynb could both be it. "
        "Rename the right one to nb.ipynb."
    )


@pytest.mark.parametrize(
    ("files", "found"),
    [
        ({}, "no notebook at all"),
        ({"notes.txt": "hello"}, "no notebook at all"),
        ({"other.ipynb": to_text(cells.notebook(cells.code("1")))}, "other.ipynb"),
        ({".ipynb_checkpoints/nb-checkpoint.ipynb": to_text(cells.squares())}, "no notebook"),
        ({"broken.ipynb": "{"}, "broken.ipynb"),
    ],
)
def test_no_notebook_says_what_is_there(ada: Submission, files: dict[str, str], found: str) -> None:
    """A checkpoint is no submission, and a broken file is no candidate."""
    for name, text in files.items():
        put(ada, name, text)

    message = problem(ada)

    assert message.startswith("ada, ps: nb.ipynb is not there")
    assert f"found {found}" in message
    assert "Ask for it again" in message


def test_half_a_character_in_a_name_can_be_printed(ada: Submission) -> None:
    """A zip from another system brings names that are no UTF-8."""
    (ada.folder / os.fsdecode(b"nb\xff.ipynb")).write_text(to_text(cells.squares()))

    assert find_notebook(ada, "nb", KNOWN).note.encode()
    assert len(content_hash(ada.folder)) == 64


MARKED = {"cell_type": "code", "id": "a", "metadata": {}, "source": "1", "outputs": []}


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("", "this is not a notebook"),
        ("{", "this is not a notebook"),
        ("[]", "this is not a notebook"),
        ("null", "this is not a notebook"),
        ("[" * 100_000, "this is not a notebook"),
        ('{"nbformat": 4, "nbformat_minor": 5, "metadata": {}}', "not a notebook"),
        ('{"nbformat": 99, "nbformat_minor": 0, "metadata": {}, "cells": []}', "not a notebook"),
        (b"\xff\xfe{\x00}\x00", "not a notebook"),
        (b"PK\x03\x04", "not a notebook"),
    ],
    ids=lambda value: repr(value[:16]),
)
def test_what_is_no_notebook_is_named(ada: Submission, text: str | bytes, cause: str) -> None:
    """Learner, assignment, file and cause."""
    put(ada, "nb.ipynb", text)

    message = problem(ada)

    assert message.startswith("ada, ps: ")
    assert "nb.ipynb" in message
    assert cause in message


@pytest.mark.parametrize(
    ("damage", "left"),
    [
        ({"source": 5}, []),
        ({"source": ["a", 5]}, []),
        ({"source": None}, [("code", "")]),
        ({"cell_type": "banana"}, [("raw", "1")]),
        ({"cell_type": ["code"]}, [("raw", "1")]),
        ({"metadata": []}, [("code", "1")]),
        ({"metadata": None}, [("code", "1")]),
        ({"id": [1]}, [("code", "1")]),
    ],
    ids=str,
)
def test_a_damaged_cell_costs_no_other(
    ada: Submission, damage: dict[str, object], left: list[tuple[str, str]]
) -> None:
    """What makes no sense of it goes, with a sentence where it is more than metadata."""
    content = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [MARKED | damage]}
    put(ada, "nb.ipynb", json.dumps(content))

    found = find_notebook(ada, "nb", KNOWN)

    assert [(cell.cell_type, cell.source) for cell in found.notebook.cells] == left
    assert ("Cell a " in found.note) == (left in ([], [("raw", "1")]))


def test_small_damage_is_mended(ada: Submission) -> None:
    """No ids, the same id twice, no metadata, half a character in a text."""
    loose = [
        {"cell_type": "markdown", "metadata": {}, "source": ["a\n", "b"]},
        {**MARKED, "source": "'\ud800'"},
        MARKED,
        {**MARKED, "id": 7},
    ]
    content = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": loose}
    put(ada, "nb.ipynb", json.dumps(content))

    found = find_notebook(ada, "nb", KNOWN).notebook

    assert [cell.source for cell in found.cells] == ["a\nb", "'?'", "1", "1"]
    assert to_text(found).encode()


def test_a_byte_order_mark_is_read_over(ada: Submission) -> None:
    """Windows editors put one there."""
    put(ada, "nb.ipynb", b"\xef\xbb\xbf" + to_text(cells.squares()).encode())

    assert names_in([find_notebook(ada, "nb", KNOWN).notebook]) == KNOWN


def test_an_old_notebook_is_upgraded(ada: Submission) -> None:
    """nbformat 3, as IPython wrote it, comes in as nbformat 4."""
    cell = {"cell_type": "code", "language": "python", "input": "1 + 1", "outputs": []}
    old = {"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": [{"cells": [cell]}]}
    put(ada, "nb.ipynb", json.dumps(old))

    found = find_notebook(ada, "nb", KNOWN).notebook

    assert found.nbformat == 4
    assert [cell.source for cell in found.cells] == ["1 + 1"]


def test_a_huge_notebook_is_not_read(ada: Submission) -> None:
    """The size is looked at first, and the way out is named."""
    with put(ada, "nb.ipynb", "").open("wb") as file:
        file.truncate(BOUNDS.notebook_bytes + 1_000_000)

    assert "nb.ipynb has 21 MB; the limit is 20 MB. Clear its outputs" in problem(ada)
