"""What can go wrong, each with the place, the cause and the way out.

BootcampError
├── CourseError        course.toml is missing, or a field in it is wrong
├── NotebookError      a notebook cannot be read or breaks the course's rules
├── ReleaseError       a release would give something away, or scores what it should not
├── SubmissionError    a submission cannot be used
├── ExecutionError     a submission could not be run at all
├── IsolationError     this machine cannot keep a submission apart
├── ClusterError       a Dask cluster cannot be used for grading
└── GradebookError     gradebook.db cannot be used for this course
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class BootcampError(Exception):
    """Base of every error the command shows as one clear message."""


class CourseError(BootcampError):
    """course.toml is missing, or a field in it is wrong."""


class NotebookError(BootcampError):
    """A notebook cannot be read or breaks the course's rules."""


class ReleaseError(BootcampError):
    """A release would give something away, or scores what it should not."""


class SubmissionError(BootcampError):
    """A submission cannot be used."""


class ExecutionError(BootcampError):
    """A submission could not be run at all."""


class IsolationError(BootcampError):
    """This machine cannot keep a submission apart, so nothing of it was run."""


class ClusterError(BootcampError):
    """A Dask cluster cannot be used for grading."""


class GradebookError(BootcampError):
    """gradebook.db cannot be used for this course."""


class Stopped(BaseException):
    """The run is being stopped. Nothing may catch it; what is half done is put away on its way."""


def nearest(name: str, known: Iterable[str]) -> str:
    """Return " Did you mean …?" for a near miss, else nothing: a class is too long to list."""
    near = get_close_matches(name, list(known), n=1)
    return f" Did you mean {near[0]!r}?" if near else ""
