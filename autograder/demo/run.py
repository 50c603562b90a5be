"""Run the whole loop on the sample class: release, work, hand in, grade, read, feedback, status."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path

from autograder import gradebook
from autograder.allowances import FILE as EXCEPTIONS
from autograder.course import Course, load_course
from autograder.demo.learners import Learner, sample_class
from autograder.demo.work import hand_in, quietly
from autograder.errors import CourseError
from autograder.pipeline import course_id, reports_of
from autograder.roster import FILE as ROSTER

# The demo has one cell that never ends, and nobody wants to watch it for half a minute.
DEMO_CELL_SECONDS = 10
PARTS = ("course", "source", "nbgrader_config.py")
# A real class's people are no part of a demonstration.
NOT_COPIED = ("__pycache__", Path(ROSTER).name, Path(EXCEPTIONS).name)
MODULE_HEADING = "[[modules]]"  # in course.toml, on a line of its own


def make_course(original: Course, folder: Path) -> Course:
    """Copy a course's own files into a new folder, due three days ago, and return that course.

    Raises:
        CourseError: the folder holds something else already.
    """
    if folder.exists() and any(folder.iterdir()):
        raise CourseError(
            f"{folder}: this folder is not empty. Name a new one with --dir, or delete it first."
        )
    folder.mkdir(parents=True, exist_ok=True)
    for part in PARTS:
        path = original.root / part
        if path.is_dir():
            shutil.copytree(path, folder / part, ignore=shutil.ignore_patterns(*NOT_COPIED))
        elif path.exists():
            shutil.copyfile(path, folder / part)
    settings = folder / "course" / "course.toml"
    text = settings.read_text(encoding="utf-8")
    text = re.sub(r"(?m)^cell_seconds = \d+", f"cell_seconds = {DEMO_CELL_SECONDS}", text)
    due = (datetime.now(UTC) - timedelta(days=3)).replace(microsecond=0, second=0)
    text = re.sub(r'(?m)^(name = "foundations".*)$', rf"\1\ndue = {due.isoformat()}", text)
    # The class works on one module: in the others everybody would merely be "not started".
    head, *modules = text.split(f"\n{MODULE_HEADING}\n")
    kept = [module for module in modules if 'name = "foundations"' in module]
    text = f"\n{MODULE_HEADING}\n".join([head, *kept])
    settings.write_text(text, encoding="utf-8")
    return load_course(folder)


def enrol(course: Course) -> tuple[Learner, ...]:
    """Put the sample class into the gradebook."""
    learners = sample_class()
    gradebook.add_students(
        course.gradebook, course_id(course), tuple(learner.id for learner in learners)
    )
    return learners


def let_them_work(course: Course, learners: tuple[Learner, ...], workers: int) -> Iterator[Learner]:
    """Let everybody work on their copy of the release and hand it in; give each when done."""
    due = course.module("foundations").due
    if due is None:
        raise CourseError("the demo's foundations module has no due date")
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        running = {
            pool.submit(quietly, learner.id, course.root, _copy_of(course, learner)): learner
            for learner in learners
            if learner.hands_in
        }
        for future in as_completed(running):
            future.result()
            learner = running[future]
            hand_in(learner, course.root, _copy_of(course, learner), due)
            yield learner


def read_letters(course: Course, learners: tuple[Learner, ...]) -> int:
    """Give the written answers the marks a reader would; return how many were read."""
    read = 0
    module = course.module("foundations")
    for learner in learners:
        if learner.mark is None or not learner.writes:
            continue
        for report in reports_of(course, module, learner.id):
            gradebook.give_mark(
                course.gradebook,
                course_id(course),
                report,
                "FND-W",
                learner.mark,
                "Keep: the need comes with a number. Change: say what would make you stop.",
            )
            read += 1
    return read


def _copy_of(course: Course, learner: Learner) -> Path:
    return course.root / "learners" / learner.id / "foundations"
