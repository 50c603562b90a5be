"""Ask a grading process for one grade at a time, and replace it when it is lost.

This side is light: it has to start the process before everything else is imported.
"""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

from autograder.engine.line import EngineDied, receive, send
from autograder.errors import BootcampError, IsolationError

if TYPE_CHECKING:
    from autograder.folders import Submission
    from autograder.jobs import Assignment, Graded

PUTS_AWAY = 15.0  # seconds that an engine has for it when it is stopped
MOST_TRIES = 3  # of a submission whose processes were killed from outside


class Engine:
    """An engine's process, asked for one grade at a time."""

    def __init__(self, imports: tuple[str, ...] | None = None, *, isolated: bool = True) -> None:
        """Know how to start it; `imports` is what notebooks will ask for, where that is known."""
        self._imports = imports
        self._isolated = isolated
        self._process: subprocess.Popen[bytes] | None = None
        self._line: socket.socket | None = None
        self._knows: Assignment | None = None
        self._lock = threading.Lock()
        self._closed = False

    def grade(self, assignment: Assignment, submission: Submission, content_hash: str) -> Graded:
        """Grade one submission; where processes are killed meanwhile, once more.

        Raises:
            IsolationError: this machine cannot keep submissions apart.
        """
        with self._lock:
            for _ in range(MOST_TRIES):
                try:
                    return self._ask(assignment, submission, content_hash)
                except EngineDied:
                    self._stop()
                if self._closed:
                    break
        from autograder.jobs import Graded

        who = f"{submission.student}, {submission.assignment}"
        return Graded(
            submission,
            (),
            f"{who}: the grading process was killed {MOST_TRIES} times, perhaps for want of "
            "memory. Look at this submission, then grade it again by itself.",
        )

    def start(self) -> None:
        """Start the process now, instead of with the first grade.

        Raises:
            IsolationError: this machine cannot keep submissions apart.
        """
        with self._lock:
            if self._line is None and not self._closed:
                self._start()

    def close(self) -> None:
        """End the process, whatever it is doing; what is half done is put away."""
        self._closed = True
        if process := self._process:
            process.terminate()
            try:
                process.wait(timeout=PUTS_AWAY)
            except subprocess.TimeoutExpired:
                process.kill()
        with self._lock:
            self._stop()

    def _ask(self, assignment: Assignment, submission: Submission, content_hash: str) -> Graded:
        if self._closed:
            raise EngineDied
        if self._line is None:
            self._start()
        assert self._line is not None
        if self._knows is not assignment:
            send(self._line, ("assignment", assignment))
            self._knows = assignment
        send(self._line, ("grade", submission, content_hash))
        graded = receive(self._line)
        if isinstance(graded, BootcampError):
            raise graded
        done: Graded = graded
        return done

    def _start(self) -> None:
        mine, theirs = socket.socketpair()
        self._process = subprocess.Popen(  # noqa: S603  # our own program
            [sys.executable, "-m", "autograder.engine.process", str(theirs.fileno())],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
        )
        theirs.close()
        self._line = mine
        try:
            send(mine, (self._imports, self._isolated))
            problem = receive(mine)
        except EngineDied:
            self._stop()
            raise IsolationError(
                "the grading process did not start; run again with --help"
            ) from None
        if isinstance(problem, BootcampError):
            self._stop()
            raise problem

    def _stop(self) -> None:
        if self._line is not None:
            self._line.close()
        if self._process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(timeout=2)
            self._process.kill()
            self._process.wait()
        self._line = self._process = self._knows = None
