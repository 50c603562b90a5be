"""What a person's mark would be for: a hash of a learner's text, for every cell that is graded."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from nbformat import NotebookNode

from autograder.errors import NotebookError
from autograder.notebooks import (
    exercise_of,
    grade_id,
    is_graded,
    is_locked,
    is_solution,
    is_task,
    read_notebook,
)
from autograder.scores import ScoreReport
from autograder.trees import mark


def texts_of(notebook: NotebookNode, answers: Mapping[str, bytes]) -> dict[str, str]:
    """Return a mark of what each graded cell is about, before anything of it ran.

    An answer is its own text. A check is about the learner's cells since the last graded one, and
    the answer that its board saved; `answers` holds those, by exercise. A task is about all that
    the learner wrote: it stands in cells that no course knows.
    """
    found: dict[str, str] = {}
    own: list[str] = []
    everything = mark(*(plain(cell.source) for cell in notebook.cells if not is_locked(cell)))
    for cell in notebook.cells:
        name = str(grade_id(cell))
        if is_solution(cell) and not is_graded(cell):
            own.append(plain(cell.source))
        if not is_graded(cell):
            continue
        if is_solution(cell) and not is_task(cell):
            found[name] = mark(plain(cell.source))
        elif is_task(cell):
            found[name] = everything
        else:
            board = _answer(answers.get(exercise_of(name), b""))
            found[name] = mark(*own, board) if own or board else everything
        own = []
    return found


def with_texts(reports: tuple[ScoreReport, ...], folder: Path) -> tuple[ScoreReport, ...]:
    """Return the reports of a graded folder with the texts that they are about.

    A report of an earlier version did not keep them: they are in the notebook that was graded.
    """
    return tuple(report if report.texts else _read(report, folder) for report in reports)


def _read(report: ScoreReport, folder: Path) -> ScoreReport:
    try:
        notebook = read_notebook(folder / f"{report.notebook}.ipynb")
    except NotebookError:
        return report
    return replace(report, texts=texts_of(notebook, answer_files(folder)))


def answer_files(folder: Path) -> dict[str, bytes]:
    """Return the answers that boards saved beside a notebook, by exercise."""
    return {path.stem: path.read_bytes() for path in sorted((folder / "answers").glob("*.json"))}


def plain(text: str) -> str:
    """Return a text without what no reader sees: spaces at the ends of its lines, and around it."""
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


def _answer(data: bytes) -> str:
    """What a board holds; how often somebody pressed Check is not part of the answer."""
    try:
        return json.dumps(json.loads(data)["answer"], sort_keys=True)
    except (ValueError, LookupError, TypeError, RecursionError):
        return data.decode("utf-8", errors="replace")
