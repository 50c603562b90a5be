"""Bring a source notebook into the form that this repository keeps, with what it says of answers.

Under the solution of each board stands the form of a typed answer, made from the exercise itself:
it is part of the released cell, and cannot go stale without `bootcamp tidy` saying so.
"""

from __future__ import annotations

import textwrap

from nbformat import NotebookNode

from autograder.notebooks import board_name, grade_id, is_solution
from autograder.release import normalise
from autograder.submission.answers import boards_in
from pm_exercises.errors import UnknownExercise
from pm_exercises.exercises import find

HEADING = "# Or type the answer here, in this form:"
WIDTH = 96


def tidied(source: NotebookNode) -> NotebookNode:
    """Return a source notebook as this repository keeps it.

    No outputs, only nbgrader and tags in the metadata, each named cell's id its grade_id, and under
    each board's solution the form of its answer.
    """
    clean = normalise(source)
    boards = set(boards_in(clean))
    for cell in clean.cells:
        item_id = (grade_id(cell) or "").removesuffix("-answer")
        if item_id in boards and is_solution(cell) and cell.cell_type == "code":
            form = form_lines(item_id, board_name(clean, item_id))
            above = cell.source.split(f"\n{HEADING}")[0].rstrip("\n")
            cell["source"] = "\n".join([above, *form])
    return clean


def form_lines(item_id: str, board: str) -> list[str]:
    """Return the comment that says how an exercise's answer is typed; none for a foreign one."""
    try:
        form = find(item_id).form()
    except UnknownExercise:
        return []
    # A key stays on the line of its value.
    wrapped = textwrap.wrap(
        f"{board}.answer = {form}".replace(": ", ":\0"),
        WIDTH,
        subsequent_indent="    ",
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [HEADING, *(f"# {line}".replace("\0", " ") for line in wrapped)]
