"""A small course of two boards, and notebooks that carry answers to them."""

from __future__ import annotations

import json
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from autograder.course import Course
from autograder.nbgrader_settings import load_config
from autograder.notebooks import find_cell
from autograder.release import release_notebook
from pm_exercises.answers import AnswerRecord, plain
from pm_exercises.carried import KEY
from tests import cells
from tests.sources import source_of

FIRST, SECOND = "FND-E1", "FND-E2"
BOARDS = (FIRST, SECOND)
PARTS = ("board", "answer", "check")
STUB = 'c.ClearSolutions.code_stub = {"python": "# Solved on the board?"}\n'
BEFORE, AFTER = "2027-01-01T10:00:00+00:00", "2027-01-01T10:00:01+00:00"


def source() -> NotebookNode:
    """Return Foundations' first two exercises, and a written answer."""
    whole = source_of(FIRST).notebook
    named = ["FND-setup", *(f"{item}-{part}" for item in BOARDS for part in PARTS)]
    found = [deepcopy(find_cell(whole, name)) for name in named]
    return cells.notebook(*found, cells.written("why", "### BEGIN SOLUTION\nSo.\n### END SOLUTION"))


def make(root: Path) -> Course:
    """Write the course."""
    course = cells.make_course(root, source())
    config = root / "nbgrader_config.py"
    config.write_text(config.read_text("utf-8") + STUB, encoding="utf-8")
    return course


def released(course: Course) -> NotebookNode:
    """Return the notebook as learners get it."""
    return release_notebook(source(), load_config(course.root))


@cache
def solution(item_id: str, student: str = "ada") -> dict[str, Any]:
    """Return the right answer for a learner's data."""
    return source_of(item_id).solve(item_id, student)[1]


def record(item_id: str, saved_at: str = BEFORE, **fields: Any) -> dict[str, Any]:
    """Return what an answer file with the right answer holds."""
    known = {"student": "ada", "answer": solution(item_id), "saved_at": saved_at}
    return plain(AnswerRecord(exercise=item_id, **{**known, **fields}))


def carrying(notebook: NotebookNode, answers: Any, schema: Any = 1) -> NotebookNode:
    """Return the notebook with answers, or whatever, in its own metadata."""
    made = deepcopy(notebook)
    made.metadata[KEY] = {"schema": schema, "answers": answers}
    return made


def all_right(saved_at: str = BEFORE) -> dict[str, Any]:
    """Return the right answers to both boards, as a notebook carries them."""
    return {item: record(item, saved_at) for item in BOARDS}


def write_file(folder: Path, item_id: str, held: Any) -> None:
    """Put an answer file into a submission; text stands as it is."""
    path = folder / "answers" / f"{item_id}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(held if isinstance(held, str) else json.dumps(held), encoding="utf-8")
