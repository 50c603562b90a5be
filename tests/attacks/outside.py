"""What stands around the sandbox: files, processes, listeners and settings that must stay as is."""

from __future__ import annotations

import contextlib
import os
import select
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

import pm_exercises
from autograder.bench import Bench
from autograder.course import Course
from tests import cells

MARKER = f"attack-marker-{os.getpid()}"  # in the name of whatever an attack leaves somewhere
SETTINGS = ("kernel/core_pattern", "kernel/pid_max", "user/max_user_namespaces")
DEVICES = ("null", "full", "zero")
SHARED = (
    Path("/tmp"),
    Path("/dev/shm"),
    Path("/dev"),
    Path("/var/tmp"),
    Path.home(),
)  # looked into only
WARM = {True: 3, False: 1}  # bubblewrap's two processes and the warm one; or that one alone


class Outside:
    """The surroundings of a sandbox, as they were and as they are."""

    def __init__(self, root: Path, course: Course) -> None:
        self._course = course
        self.ignored: tuple[str, ...] = ("autograded/mallory/",)  # what grading itself writes
        self.canary = root / "canary"
        self.canary.mkdir()
        (self.canary / "song.txt").write_text("tweet")
        for path in (self.canary, self.canary / "song.txt"):
            path.chmod(0o777)
        self.victim = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
        self._sockets = Path(tempfile.mkdtemp(prefix="att-"))
        self.unix, self.abstract = str(self._sockets / "s"), f"{MARKER}-abstract"
        kinds = (socket.SOCK_STREAM, socket.SOCK_DGRAM)
        inet = [socket.socket(socket.AF_INET, kind) for kind in kinds]
        unix = [socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) for _ in range(2)]
        for listener in inet:
            listener.bind(("127.0.0.1", 0))
        unix[0].bind(self.unix)
        unix[1].bind(f"\0{self.abstract}")
        for listener in (inet[0], *unix):
            listener.listen()
        self.tcp, self.udp = (listener.getsockname()[1] for listener in inet)
        self._listeners = dict(zip(("tcp", "udp", "unix", "abstract"), (*inet, *unix), strict=True))
        self.remember()

    def remember(self) -> None:
        """Note how everything is."""
        self._before = self._state()

    def changes(self, bench: Bench | None) -> tuple[str, ...]:
        """Say what is not as it was."""
        now = self._state()
        found = [name for name, before in self._before.items() if now[name] != before]
        if self.victim.poll() is not None:
            found.append("another process was ended")
        if bench is None:
            return (*found, *self._heard())
        if not bench.sandbox.alive:
            found.append("the warm process was ended")
        else:
            bench.sandbox.end()
            left = len(_below(bench.sandbox._process.pid)) + 1 - WARM[bench.sandbox.isolated]
            found += [f"{left} processes were left behind"] if left > 0 else []
        return (*found, *self._heard())

    def close(self) -> None:
        """Take everything away again."""
        self.victim.kill()
        self.victim.communicate()
        for listener in self._listeners.values():
            listener.close()
        shutil.rmtree(self._sockets)

    def _state(self) -> dict[str, object]:
        course = cells.snapshot(self._course.root)
        kept = {name: data for name, data in course.items() if not name.startswith(self.ignored)}
        return {
            "the canary": (cells.snapshot(self.canary), self.canary.stat().st_mode),
            "the course": kept,
            "the machine's settings": [_read(Path("/proc/sys", name)) for name in SETTINGS],
            "a device": [Path("/dev", name).stat().st_mode for name in DEVICES],
            "files elsewhere": _marked(),
            "installed packages": _stamps(),
        }

    def _heard(self) -> list[str]:
        ready, _, _ = select.select(list(self._listeners.values()), [], [], 0)
        for listener in ready:
            with contextlib.suppress(OSError):
                if listener.type == socket.SOCK_STREAM:
                    listener.accept()[0].close()
                else:
                    listener.recv(100)
        return [f"{name} was reached" for name, one in self._listeners.items() if one in ready]


def _marked() -> list[str]:
    return sorted(
        str(path)
        for folder in SHARED
        if folder.is_dir()
        for path in folder.iterdir()
        if MARKER in path.name
    )


def _stamps() -> list[int]:
    folders = [Path(module.__file__ or "").parent for module in (np, pm_exercises)]
    return [path.stat().st_mtime_ns for one in folders for path in (one, one.parent)]


def _read(path: Path) -> str:
    return path.read_text() if path.exists() else ""


def _below(pid: int) -> list[int]:
    found = []
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            for child in map(int, path.read_text().split()):
                found += [child, *_below(child)]
    return found
