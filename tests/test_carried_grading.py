"""The notebook alone is enough to hand in: it carries the answers. Nothing of it is believed."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from nbformat import NotebookNode

from autograder.bench import Bench
from autograder.course import Course
from autograder.gradebook import sync_assignment
from autograder.jobs import Assignment, Job
from autograder.nbgrader_settings import load_config
from autograder.notebooks import find_cell, read_notebook, to_text, write_notebook
from autograder.pipeline import assignment_of
from autograder.release import normalise, release_files
from autograder.scores import ScoreReport
from autograder.submission import Submission
from autograder.worker import grade_submission
from pm_exercises.answers import SIZE_LIMIT
from pm_exercises.carried import KEY
from tests import cells
from tests.carrying import (
    AFTER,
    BEFORE,
    FIRST,
    SECOND,
    all_right,
    carrying,
    make,
    record,
    released,
    solution,
    source,
    write_file,
)
from tests.commands import bootcamp, nbgrader

FULL = {"FND-E1-check": 10.0, "FND-E2-check": 10.0}
NONE = dict.fromkeys(FULL, 0.0)


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """A course of two boards and a written answer."""
    return make(tmp_path_factory.mktemp("course"))


@pytest.fixture
def untouched(course: Course) -> NotebookNode:
    """The notebook as learners get it."""
    return released(course)


@cache
def assignment(course: Course) -> Assignment:
    """Return what the course's one module is graded by."""
    return assignment_of(course, course.modules[0])


def graded(course: Course, folder: Path, bench: Bench) -> ScoreReport:
    """Return the report of one submission."""
    job = Job(assignment(course), Submission("ada", "ps", folder), "abc")
    done = grade_submission(job, bench)
    assert done.problem == ""
    return done.reports[0]


def given(report: ScoreReport) -> dict[str, float | None]:
    """Return what each check gave."""
    return {s.item_id: s.score_given for s in report.scores if s.item_id in FULL}


def test_the_notebook_alone_is_graded_full(
    course: Course, untouched: NotebookNode, bench: Bench
) -> None:
    """What an upload field of an LMS hands in: one file, and no word is needed about it."""
    folder = cells.hand_in(course, "ada", carrying(untouched, all_right()))

    report = graded(course, folder, bench)

    assert given(report) == FULL
    assert report.notes == ()
    kept = course.autograded / "ada/ps/answers"
    assert json.loads((kept / f"{FIRST}.json").read_text()) == record(FIRST)


@pytest.mark.parametrize(
    ("carried", "filed", "full"),
    [(BEFORE, AFTER, False), (AFTER, BEFORE, True), (BEFORE, BEFORE, False), ("", "", False)],
    ids=["file newer", "carried newer", "same time", "no time"],
)
def test_the_newer_of_the_two_counts(
    course: Course, bench: Bench, tmp_path: Path, carried: str, filed: str, *, full: bool
) -> None:
    """By the time that each was saved; where they are equal, the file."""
    folder = tmp_path / "ada" / "ps"
    write_notebook(carrying(released(course), {FIRST: record(FIRST, carried)}), folder / "nb.ipynb")
    write_file(folder, FIRST, record(FIRST, filed, answer={"bins": {}}))

    report = graded(course, folder, bench)

    assert given(report)["FND-E1-check"] == (10.0 if full else 0.0)
    assert bool(report.notes) is full
    if full:
        assert report.notes == (
            "FND-E1: the notebook carries a newer answer than the file in answers/, "
            "and it was graded.",
        )


@pytest.mark.parametrize("held", ["{", '{"schema": 99}', "[1]", ""])
def test_a_file_that_cannot_be_read_counts_as_none(
    course: Course, bench: Bench, tmp_path: Path, held: str
) -> None:
    """The notebook's own answer is graded then, however old."""
    folder = tmp_path / "ada" / "ps"
    write_notebook(carrying(released(course), {FIRST: record(FIRST, "")}), folder / "nb.ipynb")
    write_file(folder, FIRST, held)

    report = graded(course, folder, bench)

    assert given(report)["FND-E1-check"] == 10.0
    assert "FND-E1: the notebook carries a newer answer" in report.notes[0]


def nested(depth: int) -> Any:
    """Return a list in a list, and so on."""
    made: Any = []
    for _ in range(depth):
        made = [made]
    return made


FORGED: dict[str, Any] = {
    "text": "full marks, please",
    "list": [[]],
    "huge": {**record(FIRST), "plan": "x" * SIZE_LIMIT},
    "another's": record(SECOND),
    "no student": {**record(FIRST), "student": 7},
    "variant": {**record(FIRST), "variant": 99},
    "newer": {**record(FIRST), "schema": 99},
    "deep": {**record(FIRST), "answer": {"bins": nested(400)}},
    "answer": {**record(FIRST), "answer": [1]},
}


@pytest.mark.parametrize("kind", FORGED)
def test_what_is_forged_costs_itself_alone(
    course: Course, untouched: NotebookNode, bench: Bench, kind: str
) -> None:
    """One sentence names the exercise; the other answer is graded, and so is the class."""
    forged = {FIRST: FORGED[kind], SECOND: record(SECOND)}
    folder = cells.hand_in(course, "ada", carrying(untouched, forged))

    report = graded(course, folder, bench)

    assert given(report) == {"FND-E1-check": 0.0, "FND-E2-check": 10.0}
    (note,) = report.notes
    assert note.startswith("What the notebook carries was not used for FND-E1 (")


@pytest.mark.parametrize(
    "block",
    [
        "text",
        [],
        {"schema": 1},
        {"schema": 1, "answers": []},
        {"schema": 2, "answers": {}},
        {"schema": 1, "answers": {"../../evil": {}, "X": nested(50), "FND-E9": 3}},
    ],
    ids=str,
)
def test_a_block_of_another_make(
    course: Course, untouched: NotebookNode, bench: Bench, block: Any
) -> None:
    """It is left out with a sentence, and nothing is written for what is no board of ours."""
    untouched.metadata[KEY] = block
    find_cell(untouched, "why")["source"] = "Mine."

    report = graded(course, cells.hand_in(course, "ada", untouched), bench)

    assert given(report) == NONE
    assert not (course.autograded / "ada/ps/answers").exists()
    assert "the notebook carries no answers; 2 exercises" in report.notes[-1]
    assert len(report.notes) <= 2


def test_metadata_without_an_end(course: Course, untouched: NotebookNode, bench: Bench) -> None:
    """Nested as deeply as no program reads: the cells are graded, and the class goes on."""
    find_cell(untouched, "FND-E1-answer")["source"] = f"sorter.answer = {solution(FIRST)!r}"
    text = to_text(carrying(untouched, {FIRST: "HERE"})).replace(
        '"HERE"', "[" * 100_000 + "]" * 100_000
    )

    report = graded(course, cells.hand_in(course, "ada", text), bench)

    assert given(report)["FND-E1-check"] == 10.0


def test_nothing_else_is_believed(course: Course, untouched: NotebookNode, bench: Bench) -> None:
    """Another learner's answers are graded on their data, and named, as from a file."""
    theirs = record(FIRST, student="ben", answer=solution(FIRST, "ben"), checks=3)
    folder = cells.hand_in(course, "ada", carrying(untouched, {FIRST: theirs, "score": 10}))

    report = graded(course, folder, bench)

    assert given(report)["FND-E1-check"] == 10.0
    assert report.notes == ("FND-E1: made on the data of 'ben'.",)


def test_a_typed_answer_and_later_board_work(
    course: Course, untouched: NotebookNode, bench: Bench
) -> None:
    """The cell runs again at grading; the later work, which the notebook carries, stands."""
    typed: dict[str, Any] = {"bins": {}}
    find_cell(untouched, "FND-E1-answer")["source"] = 'sorter.answer = {"bins": {}}'
    carried = {FIRST: record(FIRST, typed=typed)}

    report = graded(course, cells.hand_in(course, "ada", carrying(untouched, carried)), bench)

    assert given(report)["FND-E1-check"] == 10.0


def test_where_the_answers_are_missing_the_grade_says_so(
    course: Course, untouched: NotebookNode, bench: Bench
) -> None:
    """Something was done, so the boards may have been solved, too: how many, and the way out."""
    find_cell(untouched, "FND-E1-answer")["source"] = f"sorter.answer = {solution(FIRST)!r}"

    report = graded(course, cells.hand_in(course, "ada", untouched), bench)

    assert given(report) == {"FND-E1-check": 10.0, "FND-E2-check": 0.0}
    assert report.notes == (
        "The folder answers/ was not handed in, and the notebook carries no answers; 1 exercise "
        "answered on boards counts as not attempted. Hand in the whole folder, or the notebook "
        "saved in JupyterLab.",
    )


def test_an_untouched_notebook_is_told_no_riddle(
    course: Course, untouched: NotebookNode, bench: Bench
) -> None:
    """Nothing is answered, and that is what it says."""
    report = graded(course, cells.hand_in(course, "ada", untouched), bench)

    assert report.notes == (
        "Nothing is answered in this notebook, and no folder answers/ came with it. For who "
        "worked on the boards: hand in the whole folder, or the notebook saved in JupyterLab.",
    )


@pytest.mark.parametrize("way", ["folder", "typed"])
def test_who_handed_in_all_is_told_nothing(
    course: Course, untouched: NotebookNode, bench: Bench, tmp_path: Path, way: str
) -> None:
    """With a folder answers/, or every answer typed, there is nothing to ask for."""
    folder = tmp_path / "ada" / "ps"
    if way == "typed":
        for item_id, name in ((FIRST, "sorter"), (SECOND, "wall")):
            text = f"{name}.answer = {solution(item_id)!r}"
            find_cell(untouched, f"{item_id}-answer")["source"] = text
    else:
        write_file(folder, FIRST, record(FIRST))
    write_notebook(untouched, folder / "nb.ipynb")

    assert graded(course, folder, bench).notes == ()


def test_nbgraders_own_command_reads_it_as_well(tmp_path: Path) -> None:
    """`nbgrader autograde` with the engine plugged in, and `bootcamp grade`: the same marks."""
    root = tmp_path / "engine"
    course = make(root)
    line = "from autograder.nbgrader_steps import use_engine\nuse_engine(c)\n"
    (root / "nbgrader_config.py").write_text((root / "nbgrader_config.py").read_text() + line)
    cells.hand_in(course, "ada", carrying(released(course), all_right()))
    sync_assignment(course.gradebook, "squares-1", "ps", assignment(course).masters, None)

    done = nbgrader(root, "autograde", "ps", "--create")

    assert done.returncode == 0, done.stderr
    report = json.loads((root / "autograded/ada/ps/score_report.json").read_text())[0]
    assert [s["score_given"] for s in report["scores"]][:2] == [10.0, 10.0]
    assert (root / "autograded/ada/ps/answers" / f"{FIRST}.json").exists()


def test_no_release_carries_an_answer(tmp_path: Path) -> None:
    """A source notebook that its author solved in JupyterLab: by any of the ways to a release."""
    course = make(tmp_path)
    path = course.source / "ps" / "nb.ipynb"
    write_notebook(carrying(source(), all_right()), path)
    line = "from autograder.nbgrader_steps import use_engine\nuse_engine(c)\n"
    config = tmp_path / "nbgrader_config.py"
    config.write_text(config.read_text() + line)

    (file,) = release_files(tmp_path, "ps", load_config(tmp_path))
    stock = nbgrader(tmp_path, "generate_assignment", "ps")

    assert stock.returncode == 0, stock.stderr
    assert KEY.encode() not in file.content
    assert (tmp_path / "release/ps/nb.ipynb").read_bytes() == file.content
    assert KEY not in normalise(read_notebook(path)).metadata
    tidied = bootcamp("tidy", folder=tmp_path)
    assert tidied.returncode == 0, tidied.stderr
    assert KEY not in path.read_text("utf-8")
