"""Messages on the wire: whole, in time, no larger than allowed, and nothing else."""

from __future__ import annotations

import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from autograder.sandbox.wire import MOST_BLOBS, Closed, Late, WireError, receive, send

ENDS = tuple[socket.socket, socket.socket]
MOST = 1_000_000


@pytest.fixture
def ends() -> Iterator[ENDS]:
    """The two ends of a line."""
    one, other = socket.socketpair()
    with one, other:
        yield one, other


def head(length: int, blobs: int) -> bytes:
    """Return how a message begins."""
    return struct.pack("!II", length, blobs)


@pytest.mark.parametrize(
    ("message", "blobs"),
    [({}, []), ({"do": "get", "é": [1, None, 2.5]}, [b"", b"\x00" * 10]), ({"x": "y" * 9999}, [])],
)
def test_a_message_arrives_as_it_was_sent(
    ends: ENDS, message: dict[str, Any], blobs: list[bytes]
) -> None:
    """Its JSON and its bytes; the next one begins where it ends."""
    for _ in range(2):
        send(ends[0], message, blobs)

    assert receive(ends[1], MOST) == (message, blobs)
    assert receive(ends[1], MOST) == (message, blobs)


def until(moment: float) -> Callable[[], float]:
    """Say how many seconds are left until a time of the monotonic clock."""
    return lambda: moment - time.monotonic()


def test_a_large_message_comes_in_pieces(ends: ENDS) -> None:
    """More than a line holds at a time."""
    data = bytes(range(256)) * 40_000
    sender = threading.Thread(target=send, args=(ends[0], {"do": "set"}, [data]))
    sender.start()

    message, blobs = receive(ends[1], 20_000_000, until(time.monotonic() + 10))
    sender.join()

    assert message == {"do": "set"}
    assert blobs == [data]


@pytest.mark.parametrize(
    "data",
    [
        head(MOST + 1, 0),
        head(2, MOST_BLOBS + 1),
        head(2, 1) + struct.pack("!Q", MOST) + b"{}",
        head(2, 2) + struct.pack("!QQ", 2**63, 2**63) + b"{}",
        head(2**32 - 1, 2**32 - 1),
    ],
)
def test_more_than_allowed_is_refused_unread(ends: ENDS, data: bytes) -> None:
    """What it says of its size is enough: nothing is set aside for it."""
    ends[0].sendall(data)

    with pytest.raises(WireError, match="more than was allowed"):
        receive(ends[1], MOST)


@pytest.mark.parametrize(
    "text",
    [b"", b"{", b"[]", b"5", b"null", b"\xff\xfe", b'{"a":' * 20_000, b"1" * 5_000, b'"\xed\xa0"'],
)
def test_what_is_no_object_is_refused(ends: ENDS, text: bytes) -> None:
    """Half a text, another kind of JSON, bytes that are no text, brackets without end."""
    ends[0].sendall(head(len(text), 0) + text)

    with pytest.raises(WireError):
        receive(ends[1], MOST)


@pytest.mark.parametrize("sent", [b"", head(2, 0), head(2, 1) + struct.pack("!Q", 3) + b"{}xx"])
def test_a_line_that_is_closed(ends: ENDS, sent: bytes) -> None:
    """Before a message, or in the middle of one."""
    ends[0].sendall(sent)
    ends[0].close()

    with pytest.raises(Closed):
        receive(ends[1], MOST)


def test_a_message_that_does_not_come(ends: ENDS) -> None:
    """The wait ends when it should."""
    start = time.monotonic()

    with pytest.raises(Late):
        receive(ends[1], MOST, until(start + 0.2))

    assert 0.15 < time.monotonic() - start < 2


def test_a_message_that_trickles(ends: ENDS) -> None:
    """One time is for all of it: a byte now and then does not win more."""
    stop = threading.Event()

    def trickle() -> None:
        ends[0].sendall(head(1_000, 0))
        while not stop.wait(0.05):
            ends[0].sendall(b" ")

    sender = threading.Thread(target=trickle)
    sender.start()
    start = time.monotonic()
    with pytest.raises(Late):
        receive(ends[1], MOST, until(start + 0.5))
    stop.set()
    sender.join()

    assert time.monotonic() - start < 3


def test_a_time_that_is_over(ends: ENDS) -> None:
    """Nothing is read any more, though it is there."""
    send(ends[0], {})

    with pytest.raises(Late):
        receive(ends[1], MOST, until(time.monotonic() - 1))
