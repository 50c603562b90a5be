"""`grade --dry-run` says who would be graded, why, and who would move, and writes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.bench import Bench
from autograder.course import Course
from autograder.notebooks import find_cell, read_notebook, write_notebook
from tests import cells
from tests.runs import hand_in, on_one_bench, run


@pytest.fixture
def course(
    new_gradebook: Path, tmp_path: Path, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> Course:
    """The small course, graded: Ada is right for every number, Ben for small ones only."""
    on_one_bench(monkeypatch, bench)
    made = cells.make_course(tmp_path / "course")
    made.gradebook.write_bytes(new_gradebook.read_bytes())
    hand_in(made, "ada")
    hand_in(made, "ben", "def squares(xs):\n    return [x * x if x < 13 else 0 for x in xs]")
    assert run(made, "grade").exit_code == 0
    return made


def edit_check(course: Course, old: str, new: str, points: int | None = None) -> None:
    """Change the check, and what it is worth."""
    path = course.source / "ps" / "nb.ipynb"
    source = read_notebook(path)
    check = find_cell(source, "squares-check")
    assert old in check.source
    check["source"] = check.source.replace(old, new)
    if points is not None:
        check.metadata.nbgrader["points"] = points
    write_notebook(source, path)


def test_who_would_move_is_known_before_anything_is_written(course: Course) -> None:
    """By really grading: the same lines come true when it is done in earnest."""
    edit_check(course, "squares([12]) == [144]", "squares([13]) == [169]")
    hand_in(course, "cai")
    before = cells.snapshot(course.root)

    tried = run(course, "grade", "--dry-run")

    assert tried.exit_code == 0, tried.output
    assert cells.snapshot(course.root) == before
    lines = tried.stdout.splitlines()
    assert "would grade: ada, ps: cell squares-check changed" in lines
    assert "would grade: cai, ps: it was not graded yet" in lines
    assert "would stay: ada, ps: the same score" in lines
    assert "would get: cai, ps: 5 of 9 points, for the first time" in lines
    moved = "ben, ps: 5 → 0 of 9 points (squares-check 5 → 0), because cell squares-check changed"
    assert f"would move: {moved}" in lines
    assert lines[-1] == "ps: 3 would be graded, 0 unchanged; nothing was written"
    assert f"moved: {moved}" in run(course, "grade").stdout.splitlines()


def test_points_changed_in_the_source_are_a_move(course: Course) -> None:
    """Who had 5 of 5 and has 5 of 10 moved, and the reason names the points."""
    edit_check(course, "5.0 if right", "5.0 if right", points=10)

    status = run(course, "status", "--json").stdout
    done = run(course, "grade").stdout

    assert "the points of squares changed from 5 to 10" in status
    assert (
        "moved: ada, ps: 5 of 9 → 5 of 14 points (squares-check 5 of 5 → 5 of 10), "
        "because the points of squares changed from 5 to 10" in done
    )


def test_where_nothing_changed_a_dry_run_says_so(course: Course) -> None:
    """In one line, and with --force who would be graded all the same."""
    assert run(course, "grade", "--dry-run").stdout.splitlines() == [
        "ps: 0 would be graded, 2 unchanged; nothing was written"
    ]
    assert "would grade: ada, ps: --force" in run(course, "grade", "--dry-run", "--force").stdout
