"""One submission's process: do what the grader asks, cell by cell, until it is ended.

Everything said here is said by a process that runs a learner's code. The grader takes it as that.
"""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Callable
from contextlib import redirect_stdout, suppress
from io import StringIO
from pathlib import Path
from resource import RLIM_INFINITY, RLIMIT_AS, getrlimit
from threading import enumerate as _threads
from typing import TYPE_CHECKING, Any

from autograder.sandbox import linux, wire
from autograder.sandbox.own import BUILTINS
from autograder.sandbox.packing import Packer
from autograder.sandbox.plain import NotPlain
from autograder.sandbox.raised import kind_of, rebuilt, texts_of
from autograder.sandbox.shell import Runner
from autograder.sandbox.unpacking import Unpacker

if TYPE_CHECKING:
    from autograder.sandbox.cold import ColdRunner

__builtins__ = BUILTINS  # type: ignore[assignment]  # for mypy it is a module

MOST_FILES = 2_000
MOST_FOLDERS = 50  # one inside the other
MOST_REPLY = 64_000_000  # bytes


class Server:
    """The names, the objects and the files of one submission, as far as the grader asks."""

    def __init__(self, line: socket.socket, runner: Runner) -> None:
        self._line = line
        self._runner = runner
        self._cold: ColdRunner | None = None
        self._objects: dict[int, Any] = {}
        self._given: list[Any] = []  # the arguments of the last call
        self._blobs: list[bytes] = []
        # Kept now, before any cell could put something else in their place.
        self._send, self._receive = wire.send, wire.receive

    def loop(self) -> None:
        """Answer one message after another, until the line is closed."""
        while True:
            message, blobs = self._receive(self._line, 1 << 33)
            self.answer(message, blobs)

    def answer(self, message: dict[str, Any], blobs: list[bytes]) -> None:
        """Do what one message asks, and say how it went."""
        self._blobs = blobs
        try:
            reply = getattr(self, f"do_{message['do']}")(message)
        except NotPlain as error:
            reply = {"not_plain": str(error)}
        except Exception as error:
            if message["do"] not in ("get", "call", "attribute"):
                raise
            reply = {"not_plain": f"it cannot be looked at ({type(error).__name__[:100]})"}
        out: list[bytes] = reply.pop("blobs", [])
        reply["re"] = message["re"]
        self._send(self._line, reply, out)

    def do_begin(self, message: dict[str, Any]) -> dict[str, Any]:
        """Write the submission's files, and stand in its folder."""
        folder = Path(message["folder"])
        folder.mkdir(parents=True, exist_ok=True)
        for name, data in zip(message["files"], self._blobs, strict=True):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        os.environ.update(message["environment"])
        os.chdir(folder)
        sys.path.insert(0, "")
        self._runner.open(message["spill"])
        return {"found": {name: _mark(Path(name)) for name in message["files"]}}

    def do_kernel(self, message: dict[str, Any]) -> dict[str, Any]:
        """Start a kernel of another language; from now on it runs the cells."""
        from autograder.sandbox.cold import ColdRunner, NoKernel

        command, environment = message["command"], message["environment"]
        try:
            self._cold = ColdRunner(command, environment, message["spill"], message["seconds"])
        except NoKernel as error:
            return {"problem": str(error)}
        return {}

    def do_cell(self, message: dict[str, Any]) -> dict[str, Any]:
        """Run a cell."""
        if self._cold is not None:
            return self._cold.run(message["code"], silent=message.get("silent") is True)
        how = {name: message.get(name) is True for name in ("silent", "quiet")}
        return self._runner.run(message["code"], message["id"], **how)

    def do_get(self, message: dict[str, Any]) -> dict[str, Any]:
        """Give the value of a name, or say that there is none."""
        space = self._runner.shell.user_ns
        if message["name"] not in space:
            return {"missing": True}
        return self._packed(space[message["name"]])

    def do_set(self, message: dict[str, Any]) -> dict[str, Any]:
        """Give a name a value: one of the grader's, or one that was here before."""
        self._runner.shell.user_ns[message["name"]] = self._unpacked(message["value"])
        return {}

    def do_delete(self, message: dict[str, Any]) -> dict[str, Any]:
        """Take a name away."""
        self._runner.shell.user_ns.pop(message["name"], None)
        return {}

    def do_attribute(self, message: dict[str, Any]) -> dict[str, Any]:
        """Give an attribute of an object that stayed here."""
        return self._attempt(lambda: getattr(self._objects[message["ref"]], message["name"]))

    def do_call(self, message: dict[str, Any]) -> dict[str, Any]:
        """Call what stayed here, with plain values."""
        function = self._objects[message["ref"]]
        arguments = self._unpacked(message["arguments"])
        options = self._unpacked(message["options"])
        self._given = [arguments, options]
        reply = self._attempt(lambda: function(*arguments, **options))
        return {**reply, "changed": self._is_changed(message)}

    def do_given(self, message: dict[str, Any]) -> dict[str, Any]:
        """Give the arguments of the last call, as they are now."""
        return self._packed(self._given)

    def do_iterate(self, message: dict[str, Any]) -> dict[str, Any]:
        """Begin to go through an object."""
        return self._attempt(lambda: iter(self._objects[message["ref"]]))

    def do_next(self, message: dict[str, Any]) -> dict[str, Any]:
        """Give the next value, if there is one."""
        found: list[Any] = []
        reply = self._attempt(lambda: found.extend(_one(self._objects[message["ref"]])))
        return reply if "raised" in reply else {**reply, **self._packed(found)}

    def do_item(self, message: dict[str, Any]) -> dict[str, Any]:
        """Give what stands at a place in an object, or its length where no place is named."""
        held, key = self._objects[message["ref"]], self._unpacked(message["key"])
        return self._attempt(lambda: len(held) if key is None else held[key])

    def do_files(self, message: dict[str, Any]) -> dict[str, Any]:
        """Give the files under a folder, but for those the grader has in this state."""
        known = message["known"]
        found: dict[str, list[int]] = {}
        names, blobs, room = [], [], message["most"]
        for path in _files(message["under"])[:MOST_FILES]:
            with suppress(OSError):
                mark = _mark(path)
                room -= mark[1]
                if room < 0:
                    break
                found[str(path)] = mark
                if known.get(str(path)) != mark:
                    names.append(str(path))
                    blobs.append(path.read_bytes())
        return {"found": found, "sent": names, "blobs": blobs}

    def do_changed(self, message: dict[str, Any]) -> dict[str, Any]:
        """Say whether Python is not what it was, threads are left, or disk or memory are full."""
        disk = os.statvfs(message["disk"])
        full = disk.f_bavail < disk.f_blocks / 10 or disk.f_favail < disk.f_files / 10
        most = getrlimit(RLIMIT_AS)[0]
        if sys.platform == "linux" and most != RLIM_INFINITY:
            full = full or most - linux.address_space() < message["memory"] / 4
        return {"changed": full or len(_threads()) > 1 or self._runner.changed()}

    def do_modules(self, message: dict[str, Any]) -> dict[str, Any]:
        """Give the names of the modules that were imported."""
        return {"modules": sorted(sys.modules)}

    def _is_changed(self, message: dict[str, Any]) -> bool:
        if not message["arguments"][1] and not message["options"][1]:
            return False
        packer = Packer(self._refer)
        try:
            now = [packer.pack(given) for given in self._given]
        except NotPlain:
            return True
        return now != [message["arguments"], message["options"]] or packer.blobs != self._blobs

    def _attempt(self, action: Any) -> dict[str, Any]:
        printed = StringIO()
        try:
            with redirect_stdout(printed):
                value = action()
        except BaseException as error:  # noqa: BLE001  # whatever it raises crosses as data
            return {
                "raised": kind_of(error),
                **self._packed(texts_of(error)),
                "printed": printed.getvalue(),
            }
        return {**self._packed(value), "printed": printed.getvalue()}

    def _packed(self, value: Any) -> dict[str, Any]:
        packer = Packer(self._refer)
        return {"value": packer.pack(value), "blobs": packer.blobs}

    def _unpacked(self, data: Any) -> Any:
        return Unpacker(self._blobs, self._resolve).unpack(data)

    def _refer(self, value: Any) -> list[Any]:
        number = id(value)
        self._objects[number] = value
        name, doc = getattr(value, "__name__", None), getattr(value, "__doc__", None)
        return [
            "ref",
            number,
            type(value).__name__[:200],
            callable(value),
            name[:200] if isinstance(name, str) else None,
            doc[:20_000] if isinstance(doc, str) else None,
        ]

    def _resolve(self, data: list[Any]) -> Any:
        if data[2] == "callback":
            return _Callback(self, data[1])
        return self._objects[data[1]]

    def call_back(self, number: int, arguments: Any, options: Any) -> Any:
        """Have the grader call a function that it passed as an argument."""
        packer = Packer(self._refer)
        packed = [packer.pack(list(arguments)), packer.pack(dict(options))]
        self._send(self._line, {"callback": number, "with": packed}, packer.blobs)
        reply, blobs = self._receive(self._line, 1 << 33)
        value = Unpacker(blobs, self._resolve).unpack(reply["value"])
        if "raised" in reply:
            raise rebuilt(reply["raised"], value)
        return value


class _Callback:
    """A function of the grader's, passed to a learner's: it can be called, and no more."""

    def __init__(self, server: Server, number: int) -> None:
        # In a function of its own: its attributes are all that a learner's code can look at.
        self._call: Callable[[Any, Any], Any] = lambda arguments, options: server.call_back(
            number, arguments, options
        )

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        """Ask the grader."""
        return self._call(arguments, options)


def _files(folder: str) -> list[Path]:
    """The regular files under a folder; no link is followed, and nobody is led too deep."""
    found, todo = [], [(folder, 0)]
    while todo:
        here, level = todo.pop()
        with suppress(OSError), os.scandir(here) as entries:
            for entry in entries:
                if entry.is_file(follow_symlinks=False):
                    found.append(Path(entry.path))
                elif entry.is_dir(follow_symlinks=False) and level < MOST_FOLDERS:
                    todo.append((entry.path, level + 1))
    return sorted(found)


def _mark(path: Path) -> list[int]:
    """What changes when a file is written."""
    state = path.stat()
    return [state.st_mtime_ns, state.st_size, state.st_ino]


def _one(values: Any) -> list[Any]:
    try:
        return [next(values)]
    except StopIteration:
        return []
