"""Judge an answer by an exercise's criteria, with no board, file or notebook in between."""

from __future__ import annotations

import ast
from typing import Any

from nbformat import NotebookNode

from autograder.notebooks import find_cell
from pm_exercises import checks
from pm_exercises.board import Exercise
from pm_exercises.item import ReadOnlyAnswer


def judge(
    exercise: Exercise, data: Any, answer: ReadOnlyAnswer, key: checks.Key | None = None
) -> checks.Result:
    """Return what the criteria say of an answer, read as a board would read it."""
    sheet = checks.Sheet(
        item=exercise.item,
        criteria=exercise.criteria,
        messages=exercise.messages,
        student="ada",
        data=data,
        answer=exercise.interaction(data).read(answer),
        attempted=True,
    )
    return checks.check(sheet, key)


def given(result: checks.Result, code: str) -> float:
    """The points that one criterion gave."""
    return next(verdict.given for verdict in result.verdicts if verdict.code == code)


def key_in(notebook: NotebookNode, cell: str) -> Any:
    """The dictionary that a cell of the instructor's notebook calls `key`."""
    for statement in ast.parse(find_cell(notebook, cell).source).body:
        if isinstance(statement, ast.Assign) and ast.unparse(statement.targets[0]) == "key":
            return ast.literal_eval(statement.value)
    raise LookupError(f"{cell} sets no key")
