"""The frozen values that say how a notebook ran."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from nbformat import NotebookNode

ENDED = "PROCESS-ENDED"
TIME = "OUT-OF-TIME"
MEMORY = "OUT-OF-MEMORY"
PROCESSES = "TOO-MANY-PROCESSES"
NEVER_RAN = "NEVER-RAN"
UNREADABLE = "UNREADABLE-OUTPUT"
TAMPERED = "TAMPERED"

Outputs = tuple[NotebookNode, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a submission runs, as it sees it itself."""

    student: str
    assignment: str
    files: Mapping[str, bytes] = field(default_factory=dict)
    environment: Mapping[str, str] = field(default_factory=dict)

    @property
    def folder(self) -> str:
        """Its working folder; nbgrader's own layout, for what asks for the folder's name."""
        return f"{self.student}/{self.assignment}"


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a cell did not come to its end: a code and a sentence."""

    code: str
    text: str
    # Late without having computed for long: perhaps it waited for something else than a processor.
    idle: bool = False


@dataclass(frozen=True, slots=True)
class Executed:
    """A notebook with its outputs; which cells came to their end, and what stopped the others."""

    notebook: NotebookNode
    ran: frozenset[int]
    troubles: Mapping[int, Trouble] = field(default_factory=dict)
    # What the source text of a check showed, where no learner's code runs.
    verdicts: Mapping[int, Outputs] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)  # written by the notebook
    was_idle: bool = False  # whether a cell was late though it hardly computed, whatever came later
    modules: tuple[str, ...] = ()  # what was imported in the end
    kernel: str = ""  # that ran it, where it is in another language
