"""What repairing works on: the learner's cells, each with the instructor's cell that it is."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from nbformat import NotebookNode

from autograder.cell_text import without_secrets
from autograder.notebooks import grade_id, is_graded, is_locked, is_solution

SHOWN = 5  # names in one sentence


@dataclass(slots=True, eq=False)
class Piece:
    """One of the learner's cells."""

    cell: NotebookNode
    index: int | None = None  # of the master's cell it is; None: the learner's own
    beside: int | None = None  # of the master's cell it is a part of, and moves with

    @property
    def at(self) -> int:
        """Its place in the master; -1 for the learner's own."""
        return -1 if self.index is None else self.index


@dataclass(frozen=True, slots=True)
class Original:
    """One of the master's cells."""

    index: int
    cell: NotebookNode
    name: str  # its grade_id; "" where nbgrader does not know it
    text: str  # as learners got it

    @property
    def answer(self) -> bool:
        """Whether the learner writes in it."""
        return bool(self.name) and is_solution(self.cell)

    @property
    def read(self) -> bool:
        """Whether a person marks what the learner writes in it."""
        return self.answer and is_graded(self.cell)

    @property
    def restored(self) -> bool:
        """Whether its text is put back, whatever the learner made of it."""
        return bool(self.name) and is_locked(self.cell)


@dataclass(slots=True)
class Bench:
    """A repair under way: the master's cells, the learner's pieces, and the notes so far."""

    originals: Sequence[Original]
    pieces: list[Piece]
    notes: list[str] = field(default_factory=list)

    def name(self, piece: Piece) -> str:
        """Return a piece's grade_id; "" for the learner's own, and where nbgrader knows none."""
        return "" if piece.index is None else self.originals[piece.index].name

    def missing(self) -> list[Original]:
        """Return the master's cells that no piece is, in order."""
        there = {piece.index for piece in self.pieces}
        return [original for original in self.originals if original.index not in there]

    def windows(self) -> list[range]:
        """Return where, among the pieces, each cell of the master belongs: between neighbours."""
        known = [(-1, -1), *((self.pieces[at].at, at) for at in self.backbone())]
        known.append((len(self.originals), len(self.pieces)))
        found = []
        for (low, start), (high, end) in pairwise(known):
            found += [range(start + 1, end)] * (high - low - 1)
            found.append(range(end, end + 1))  # the known cell itself
        return found[:-1]

    def backbone(self) -> list[int]:
        """Return the places of the most pieces that stand in the master's order."""
        return increasing([piece.index for piece in self.pieces])


def bench(master: NotebookNode, pieces: list[Piece]) -> Bench:
    """Return the start of a repair."""
    originals = [
        Original(index, cell, grade_id(cell) or "", plain(without_secrets(cell.source)))
        for index, cell in enumerate(master.cells)
    ]
    return Bench(originals, pieces)


def plain(text: str) -> str:
    """Return a text without what no reader sees: line breaks of other systems, trailing space."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def bare(text: str) -> str:
    """Return a text's words: white space alone is no difference between two cells."""
    return " ".join(text.split())


def untouched(text: str, original: Original) -> bool:
    """Whether a text is what the learner was given; a release lacks the hidden part."""
    return bare(text) in (bare(original.text), bare(original.cell.source))


def listed(names: Iterable[str]) -> str:
    """Return names as a sentence has them: "a", "a and b", "a, b and 7 more"."""
    unique = list(dict.fromkeys(names))
    if len(unique) > SHOWN:
        return f"{', '.join(unique[: SHOWN - 1])} and {len(unique) - SHOWN + 1} more"
    return " and ".join(", ".join(unique).rsplit(", ", 1))


def cells(names: Sequence[str]) -> str:
    """Return "Cell a" or "Cells a and b"."""
    return f"Cell{'s' if len(set(names)) > 1 else ''} {listed(names)}"


def increasing(values: Sequence[int | None]) -> list[int]:
    """Return the places of a longest strictly increasing run of values; None is passed over."""
    ends: list[int] = []  # the least value that ends a run of each length
    at: list[int] = []  # and its place
    before: dict[int, int] = {}
    for place, value in enumerate(values):
        if value is None:
            continue
        length = bisect_left(ends, value)
        if length:
            before[place] = at[length - 1]
        ends[length : length + 1] = [value]
        at[length : length + 1] = [place]
    run = at[-1:]
    while run and run[-1] in before:
        run.append(before[run[-1]])
    return run[::-1]
