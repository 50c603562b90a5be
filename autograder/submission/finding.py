"""Find the notebook that a submission hands in for one of the course's, whatever it is called."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode

from autograder.cell_text import without_secrets
from autograder.errors import NotebookError, SubmissionError
from autograder.folders import Submission
from autograder.notebooks import grade_id, is_locked, is_solution, readable
from autograder.submission.files import BOUNDS, Bounds, placed, safe_files, work_folder
from autograder.submission.reading import Read, read_submitted

# What programs and people add to a name: "nb (1)", "nb-Copy2", "Copy of nb", "nb - Kopie", "nb_v2".
ADDED = re.compile(
    r"^(?:copy of|kopie von|copie de)\s+"
    r"|[\s_-]*(?:\(\d+\)|copy\s*\d*|kopie\s*\d*|final|done|v\d+|-\s*checkpoint)$"
)


@dataclass(frozen=True, slots=True)
class Handed:
    """A notebook found in a submission, and a sentence for whatever was not as it should be."""

    notebook: NotebookNode
    path: Path
    notes: tuple[str, ...] = ()
    placed: Path = Path()  # where `copy_files` puts it, relative to its target
    metadata: object = None  # what the file says of itself, and nobody has checked

    @property
    def note(self) -> str:
        """All notes in one text."""
        return " ".join(self.notes)


@dataclass(frozen=True, slots=True)
class _Candidate:
    path: Path
    read: Read
    shared: int  # how many of the wanted cells are in it
    worked: bool  # whether somebody wrote in an answer cell


def find_notebook(
    submission: Submission,
    name: str,
    known: set[str],
    others: Collection[str] = (),
    *,
    master: NotebookNode | None = None,
    bounds: Bounds = BOUNDS,
) -> Handed:
    """Return a submission's notebook, by its name or, where it was renamed, by its cells.

    `known` are the grade_ids of the notebook that is looked for, `others` the names of the
    assignment's other notebooks, which cannot be it. With the `master`, a notebook whose cells
    lost their names is known by their texts, and an untouched one never beats one with work in it.

    Raises:
        SubmissionError: none is there, several could be it, or it cannot be read.
    """
    root = work_folder(submission.folder, bounds)
    named = root / f"{name}.ipynb"
    there = [p for p in safe_files(submission.folder, bounds) if p.suffix.lower() == ".ipynb"]
    problem = ""
    first: _Candidate | None = None
    if named in there:
        try:
            first = _candidate(named, known, master, bounds)
        except NotebookError as error:
            problem = str(error)
    if first and (len(there) == 1 or (first.shared and (first.worked or master is None))):
        return _handed(first, submission, root)
    found = []
    for path in (path for path in there if path != named and path.stem not in others):
        alike = _plain(path.stem) == _plain(name)
        try:
            candidate = _candidate(path, known, master, bounds)
        except NotebookError as error:
            problem = problem or (str(error) if alike else "")
            continue
        if candidate.shared >= max(1, 0 if alike else len(known) / 2):
            found.append(candidate)
    if first and not (found and max(found, key=_rank).worked):
        return _handed(first, submission, root)
    best = _best(found, submission, name, problem, there)
    called = readable(best.path.relative_to(root).as_posix())
    if first:
        why = f"{name}.ipynb holds no work, and {called} does: {called} was graded in its place."
    elif problem:
        why = f"{problem} {called} was graded in its place."
    else:
        why = f"{called} was graded as {name}.ipynb, by the cells in it."
    return _handed(best, submission, root, why)


def _best(
    found: list[_Candidate], submission: Submission, name: str, problem: str, there: list[Path]
) -> _Candidate:
    if not found:
        if problem:
            raise SubmissionError(f"{submission}: {problem}")
        names = ", ".join(readable(path.name) for path in there) or "no notebook at all"
        raise SubmissionError(
            f"{submission}: {name}.ipynb is not there (found {names}). "
            "Ask for it again, or put it into the folder under that name."
        )
    found = sorted(found, key=_rank)
    best = [candidate for candidate in found if _rank(candidate) == _rank(found[-1])]
    texts = {tuple(cell.source for cell in one.read.notebook.cells) for one in best}
    if len(texts) > 1:
        names = " and ".join(readable(candidate.path.name) for candidate in best[-2:])
        raise SubmissionError(
            f"{submission}: {name}.ipynb is not there, and {names} could both be it. "
            f"Rename the right one to {name}.ipynb."
        )
    return best[-1]


def _rank(candidate: _Candidate) -> tuple[bool, int]:
    return candidate.worked, candidate.shared


def _handed(found: _Candidate, submission: Submission, root: Path, *notes: str) -> Handed:
    goal = placed(found.path, root, submission.folder)
    read = found.read
    return Handed(read.notebook, found.path, (*notes, *read.notes), goal, read.metadata)


def _candidate(
    path: Path, known: set[str], master: NotebookNode | None, bounds: Bounds
) -> _Candidate:
    read = read_submitted(path, bounds)
    cells = read.notebook.cells
    shared = {grade_id(cell) or cell.get("id") for cell in cells} & known
    if read.rescued and known and not shared:
        raise NotebookError(
            f"{readable(path.name)}: the file is damaged, and none of its questions could be read. "
            "Hand in a sound copy."
        )
    if master is None:
        return _Candidate(path, read, len(shared), worked=True)
    texts = {cell.source.strip() for cell in cells}
    worked = False
    answers = {grade_id(cell): cell for cell in master.cells if is_solution(cell)}
    for cell in master.cells:
        if is_locked(cell) and without_secrets(cell.source).strip() in texts:
            shared.add(grade_id(cell))
    for cell in cells:
        original = answers.get(grade_id(cell) or cell.get("id"))
        if original is not None:
            worked |= cell.source.strip() not in ("", without_secrets(original.source).strip())
    return _Candidate(path, read, len(shared), worked)


def _plain(stem: str) -> str:
    """Return a name without what copying, downloading and another system made of it."""
    text = unicodedata.normalize("NFC", stem).casefold().strip()
    while (shorter := ADDED.sub("", text).strip()) and shorter != text:
        text = shorter
    return text
