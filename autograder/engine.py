"""A process that has everything ready for grading, and forks for each submission.

Three processes stand behind a grade. The *engine* (here) knows the tests, is warm, and never runs a
learner's code. For a submission it forks a *grader*, which mends the notebook, has it run cell by
cell, decides the checks, writes the graded folder and ends. The learner's code runs in a process
that the *template* forks, behind walls (`autograder.sandbox`). Any of them may be killed at any
moment: the submission is graded again, and nothing was recorded.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import pickle
import signal
import socket
import struct
import subprocess
import sys
import threading
import time
import warnings
from typing import Any

from autograder.bench import Assignment, Bench
from autograder.errors import BootcampError, IsolationError
from autograder.execute import Sandbox
from autograder.sandbox import linux
from autograder.sandbox.shell import Runner
from autograder.submission import Submission
from autograder.worker import Graded, Job, grade_submission

SIZE = struct.Struct("!Q")
SLACK = 60  # seconds a grader may take beyond what its notebooks may
MOST_TRIES = 3  # of a submission whose processes were killed from outside


class EngineDied(Exception):
    """The engine's process is gone."""


class Engine:
    """An engine's process, asked for one grade at a time."""

    def __init__(self, *, isolated: bool = True) -> None:
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
        """End the process, whatever it is doing."""
        self._closed = True
        if process := self._process:
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
            _send(self._line, ("assignment", assignment))
            self._knows = assignment
        _send(self._line, ("grade", submission, content_hash))
        graded = _receive(self._line)
        if isinstance(graded, BootcampError):
            raise graded
        assert isinstance(graded, Graded)
        return graded

    def _start(self) -> None:
        mine, theirs = socket.socketpair()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "autograder.engine", str(theirs.fileno())],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
        )
        theirs.close()
        self._line = mine
        try:
            _send(mine, self._isolated)
            problem = _receive(mine)
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


def main() -> None:
    """Serve the other end of the descriptor in the first argument."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the driver's to handle
    line = socket.socket(fileno=int(sys.argv[1]))
    if sys.platform == "linux":
        linux.die_with_parent()
    with contextlib.suppress(EngineDied):
        isolated: bool = _receive(line)
        server = _Server(line, isolated=isolated)
        _send(line, None)
        server.loop()


class _Server:
    """Forks a grader for each submission."""

    def __init__(self, line: socket.socket, *, isolated: bool) -> None:
        self._line = line
        self._isolated = isolated
        self._assignment: Assignment | None = None
        self._sandbox: Sandbox | None = None
        self._screen = Runner()

    def loop(self) -> None:
        """Do what is asked, until nobody asks any more."""
        while True:
            what, *rest = _receive(self._line)
            if what == "assignment":
                self._prepare(rest[0])
            else:
                assert self._assignment is not None
                self._line.sendall(self._grade(Job(self._assignment, *rest)))

    def _prepare(self, assignment: Assignment) -> None:
        """Import what an assignment's notebooks do, here and, at the same time, in a sandbox."""
        before = self._assignment.imports if self._assignment else None
        self._assignment = assignment
        if assignment.imports != before and self._sandbox:
            self._sandbox.close()
            self._sandbox = None
        if self._sandbox is None:
            with contextlib.suppress(BootcampError):  # comes again, and is said, with a submission
                self._sandbox = Sandbox(assignment.imports, isolated=self._isolated)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for name in assignment.imports:
                with contextlib.suppress(Exception):
                    importlib.import_module(name)
        for names in assignment.names.values():  # read now, before the forks
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
                return _packed(error)
            packed = self._forked(job, self._sandbox)
            if packed and self._sandbox.alive:
                return packed
            self._sandbox.close()
            self._sandbox = None
        who = f"{job.submission.student}, {job.submission.assignment}"
        text = f"{who}: it was given up: its processes ended {MOST_TRIES} times without a result."
        return _packed(Graded(job.submission, (), text))

    def _forked(self, job: Job, sandbox: Sandbox) -> bytes:
        mine, theirs = socket.socketpair()
        child = os.fork()
        if child == 0:
            mine.close()
            self._line.close()
            _grade_and_end(job, Bench(sandbox, self._screen), theirs)
        theirs.close()
        seconds = len(job.assignment.masters) * job.assignment.limits.submission_seconds + SLACK
        deadline = time.monotonic() + seconds
        try:
            mine.settimeout(seconds)
            data = _exactly(mine, SIZE.size, deadline)
            return data + _exactly(mine, SIZE.unpack(data)[0], deadline)
        except (EngineDied, TimeoutError):
            return b""
        finally:
            mine.close()
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)


def _grade_and_end(job: Job, bench: Bench, line: socket.socket) -> None:
    code = 1
    try:
        if sys.platform == "linux":
            linux.die_with_parent()
        line.sendall(_packed(grade_submission(job, bench)))
        code = 0
    finally:
        os._exit(code)


def _packed(value: Any) -> bytes:
    data = pickle.dumps(value)  # between processes of ours, none of which runs a learner's code
    return SIZE.pack(len(data)) + data


def _send(line: socket.socket, value: Any) -> None:
    try:
        line.sendall(_packed(value))
    except OSError:
        raise EngineDied from None


def _receive(line: socket.socket) -> Any:
    size = SIZE.unpack(_exactly(line, SIZE.size))[0]
    return pickle.loads(_exactly(line, size))  # noqa: S301  # from a process of ours


def _exactly(line: socket.socket, size: int, deadline: float | None = None) -> bytes:
    parts: list[bytes] = []
    while size:
        if deadline is not None:
            line.settimeout(max(0.01, deadline - time.monotonic()))
        try:
            part = line.recv(min(size, 1 << 20))
        except ConnectionError:
            raise EngineDied from None
        if not part:
            raise EngineDied
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


if __name__ == "__main__":
    main()
