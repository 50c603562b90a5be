"""Messages between the two sides: a line of JSON and the bytes that go with it.

A message is a JSON object and a list of byte strings. On the wire: the length of the JSON and the
number of byte strings (two 32-bit numbers), the length of each (64 bits), then all of them.
"""

from __future__ import annotations

import socket
import struct
from collections.abc import Callable, Sequence
from typing import Any

from autograder.sandbox.own import BUILTINS, own_module

__builtins__ = BUILTINS  # type: ignore[assignment]  # for mypy it is a module
_encode = own_module("json.encoder").JSONEncoder(separators=(",", ":")).encode
_decode = own_module("json.decoder").JSONDecoder().decode
_pack, _unpack = struct.pack, struct.unpack
HEAD = struct.Struct("!II")
MOST_BLOBS = 4_096

# Says how many seconds are left, each time it is asked. Without it, nobody is in a hurry.
Left = Callable[[], float] | None


class WireError(Exception):
    """What came is no message, or more than was allowed."""


class Closed(WireError):
    """The other side is gone."""


class Late(WireError):
    """Nothing came in time."""


def send(
    line: socket.socket, message: dict[str, Any], blobs: Sequence[bytes] = (), left: Left = None
) -> None:
    """Send a message whole.

    Raises:
        Late: the other side did not take it in time.
        OSError: the other side is gone.
    """
    text = _encode(message).encode()
    sizes = _pack(f"!{len(blobs)}Q", *map(len, blobs))
    data = memoryview(b"".join((HEAD.pack(len(text), len(blobs)), sizes, text, *blobs)))
    while data:
        _wait_no_longer(line, left)
        try:
            data = data[line.send(data) :]
        except TimeoutError:
            continue  # there may be more time by now


def receive(
    line: socket.socket, most: int, left: Left = None
) -> tuple[dict[str, Any], list[bytes]]:
    """Receive a message of at most so many bytes, while there is time left.

    Raises:
        Closed: the other side is gone.
        Late: it is not all there in time.
        WireError: it is too large, or no message.
    """
    length, count = HEAD.unpack(_exactly(line, HEAD.size, left))
    if count > MOST_BLOBS or length > most:
        raise WireError("more than was allowed")
    sizes = _unpack(f"!{count}Q", _exactly(line, 8 * count, left))
    if length + sum(sizes) > most:
        raise WireError("more than was allowed")
    try:
        message = _decode(_exactly(line, length, left).decode())
    except (ValueError, RecursionError):
        raise WireError("no JSON") from None
    if not isinstance(message, dict):
        raise WireError("no message")
    return message, [_exactly(line, size, left) for size in sizes]


def _wait_no_longer(line: socket.socket, left: Left) -> None:
    if left is not None:
        seconds = left()
        if seconds <= 0:
            raise Late
        line.settimeout(seconds)


def _exactly(line: socket.socket, size: int, left: Left) -> bytes:
    parts: list[bytes] = []
    while size:
        _wait_no_longer(line, left)
        try:
            part = line.recv(min(size, 1 << 20))
        except TimeoutError:
            continue  # there may be more time by now
        except ConnectionError:
            raise Closed from None
        if not part:
            raise Closed
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
