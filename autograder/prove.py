"""Prove a release before anybody gets it: the source scores full marks, the release scores none."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode

from autograder.bench import Bench, run_notebook, warm_bench
from autograder.course import Course, CourseModule
from autograder.errors import ReleaseError
from autograder.execute import Executed
from autograder.jobs import Assignment
from autograder.nbgrader_settings import load_config
from autograder.notebooks import exercise_of, grade_id, is_test, points, read_notebook
from autograder.pipeline import assignment_of
from autograder.release import release_notebook
from autograder.sanitize import sanitize
from autograder.scores import Score
from autograder.verify import problems_of, verify, where_it_stopped
from pm_exercises.exercises import find
from pm_exercises.exercises.modules import MODULES

STUDENT = "release-check"


@dataclass(frozen=True, slots=True)
class Proof:
    """What a module's notebooks score, in points that a check gives."""

    points: float
    source_score: float
    release_score: float


def prove_release(
    course: Course, module: CourseModule, student: str = STUDENT, *, isolated: bool = True
) -> Proof:
    """Run a module's source and its release, and compare their scores.

    Raises:
        IsolationError: this machine cannot keep them apart, as they will be when they are graded.
        ReleaseError: a check cannot be decided outside the learner's process, the source misses a
            point, or the untouched release earns one.
    """
    config = load_config(course.root)
    sources: list[_Run] = []
    releases: list[_Run] = []
    assignment = assignment_of(course, module, isolated=isolated)
    if course.ours:
        for name, master in assignment.masters.items():
            where = f"source/{module.name}/{name}.ipynb"
            _check_authors_words(where, master)
            _check_points(where, master)
    with warm_bench(assignment.imports, isolated=isolated) as bench:
        for name in assignment.masters:
            source = read_notebook(course.source / module.name / f"{name}.ipynb")
            release = release_notebook(source, config)
            sources.append(_run(source, name, assignment, student, bench))
            releases.append(_run(release, name, assignment, student, bench))
    for run in sources:
        _check_full(f"source/{module.name}/{run.name}.ipynb", run)
    source_scores = [score for run in sources for score in run.scores]
    release_scores = [score for run in releases for score in run.scores]
    for score in release_scores:
        if score.score_given:
            raise ReleaseError(
                f"release/{module.name}: {score.item_id} gives {score.score_given:g} points for an "
                "untouched notebook; its check must give nothing for an empty answer"
            )
    return Proof(
        points=sum(score.score_maximum for score in source_scores),
        source_score=sum(score.score_given or 0 for score in source_scores),
        release_score=sum(score.score_given or 0 for score in release_scores),
    )


def _check_authors_words(where: str, master: NotebookNode) -> None:
    """Refuse a check that cannot be decided where no learner's code runs."""
    for cell in master.cells:
        if is_test(cell) and (found := problems_of(cell.source)):
            raise ReleaseError(
                f"{where}: cell {grade_id(cell)}: {found[0]}. A check is decided outside the "
                "learner's process, on plain values and calls of functions; CONTRIBUTING says what "
                "it may hold."
            )


def _check_points(where: str, master: NotebookNode) -> None:
    """Refuse a check whose cell has other points than its exercise."""
    for cell in (cell for cell in master.cells if is_test(cell)):
        item_id = exercise_of(str(grade_id(cell)))
        home = next((module for module in MODULES if item_id in module.exercises), None)
        if home is None:
            continue
        worth, has = find(item_id).item.points, points(cell)
        if worth != has:
            file = f"pm_exercises/exercises/{home.name}/{home.exercises[item_id]}.py"
            raise ReleaseError(
                f"{where}: cell {grade_id(cell)} has {has:g} points, and its exercise is worth "
                f"{worth:g}. Make them equal: the cell's are set in Create Assignment, the "
                f"exercise's are in its Item and its criteria, in {file}."
            )


def _check_full(where: str, run: _Run) -> None:
    """Refuse a check that gives the instructor's own solution less than all points."""
    for score in run.scores:
        if (score.score_given or 0) >= score.score_maximum:
            continue
        reason = score.reasons[0] if score.reasons else None
        if stop := where_it_stopped(run.executed, score.item_id):
            raise ReleaseError(
                f"{where}: {stop}. So {score.item_id} gives the instructor's own solution "
                f"{score.score_given:g} of {score.score_maximum:g} points; mend that line."
            )
        if reason and reason.code.endswith(".OUT-OF-RANGE"):
            raise ReleaseError(
                f"{where}: cell {score.item_id}: {reason.text.split('. ')[0]}. Change the cell's "
                "points in Create Assignment, or what the check's last line gives."
            )
        raise ReleaseError(
            f"{where}: {score.item_id} gives the instructor's own solution "
            f"{score.score_given:g} of {score.score_maximum:g} points: "
            f"{reason.text if reason else 'no reason was given'}"
        )


@dataclass(frozen=True, slots=True)
class _Run:
    name: str  # of the notebook
    scores: tuple[Score, ...]
    executed: Executed


def _run(
    notebook: NotebookNode, name: str, assignment: Assignment, student: str, bench: Bench
) -> _Run:
    master = assignment.masters[name]
    with tempfile.TemporaryDirectory(prefix="bootcamp-proof-") as scratch:
        folder = Path(scratch) / student / assignment.source.name
        folder.mkdir(parents=True)
        for path in assignment.source_files:
            goal = folder / path.relative_to(assignment.source)
            goal.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, goal)
        prepared = sanitize(notebook, master).notebook
        executed = run_notebook(assignment, name, student, prepared, folder, bench)
    # Written answers are a person's to mark, so only tests count here.
    tests = {grade_id(cell) for cell in master.cells if is_test(cell)}
    scores = (s for s in verify(executed, master, ours=assignment.ours) if s.item_id in tests)
    return _Run(name, tuple(scores), executed)
