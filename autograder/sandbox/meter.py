"""What a submission's processes computed, and how long one of them was kept waiting, over time.

Linux counts for each task how long it had a processor and how long it wanted one in vain
(/proc/PID/schedstat, in nanoseconds). So a cell that is late because this machine is busy can be
told from one that comes to no end.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from pathlib import Path

SECONDS = 1e9  # nanoseconds in one
LEAST = 0.1  # seconds between two samples
MOST_SAMPLES = 1_000


class Meter:
    """Samples of one submission. All its numbers are seconds; times are of `time.monotonic()`."""

    def __init__(self, now: float) -> None:
        self._times = [now]
        self._totals = [(0.0, 0.0)]  # computed, waited
        self._last: dict[str, tuple[float, float]] = {}

    def is_due(self, now: float) -> bool:
        """Whether it is time for another look."""
        return now - self._times[-1] >= LEAST

    def look(self, now: float, processes: Iterable[str]) -> None:
        """Add a sample of the processes that there are."""
        found = {name: times for name in processes if (times := _times_of(name))}
        computed, waited = self._totals[-1]
        longest = 0.0
        for name, (ran, delayed) in found.items():
            ran_before, delayed_before = self._last.get(name, (0.0, 0.0))
            computed += max(0.0, ran - ran_before)
            longest = max(longest, delayed - delayed_before)
        # Of several that waited at the same time one counts: the others could not have gone on.
        waited += min(longest, now - self._times[-1])
        self._times.append(now)
        self._totals.append((computed, waited))
        self._last = found
        if len(self._times) > MOST_SAMPLES:
            del self._times[1:-1:2], self._totals[1:-1:2]

    def since(self, start: float) -> tuple[float, float]:
        """Return what was computed, and how long one waited, since a time."""
        at = max(0, bisect_right(self._times, start) - 1)
        (computed, waited), (first_computed, first_waited) = self._totals[-1], self._totals[at]
        return computed - first_computed, waited - first_waited


def waited_here() -> float:
    """How long this process has wanted a processor in vain, in seconds; 0 where nobody counts."""
    return (_times_of("self") or (0.0, 0.0))[1]


def _times_of(name: str) -> tuple[float, float] | None:
    """How long a process's first thread had a processor, and how long it waited for one."""
    try:
        ran, delayed, _ = Path("/proc", name, "schedstat").read_text().split()
    except (OSError, ValueError):  # it has ended, or this kernel does not count
        return None
    return int(ran) / SECONDS, int(delayed) / SECONDS
