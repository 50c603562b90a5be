"""Find what learners handed in, and check that it can be used, before anything of it runs.

Each name is brought when it is first asked for: who only wants to know whether files changed does
not wait for what reads notebooks.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from autograder.folders import Submission, find_submissions
    from autograder.submission.answers import Answers, bring_answers
    from autograder.submission.files import (
        BOUNDS,
        Bounds,
        check_size,
        content_hash,
        copy_files,
        names_in,
        safe_files,
    )
    from autograder.submission.finding import Handed, find_notebook
    from autograder.submission.reading import Read, read_submitted
    from autograder.submission.stamps import handed_in_at

__all__ = [
    "BOUNDS",
    "Answers",
    "Bounds",
    "Handed",
    "Read",
    "Submission",
    "bring_answers",
    "check_size",
    "content_hash",
    "copy_files",
    "find_notebook",
    "find_submissions",
    "handed_in_at",
    "names_in",
    "read_submitted",
    "safe_files",
]

_HOME = {
    "Answers": "autograder.submission.answers",
    "Handed": "autograder.submission.finding",
    "Read": "autograder.submission.reading",
    "Submission": "autograder.folders",
    "bring_answers": "autograder.submission.answers",
    "find_notebook": "autograder.submission.finding",
    "find_submissions": "autograder.folders",
    "handed_in_at": "autograder.submission.stamps",
    "read_submitted": "autograder.submission.reading",
}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME.get(name, "autograder.submission.files")), name)
