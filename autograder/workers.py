"""Who grades: engines of this machine, one for each core, or the workers of a Dask cluster."""

from __future__ import annotations

import threading
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Protocol

from autograder.engine import Engine

if TYPE_CHECKING:
    from autograder.jobs import Graded, Job


class Workers(Protocol):
    """Grades several submissions at a time."""

    number: int

    def submit(self, job: Job) -> Future[Graded]:
        """Begin with a submission; the result comes later."""
        ...

    def close(self) -> None:
        """Let everybody go."""
        ...


class LocalWorkers:
    """Engines of this machine. Each is asked by a thread of its own."""

    def __init__(
        self, number: int, imports: tuple[str, ...] | None = None, *, isolated: bool = True
    ) -> None:
        """Start the engines, and do not wait for them; `imports` is what notebooks will ask for."""
        self.number = number
        self._mine = threading.local()
        self._engines = [Engine(imports, isolated=isolated) for _ in range(number)]
        self._free = list(self._engines)
        self._pool = ThreadPoolExecutor(number, thread_name_prefix="engine")
        for engine in self._engines:
            self._pool.submit(engine.start)

    def submit(self, job: Job) -> Future[Graded]:
        """Grade as soon as an engine is free."""
        return self._pool.submit(self._grade, job)

    def close(self) -> None:
        """End all engines; what waits is not graded any more."""
        # First of all: an engine is killed when the thread that started it ends.
        for engine in self._engines:
            engine.close()
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _grade(self, job: Job) -> Graded:
        engine: Engine | None = getattr(self._mine, "engine", None)
        if engine is None:
            engine = self._mine.engine = self._free.pop()
        return engine.grade(job.assignment, job.submission, job.content_hash)
