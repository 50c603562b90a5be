"""The warm process, as the grader's side has it: started behind two rings of walls, and asked.

The outer ring is bubblewrap's (`walls`). The inner one is `template`'s, around each submission:
processes, memory and files of its own, no capabilities.
"""

from __future__ import annotations

import contextlib
import json
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from autograder.errors import IsolationError
from autograder.sandbox import kernels
from autograder.sandbox.walls import environment, hidden_by_rooms, not_isolated, shown, walls

START = 300  # seconds that a template may take to import everything, on a busy machine
MESSAGE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """What one submission may use."""

    cell_seconds: int = 30
    submission_seconds: int = 300
    output_bytes: int = 200_000  # of one cell
    memory_bytes: int = 2_000_000_000
    processes: int = 64
    disk_bytes: int = 200_000_000
    files: int = 2_000

    @property
    def cpu_seconds(self) -> int:
        """Of all its processes, each."""
        return self.submission_seconds


@dataclass(frozen=True, slots=True)
class Used:
    """Seconds of processor time of a submission, and for how many it wanted one in vain."""

    computed: float
    waited: float


class Sandbox:
    """A warm process that forks for submissions. Close it when done."""

    def __init__(self, imports: tuple[str, ...], *, isolated: bool = True) -> None:
        """Start the process, and do not wait for it.

        Raises:
            IsolationError: this machine has nothing to isolate it with.
        """
        self.isolated = isolated
        self.imports = frozenset(imports)
        # Told how many seconds a submission was given on top, because this machine was busy.
        self.on_added: Callable[[float], None] = lambda seconds: None
        # Without isolation a submission works in a folder of this machine; with it, it has its own.
        self.scratch = "" if isolated else tempfile.mkdtemp(prefix="bootcamp-open-")
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        setup = {
            "control": theirs.fileno(),
            "imports": imports,
            "isolated": isolated,
            "keep": hidden_by_rooms() if isolated else (),
        }
        python = [sys.executable, "-P", "-m", "autograder.sandbox.template", json.dumps(setup)]
        self._process = subprocess.Popen(
            [*(walls() if isolated else ()), *python],
            pass_fds=[theirs.fileno()],
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            cwd="/",
        )
        theirs.close()
        self._ready = False

    def wait(self) -> None:
        """Wait until everything is imported.

        Raises:
            IsolationError: this machine cannot isolate it, or it does not start.
        """
        if self._ready:
            return
        self._control.settimeout(START)
        try:
            self._ready = bool(self._control.recv(MESSAGE))
        except OSError:
            self._ready = False
        self._control.settimeout(None)
        if not self._ready:
            self._process.kill()
            assert self._process.stderr is not None
            said = self._process.stderr.read().decode(errors="replace").strip()
            self.close()
            raise IsolationError(not_isolated(said))

    @property
    def alive(self) -> bool:
        """Whether the warm process is still there."""
        return self._process.poll() is None

    def fork(self, limits: Limits, *, cold: bool = False) -> socket.socket:
        """Start a process for one submission, and return the line to it; the last one is ended.

        A cold one starts a kernel, which may reserve more memory than it uses.

        Raises:
            IsolationError: it could not be started.
        """
        self.wait()
        mine, theirs = socket.socketpair()
        numbers = {**asdict(limits), "cpu_seconds": limits.cpu_seconds, "cold": cold}
        try:
            reply = self._ask({"do": "fork", "limits": numbers}, [theirs.fileno()])
        finally:
            theirs.close()
        if reply["problem"]:
            mine.close()
            raise IsolationError(
                f"a process for the submission could not be made ({reply['problem']})"
            )
        return mine

    def end(self) -> tuple[str, int | None]:
        """End the present submission; return what it used too much of, and its exit status."""
        reply = self._ask({"do": "end"})
        return reply["why"], reply["status"]

    def used(self, since: float) -> Used:
        """Return what the present submission, or the last one, used since a time."""
        reply = self._ask({"do": "used", "since": since})
        return Used(reply["computed"], reply["waited"])

    def let_go(self) -> None:
        """End the present submission's processes while others go on; the next fork waits for it."""
        with contextlib.suppress(OSError):
            self._control.send(json.dumps({"do": "end", "token": ""}).encode())

    def close(self) -> None:
        """End everything."""
        with contextlib.suppress(OSError):
            self._control.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=2)
        self._process.kill()
        self._process.wait()
        if self._process.stderr:
            self._process.stderr.close()
        if self.scratch:
            shutil.rmtree(self.scratch, ignore_errors=True)

    def _ask(self, message: dict[str, Any], descriptors: Sequence[int] = ()) -> dict[str, Any]:
        # A grader may have been killed before it read its answer: then that one comes first.
        token = secrets.token_hex(8)
        data = json.dumps({**message, "token": token}).encode()
        try:
            socket.send_fds(self._control, [data], descriptors)
            while data := self._control.recv(MESSAGE):
                reply: dict[str, Any] = json.loads(data)
                if reply.get("token") == token:
                    return reply
        except OSError as error:
            raise IsolationError(f"the warm process does not answer ({error})") from None
        raise IsolationError("the warm process has ended")


def place_of_kernel(kernel: kernels.Kernel, sandbox: Sandbox) -> str:
    """Return where a kernel's folder is, as a submission in a sandbox sees it."""
    if not sandbox.isolated:
        return kernel.folder
    return kernels.seen_at(kernel.name, kernel.folder, shown())
