"""Choose who grades, and let them get ready while the rest is still being looked up."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from autograder.cell_text import code_in, imports_of, without_secrets
from autograder.course import Course
from autograder.workers import LocalWorkers, Workers


def engage(
    course: Course,
    notebooks: Iterable[Path],
    workers: int,
    scheduler: str | None = None,
    *,
    isolated: bool = True,
) -> Workers:
    """Return workers for what some notebooks grade: of a cluster, or of this machine.

    Raises:
        ClusterError: the cluster cannot be used.
    """
    if scheduler:
        from autograder.cluster import ClusterWorkers

        return ClusterWorkers(scheduler, course.root, isolated=isolated)
    # Read quickly, and only so that the processes can begin: what is missing is imported later.
    imports = imports_of(without_secrets(text) for path in notebooks for text in code_in(path))
    return LocalWorkers(max(1, workers), imports, isolated=isolated)
