"""Find what learners handed in, and check that it can be used, before anything of it runs."""

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
