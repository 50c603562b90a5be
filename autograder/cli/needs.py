"""Say what to install where the learner's install is asked to do an instructor's work."""

from __future__ import annotations

from importlib.util import find_spec

from autograder.errors import BootcampError
from autograder.installation import install


def need_grader() -> None:
    """Fail with the command that mends it where nbgrader is not installed.

    Raises:
        BootcampError: the extra `grader` is missing.
    """
    if find_spec("nbgrader") is None:
        raise BootcampError(
            f"This needs nbgrader, which comes with the instructor's install: {install('grader')}"
        )
