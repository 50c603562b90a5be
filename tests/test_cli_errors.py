"""Errors of the command: one message with the way out, exit status 1, and nothing written half."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from autograder.course import Course
from autograder.notebooks import find_cell, write_notebook
from tests import cells
from tests.runs import complaint, hand_in, run

VERBS = ("demo", "lab", "release", "grade", "feedback", "status", "tidy")


@pytest.fixture
def course(quiet_course: Course) -> Course:
    """Every command here is about the small course."""
    return quiet_course


def _no_course(course: Course) -> None:
    (course.root / "course" / "course.toml").unlink()
    (course.root / "nbgrader_config.py").unlink()


def _wrong_field(course: Course) -> None:
    path = course.root / "course" / "course.toml"
    path.write_text(path.read_text() + 'titel = "Problem set"\n')


def _broken_config(course: Course) -> None:
    (course.root / "nbgrader_config.py").write_text("c = get_config(\n")


def _other_gradebook(course: Course) -> None:
    path = course.root / "course" / "course.toml"
    path.write_text(path.read_text().replace("squares-1", "squares-2"))


def _broken_gradebook(course: Course) -> None:
    course.gradebook.write_bytes(b"no database at all, but long enough to look at" * 10)


def _broken_source(course: Course) -> None:
    (course.source / "ps" / "nb.ipynb").write_text("{")


def _fine(_course: Course) -> None:
    pass


@pytest.mark.parametrize(
    ("damage", "words", "message"),
    [
        (_no_course, ["release"], "this folder is no course: it has no course/course.toml"),
        (_no_course, ["grade"], "this folder is no course"),
        (_no_course, ["feedback"], "this folder is no course"),
        (_no_course, ["status"], "this folder is no course"),
        (_no_course, ["tidy"], "this folder is no course"),
        (_no_course, ["lab"], "this folder is no course"),
        (_wrong_field, ["status", "--json"], 'no such setting. Did you mean "title"?'),
        (_wrong_field, ["grade"], 'module "ps", titel'),
        (_fine, ["grade", "pss"], 'There is no module "pss" in Squares. Did you mean "ps"?'),
        (_fine, ["release", "pss"], 'Did you mean "ps"?'),
        (_fine, ["feedback", "pss"], 'Did you mean "ps"?'),
        (_fine, ["tidy", "pss"], 'Did you mean "ps"?'),
        (_fine, ["grade", "--student", "adda"], "'adda' handed in nothing for ps"),
        (_fine, ["grade", "--student", "adda"], "Did you mean 'ada'?"),
        (_fine, ["status", "--student", "adda"], "Did you mean 'ada'?"),
        (_fine, ["feedback", "--student", "adda"], "Did you mean 'ada'?"),
        (_fine, ["feedback", "--student", "ada"], "'ada' has nothing graded in ps"),
        (_fine, ["lab"], "nothing is released yet; run `bootcamp release` first"),
        (_broken_config, ["release"], "nbgrader_config.py: it cannot be run"),
        (_broken_config, ["grade"], "nbgrader_config.py: it cannot be run"),
        (_other_gradebook, ["grade"], "belongs to course 'squares-1', not to 'squares-2'"),
        (_other_gradebook, ["release"], "belongs to course 'squares-1', not to 'squares-2'"),
        (_other_gradebook, ["status"], "belongs to course 'squares-1', not to 'squares-2'"),
        (_broken_gradebook, ["grade"], "this file is no database"),
        (_broken_gradebook, ["status", "--csv"], "this file is no database"),
        (_broken_source, ["grade"], "nb.ipynb: this is not a notebook"),
        (_broken_source, ["release"], "nb.ipynb: this is not a notebook"),
        (_broken_source, ["status"], "nb.ipynb: this is not a notebook"),
        (_broken_source, ["tidy"], "nb.ipynb: this is not a notebook"),
    ],
)
def test_an_error_is_one_message(
    course: Course, damage: Callable[[Course], None], words: list[str], message: str
) -> None:
    """What, where and the way out; exit status 1; not a file changed."""
    hand_in(course, "ada")
    damage(course)

    assert message in complaint(course, *words)


def test_a_release_that_gives_something_away_is_not_written(course: Course) -> None:
    """Neither release/ nor the gradebook changes."""
    source = cells.squares()
    source.cells.append(cells.text("Hint:\n\n    return [x * x for x in xs]"))
    write_notebook(source, course.source / "ps" / "nb.ipynb")

    assert "would get out" in complaint(course, "release")
    assert not course.release.exists()


@pytest.mark.parametrize(
    ("cell", "old", "new", "message"),
    [
        ("squares", "x * x", "x + x", "squares-check gives the instructor's own solution 0 of 5"),
        ("squares-check", "5.0 if right else 0.0", "5.0", "squares-check gives 5 points for an"),
    ],
)
def test_a_release_with_wrong_scores_is_not_written(
    course: Course, cell: str, old: str, new: str, message: str
) -> None:
    """A solution that misses a point, or a check that an untouched notebook passes."""
    source = cells.squares()
    find_cell(source, cell)["source"] = find_cell(source, cell).source.replace(old, new)
    if new == "5.0":
        source.cells[3]["source"] = "5.0"
    write_notebook(source, course.source / "ps" / "nb.ipynb")

    assert message in complaint(course, "release")


def test_a_proof_has_the_courses_files(course: Course) -> None:
    """A notebook that reads a file beside it can be released."""
    source = cells.squares()
    find_cell(source, "setup")["source"] = (
        "from pathlib import Path\nnumbers = [int(n) for n in Path('data.csv').read_text()]"
    )
    write_notebook(source, course.source / "ps" / "nb.ipynb")
    (course.source / "ps" / "data.csv").write_text("123")

    assert run(course, "release").exit_code == 0


def test_a_file_that_cannot_be_written_is_named(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that is full, or a folder that belongs to somebody else, is no traceback."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(course.release))

    monkeypatch.setattr("autograder.releasing.write_release", refuse)
    done = run(course, "release")

    assert done.exit_code == 1
    assert f"{course.release}: Permission denied" in done.stderr


@pytest.mark.parametrize(
    ("verb", "where", "goes_on"),
    [
        ("status", "autograder.standing.statuses", False),
        ("feedback", "autograder.pages.write_pages", False),
        ("release", "autograder.releasing.release_module", False),
        ("grade", "autograder.cli.grading.grade_modules", True),
    ],
)
def test_stopping_is_no_error(
    course: Course, monkeypatch: pytest.MonkeyPatch, verb: str, where: str, goes_on: bool
) -> None:
    """Ctrl+C has the exit status that shells expect; how to go on is said where one can."""

    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(where, stop)
    done = run(course, verb)

    assert done.exit_code == 130
    assert done.stderr.rstrip().startswith("Stopped.") or "\nStopped." in done.stderr
    assert ("go on where it left off" in done.stderr) is goes_on
