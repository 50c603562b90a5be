"""The files of a submission: found, counted, hashed and copied; no link is followed anywhere."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.errors import SubmissionError
from autograder.folders import Submission
from autograder.notebook_names import readable
from autograder.scores import REPORT_FILE
from autograder.submission.stamps import STAMP_FILE

if TYPE_CHECKING:
    from nbformat import NotebookNode

# What programs leave behind: none of it is anybody's work.
SKIPPED = {".ipynb_checkpoints", "__pycache__", ".git", "__MACOSX", ".DS_Store", "Thumbs.db"}
APPLE_DOUBLE = "._"  # macOS puts "._nb.ipynb" beside "nb.ipynb" on a foreign disk


@dataclass(frozen=True, slots=True)
class Bounds:
    """How large an honest submission can be."""

    files: int = 500
    bytes: int = 50_000_000  # all files together
    folders: int = 20  # one inside the other
    notebook_bytes: int = 20_000_000
    cells: int = 5_000  # of one notebook
    cell_characters: int = 1_000_000  # of one cell's text


BOUNDS = Bounds()


def check_size(submission: Submission, bounds: Bounds = BOUNDS) -> None:
    """Refuse a submission that is too large to be an honest one.

    Raises:
        SubmissionError: too many files, too many bytes, or folders nested too deeply.
    """
    size = 0
    for count, (path, too_deep) in enumerate(_walk(submission.folder, bounds.folders), start=1):
        if too_deep:
            raise SubmissionError(
                f"{submission}: over {bounds.folders} folders, one inside the other "
                f"({readable(path.name)[:60]}). Take the work out of them, and leave the rest."
            )
        size += path.stat().st_size
        if count > bounds.files or size > bounds.bytes:
            raise SubmissionError(
                f"{submission}: over {bounds.files} files or "
                f"{bounds.bytes // 1_000_000} MB. Remove what is not part of the work."
            )


def content_hash(folder: Path, *more: str, bounds: Bounds = BOUNDS) -> str:
    """Return a hash of every file of a submission, and of whatever else decides its grade.

    What `check_size` will refuse is not read to its end: a terabyte stops nobody's grading.
    """
    digest = sha256()
    left = bounds.bytes
    for count, path in enumerate(safe_files(folder, bounds)):
        if count > bounds.files:
            break
        digest.update(os.fsencode(path.relative_to(folder)) + b"\0")
        try:
            left -= path.stat().st_size
            if left < 0:
                digest.update(f"{left}".encode())
                continue
            with path.open("rb") as file:
                digest.update(file_digest(file, "sha256").digest())
        except OSError as error:  # grading will say so; one file never stops the class
            digest.update(f"\2{error.errno}".encode())
    for text in more:
        digest.update(b"\1" + text.encode())
    return digest.hexdigest()


def copy_files(submission: Submission, target: Path, bounds: Bounds = BOUNDS) -> None:
    """Copy a submission's files to where it will run. Links are left behind.

    Where the work lies in a folder of its own inside the submission, it comes out of it: a notebook
    finds its answers beside itself.
    """
    root = work_folder(submission.folder, bounds)
    paths = [*safe_files(submission.folder, bounds)]
    # What lies beside the notebook counts before what lies outside its folder.
    for path in sorted(paths, key=lambda path: not path.is_relative_to(root)):
        where = placed(path, root, submission.folder)
        if where.parts[0] == REPORT_FILE:
            continue  # a learner's file of that name would be taken for the report
        goal = target / where
        if not path.is_relative_to(root) and _taken(goal, target):
            continue
        goal.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, goal)


def placed(path: Path, root: Path, folder: Path) -> Path:
    """Return where `copy_files` puts a file of a submission, relative to its target."""
    inside = path.is_relative_to(root) and path != root / STAMP_FILE  # a learner's claim
    *parents, name = path.relative_to(root if inside else folder).parts
    # A folder called nb.ipynb would stand where the graded notebook has to go.
    return Path(*(f"{p}-folder" if p.endswith(".ipynb") else p for p in parents), name)


def work_folder(folder: Path, bounds: Bounds = BOUNDS) -> Path:
    """Return the folder that holds the notebooks: a zip often brings one folder too many."""
    found = [path.parent for path in safe_files(folder, bounds) if path.suffix.lower() == ".ipynb"]
    return Path(os.path.commonpath(found)) if found else folder


def safe_files(folder: Path, bounds: Bounds = BOUNDS) -> Iterator[Path]:
    """Give a folder's regular files in a fixed order, never following a link out of it."""
    return (path for path, too_deep in _walk(folder, bounds.folders) if not too_deep)


def names_in(notebooks: Iterable[NotebookNode]) -> set[str]:
    """Return every grade_id in some notebooks."""
    from autograder.notebooks import grade_id

    return {name for nb in notebooks for cell in nb.cells if (name := grade_id(cell))}


def _taken(goal: Path, target: Path) -> bool:
    parents = goal.relative_to(target).parents
    return goal.exists() or any((target / parent).is_file() for parent in parents)


def _walk(folder: Path, depth: int) -> Iterator[tuple[Path, bool]]:
    """Give every regular file with False, and every folder that lies too deep with True."""
    todo = [(folder, 0)]
    while todo:  # no recursion: a learner can nest folders deeper than Python nests calls
        here, level = todo.pop()
        if level > depth:
            yield here, True
            continue
        try:
            entries = sorted(os.scandir(here), key=lambda entry: entry.name)
        except OSError:  # a folder nobody may open holds nothing that can be graded
            continue
        entries = [e for e in entries if not (e.name in SKIPPED or e.name.startswith(APPLE_DOUBLE))]
        for entry in entries:
            if entry.is_file(follow_symlinks=False):
                yield here / entry.name, False
        folders = [entry for entry in entries if entry.is_dir(follow_symlinks=False)]
        todo += [(here / entry.name, level + 1) for entry in reversed(folders)]
