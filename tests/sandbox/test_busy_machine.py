"""A machine that is busy with something else makes nobody's cell late."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest

from autograder.bench import Bench
from autograder.execute import TIME, Limits, Place, execute
from autograder.execute.clock import MOST_TIMES, Clock
from autograder.sandbox.meter import MOST_SAMPLES, Meter
from autograder.sandbox.ring import Used
from tests import cells

BURN = "import time\nwhile time.process_time() - start < {}:\n    pass"


@contextmanager
def busy(each: int) -> Iterator[None]:
    """Keep every processor busy with some endless programs."""
    cores = len(os.sched_getaffinity(0))
    running = [
        # In sessions of their own, as other people's are: some kernels share out by session.
        subprocess.Popen([sys.executable, "-c", "while True: pass"], start_new_session=True)
        for _ in range(each * cores)
    ]
    try:
        yield
    finally:
        for one in running:
            one.kill()
            one.wait()


def run(bench: Bench, source: str, limits: Limits) -> tuple[str, float]:
    """Run one cell; return what stopped it, and the seconds by the wall."""
    work = cells.notebook(cells.code(source))
    start = time.monotonic()
    done = execute(work, Place("ada", "ps"), limits, bench.sandbox)
    return "".join(one.code for one in done.troubles.values()), time.monotonic() - start


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells who waited")
def test_a_cell_that_is_kept_from_computing(bench: Bench) -> None:
    """It computes for a second, may take two, and gets a fifth of a processor at most."""
    limits = Limits(cell_seconds=2, submission_seconds=60)
    source = "import time\nstart = time.process_time()\n" + BURN.format(1)

    with busy(4):
        trouble, seconds = run(bench, source, limits)

    assert trouble == ""
    assert seconds > 2  # else the machine was not busy enough to say anything


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells who waited")
@pytest.mark.parametrize(
    "source",
    [
        "while True:\n    pass",
        "import time\ntime.sleep(600)",
        "import subprocess, sys\nendless = [sys.executable, '-c', 'while True: pass']\n"
        "all = [subprocess.Popen(endless) for _ in range(30)]\nwhile True:\n    pass",
    ],
)
def test_a_cell_that_comes_to_no_end(bench: Bench, source: str) -> None:
    """What computes without end, sleeps or keeps the machine busy itself is late as ever."""
    with busy(1):
        trouble, _ = run(bench, source, Limits(cell_seconds=2, submission_seconds=60))

    assert trouble == TIME


@dataclass
class Waiting:
    """A sandbox whose submission computes and waits for given shares of the time."""

    computes: float
    waits: float
    added: float = 0.0

    def on_added(self, seconds: float) -> None:
        """Add up what it is told."""
        self.added += seconds

    def used(self, since: float) -> Used:
        """As a sandbox says it."""
        passed = time.monotonic() - since
        return Used(self.computes * passed, self.waits * passed)


@pytest.mark.parametrize(
    ("computes", "waits", "least", "most"),
    [
        (0.0, 0.0, 0.2, 0.4),  # sleeps
        (1.0, 0.0, 0.2, 0.4),  # computes all the time
        (2.0, 0.9, 0.2, 0.4),  # keeps two processors busy, and others waiting
        (0.5, 0.5, 0.35, 0.8),  # shares one
        (0.0, 1.0, 0.2 * MOST_TIMES - 0.1, 0.2 * MOST_TIMES + 1),  # for ever, were it not bounded
    ],
)
def test_time_is_added_only_for_waiting(
    computes: float, waits: float, least: float, most: float
) -> None:
    """Of 0.2 seconds: by the wall it takes as long as it was kept waiting, and no longer."""
    sandbox = Waiting(computes, waits)
    clock = Clock(sandbox, 0.2)  # type: ignore[arg-type]  # all that it asks

    start = time.monotonic()
    while (left := clock.left()) > 0:
        time.sleep(min(left, 0.1))

    seconds = time.monotonic() - start
    assert least <= seconds <= most
    assert sandbox.added == pytest.approx(seconds - 0.2, abs=0.1)
    assert clock.is_over


def test_the_next_process_goes_on_in_the_same_time() -> None:
    """What was added for one that ended stays added; the new one's waiting comes on top."""
    clock = Clock(Waiting(0.0, 0.5), 0.4)  # type: ignore[arg-type]  # all that it asks
    time.sleep(0.2)
    clock.next_process()
    time.sleep(0.1)

    assert 0.1 <= clock.left() <= 0.2
    time.sleep(0.2)
    assert clock.left() > 0.05  # 0.1 for the first, and half of what the second has had


def test_a_meter_adds_up_what_processes_computed(monkeypatch: pytest.MonkeyPatch) -> None:
    """One after the other and side by side; of those that wait at once, one counts."""
    times: dict[str, tuple[float, float]] = {"1": (0.5, 0.0)}
    monkeypatch.setattr("autograder.sandbox.meter._times_of", times.get)
    meter = Meter(100.0)

    meter.look(101.0, ["1"])
    times |= {"1": (0.6, 0.8), "2": (0.4, 0.9)}
    meter.look(102.0, ["1", "2"])
    del times["2"]
    meter.look(103.0, ["1", "2"])

    assert meter.since(100.0) == pytest.approx((1.0, 0.9))
    assert meter.since(101.5) == pytest.approx((0.5, 0.9))
    assert meter.since(103.0) == pytest.approx((0.0, 0.0))


def test_a_meter_forgets_details_and_never_the_sum(monkeypatch: pytest.MonkeyPatch) -> None:
    """However long a submission runs, it keeps a bounded number of samples."""
    now = iter(range(10_000))
    monkeypatch.setattr("autograder.sandbox.meter._times_of", lambda _: (float(next(now)), 0.0))
    meter = Meter(0.0)

    for i in range(1, 10_000):
        meter.look(float(i), ["1"])

    assert len(meter._times) <= MOST_SAMPLES
    assert meter.since(0.0)[0] == 9998.0
    assert meter.since(9_990.0)[0] == pytest.approx(9, abs=10)
