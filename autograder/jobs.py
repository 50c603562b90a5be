"""What is to be graded, by what, and what became of it: what drivers and engines say to each other.

Nothing here runs or decides anything, so that a driver need not import what does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from nbformat import NotebookNode

from autograder.folders import Submission
from autograder.notebooks import read_notebook
from autograder.sandbox.ring import Limits
from autograder.scores import ScoreReport

if TYPE_CHECKING:
    from autograder.verify.names import CourseNames


@dataclass(frozen=True)
class Assignment:
    """What all submissions for one assignment are graded by."""

    masters: Mapping[str, NotebookNode]  # by notebook name
    source: Path  # source/<assignment>
    source_files: tuple[Path, ...]  # what lies beside its notebooks, for learners too
    autograded: Path  # where autograded/<student>/<assignment> will stand
    limits: Limits
    ours: bool  # our own course: every check must end in a number
    classmates: frozenset[str] = frozenset()
    # By notebook: the checks that are decided outside the sandbox, by grade_id.
    trusted: Mapping[str, frozenset[str]] = field(default_factory=dict)
    parts: Mapping[str, str] = field(default_factory=dict)  # what the grades depend on, as kept
    counted_due: str = ""  # by which late work loses points, and by which rule; empty: it does not
    late_rule: str = ""
    imports: tuple[str, ...] = ()  # what a warm process has imported before it forks

    @cached_property
    def names(self) -> dict[str, CourseNames]:
        """By notebook: whose the names in its checks are. Solutions say which a learner binds."""
        # Only where checks are decided: with it comes all that decides them.
        from autograder.verify.names import CourseNames

        return {name: CourseNames(self._with_solutions(name)) for name in self.masters}

    def _with_solutions(self, name: str) -> NotebookNode:
        path = self.source / f"{name}.ipynb"
        return read_notebook(path) if path.exists() else self.masters[name]


@dataclass(frozen=True, slots=True)
class Job:
    """One submission to grade."""

    assignment: Assignment
    submission: Submission
    content_hash: str  # of all that decides the grade

    @property
    def target(self) -> Path:
        """The submission's graded folder."""
        return self.assignment.autograded / self.submission.student / self.submission.assignment


@dataclass(frozen=True, slots=True)
class Graded:
    """What became of a submission. With a problem there are no scores, and nothing was touched."""

    submission: Submission
    reports: tuple[ScoreReport, ...]
    problem: str = ""
    was_idle: bool = False  # a cell was late though it hardly computed: worth another try, alone
