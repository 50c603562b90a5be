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
from autograder.jobs import Assignment
from autograder.nbgrader_settings import load_config
from autograder.notebooks import grade_id, is_test, read_notebook
from autograder.pipeline import assignment_of
from autograder.release import release_notebook
from autograder.sanitize import sanitize
from autograder.scores import Score
from autograder.verify import problems_of, verify

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
    source_scores: list[Score] = []
    release_scores: list[Score] = []
    assignment = assignment_of(course, module, isolated=isolated)
    if course.ours:
        for name, master in assignment.masters.items():
            _check_authors_words(f"source/{module.name}/{name}.ipynb", master)
    with warm_bench(assignment.imports, isolated=isolated) as bench:
        for name in assignment.masters:
            source = read_notebook(course.source / module.name / f"{name}.ipynb")
            release = release_notebook(source, config)
            source_scores += _scores(source, name, assignment, student, bench)
            release_scores += _scores(release, name, assignment, student, bench)
    for score in source_scores:
        if (score.score_given or 0) < score.score_maximum:
            why = score.reasons[0].text if score.reasons else "no reason was given"
            raise ReleaseError(
                f"source/{module.name}: {score.item_id} gives the instructor's own solution "
                f"{score.score_given:g} of {score.score_maximum:g} points: {why}"
            )
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


def _scores(
    notebook: NotebookNode, name: str, assignment: Assignment, student: str, bench: Bench
) -> tuple[Score, ...]:
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
    return tuple(
        score for score in verify(executed, master, ours=assignment.ours) if score.item_id in tests
    )
