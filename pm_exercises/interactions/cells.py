"""Named numbers and small choices as keys of a flat answer, beside a tool that helps find them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pm_exercises.interactions.base import read_choice
from pm_exercises.interactions.scorecard import Choice, Value, spell
from pm_exercises.interactions.shapes import Shape
from pm_exercises.item import Answer, ReadOnlyAnswer

Cell = Value | Choice


def cells_shape(cells: Sequence[Cell]) -> dict[str, Shape]:
    """The form of the cells, each under its id."""
    return {cell.id: cell.shape() for cell in cells}


def read_cells(cells: Sequence[Cell], answer: ReadOnlyAnswer) -> Answer:
    """Return the cells that are filled in, in their order.

    Raises:
        AnswerError: not a number, out of range, or none of the choices.
    """
    plain: Answer = {}
    for cell in cells:
        given = answer.get(cell.id)
        if isinstance(cell, Value):
            found: Any = cell.read(given, cell.id)
        else:
            found = read_choice(given, cell.options, cell.id)
        if found is not None:
            plain[cell.id] = found
    return plain


def missing_cells(cells: Sequence[Cell], plain: ReadOnlyAnswer) -> tuple[str, ...]:
    """What is still to be filled in or chosen, in words."""
    return tuple(
        f"{'choose' if isinstance(cell, Choice) else 'fill in'} “{cell.name}”"
        for cell in cells
        if cell.id not in plain
    )


def cell_row(cell: Cell, plain: ReadOnlyAnswer) -> tuple[str, str]:
    """What a cell is called, and what stands in it, in words."""
    found = plain.get(cell.id)
    if isinstance(cell, Choice):
        return cell.name, cell.options.get(str(found), "not chosen yet")
    return cell.name, "not filled in yet" if found is None else spell(found)
