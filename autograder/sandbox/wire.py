"""Messages between the two sides: a line of JSON and the bytes that go with it.

A message is a JSON object and a list of byte strings. On the wire: the length of the JSON and the
number of byte strings (two 32-bit numbers), the length of each (64 bits), then all of them.
"""

from __future__ import annotations

import socket
import struct
import time
from collections.abc import Sequence
from typing import Any

from autograder.sandbox.own import BUILTINS, own_module

__builtins__ = BUILTINS  # type: ignore[assignment]  # for mypy it is a module
_encode = own_module("json.encoder").JSONEncoder(separators=(",", ":")).encode
_decode = own_module("json.decoder").JSONDecoder().decode
_pack, _unpack, _now = struct.pack, struct.unpack, time.monotonic
HEAD = struct.Struct("!II")
MOST_BLOBS = 4_096


class WireError(Exception):
    """What came is no message, or more than was allowed."""


class Closed(WireError):
    """The other side is gone."""


class Late(WireError):
    """Nothing came in time."""


def send(line: socket.socket, message: dict[str, Any], blobs: Sequence[bytes] = ()) -> None:
    """Send a message whole."""
    text = _encode(message).encode()
    sizes = _pack(f"!{len(blobs)}Q", *map(len, blobs))
    line.sendall(b"".join((HEAD.pack(len(text), len(blobs)), sizes, text, *blobs)))


def receive(
    line: socket.socket, most: int, deadline: float | None = None
) -> tuple[dict[str, Any], list[bytes]]:
    """Receive a message of at most so many bytes, before a time of `time.monotonic()`.

    Raises:
        Closed: the other side is gone.
        Late: it is not all there in time.
        WireError: it is too large, or no message.
    """
    length, count = HEAD.unpack(_exactly(line, HEAD.size, deadline))
    if count > MOST_BLOBS or length > most:
        raise WireError("more than was allowed")
    sizes = _unpack(f"!{count}Q", _exactly(line, 8 * count, deadline))
    if length + sum(sizes) > most:
        raise WireError("more than was allowed")
    try:
        message = _decode(_exactly(line, length, deadline).decode())
    except (ValueError, RecursionError):
        raise WireError("no JSON") from None
    if not isinstance(message, dict):
        raise WireError("no message")
    return message, [_exactly(line, size, deadline) for size in sizes]


def _exactly(line: socket.socket, size: int, deadline: float | None) -> bytes:
    parts: list[bytes] = []
    while size:
        try:
            if deadline is not None:
                left = deadline - _now()
                if left <= 0:
                    raise Late
                line.settimeout(left)
            part = line.recv(min(size, 1 << 20))
        except TimeoutError:
            raise Late from None
        except ConnectionError:
            raise Closed from None
        if not part:
            raise Closed
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
