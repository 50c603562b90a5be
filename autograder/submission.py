"""Find what learners handed in, and check that it can be used, before anything of it runs."""

from __future__ import annotations

import contextlib
import glob
import os
import shutil
import warnings
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from zoneinfo import ZoneInfo

from dateutil import parser
from nbformat import NotebookNode

from autograder.errors import NotebookError, SubmissionError
from autograder.notebooks import grade_id, read_notebook, readable
from autograder.scores import REPORT_FILE

MAX_FILES = 500
MAX_BYTES = 50_000_000  # of one submission, all files together
MAX_NOTEBOOK_BYTES = 20_000_000
LONGEST_STAMP = 100  # characters of timestamp.txt
SKIPPED = {".ipynb_checkpoints", "__pycache__", ".git"}


@dataclass(frozen=True, slots=True)
class Submission:
    """One learner's folder for one assignment, as it was handed in."""

    student: str
    assignment: str
    folder: Path


@dataclass(frozen=True, slots=True)
class Handed:
    """A notebook found in a submission, and a note where it was not where it should be."""

    notebook: NotebookNode
    path: Path
    note: str = ""


def find_submissions(submitted: Path, assignment: str) -> tuple[Submission, ...]:
    """Return the submissions for one assignment, by student id."""
    if not submitted.is_dir():
        return ()
    return tuple(
        Submission(folder.parent.name, assignment, folder)
        for folder in sorted(submitted.glob(f"*/{glob.escape(assignment)}"))
        if folder.is_dir() and not folder.is_symlink() and not folder.parent.name.startswith(".")
    )


def find_notebook(
    submission: Submission, name: str, known: set[str], others: Collection[str] = ()
) -> Handed:
    """Return a submission's notebook, by its name or, where it was renamed, by its cells.

    `known` are the grade_ids of the notebook that is looked for, `others` the names of the
    assignment's other notebooks, which cannot be it.

    Raises:
        SubmissionError: none is there, several could be it, or it cannot be read.
    """
    where = f"{submission.student}, {submission.assignment}"
    path = submission.folder / f"{name}.ipynb"
    if path.is_file() and not path.is_symlink():
        return Handed(_read(path, where), path)
    there = [found for found in safe_files(submission.folder) if found.suffix == ".ipynb"]
    matches = []
    for other in there:
        if other.stem in others:
            continue
        try:
            notebook = _read(other, where)
        except SubmissionError:
            continue
        shared = {grade_id(cell) or cell.get("id") for cell in notebook.cells} & known
        if len(shared) * 2 >= len(known):
            matches.append((len(shared), other, notebook))
    if not matches:
        found = ", ".join(readable(path.name) for path in there) or "no notebook at all"
        raise SubmissionError(
            f"{where}: {name}.ipynb is not there (found {found}). "
            "Ask for it again, or put it into the folder under that name."
        )
    matches.sort(key=lambda match: match[0])
    if len(matches) > 1 and matches[-1][0] == matches[-2][0]:
        names = " and ".join(readable(match[1].name) for match in matches[-2:])
        raise SubmissionError(
            f"{where}: {name}.ipynb is not there, and {names} could both be it. "
            f"Rename the right one to {name}.ipynb."
        )
    _, path, notebook = matches[-1]
    note = f"{readable(path.name)} was graded as {name}.ipynb, by the cells in it."
    return Handed(notebook, path, note)


def handed_in_at(folder: Path) -> datetime | None:
    """Return when a submission was handed in, from nbgrader's timestamp.txt, in UTC."""
    path = folder / "timestamp.txt"
    if path.is_symlink() or not path.is_file():
        return None
    try:
        with path.open(encoding="utf-8-sig") as file:
            text = file.read(LONGEST_STAMP).strip()
    except (OSError, UnicodeDecodeError):
        return None
    words = text.split()
    zone: ZoneInfo | None = None
    if len(words) == 3:  # nbgrader writes "2026-02-02 15:58:23 UTC", or another zone's name
        with contextlib.suppress(KeyError, ValueError, OSError):
            zone = ZoneInfo(words[2])
            text = " ".join(words[:2])
    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore"
            )  # a zone that nobody knows counts as UTC, as in nbgrader
            stamp: datetime = parser.parse(text)
        return stamp.replace(tzinfo=stamp.tzinfo or zone or UTC).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def content_hash(folder: Path, *more: str) -> str:
    """Return a hash of every file of a submission, and of whatever else decides its grade."""
    digest = sha256()
    for path in safe_files(folder):
        digest.update(os.fsencode(path.relative_to(folder)) + b"\0")
        digest.update(sha256(path.read_bytes()).digest())
    for text in more:
        digest.update(b"\1" + text.encode())
    return digest.hexdigest()


def copy_files(submission: Submission, target: Path) -> None:
    """Copy a submission's files to where it will run. Links are left behind.

    Raises:
        SubmissionError: too many files, or too many bytes.
    """
    for path in safe_files(submission.folder):
        if path.relative_to(submission.folder).parts[0] == REPORT_FILE:
            continue  # a learner's file of that name would be taken for the report
        goal = target / path.relative_to(submission.folder)
        goal.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, goal)


def check_size(submission: Submission) -> None:
    """Refuse a submission that is too large to be an honest one.

    Raises:
        SubmissionError: too many files, or too many bytes.
    """
    size = 0
    for count, path in enumerate(safe_files(submission.folder), start=1):
        size += path.stat().st_size
        if count > MAX_FILES or size > MAX_BYTES:
            raise SubmissionError(
                f"{submission.student}, {submission.assignment}: over {MAX_FILES} files or "
                f"{MAX_BYTES // 1_000_000} MB. Remove what is not part of the work."
            )


def safe_files(folder: Path) -> Iterator[Path]:
    """Give a folder's regular files in a fixed order, never following a link out of it."""
    for root, folders, names in os.walk(folder, followlinks=False):
        folders[:] = sorted(name for name in folders if name not in SKIPPED)
        for name in sorted(names):
            path = Path(root) / name
            if path.is_file() and not path.is_symlink():
                yield path


def _read(path: Path, where: str) -> NotebookNode:
    try:
        size = path.stat().st_size
        if size > MAX_NOTEBOOK_BYTES:
            raise SubmissionError(
                f"{where}: {path.name} has {size // 1_000_000} MB; the limit is "
                f"{MAX_NOTEBOOK_BYTES // 1_000_000} MB. Clear its outputs and hand it in again."
            )
        return read_notebook(path)
    except NotebookError as error:
        raise SubmissionError(f"{where}: {error}") from None


def names_in(notebooks: Iterable[NotebookNode]) -> set[str]:
    """Return every grade_id in some notebooks."""
    return {name for nb in notebooks for cell in nb.cells if (name := grade_id(cell))}
