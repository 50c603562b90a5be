"""Grading on a Dask cluster: the same gradebook, whatever happens to a worker."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from distributed import Client

from autograder import cluster
from autograder.cluster import ClusterWorkers
from autograder.errors import ClusterError
from tests.engine.classroom import classroom, grade, reports, rows, start


@dataclass
class Cluster:
    """A scheduler and its workers, started by hand."""

    address: str
    workers: list[subprocess.Popen[bytes]]


def _dask(*words: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", f"distributed.cli.{words[0]}", *words[1:]],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Cluster]:
    """A scheduler and two workers of one thread on loopback."""
    file = tmp_path / "scheduler.json"
    words = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file)]
    scheduler = _dask("dask_scheduler", *words)
    deadline = time.monotonic() + 60
    while not file.exists():
        assert time.monotonic() < deadline, "no scheduler"
        time.sleep(0.1)
    address = next(
        part for part in file.read_text().replace('"', " ").split() if part.startswith("tcp://")
    )
    folder = str(tmp_path / "dask")
    worker = ["--nthreads", "1", "--no-dashboard", "--no-nanny", "--local-directory", folder]
    workers = [_dask("dask_worker", address, *worker) for _ in range(2)]
    cluster = Cluster(address, workers)
    _wait_for_workers(cluster)
    yield cluster
    for one in (*workers, scheduler):
        one.kill()
    for one in (*workers, scheduler):
        one.wait(timeout=30)


def _wait_for_workers(running: Cluster) -> None:
    make: Any = Client  # it has no types
    with make(running.address, set_as_default=False) as client:
        client.wait_for_workers(len(running.workers), timeout=60)


def test_the_gradebook_is_the_local_runs(tmp_path: Path, running: Cluster) -> None:
    """Two workers started by hand give what one machine gives."""
    here, there = classroom(tmp_path / "here"), classroom(tmp_path / "there")
    grade(here)

    grade(there, "--scheduler", running.address)

    assert rows(there) == rows(here)
    assert reports(there) == reports(here)


def test_a_killed_worker_changes_nothing(tmp_path: Path, running: Cluster) -> None:
    """Its submissions go to the other one."""
    here, there = classroom(tmp_path / "here"), classroom(tmp_path / "there")
    grade(here)
    driver = start(there, "--scheduler", running.address)
    deadline = time.monotonic() + 120
    while reports(there) < 2:
        assert time.monotonic() < deadline, "no grades"
        time.sleep(0.02)

    running.workers[0].send_signal(signal.SIGKILL)
    said, _ = driver.communicate(timeout=180)

    assert driver.returncode == 0, said
    assert rows(there) == rows(here)


def test_a_scheduler_that_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One sentence says so, and what to do; nothing was touched."""
    monkeypatch.setattr(cluster, "PATIENCE", 1)

    with pytest.raises(ClusterError, match=r"no Dask scheduler answers at tcp://127\.0\.0\.1:9 "):
        ClusterWorkers("tcp://127.0.0.1:9", tmp_path)


def test_an_address_that_is_none(tmp_path: Path) -> None:
    """So is a word that no scheduler can have as its address."""
    with pytest.raises(ClusterError, match="no Dask scheduler answers at nowhere"):
        ClusterWorkers("nowhere", tmp_path)


def test_a_worker_with_another_version_or_without_the_course(
    tmp_path: Path, running: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither could give these grades, and each is named."""
    with pytest.raises(ClusterError, match=r"does not see .*/elsewhere"):
        ClusterWorkers(running.address, tmp_path / "elsewhere")
    monkeypatch.setattr(cluster, "program", lambda: "pm-bootcamp 0.0 (00000000)")
    with pytest.raises(ClusterError, match=r"and this is pm-bootcamp 0\.0 .*same version"):
        ClusterWorkers(running.address, tmp_path)
