"""Choose who grades, and let them get ready while the rest is still being looked up."""

from __future__ import annotations

from autograder.cell_text import code_in, imports_of, without_secrets
from autograder.course import Course, CourseModule
from autograder.folders import find_submissions
from autograder.workers import LocalWorkers, Workers


def engage(
    course: Course,
    modules: tuple[CourseModule, ...],
    students: tuple[str, ...],
    workers: int,
    scheduler: str | None = None,
    *,
    isolated: bool = True,
) -> Workers:
    """Return workers for some modules: of a cluster, or of this machine, no more than can be busy.

    Raises:
        ClusterError: the cluster cannot be used.
    """
    if scheduler:
        from autograder.cluster import ClusterWorkers

        return ClusterWorkers(scheduler, course.root, isolated=isolated)
    handed_in = [
        submission
        for module in modules
        for submission in find_submissions(course.submitted, module.name)
        if not students or submission.student in students
    ]
    notebooks = [path for m in modules for path in (course.source / m.name).glob("*.ipynb")]
    # Read quickly, and only so that the processes can begin: what is missing is imported later.
    imports = imports_of(without_secrets(text) for path in notebooks for text in code_in(path))
    return LocalWorkers(max(1, min(workers, len(handed_in))), imports, isolated=isolated)
