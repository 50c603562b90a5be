"""One submission's process, asked over a line; nothing that it says is believed."""

from __future__ import annotations

import socket
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from autograder.errors import IsolationError
from autograder.execute.clock import Clock
from autograder.sandbox import wire
from autograder.sandbox.plain import NotPlain
from autograder.sandbox.ring import Limits, Sandbox
from autograder.sandbox.walls import not_isolated

MOST_REPLY = 64_000_000  # bytes
MOST_CALLBACKS = 100_000  # of one question to it
NO_HURRY = 86_400.0  # seconds, where nobody set a time
VALUES = ("get", "call", "attribute")  # what is answered with a value

Callback = Callable[[int, Any, list[bytes]], tuple[dict[str, Any], list[bytes]]]


class Lost(Exception):
    """The process ended, came to no end, or speaks nonsense; `cause` is "ended", "late" or so."""

    def __init__(self, cause: str) -> None:
        super().__init__(cause)
        self.cause = cause


class Session:
    """A line to one submission's process."""

    def __init__(self, sandbox: Sandbox, limits: Limits, *, cold: bool = False) -> None:
        self._sandbox = sandbox
        self._line: socket.socket | None = sandbox.fork(limits, cold=cold)
        self._asked = 0
        self._lost: Lost | None = None
        self.seconds = limits.cell_seconds  # that a cell, or a check of it, may take
        self._clock: Clock | None = None  # for whatever is asked next
        self.total: Clock | None = None  # for the whole notebook, in this process and others
        self.is_asking = False
        self.call_back: Callback | None = None

    def allow(self, seconds: float) -> None:
        """Let whatever is asked from now on take so many seconds together."""
        self._clock = Clock(self._sandbox, seconds)

    @property
    def computed(self) -> float:
        """Seconds of processor time of what was late."""
        return self._clock.computed if self._clock else 0.0

    def begin(
        self, folder: str, files: Mapping[str, bytes], environment: Mapping[str, str], spill: str
    ) -> None:
        """Give the process its files, and stand it in its folder.

        Raises:
            IsolationError: a wall around it could not be put up; no learner's code has run.
        """
        fields = {"folder": folder, "files": list(files), "environment": dict(environment)}
        reply, _ = self.ask("begin", list(files.values()), **fields, spill=spill)
        if problem := reply.get("open"):
            raise IsolationError(not_isolated(str(problem)))
        found = reply.get("found")
        self.given: dict[str, object] = found if isinstance(found, dict) else {}

    def ask(
        self, do: str, blobs: Sequence[bytes] = (), **fields: Any
    ) -> tuple[dict[str, Any], list[bytes]]:
        """Ask for something, and return the answer.

        Raises:
            Lost: there is none, or none in time, or none that makes sense.
            NotPlain: the value asked for is too large or too deep to cross.
        """
        self.still_there()
        self.is_asking = True
        try:
            return self._ask(do, blobs, fields)
        except Lost as lost:
            self._lost = lost
            raise
        finally:
            self.is_asking = False

    def still_there(self) -> None:
        """Say so again where the process was lost: a check may have caught the first exception.

        Raises:
            Lost: it was.
        """
        if self._lost is not None:
            raise self._lost

    def _ask(
        self, do: str, blobs: Sequence[bytes], fields: dict[str, Any]
    ) -> tuple[dict[str, Any], list[bytes]]:
        if self._line is None:
            raise Lost("ended")
        self._asked += 1
        try:
            wire.send(self._line, {"do": do, "re": self._asked, **fields}, blobs, self._left)
            for _ in range(MOST_CALLBACKS):
                reply, more = wire.receive(self._line, MOST_REPLY, self._left)
                if "callback" not in reply:
                    break
                answer, parts = self._called_back(reply, more)
                wire.send(self._line, answer, parts, self._left)
            else:
                raise Lost("nonsense")
        except wire.Late:
            raise Lost("late") from None
        except (wire.Closed, OSError):
            raise Lost("ended") from None
        except wire.WireError:
            raise Lost("nonsense") from None
        if reply.get("re") != self._asked:
            raise Lost("nonsense")
        if "not_plain" in reply:
            if do not in VALUES:
                raise Lost("nonsense")
            raise NotPlain(str(reply["not_plain"])[:200])
        return reply, more

    def close(self) -> None:
        """End the process and all it started, and do not wait for that."""
        if self._line is not None:
            self._line.close()
            self._line = None
            self._sandbox.let_go()

    def post_mortem(self) -> tuple[str, int | None]:
        """End the process; return what it used too much of, and its exit status."""
        if self._line is None:
            return "", None
        self._line.close()
        self._line = None
        return self._sandbox.end()

    def _called_back(
        self, reply: dict[str, Any], blobs: list[bytes]
    ) -> tuple[dict[str, Any], list[bytes]]:
        number = reply["callback"]
        if self.call_back is None or type(number) is not int:
            raise Lost("nonsense")
        return self.call_back(number, reply.get("with"), blobs)

    def _left(self) -> float:
        clocks = (self._clock, self.total)
        return min((clock.left() for clock in clocks if clock), default=NO_HURRY)
