"""The `bootcamp` command. Each verb lives in a module of its own and is imported when called."""

from __future__ import annotations

from autograder.cli.app import app
from autograder.cli import course_verbs, demo_verb, lab_verb, status_verb  # noqa: F401  (they register)

__all__ = ["app"]
