"""The line between a driver and its engines: values of ours, pickled, with their length before."""

from __future__ import annotations

import contextlib
import pickle
import socket
import struct
import time
from typing import Any

SIZE = struct.Struct("!Q")
SECONDS = struct.Struct("!d")


class EngineDied(Exception):
    """The process at the other end is gone."""


def packed(value: Any) -> bytes:
    """Return a value as it goes over a line."""
    data = pickle.dumps(value)  # between processes of ours, none of which runs a learner's code
    return SIZE.pack(len(data)) + data


def send(line: socket.socket, value: Any) -> None:
    """Send a value.

    Raises:
        EngineDied: nobody is there any more.
    """
    try:
        line.sendall(packed(value))
    except OSError:
        raise EngineDied from None


def receive(line: socket.socket) -> Any:
    """Wait for a value.

    Raises:
        EngineDied: nobody is there any more.
    """
    size = SIZE.unpack(exactly(line, SIZE.size))[0]
    return pickle.loads(exactly(line, size))  # noqa: S301  # from a process of ours


def send_more_time(line: socket.socket, seconds: float) -> None:
    """Say that an answer will take so much longer: a size of none, and the seconds."""
    with contextlib.suppress(OSError):
        line.sendall(SIZE.pack(0) + SECONDS.pack(seconds))


def receive_packed(line: socket.socket, seconds: float) -> bytes:
    """Return an answer as it came; it may ask for more time meanwhile.

    Raises:
        EngineDied: nobody is there any more.
        TimeoutError: it did not come in time.
    """
    deadline = time.monotonic() + seconds
    while not (size := SIZE.unpack(head := exactly(line, SIZE.size, deadline))[0]):
        deadline += SECONDS.unpack(exactly(line, SECONDS.size, deadline))[0]
    return head + exactly(line, size, deadline)


def exactly(line: socket.socket, size: int, deadline: float | None = None) -> bytes:
    """Read that many bytes; `deadline` is one of time.monotonic().

    Raises:
        EngineDied: nobody is there any more.
        TimeoutError: they did not come in time.
    """
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
