"""Whether a limit stopped something of a submission: then another limit may move its score."""

from __future__ import annotations

import json

from autograder.execute.outputs import CUT
from autograder.execute.values import TAMPERED, Executed

# What Python says in a learner's cell where memory, files, processes or the disk have an end.
SAYS = ("MemoryError", "BlockingIOError", "File too large", "No space left", "Too many open files")


def hit_a_limit(executed: Executed) -> bool:
    """Whether a cell was stopped or cut, or an error says that there was no more of something."""
    if any(trouble.code != TAMPERED for trouble in executed.troubles.values()):
        return True
    words = (*SAYS, CUT.partition("{")[0])
    shown = [cell.get("outputs", []) for cell in executed.notebook.cells]
    text = json.dumps([shown, [list(one) for one in executed.verdicts.values()]], default=str)
    return any(word in text for word in words)
