"""Put named cells into the master's order, and missing ones into their places.

nbgrader runs cells as the learner left them, so a check that was moved above its answer fails. What
moves is as little as can be, locked cells before answers; a learner's own cells stay where they
stand, or go with the answer that they are a part of.
"""

from __future__ import annotations

from copy import deepcopy
from itertools import pairwise

from nbformat import NotebookNode

from autograder.cell_text import without_secrets
from autograder.notebooks import is_solution, is_test
from autograder.sanitize.pieces import Bench, Original, Piece, cells

ANSWER, LOCKED = 100, 1  # what it costs to move one


def in_order(bench: Bench) -> None:
    """Bring every named cell to where the master has it, each exactly once."""
    staying = {id(piece) for piece in _staying(bench)}
    moving: dict[int, list[Piece]] = {}
    for piece in list(bench.pieces):
        if piece.index is not None and bench.name(piece) and id(piece) not in staying:
            moving[piece.index] = _group(bench, piece)
    for group in moving.values():
        bench.pieces = [piece for piece in bench.pieces if piece not in group]
    there = {piece.index for piece in bench.pieces}
    lost = []
    for original in bench.originals:
        if not original.name or original.index in there:
            continue
        group = moving.get(original.index) or [_returned(original)]
        if original.index not in moving:
            lost.append(original.name)
        at = _place(bench, original)
        bench.pieces[at:at] = group
    if moving:
        names = [bench.originals[index].name for index in sorted(moving)]
        bench.notes.append(
            f"{cells(names)} stood in another place; "
            f"{'it was' if len(names) == 1 else 'they were'} put back where the course has "
            f"{'it' if len(names) == 1 else 'them'}."
        )
    if lost:
        one = len(lost) == 1
        bench.notes.append(
            f"{cells(lost)} {'was' if one else 'were'} missing; the original{'' if one else 's'} "
            f"{'was' if one else 'were'} put back in {'its place' if one else 'their places'}."
        )


def _staying(bench: Bench) -> list[Piece]:
    """The named pieces that stand in the master's order and would cost most to move."""
    named = [piece for piece in bench.pieces if bench.name(piece)]
    if all(a.at < b.at for a, b in pairwise(named)):
        return named
    best: list[tuple[int, int]] = []  # what the best run that ends here is worth, and its last step
    for place, piece in enumerate(named):
        worth = ANSWER if bench.originals[piece.at].answer else LOCKED
        runs = [(best[i][0], i) for i in range(place) if named[i].at < piece.at]
        most, before = max(runs, default=(0, -1))
        best.append((most + worth, before))
    place = max(range(len(best)), key=lambda i: best[i][0])
    run = []
    while place >= 0:
        run.append(named[place])
        place = best[place][1]
    return run[::-1]


def _group(bench: Bench, piece: Piece) -> list[Piece]:
    """A piece with the learner's own cells that move with it: parts and helpers of an answer."""
    at = bench.pieces.index(piece)
    parts = {id(p) for p in bench.pieces if p.beside is not None and p.beside == piece.index}
    if not bench.originals[piece.at].answer:
        return [piece]
    low, high = at, at + 1
    while high < len(bench.pieces) and bench.pieces[high].index is None:
        high += 1
    while low > 0 and bench.pieces[low - 1].index is None:
        low -= 1
    above = bench.pieces[low - 1] if low else None
    if above is not None and bench.name(above) and bench.originals[above.at].answer:
        low = at  # what stands between two answers belongs to the one above it
    group = bench.pieces[low:high]
    rest = [p for p in bench.pieces if id(p) in parts and p not in group]
    return [*rest, *group]


def _place(bench: Bench, original: Original) -> int:
    """Where a cell goes: behind what comes before it, and a test behind the learner's own too."""
    named = [(at, p.at) for at, p in enumerate(bench.pieces) if bench.name(p)]
    low = max((at for at, index in named if index < original.index), default=-1)
    high = min((at for at, index in named if index > original.index), default=len(bench.pieces))
    # Between two named cells, the ones that nbgrader does not know are landmarks too.
    for at in range(low + 1, high):
        index = bench.pieces[at].index
        if index is not None and index < original.index:
            low = at
    at = low + 1
    if is_test(original.cell):
        while at < high and bench.pieces[at].index is None:
            at += 1
    return at


def _returned(original: Original) -> Piece:
    """A copy of the master's cell, for one that is missing."""
    cell: NotebookNode = deepcopy(original.cell)
    if is_solution(cell):  # a learner's own cell holds no mark scheme
        cell["source"] = without_secrets(cell.source)
    return Piece(cell, original.index)
