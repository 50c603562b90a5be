"""Make a module's release: build it, prove it, write it, and tell the gradebook its cells."""

from __future__ import annotations

from dataclasses import dataclass

from autograder import gradebook
from autograder.course import Course, CourseModule
from autograder.nbgrader_settings import load_config
from autograder.pipeline import course_id, masters
from autograder.prove import Proof, prove_release
from autograder.release import (
    release_files,
    stale_files,
    start_files,
    write_release,
)


@dataclass(frozen=True, slots=True)
class Released:
    """What a release holds, what changed in it, and what it scores."""

    files: int
    changed: tuple[str, ...]
    proof: Proof


def release_module(
    course: Course, module: CourseModule, *, check: bool = False, isolated: bool = True
) -> Released:
    """Release one module; with `check`, only say what would change. Nothing is written unproved.

    Raises:
        NotebookError, ReleaseError: the source breaks a rule, or the release gives something away.
        GradebookError: the gradebook cannot take the module's cells.
    """
    files = release_files(course.root, module.name, load_config(course.root))
    proof = prove_release(course, module, isolated=isolated)
    if check:
        return Released(len(files), stale_files(files, course.root, module.name), proof)
    gradebook.sync_assignment(
        course.gradebook, course_id(course), module.name, masters(course, module), module.due
    )
    return Released(len(files), write_release(files, course.root, module.name), proof)


def release_start(course: Course, *, check: bool = False) -> tuple[str, ...]:
    """Release the notebooks that stand beside the modules; return what changed, or would.

    Raises:
        NotebookError, ReleaseError: as for a module.
    """
    files = start_files(course.root, load_config(course.root))
    act = stale_files if check else write_release
    return act(files, course.root, "")
