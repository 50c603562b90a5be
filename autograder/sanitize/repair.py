"""All steps of a repair, one after another."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass
from itertools import count

from nbformat import NotebookNode

from autograder.sanitize.order import in_order
from autograder.sanitize.parts import join_nameless, keep_one, take_apart
from autograder.sanitize.pieces import Bench, Original, Piece, bench, cells, untouched
from autograder.sanitize.recognise import by_likeness, by_marks, by_place

CELL_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")  # nbformat 4.5
STEPS = (by_marks, take_apart, by_likeness, by_place, keep_one)


@dataclass(frozen=True, slots=True)
class Sanitized:
    """A notebook ready to run, and a sentence for every repair."""

    notebook: NotebookNode
    notes: tuple[str, ...]


def sanitize(submitted: NotebookNode, master: NotebookNode) -> Sanitized:
    """Return the learner's notebook with every named cell of the master in it exactly once.

    The named cells stand in the master's order, each locked one with the master's text.
    """
    work = bench(master, [Piece(_fresh(cell)) for cell in submitted.cells])
    for step in STEPS:
        step(work)
    _restore(work)
    named = any(original.name for original in work.originals)
    written = any(cell.source.strip() for cell in submitted.cells)
    if named and written and not any(map(work.name, work.pieces)):
        work.notes.append("None of the questions is in this notebook. Is it the right one?")
    in_order(work)
    join_nameless(work)
    notebook = NotebookNode(
        nbformat=4,
        nbformat_minor=5,  # the first in which cells have ids
        metadata=deepcopy(master.metadata),  # not a kernel of another machine
        cells=[_finished(piece) for piece in work.pieces],
    )
    _unique_ids(work)
    return Sanitized(notebook, tuple(work.notes))


def _fresh(cell: NotebookNode) -> NotebookNode:
    """A copy without what is only the learner's claim: outputs and counts."""
    copy = NotebookNode(
        cell_type=cell.cell_type, source=cell.source, metadata=deepcopy(cell.get("metadata", {}))
    )
    if "id" in cell:
        copy["id"] = cell["id"]
    if "attachments" in cell and cell.cell_type != "code":
        copy["attachments"] = deepcopy(cell["attachments"])
    return copy


def _restore(work: Bench) -> None:
    """Give named cells back their kind and marks, and locked ones their text."""
    changed = []
    for piece in work.pieces:
        piece.cell["metadata"].pop("nbgrader", None)
        if name := work.name(piece):
            original = work.originals[piece.at]
            if original.restored and not untouched(piece.cell.source, original):
                changed.append(name)
            _restore_one(piece.cell, original, work.notes)
    if changed:
        what = "its original text was" if len(changed) == 1 else "their original texts were"
        work.notes.append(f"{cells(changed)} had been changed; {what} put back.")


def _restore_one(cell: NotebookNode, original: Original, notes: list[str]) -> None:
    kind = original.cell.cell_type
    if cell.cell_type != kind:
        notes.append(
            f"Cell {original.name} had become a {cell.cell_type} cell; it was changed back."
        )
        cell["cell_type"] = kind
        cell.pop("attachments", None)
    if original.restored:
        cell["source"] = original.cell.source
        cell.pop("attachments", None)
        if "attachments" in original.cell:
            cell["attachments"] = deepcopy(original.cell["attachments"])
    cell["metadata"] = deepcopy(original.cell.metadata)


def _finished(piece: Piece) -> NotebookNode:
    cell = piece.cell
    if cell.cell_type == "code":
        cell["outputs"], cell["execution_count"] = [], None
    else:
        cell.pop("outputs", None)
        cell.pop("execution_count", None)
    return cell


def _unique_ids(work: Bench) -> None:
    """Give each cell of the master's its name or id there, and every other one an id of its own."""
    given = [_id_of(piece, work) for piece in work.pieces]
    seen = set(given)
    fresh = (f"cell-{number}" for number in count())
    for piece, name in zip(work.pieces, given, strict=True):
        if name:
            piece.cell["id"] = name
            continue
        while not CELL_ID.fullmatch(str(piece.cell.get("id", ""))) or piece.cell["id"] in seen:
            piece.cell["id"] = next(fresh)
        seen.add(piece.cell["id"])


def _id_of(piece: Piece, work: Bench) -> str:
    if piece.index is None:
        return ""
    original = work.originals[piece.index]
    name = original.name or str(original.cell.get("id", ""))
    return name if CELL_ID.fullmatch(name) else ""
