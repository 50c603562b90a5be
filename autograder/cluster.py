"""Grade on the workers of a Dask cluster, as many machines as it has.

Each worker keeps engines of its own and sees the course folder under the same path; the gradebook
is written by the driver alone. A worker that dies loses nothing: Dask gives its submissions to
another, and what comes twice is recorded once.
"""

from __future__ import annotations

import atexit
import threading
from concurrent.futures import Future
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from autograder.engine import Engine
from autograder.errors import ClusterError
from autograder.folders import Submission
from autograder.jobs import Assignment, Graded, Job

PATIENCE = 10  # seconds until a scheduler that says nothing is not there
RETRIES = 3

_here = threading.local()


class ClusterWorkers:
    """The workers of a cluster that exists already."""

    def __init__(self, address: str, course: Path, *, isolated: bool = True) -> None:
        """Join a cluster.

        Raises:
            ClusterError: no scheduler is there, it has no workers, one has another version of this
                program, or one does not see the course.
        """
        import distributed

        self._isolated = isolated
        try:
            make: Any = distributed.Client  # it has no types
            self._client = make(address, timeout=PATIENCE, set_as_default=False)
        except (OSError, ValueError, ImportError) as error:
            raise ClusterError(
                f"no Dask scheduler answers at {address} ({_first_line(error)}). Start one with "
                "`dask scheduler` and workers with `dask worker ADDRESS`, correct the address, or "
                "leave out --scheduler to grade on this machine."
            ) from None
        try:
            self.number = self._check(address, course)
        except BaseException:
            self._client.close()
            raise
        self._executor = self._client.get_executor(pure=False, retries=RETRIES)
        self._assignment: tuple[Assignment, Any] | None = None

    def submit(self, job: Job) -> Future[Graded]:
        """Grade on whichever worker is free."""
        if self._assignment is None or self._assignment[0] is not job.assignment:
            scattered = self._client.scatter(job.assignment, broadcast=True, hash=False)
            self._assignment = job.assignment, scattered
        done: Future[Graded] = self._executor.submit(
            grade_there, self._assignment[1], job.submission, job.content_hash, self._isolated
        )
        return done

    def close(self) -> None:
        """Leave the cluster; what waits there is not graded any more."""
        self._executor.shutdown(wait=False)
        self._client.close()

    def _check(self, address: str, course: Path) -> int:
        workers = self._client.scheduler_info(n_workers=-1)["workers"]
        if not workers:
            raise ClusterError(
                f"the Dask scheduler at {address} has no workers. Start some with "
                f"`dask worker {address}`."
            )
        mine = program()
        for worker, (theirs, sees) in self._client.run(_introduce, str(course)).items():
            if theirs != mine:
                raise ClusterError(
                    f"worker {worker} runs {theirs}, and this is {mine}. Install the same version "
                    "on both, and start the worker again."
                )
            if not sees:
                raise ClusterError(
                    f"worker {worker} does not see {course}. Workers need the course's folder "
                    "under the same path, as on a shared disk."
                )
        return sum(worker["nthreads"] for worker in workers.values())


def grade_there(
    assignment: Assignment, submission: Submission, content_hash: str, isolated: bool
) -> Graded:
    """Grade one submission on this worker, with the engine of this thread."""
    kept: dict[bool, Engine] = _here.__dict__.setdefault("engines", {})
    if isolated not in kept:
        kept[isolated] = Engine(assignment.imports, isolated=isolated)
        atexit.register(kept[isolated].close)
    return kept[isolated].grade(assignment, submission, content_hash)


@cache
def program() -> str:
    """What this program is, to the letter: its version, and a mark of its text."""
    root = Path(__file__).resolve().parents[1]
    digest = sha256()
    for package in ("autograder", "pm_exercises"):
        for path in sorted((root / package).rglob("*.py")):
            if "node_modules" not in path.parts:
                digest.update(path.read_bytes())
    return f"pm-bootcamp {version('pm-bootcamp')} ({digest.hexdigest()[:8]})"


def _introduce(course: str) -> tuple[str, bool]:
    """What a worker says of itself."""
    return program(), Path(course).is_dir()


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:200]
