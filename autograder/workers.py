"""Who grades: engines of this machine, one for each core, or the workers of a Dask cluster."""

from __future__ import annotations

import threading
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Protocol

from autograder.engine import Engine
from autograder.worker import Graded, Job


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
        self, number: int, imports: tuple[str, ...] = (), *, isolated: bool = True
    ) -> None:
        self.number = number
        self._setup = imports, isolated
        self._mine = threading.local()
        self._engines: list[Engine] = []
        self._pool = ThreadPoolExecutor(number, thread_name_prefix="engine")

    def submit(self, job: Job) -> Future[Graded]:
        """Grade as soon as an engine is free."""
        return self._pool.submit(self._grade, job)

    def close(self) -> None:
        """End all engines; what waits is not graded any more."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        for engine in self._engines:
            engine.close()

    def _grade(self, job: Job) -> Graded:
        engine: Engine | None = getattr(self._mine, "engine", None)
        if engine is None:
            imports, isolated = self._setup
            engine = self._mine.engine = Engine(imports, isolated=isolated)
            self._engines.append(engine)
        return engine.grade(job.assignment, job.submission, job.content_hash)
