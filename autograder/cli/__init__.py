"""The `bootcamp` command. Each verb lives in a module of its own and is imported when called."""

from __future__ import annotations

# Importing a verb's module registers the verb.
from autograder.cli import course_verbs, demo_verb, doctor_verb, lab_verb, status_verb
from autograder.cli.app import app

__all__ = ["app", "course_verbs", "demo_verb", "doctor_verb", "lab_verb", "status_verb"]
