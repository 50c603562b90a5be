"""Which text a person's mark belongs to: kept beside the gradebook, in a small database of our own.

nbgrader keeps a mark and not what it was given for. So for every cell that a person may mark, the
text of the last grade is kept here, and of a mark the text it was given for: that of the last grade
before somebody gave it. formgrader's "needs manual grade" says the rest: grading sets it where the
text is another one, and whoever marks takes it away. (A program of its own, nbgrader, may open the
gradebook with other tables one day: so nothing of this stands in it.)
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from autograder.errors import GradebookError
from autograder.gradebook_reading import cause
from autograder.scores import Mark

FILE = "marked_texts.db"  # beside gradebook.db; save both
TABLE = """
    create table if not exists marked (
        student text, assignment text, notebook text, cell text,
        text text not null, marked text not null,
        primary key (student, assignment, notebook, cell)
    )
"""

Cell = tuple[str, str]  # notebook and grade_id


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of a cell of one learner: hashes of texts."""

    text: str  # of the last grade
    marked: str = ""  # what the mark was given for, as far as that is known

    @property
    def changed(self) -> bool:
        """Whether the text is another one than the mark was given for."""
        return bool(self.marked) and self.marked != self.text


def settle(kept: Kept | None, text: str, *, needs_reading: bool) -> tuple[Kept, bool]:
    """Say what to keep of a marked cell that is graded again, and whether it needs reading.

    `needs_reading` is what the gradebook says: false as soon as a person gave a mark.
    """
    if kept is None:  # nobody knows what this mark was given for: it stays as it is
        return Kept(text), needs_reading
    given_for = kept.marked if needs_reading and kept.marked else kept.text
    return Kept(text, given_for), given_for != text


def is_outdated(kept: Kept | None, mark: Mark) -> bool:
    """Whether a mark stands for an earlier text, and nobody has looked at the present one."""
    return (
        kept is not None
        and kept.changed
        and mark.manual_score is not None
        and mark.needs_manual_grade
    )


def kept_texts(gradebook: Path, assignment: str) -> dict[str, dict[Cell, Kept]]:
    """Return what is kept for an assignment, by learner.

    Raises:
        GradebookError: the file cannot be read.
    """
    path = gradebook.with_name(FILE)
    if not path.exists():
        return {}
    found: dict[str, dict[Cell, Kept]] = {}
    with _open(path, read_only=True) as database:
        rows = "select student, notebook, cell, text, marked from marked where assignment = ?"
        for student, notebook, cell, text, marked in database.execute(rows, (assignment,)):
            found.setdefault(student, {})[notebook, cell] = Kept(text, marked)
    return found


def keep_texts(gradebook: Path, assignment: str, student: str, found: Mapping[Cell, Kept]) -> None:
    """Keep what was settled for one learner, in one step.

    Raises:
        GradebookError: the file cannot be written.
    """
    rows = [(student, assignment, *cell, kept.text, kept.marked) for cell, kept in found.items()]
    if not rows:
        return
    with _open(gradebook.with_name(FILE)) as database, database:
        database.execute(TABLE)
        database.executemany("insert or replace into marked values (?, ?, ?, ?, ?, ?)", rows)


@contextlib.contextmanager
def _open(path: Path, *, read_only: bool = False) -> Iterator[sqlite3.Connection]:
    mode = "ro" if read_only else "rwc"
    try:
        address = f"{path.absolute().as_uri()}?mode={mode}"
        with contextlib.closing(sqlite3.connect(address, uri=True)) as database:
            yield database
    except sqlite3.Error as error:
        raise GradebookError(cause(path, error)) from error
