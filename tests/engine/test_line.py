"""An answer may take longer than was thought, where the one who answers says by how much."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from threading import Thread

import pytest

from autograder.engine.line import EngineDied, packed, receive_packed, send_more_time


@pytest.fixture
def ends() -> Iterator[tuple[socket.socket, socket.socket]]:
    """Both ends of a connection."""
    pair = socket.socketpair()
    yield pair
    for end in pair:
        end.close()


def test_who_asks_for_more_time_gets_it(ends: tuple[socket.socket, socket.socket]) -> None:
    """Several times; the answer comes whole, as it was sent."""

    def answer() -> None:
        for _ in range(3):
            send_more_time(ends[0], 0.4)
            time.sleep(0.2)
        ends[0].sendall(packed({"a": 1}))

    sender = Thread(target=answer)
    sender.start()
    found = receive_packed(ends[1], 0.1)
    sender.join()

    assert found == packed({"a": 1})


def test_more_time_is_over_at_its_end(ends: tuple[socket.socket, socket.socket]) -> None:
    """And not before."""
    start = time.monotonic()
    send_more_time(ends[0], 0.3)

    with pytest.raises(TimeoutError):
        receive_packed(ends[1], 0.2)

    assert 0.4 < time.monotonic() - start < 10


def test_nobody_is_there_to_be_told(ends: tuple[socket.socket, socket.socket]) -> None:
    """Asking for time is no error then; waiting for an answer is."""
    ends[1].close()
    send_more_time(ends[0], 1.0)

    with pytest.raises(EngineDied):
        receive_packed(ends[0], 1.0)
