"""Run one exercise's cells of a source notebook here, in this process: for authors and tests.

The cells come from the instructor's notebook. A learner's work never runs this way.
"""

from __future__ import annotations

import contextlib
import io
import tempfile
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from autograder.notebooks import board_name, find_cell, read_notebook
from pm_exercises.board import Board
from pm_exercises.checks import Result
from pm_exercises.exercises import exercise
from pm_exercises.item import Answer, ReadOnlyAnswer


class SourceNotebook:
    """An instructor's notebook, asked exercise by exercise.

    The cells of exercise X are named X-board, X-answer and X-check.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    @cached_property
    def notebook(self) -> NotebookNode:
        """The notebook as read, once."""
        return read_notebook(self.path)

    def solve(self, item_id: str, student: str) -> tuple[Any, Answer]:
        """Return a learner's data and the answer that the solution cell computes from it."""
        with _scratch_folder():
            board = exercise(item_id, student)
            self._run(item_id, "answer", board)
            return board.data, dict(board.answer)

    def judge(self, item_id: str, student: str, answer: ReadOnlyAnswer | None = None) -> Result:
        """Return what the check cell, hidden block included, says of an answer."""
        with _scratch_folder():
            board = exercise(item_id, student)
            if answer is not None:
                board.answer = answer
            result: Result = self._run(item_id, "check", board)["result"].result
            return result

    def _run(self, item_id: str, part: str, board: Board) -> dict[str, Any]:
        names: dict[str, Any] = {}
        setup = find_cell(self.notebook, f"{item_id.split('-', maxsplit=1)[0]}-setup").source
        exec(compile(setup, "setup", "exec"), names)
        names[board_name(self.notebook, item_id)] = board
        source = find_cell(self.notebook, f"{item_id}-{part}").source
        with contextlib.redirect_stdout(io.StringIO()):
            exec(compile(source, f"{item_id}-{part}", "exec"), names)
        return names


@contextlib.contextmanager
def _scratch_folder() -> Iterator[None]:
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        yield
