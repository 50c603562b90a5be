"""Read the rows of a mark scheme: what a person ticks to mark a written answer.

The scheme stands once, in the source notebook, in a region that no release holds. A row is a line
`**Row 1. Need from data**`, and below it a line `- 5: …` for each level, with its points.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from nbformat import NotebookNode

from autograder.cell_text import SECRET_REGION
from autograder.errors import NotebookError
from autograder.notebooks import grade_id, is_graded, is_test, named_cells, points
from autograder.points import down, exact

ROW = re.compile(r"^\*\*Row (?P<number>\d+)\. (?P<title>[^*\n]+)\*\*", re.MULTILINE)
LEVEL = re.compile(r"^- (?P<points>\d+(?:\.\d+)?): (?P<text>.+)$", re.MULTILINE)
# The table that learners see, above the scheme, names the rows in words that give nothing away.
PUBLIC = re.compile(r"^\| *(?P<number>\d+)\. (?P<title>[^|\n]+?) *\|", re.MULTILINE)
FORM = "write “**Row 1. …**” and below it “- 5: …”, “- 4: …” and so on"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a scheme: its levels by points, the best first."""

    number: int
    title: str
    public: str  # what learners know it by
    levels: tuple[tuple[Fraction, str], ...]

    @property
    def most(self) -> Fraction:
        """The points of the best level."""
        return max(level for level, _ in self.levels)


@dataclass(frozen=True, slots=True)
class Rubric:
    """The scheme of one written answer: its whole text, and its rows."""

    cell: str
    text: str
    rows: tuple[Row, ...]

    def mark(self, ticks: tuple[Fraction, ...]) -> Fraction:
        """Return the mark that ticks come to, one level for each row in order.

        Raises:
            NotebookError: too many or too few ticks, or a level that a row does not have.
        """
        if len(ticks) != len(self.rows):
            raise NotebookError(
                f"{self.cell} has {len(self.rows)} rows, so it takes {len(self.rows)} ticks, one "
                f"level for each row in order, such as {self.example}; there are {len(ticks)}."
            )
        for row, tick in zip(self.rows, ticks, strict=True):
            levels = [level for level, _ in row.levels]
            if tick not in levels:
                raise NotebookError(
                    f"{self.cell}, row {row.number} ({row.title}) has no level {down(tick)}; it "
                    f"has {', '.join(map(down, levels))}."
                )
        return sum(ticks, Fraction())

    @property
    def example(self) -> str:
        """Ticks as they are written."""
        return ",".join(down(row.levels[min(1, len(row.levels) - 1)][0]) for row in self.rows)

    def words(self, ticks: tuple[Fraction, ...]) -> str:
        """Return what a learner reads of the ticks, in the words of the public table."""
        return " ".join(
            f"{row.public} {down(tick)} of {down(row.most)}."
            for row, tick in zip(self.rows, ticks, strict=True)
        )


def rubric_of(source: NotebookNode, cell: str, place: str) -> Rubric:
    """Return the mark scheme of a written answer, from the source notebook.

    Raises:
        NotebookError: there is no scheme, it has no rows, or they do not add up to the points.
    """
    text = _scheme_cell(source, cell)
    regions = [found[2] for found in SECRET_REGION.finditer(text) if found[1] == "MARK SCHEME"]
    if not regions:
        raise NotebookError(
            f"{place}: {cell} has no mark scheme: no cell above it has a line BEGIN MARK SCHEME. "
            "Give the points themselves, with --points."
        )
    scheme = "\n".join(regions).strip()
    names = {int(found["number"]): found["title"] for found in PUBLIC.finditer(text)}
    rows = _rows(scheme, names, f"{place}: the mark scheme of {cell}")
    if not rows:
        raise NotebookError(
            f"{place}: the mark scheme of {cell} has no rows to tick; {FORM}. "
            "Or give the points themselves, with --points."
        )
    whole = sum((row.most for row in rows), Fraction())
    most = exact(next(points(found) for name, found in named_cells(source) if name == cell))
    if whole != most:
        raise NotebookError(
            f"{place}: the rows of {cell} come to {down(whole)} points, and the cell has "
            f"{down(most)}. Mend the levels or the cell's points."
        )
    return Rubric(cell, scheme, rows)


def _scheme_cell(source: NotebookNode, cell: str) -> str:
    """Return the text of the cell that holds the scheme: this one, or the nearest one above it."""
    above = ""
    for found in source.cells:
        has = "BEGIN MARK SCHEME" in found.source
        if grade_id(found) == cell:
            return str(found.source) if has else above
        if has and found.cell_type == "markdown":
            above = str(found.source)
        elif is_graded(found) and not is_test(found):
            above = ""  # that was another answer's
    raise NotebookError(f"there is no cell {cell!r} in the source notebook")


def _rows(scheme: str, names: dict[int, str], place: str) -> tuple[Row, ...]:
    heads = list(ROW.finditer(scheme))
    ends = [*(head.start() for head in heads), len(scheme)][1:]
    rows = []
    for expected, (head, end) in enumerate(zip(heads, ends, strict=True), start=1):
        number = int(head["number"])
        levels = tuple(
            (exact(float(found["points"])), found["text"].strip())
            for found in LEVEL.finditer(scheme, head.end(), end)
        )
        if number != expected or len({level for level, _ in levels}) < max(1, len(levels)):
            raise NotebookError(
                f"{place}: row {number} is out of order, has no level, or has a level twice; "
                f"{FORM}."
            )
        title = head["title"].strip()
        public = f"{number}. {names[number]}" if number in names else f"Row {number}:"
        rows.append(Row(number, title, public, levels))
    return tuple(rows)
