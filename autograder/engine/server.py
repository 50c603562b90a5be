"""A process that has everything ready for grading, and forks for each submission.

Three processes stand behind a grade. The *engine* (here) knows the tests, is warm, and never runs a
learner's code. For a submission it forks a *grader*, which mends the notebook, has it run cell by
cell, decides the checks, writes the graded folder and ends. The learner's code runs in a process
that the *template* forks, behind walls (`autograder.sandbox`). Any of them may be killed at any
moment: the submission is graded again, and nothing was recorded.
"""

from __future__ import annotations

import contextlib
import functools
import gc
import importlib
import os
import signal
import socket
import sys
import warnings
from collections.abc import Iterable

from autograder.bench import Bench
from autograder.cell_text import NO_PYTHON, imports_of
from autograder.engine.client import MOST_TRIES
from autograder.engine.line import (
    EngineDied,
    packed,
    receive,
    receive_packed,
    send_more_time,
)
from autograder.errors import BootcampError
from autograder.execute import Sandbox
from autograder.jobs import Assignment, Graded, Job
from autograder.notebooks import is_test
from autograder.sandbox import linux
from autograder.sandbox.shell import Runner
from autograder.verify.judge import compiled
from autograder.worker import grade_submission

SLACK = 60  # seconds a grader may take beyond what its notebooks may


class Server:
    """Forks a grader for each submission."""

    def __init__(self, line: socket.socket, sandbox: Sandbox | None, *, isolated: bool) -> None:
        """Serve a line with a sandbox that is getting ready; where there is none, one is made."""
        self._line = line
        self._isolated = isolated
        self._assignment: Assignment | None = None
        self._sandbox = sandbox
        self._screen = Runner()

    def loop(self) -> None:
        """Do what is asked, until nobody asks any more."""
        while True:
            what, *rest = receive(self._line)
            if what == "assignment":
                self._prepare(rest[0])
            else:
                assert self._assignment is not None
                self._line.sendall(self._grade(Job(self._assignment, *rest)))

    def _prepare(self, assignment: Assignment) -> None:
        """Import and read now, before the forks, what an assignment's notebooks and checks use."""
        self._assignment = assignment
        if self._sandbox and not self._sandbox.imports.issuperset(assignment.imports):
            self._sandbox.close()
            self._sandbox = None
        if self._sandbox is None:
            with contextlib.suppress(BootcampError):  # comes again, and is said, with a submission
                self._sandbox = Sandbox(assignment.imports, isolated=self._isolated)
        cells = [cell for master in assignment.masters.values() for cell in master.cells]
        bring(imports_of(cell.source for cell in cells if cell.cell_type == "code"))
        for text in (cell.source for cell in cells if is_test(cell)):
            with contextlib.suppress(*NO_PYTHON):  # its own verdict, later
                compiled(text)
        for names in assignment.names.values():
            names.statements("", 0)
        gc.collect()
        gc.freeze()

    def _grade(self, job: Job) -> bytes:
        """Return the packed result; a grader that is lost is replaced, with its sandbox."""
        for _ in range(MOST_TRIES):
            try:
                if self._sandbox is None or not self._sandbox.alive:
                    self._sandbox = Sandbox(job.assignment.imports, isolated=self._isolated)
                self._sandbox.wait()
            except BootcampError as error:
                self._sandbox = None
                return packed(error)
            result = self._forked(job, self._sandbox)
            if result and self._sandbox.alive:
                return result
            self._sandbox.close()
            self._sandbox = None
        who = f"{job.submission.student}, {job.submission.assignment}"
        text = f"{who}: it was given up: its processes ended {MOST_TRIES} times without a result."
        return packed(Graded(job.submission, (), text))

    def _forked(self, job: Job, sandbox: Sandbox) -> bytes:
        mine, theirs = socket.socketpair()
        child = os.fork()
        if child == 0:
            mine.close()
            self._line.close()
            _grade_and_end(job, Bench(sandbox, self._screen), theirs)
        theirs.close()
        seconds = len(job.assignment.masters) * job.assignment.limits.submission_seconds + SLACK
        try:
            return receive_packed(mine, seconds)
        except (EngineDied, TimeoutError):
            return b""
        finally:
            mine.close()
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)


def bring(modules: Iterable[str]) -> None:
    """Import modules, as far as they are there, before anything is forked."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name in modules:
            with contextlib.suppress(Exception):
                importlib.import_module(name)


def _grade_and_end(job: Job, bench: Bench, line: socket.socket) -> None:
    code = 1
    try:
        if sys.platform == "linux":
            linux.die_with_parent()
        bench.sandbox.on_added = functools.partial(send_more_time, line)
        line.sendall(packed(grade_submission(job, bench)))
        code = 0
    finally:
        os._exit(code)
