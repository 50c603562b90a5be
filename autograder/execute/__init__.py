"""Run a notebook's cells in a sandbox, with limits, to the last cell that can run."""

from autograder.execute.outputs import CUT, SHOWN_BYTES
from autograder.execute.run import execute
from autograder.execute.session import Lost, Session
from autograder.execute.stopped import hit_a_limit
from autograder.execute.values import (
    ENDED,
    MEMORY,
    NEVER_RAN,
    PROCESSES,
    TAMPERED,
    TIME,
    UNREADABLE,
    Executed,
    Outputs,
    Place,
    Trouble,
)
from autograder.sandbox.ring import Limits, Sandbox

__all__ = [
    "CUT",
    "ENDED",
    "MEMORY",
    "NEVER_RAN",
    "PROCESSES",
    "SHOWN_BYTES",
    "TAMPERED",
    "TIME",
    "UNREADABLE",
    "Executed",
    "Limits",
    "Lost",
    "Outputs",
    "Place",
    "Sandbox",
    "Session",
    "Trouble",
    "execute",
    "hit_a_limit",
]
