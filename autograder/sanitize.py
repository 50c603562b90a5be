"""Bring a submitted notebook back to the form that can be graded, and say what was mended.

Grading keys on a cell's grade_id, never on its position: test cells get their original text back,
deleted ones return to their place, of two copies the one with work in it counts.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from itertools import count

from nbformat import NotebookNode
from nbgrader.utils import is_locked

from autograder.notebooks import (
    grade_id,
    is_graded,
    is_solution,
    named_cells,
    without_secrets,
)


@dataclass(frozen=True, slots=True)
class Sanitized:
    """A notebook ready to run, and a sentence for every repair."""

    notebook: NotebookNode
    notes: tuple[str, ...]


def sanitize(submitted: NotebookNode, master: NotebookNode) -> Sanitized:
    """Return the learner's notebook with every named cell of the master in it exactly once."""
    notes: list[str] = []
    originals = dict(named_cells(master))
    notebook = deepcopy(submitted)
    _clear_outputs(notebook)
    _recognise(notebook, originals)
    _keep_one_of_each(notebook, originals, notes)
    for name, cell in named_cells(notebook):
        _restore(cell, originals[name], name, notes)
    _bring_back(notebook, master, notes)
    notebook["metadata"] = deepcopy(master.metadata)  # a kernel name from another machine
    notebook["nbformat"], notebook["nbformat_minor"] = 4, 5  # the first in which cells have ids
    _unique_ids(notebook)
    return Sanitized(notebook, tuple(notes))


def _clear_outputs(notebook: NotebookNode) -> None:
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell["outputs"], cell["execution_count"] = [], None


def _recognise(notebook: NotebookNode, originals: dict[str, NotebookNode]) -> None:
    """Find named cells that lost their metadata by their id, or by an unchanged locked text."""
    present = {name for name, _ in named_cells(notebook)}
    texts: dict[str, list[str]] = {}
    for name, cell in originals.items():
        if is_locked(cell) and len(cell.source) > 20:
            texts.setdefault(_released_text(cell), []).append(name)
    for cell in notebook.cells:
        if grade_id(cell) in originals:
            continue
        cell.get("metadata", {}).pop("nbgrader", None)  # a name this course does not know
        guesses = [cell.get("id"), *texts.get(cell.source.strip(), ())]
        guess = next((g for g in guesses if g in originals and g not in present), None)
        if guess:
            cell.setdefault("metadata", {})["nbgrader"] = deepcopy(
                originals[guess].metadata.nbgrader
            )
            present.add(guess)


def _keep_one_of_each(
    notebook: NotebookNode, originals: dict[str, NotebookNode], notes: list[str]
) -> None:
    copies: dict[str, list[NotebookNode]] = {}
    for name, cell in named_cells(notebook):
        copies.setdefault(name, []).append(cell)
    for name, cells in copies.items():
        if len(cells) == 1:
            continue
        # As nbgrader does, the last copy counts; but an untouched copy never beats work.
        worked = [cell for cell in cells if not _untouched(cell, originals[name])]
        chosen = (worked or cells)[-1]
        for cell in cells:
            if cell is not chosen:
                cell.metadata.pop("nbgrader")
        which = "the last one you worked in" if worked else "the last one"
        notes.append(f"Cell {name} was there {len(cells)} times; {which} was graded.")


def _restore(cell: NotebookNode, original: NotebookNode, name: str, notes: list[str]) -> None:
    if cell.cell_type != original.cell_type:
        notes.append(f"Cell {name} had become a {cell.cell_type} cell; it was changed back.")
        cell["cell_type"] = original.cell_type
        if original.cell_type == "code":
            cell["outputs"], cell["execution_count"] = [], None
        else:
            cell.pop("outputs", None)
            cell.pop("execution_count", None)
        cell.pop("attachments", None)
    if is_locked(original):
        if not _untouched(cell, original):
            notes.append(f"Cell {name} had been changed; its original text was put back.")
        cell["source"] = original.source
    cell["metadata"] = deepcopy(original.metadata)


def _bring_back(notebook: NotebookNode, master: NotebookNode, notes: list[str]) -> None:
    position = dict(named_cells(notebook))
    before: NotebookNode | None = None
    for name, original in named_cells(master):
        if name not in position:
            cell = deepcopy(original)
            if is_solution(cell):  # a learner's own cell holds no mark scheme
                cell["source"] = without_secrets(cell.source)
            if cell.cell_type == "code":
                cell["outputs"], cell["execution_count"] = [], None
            index = 0 if before is None else _index(notebook, before) + 1
            notebook.cells.insert(index, cell)
            position[name] = cell
            if is_graded(original) or is_solution(original):
                notes.append(f"Cell {name} was missing; the original was put back in its place.")
        before = position[name]


def _index(notebook: NotebookNode, wanted: NotebookNode) -> int:
    return next(i for i, cell in enumerate(notebook.cells) if cell is wanted)


def _unique_ids(notebook: NotebookNode) -> None:
    seen = {name for name, _ in named_cells(notebook)}
    fresh = (f"cell-{number}" for number in count())
    for cell in notebook.cells:
        name = grade_id(cell)
        if name:
            cell["id"] = name
            continue
        while not cell.get("id") or cell["id"] in seen:
            cell["id"] = next(fresh)
        seen.add(cell["id"])


def _untouched(cell: NotebookNode, original: NotebookNode) -> bool:
    # The released text lacks the hidden part, so a difference alone is no edit.
    return cell.source.strip() in (original.source.strip(), _released_text(original))


def _released_text(cell: NotebookNode) -> str:
    return without_secrets(cell.source).strip()
