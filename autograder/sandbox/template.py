"""The warm process: everything imported once, then forked for one submission after another.

It stands inside the sandbox and runs no learner's code itself. The grader talks to it over a socket
of messages: `fork` (with the line for the new process), `end`. It ends what uses too much.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import random
import resource
import select
import signal
import socket
import sys
import time
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from autograder.sandbox import linux, wire
from autograder.sandbox.meter import Meter
from autograder.sandbox.rooms import make_rooms
from autograder.sandbox.serve import Server
from autograder.sandbox.shell import Runner

MESSAGE = 1 << 20
LOOK_EVERY = 0.02  # seconds between two looks at what a submission uses
WEIGHED_AT_ONCE = 3  # processes
POLITE = 5  # how far a submission stands back behind whoever looks after it
RESERVED_PIDS = 301  # the smallest limit on process ids that Linux takes
PAGE = resource.getpagesize()
DEVICES = ("null", "zero", "full", "random", "urandom", "tty")


def main() -> None:
    """Serve the grader at the other end of the descriptor that stands in the first argument."""
    setup = json.loads(sys.argv[1])
    control = socket.socket(fileno=setup["control"])
    # This process stands between submissions: no one of them may look into it.
    if setup["isolated"]:
        linux.hide_from_debuggers()
        # They are the machine's own: nobody here may say who may open them.
        for name in DEVICES:
            with contextlib.suppress(FileNotFoundError):
                linux.make_read_only(f"/dev/{name}", linux.MS_NOSUID | linux.MS_NOEXEC)
    if sys.platform == "linux":
        linux.die_with_parent()
        linux.adopt_orphans()
    gc.disable()
    runner = _import(setup["imports"])
    gc.enable()
    gc.collect()
    gc.freeze()
    control.send(json.dumps({"ready": True}).encode())
    Template(control, runner, setup["keep"], isolated=setup["isolated"]).loop()


def _import(names: list[str]) -> Runner:
    runner = Runner()
    with warnings.catch_warnings(), Path(os.devnull).open("w") as nowhere:
        warnings.simplefilter("ignore")
        with contextlib.redirect_stdout(nowhere), contextlib.redirect_stderr(nowhere):
            for name in names:
                # A module that is not there is the notebook's own business, later.
                with contextlib.suppress(Exception):
                    module = importlib.import_module(name)
                    for part in getattr(module, "__all__", ()):
                        getattr(module, part, None)  # a package may load its parts late
            runner.warm()
    return runner


class Template:
    """Forks one submission at a time, and looks after it."""

    def __init__(
        self, control: socket.socket, runner: Runner, keep: Sequence[str], *, isolated: bool
    ) -> None:
        """`keep` names what is shown and lies where each submission gets an empty room."""
        self._control = control
        self._runner = runner
        self._keep = keep
        self._isolated = isolated
        self._own = os.open("/proc/self/ns/pid", os.O_RDONLY) if isolated else -1
        self._child = 0
        self._limits: dict[str, int] = {}
        self._why = ""
        self._status: int | None = None
        self._begins_with = _memory_of("self")
        self._weights: dict[str, int] = {}  # by process: the memory that it answers for
        self._meter = Meter(time.monotonic())

    def loop(self) -> None:
        """Do what the grader asks, and look at the child in between."""
        while True:
            ready, _, _ = select.select(
                [self._control], [], [], LOOK_EVERY if self._child else None
            )
            if not ready:
                self._look()
                continue
            data, descriptors, _, _ = socket.recv_fds(self._control, MESSAGE, 1)
            if not data:
                self._end()
                return
            message = json.loads(data)
            if message["do"] == "fork":
                self._end()
                self._limits = message["limits"]
                problem = self._fork(descriptors[0])
                os.close(descriptors[0])
                reply: dict[str, Any] = {"problem": problem}
            elif message["do"] == "used":
                self._measure()
                computed, waited = self._meter.since(message["since"])
                reply = {"computed": computed, "waited": waited}
            else:
                self._end()
                reply = {"why": self._why, "status": self._status}
            self._control.send(json.dumps({**reply, "token": message["token"]}).encode())

    def _fork(self, descriptor: int) -> str:
        self._why, self._status, self._weights = "", None, {}
        self._meter = Meter(time.monotonic())
        try:
            if self._isolated:
                linux.unshare(linux.CLONE_NEWPID)  # the next child is the first of its own world
            self._child = os.fork()
        except OSError as error:
            return str(error)
        if self._child == 0:
            self._serve(descriptor)
        if self._isolated:
            linux.enter(self._own, linux.CLONE_NEWPID)
        return ""

    def _serve(self, descriptor: int) -> None:
        code = 1
        line = socket.socket(fileno=descriptor)
        try:
            self._control.close()
            os.setsid()
            os.nice(POLITE)
            signal.signal(signal.SIGINT, signal.default_int_handler)
            if self._isolated:
                os.close(self._own)
                try:
                    _close_the_door(self._limits, self._keep)
                except OSError as error:  # told in the place of the first answer
                    wire.receive(line, 1 << 33)
                    wire.send(line, {"re": 1, "open": str(error)})
                    raise
            else:
                _limit({**self._limits, "cold": False})  # here nobody looks at what is used
            random.seed()
            if "numpy" in sys.modules:
                sys.modules["numpy"].random.seed()
            Server(line, self._runner).loop()
            code = 0
        except BaseException:  # noqa: BLE001  # the line is closed, or the process is past help
            code = 1
        finally:
            os._exit(code)

    def _look(self) -> None:
        """Reap the child if it ended; end it if all its processes together use too much."""
        self._reap(os.WNOHANG)
        if not self._child:
            return
        if self._meter.is_due(time.monotonic()):
            self._measure()
        if not self._isolated:
            return
        processes = tasks = memory = 0
        found = self._processes()
        for name in found:
            with contextlib.suppress(OSError, ValueError, IndexError):
                stat = Path("/proc", name, "stat").read_text().rpartition(")")[2].split()
                processes += 1
                tasks += int(stat[17])
                memory += int(stat[21]) * PAGE
        if processes > self._limits["processes"] or tasks > 4 * self._limits["processes"]:
            self._kill("processes")
        elif memory > self._limits["memory_bytes"]:
            self._weigh(found)

    def _measure(self) -> None:
        if self._child:
            self._meter.look(time.monotonic(), self._processes())

    def _processes(self) -> list[str]:
        """The submission's processes; without isolation only its first can be told from others."""
        if not self._isolated:
            return [str(self._child)]
        found = [name for name in os.listdir("/proc") if name.isdigit()]  # noqa: PTH208  # 50 times a second
        return [name for name in found if int(name) not in (1, os.getpid())]

    def _weigh(self, found: list[str]) -> None:
        """Where memory seems too much, count once what processes share: a few of them each time.

        That may have to wait for them, and a process that forks without end leaves no time for it.
        """
        # Those that were never weighed come first, then those weighed longest ago.
        self._weights = {name: size for name, size in self._weights.items() if name in found}
        todo = [name for name in found if name not in self._weights] + list(self._weights)
        for name in todo[:WEIGHED_AT_ONCE]:
            self._weights.pop(name, None)
            self._weights[name] = _memory_of(name)
        # What a fork begins with comes free.
        if sum(self._weights.values()) > self._limits["memory_bytes"] + self._begins_with:
            self._kill("memory")

    def _kill(self, why: str) -> None:
        self._why = why
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._child, signal.SIGKILL)
        self._reap(0)

    def _end(self) -> None:
        if self._child:
            self._kill(self._why)
        if not self._isolated:
            _end_orphans()

    def _reap(self, options: int) -> None:
        try:
            done, status, used = os.wait4(self._child, options)
            computed = used.ru_utime + used.ru_stime
        except ChildProcessError:
            done, status, computed = self._child, 0, 0.0
        if done:
            # The kernel counts the time in ticks, and what is read here more exactly.
            killed = status & 0x7F == signal.SIGKILL
            if killed and not self._why and computed > 0.8 * self._limits["cpu_seconds"]:
                self._why = "time"
            self._child, self._status = 0, status


def _memory_of(name: str) -> int:
    """The memory of a process, its share of what it has in common with others."""
    with contextlib.suppress(OSError, ValueError, IndexError):
        for line in Path("/proc", name, "smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0


def _close_the_door(limits: dict[str, int], keep: Sequence[str]) -> None:
    """Take away from this process, for good, all that a submission has no business with."""
    linux.unshare(linux.CLONE_NEWNS | linux.CLONE_NEWIPC)
    make_rooms(f"mode=0755,size={limits['disk_bytes']},nr_inodes={limits['files']}", keep)
    Path("/tmp/home").mkdir()
    closed = linux.MS_NOSUID | linux.MS_NODEV | linux.MS_NOEXEC
    linux.mount("proc", "/proc", "proc", closed)
    most = {"user/max_user_namespaces": 0}
    if linux.counts_pids_apart():
        most["kernel/pid_max"] = RESERVED_PIDS + limits["processes"]
    for name, number in most.items():
        with contextlib.suppress(OSError):  # not every kernel lets one have limits of one's own
            Path("/proc/sys", name).write_text(str(number))
    # Where root grades, root's are the settings of the whole machine, with no capability at all.
    linux.make_read_only("/proc", closed)
    _limit(limits)
    linux.drop_privileges()
    linux.forbid_calls()


def _end_orphans() -> None:
    """End what a submission left behind where it has no processes of its own: all our children."""
    while sys.platform == "linux":
        here = Path(f"/proc/self/task/{os.getpid()}/children")
        children = [int(number) for number in here.read_text().split()]
        if not children:
            return
        for child in children:
            with contextlib.suppress(ProcessLookupError, ChildProcessError):
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)


def _limit(limits: dict[str, int]) -> None:
    # A kernel may reserve far more than it uses: there, only what is used is looked at.
    room = {resource.RLIMIT_AS: linux.address_space() + limits["memory_bytes"]}
    linux.limit(
        {
            **({} if limits["cold"] else room),
            resource.RLIMIT_CPU: limits["cpu_seconds"],
            resource.RLIMIT_FSIZE: limits["disk_bytes"],
            resource.RLIMIT_NOFILE: 256,
            resource.RLIMIT_NPROC: 4 * limits["processes"],
            resource.RLIMIT_CORE: 0,
        }
    )


if __name__ == "__main__":
    main()
