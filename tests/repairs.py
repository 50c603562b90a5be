"""A learner's copy of the small notebook, and its repair, for the tests of sanitizing."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy

from nbformat import NotebookNode
from nbformat.validator import validate
from traitlets.config import Config

from autograder.notebooks import find_cell
from autograder.release import master, release_notebook
from autograder.sanitize import Sanitized, sanitize
from tests import cells

MASTER = master(cells.squares(), Config())
NAMES = ["setup", "squares", "squares-check", "why"]
WORK = "def squares(xs):\n    return [x**2 for x in xs]"


def work(change: Callable[[NotebookNode], object] = lambda _: None) -> NotebookNode:
    """Return the released notebook with the learner's work in it, and something done to it."""
    learners = release_notebook(cells.squares(), Config())
    find_cell(learners, "squares")["source"] = WORK
    find_cell(learners, "why")["source"] = "Because."
    change(learners)
    return learners


def repaired(learners: NotebookNode, original: NotebookNode = MASTER) -> Sanitized:
    """Return the repaired notebook, after the checks that hold for every repair."""
    before = deepcopy(learners)

    found = sanitize(learners, original)

    assert learners == before, "the submission itself is never changed"
    validate(found.notebook)
    ids = [cell.id for cell in found.notebook.cells]
    assert len(set(ids)) == len(ids)
    return found
