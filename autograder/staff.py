"""Choose who grades, and let them get ready while the rest is still being looked up."""

from __future__ import annotations

from autograder.course import Course, CourseModule
from autograder.submission import find_submissions
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
    return LocalWorkers(max(1, min(workers, len(handed_in))), isolated=isolated)
