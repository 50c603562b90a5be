"""How long a submission may still take: time in which it could have gone on, not the wall's alone.

A cell is over when its seconds have passed and it either computed for as long, or nobody kept it
from computing. Where this machine is busy with something else, the time for which it waited for a
processor is added, up to a bound.
"""

from __future__ import annotations

import time

from autograder.sandbox.ring import Sandbox

MOST_TIMES = 20  # its seconds by the wall, however busy the machine is
WORTH_ADDING = 0.02  # seconds


class Clock:
    """A number of seconds that begin now."""

    def __init__(self, sandbox: Sandbox, seconds: float) -> None:
        self.seconds = seconds
        self._sandbox = sandbox
        self._start = time.monotonic()
        self._process_start = self._start  # of what the sandbox tells about: one process at a time
        self._added = self._earlier = 0.0
        self.computed = 0.0  # when it was last asked, which is when the seconds had passed
        self.is_over = False

    def left(self) -> float:
        """Return the seconds left; 0 or less means that it is over."""
        while (left := self._start + self.seconds + self._added - time.monotonic()) <= 0:
            before = self._added
            self._add()
            if self._added - before < WORTH_ADDING:
                self.is_over = True
                return 0.0
        return left

    def next_process(self) -> None:
        """Keep what was added for a process that is over; another one goes on in the same time."""
        if time.monotonic() - self._process_start > self.seconds / 10:
            self._add()
        self._earlier = self._added
        self._process_start = time.monotonic()

    def _add(self) -> None:
        used = self._sandbox.used(self._process_start)
        self.computed = used.computed
        if used.computed < self.seconds:
            most = (MOST_TIMES - 1) * self.seconds
            before = self._added
            self._added = max(before, min(self._earlier + used.waited, most))
            if self._added > before:
                self._sandbox.on_added(self._added - before)
