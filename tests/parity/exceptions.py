"""Where our grade is not nbgrader's, and why: the one list of it. All else is the same.

nbgrader gives full marks to a check that said nothing, and none to one that warned; here a check
has to end without an error, or in a number that can be right. What each of them does with every
line of this list is tested in tests/test_parity_exceptions.py, on nbgrader itself.
"""

from __future__ import annotations

from dataclasses import dataclass

POINTS = 2
RIGHT = "def f():\n    return 1"
LOST = "lost"  # nbgrader gives up the whole submission


@dataclass(frozen=True, slots=True)
class Exceptional:
    """An answer and a check, and the points that each gives: None waits for a person."""

    case: str
    check: str
    nbgrader: float | str | None
    ours: float | None
    answer: str = RIGHT
    why: str = "a check must say what it gives, in a number or by ending without an error"


EXCEPTIONS = (
    Exceptional("ends in False", "f() == 2", 2, 0),
    Exceptional("ends in True", "f() == 1", 2, 0),
    Exceptional("ends in None", "f() if f() == 2 else None\nNone", 2, 0),
    Exceptional("ends in text", "'well done'", 2, 0),
    Exceptional("ends in a list", "[f()]", 2, 0),
    Exceptional("ends in no number", "float('nan')", 2, 0),
    Exceptional("ends in a negative number", "f() - 2", 2, 0),
    Exceptional("is nothing but a comment", "# to be written", 2, 0),
    Exceptional(
        "ends in a number of numpy's",
        "import numpy as np\nnp.float64(1.5) * f()",
        2,
        1.5,
        why="it is the number that it says",
    ),
    Exceptional(
        "writes to stderr",
        "import sys\nprint('by the way', file=sys.stderr)\nassert f() == 1",
        0,
        2,
        why="a warning is no error",
    ),
    Exceptional(
        "the answer warns",
        "assert f() == 1",
        0,
        2,
        "import warnings\n\ndef f():\n    warnings.warn('old')\n    return 1",
        why="a warning is no error",
    ),
    Exceptional(
        "ends in more than there is",
        "f() * 5.0",
        LOST,
        0,
        why="an author's slip costs nobody a submission",
    ),
    Exceptional(
        "the answer ends the process",
        "assert f() == 1",
        LOST,
        0,
        "import os\nos._exit(0)",
        why="it costs its own question, not the submission",
    ),
    Exceptional(
        "a name that only the check has",
        "rate = 1\nassert f() == 1",
        2,
        0,
        "def f():\n    return rate",
        why="a check's own names are not in the learner's process, so that nobody reads them there",
    ),
)
# An answer for a person to read that was emptied: nbgrader has somebody read it.
EMPTIED = Exceptional("a written answer is emptied", "", None, 0, "", "there is nothing to read")
