"""The folders that learners handed in."""

from __future__ import annotations

import glob
from dataclasses import dataclass
from pathlib import Path


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
