"""The folders that learners handed in."""

from __future__ import annotations

import fnmatch
import glob
from dataclasses import dataclass
from pathlib import Path

from traitlets.config import Config

from autograder.nbgrader_settings import ignored_names


@dataclass(frozen=True, slots=True)
class Submission:
    """One learner's folder for one assignment, as it was handed in."""

    student: str
    assignment: str
    folder: Path

    def __str__(self) -> str:
        return f"{self.student}, {self.assignment}"


def find_submissions(submitted: Path, assignment: str) -> tuple[Submission, ...]:
    """Return the submissions for one assignment, by student id."""
    if not submitted.is_dir():
        return ()
    return tuple(
        Submission(folder.parent.name, assignment, folder)
        for folder in sorted(submitted.glob(f"*/{glob.escape(assignment)}"))
        if folder.is_dir() and not folder.is_symlink() and not folder.parent.name.startswith(".")
    )


def public_files(folder: Path, config: Config) -> tuple[Path, ...]:
    """Return the files of source/<module>/ that learners get, notebooks included, in order."""
    ignore = ignored_names(config)
    return tuple(
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not _ignored(path.relative_to(folder), ignore)
    )


def _ignored(relative: Path, patterns: tuple[str, ...]) -> bool:
    return any(fnmatch.fnmatch(part, pattern) for part in relative.parts for pattern in patterns)
