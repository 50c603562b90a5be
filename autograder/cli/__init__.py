"""The `bootcamp` command. Each verb lives in a module of its own and is imported when called."""

from __future__ import annotations

import atexit
import contextlib
import io
import os
import sys

from autograder import postponed

# Importing a verb's module registers the verb.
from autograder.cli import (
    course_verbs,
    demo_verb,
    doctor_verb,
    exceptions_verb,
    lab_verb,
    reading_verb,
    status_verb,
    terminal,
)
from autograder.cli.app import app

__all__ = [
    "app",
    "course_verbs",
    "demo_verb",
    "doctor_verb",
    "exceptions_verb",
    "lab_verb",
    "main",
    "make_quick",
    "reading_verb",
    "status_verb",
]


def main() -> None:
    """Run the command, and end at once.

    Python would first take every module apart again, which takes longer than grading a notebook.
    """
    make_quick()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # nobody else gave it another kind
            stream.reconfigure(errors=terminal.NAME)
    code = 0
    try:
        app()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError):  # nobody reads it any more
            stream.flush()
    os._exit(code)


def make_quick() -> None:
    """Leave out of this process, which is ours alone, what no command of ours needs."""
    postponed.install()
    postponed.leave_out_slow_formats()
