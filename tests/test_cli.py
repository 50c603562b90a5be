"""The command: what it promises in --help, what each verb prints, and for whom."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from autograder.bench import Bench
from autograder.cli import app
from autograder.cli.lab_verb import copy_release
from autograder.course import Course, load_course
from autograder.errors import CourseError
from autograder.notebooks import read_notebook, to_text
from autograder.status import COLUMNS
from tests import cells, runs
from tests.runs import hand_in, run

VERBS = (
    "demo",
    "lab",
    "release",
    "grade",
    "reading",
    "extend",
    "excuse",
    "feedback",
    "status",
    "tidy",
)


@pytest.fixture
def course(quiet_course: Course) -> Course:
    """Every command here is about the small course."""
    return quiet_course


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_explains_itself(verb: str) -> None:
    """What it does, and where the course is."""
    done = CliRunner().invoke(app, [verb, "--help"])

    assert done.exit_code == 0
    assert "--course" in done.stdout
    assert "Usage: " in done.stdout


def test_the_command_lists_its_verbs() -> None:
    """Each with a sentence; without a verb, too."""
    done = CliRunner().invoke(app, ["--help"])

    assert done.exit_code == 0
    assert all(verb in done.stdout for verb in VERBS)
    assert CliRunner().invoke(app, []).output.strip() == done.stdout.strip()


def test_the_whole_loop(course: Course) -> None:
    """Release, grade, feedback, status: each says what it did, and ends with status 0."""
    released = run(course, "release")
    assert released.exit_code == 0, released.stderr
    assert "ps: 1 files, no solution, key, hidden test or mark scheme." in released.stdout
    assert "Source 5 of 5 points, untouched release 0. 1 changed." in released.stdout
    hand_in(course, "ada")
    hand_in(course, "ben", "squares = len")

    graded = run(course, "grade", "--workers", "1")
    again = run(course, "grade", "PS")
    pages = run(course, "feedback", "ps")
    status = run(course, "status")

    assert "ps: 2 graded or tried, 0 unchanged" in graded.stdout
    assert "ps: 0 graded or tried, 2 unchanged" in again.stdout
    assert "ps: 2 pages in" in pages.stdout
    assert "A test was not met" not in status.stdout
    assert [verb.exit_code for verb in (graded, again, pages, status)] == [0, 0, 0, 0]
    shown = [name for name in sorted(cells.snapshot(course.feedback)) if name.endswith(".html")]
    assert shown == ["ada/ps/nb.html", "ben/ps/nb.html"]
    assert "ada" in status.stdout
    assert "needs review" in status.stdout


def test_status_for_other_programs(course: Course) -> None:
    """One JSON list on standard output and nothing else, with exactly these keys; and CSV."""
    hand_in(course, "ada")
    hand_in(course, "ben")
    run(course, "grade", "--student", "ada")

    as_json, as_csv = run(course, "status", "--json"), run(course, "status", "--csv")

    rows = json.loads(as_json.stdout)
    assert as_json.stderr == ""
    assert [list(row) for row in rows] == [list(COLUMNS), list(COLUMNS)]
    assert [(row["student"], row["state"]) for row in rows] == [
        ("ada", "needs review"),
        ("ben", "submitted"),
    ]
    assert all(row["reasons"] for row in rows)
    table = list(csv.DictReader(io.StringIO(as_csv.stdout)))
    assert list(table[0]) == list(COLUMNS)
    assert [row["student"] for row in table] == ["ada", "ben"]


def test_status_of_one_learner(course: Course) -> None:
    """Those named and no others."""
    hand_in(course, "ada")
    hand_in(course, "ben")

    rows = json.loads(run(course, "status", "--json", "--student", "ben").stdout)

    assert [row["student"] for row in rows] == ["ben"]


def test_status_of_a_new_course(course: Course) -> None:
    """Nobody yet: an empty list, and no gradebook appears."""
    course.gradebook.unlink()

    done = run(course, "status", "--json")

    assert (json.loads(done.stdout), done.exit_code) == ([], 0)
    assert not course.gradebook.exists()


def test_problems_do_not_stop_a_batch(course: Course) -> None:
    """Two submissions cannot be used: the others are graded, both are named, exit status 1."""
    hand_in(course, "ada")
    cells.hand_in(course, "ben", "{ this is not JSON")
    (course.submitted / "cai" / "ps").mkdir(parents=True)
    hand_in(course, "dora")

    done = run(course, "grade")

    assert done.exit_code == 1
    problems = [line for line in done.stdout.splitlines() if line.startswith("not graded: ")]
    assert len(problems) == 2
    assert "ben, ps: " in problems[0]
    assert "nb.ipynb: this is not a notebook" in problems[0]
    assert "Open it in JupyterLab and save it again" in problems[0]
    assert problems[1] == (
        "not graded: cai, ps: nb.ipynb is not there (found no notebook at all). "
        "Ask for it again, or put it into the folder under that name."
    )
    assert "ps: 4 graded or tried, 0 unchanged" in done.stdout
    rows = {row["student"]: row for row in json.loads(run(course, "status", "--json").stdout)}
    assert rows["ada"]["score_scaled"] == rows["dora"]["score_scaled"] > 0.5
    assert "not a notebook" in " ".join(rows["ben"]["reasons"])
    assert run(course, "grade").exit_code == 1


def test_isolation_that_is_off_is_said(course: Course) -> None:
    """Every time, on standard error, in words that nobody overlooks; and never by default."""
    hand_in(course, "ada")

    safe = run(course, "grade")
    risky = run(course, "grade", "--isolation", "none", "--force")

    assert "Isolation is off." not in safe.output
    assert "Isolation is off. Learners' code runs as you" in risky.stderr
    assert (safe.exit_code, risky.exit_code) == (0, 0)
    assert run(course, "grade", "--isolation", "perhaps").exit_code == 2


def test_names_that_look_like_markup(course: Course) -> None:
    """A learner's file name is shown as it is, and breaks no table."""
    folder = hand_in(course, "ada")
    (folder / "nb.ipynb").rename(folder / "[red] :smile: [bold].ipynb")

    graded, status = run(course, "grade"), run(course, "status", "--long")

    assert (graded.exit_code, status.exit_code) == (0, 0)
    for done in (graded, status):
        words = " ".join(done.stdout.replace("│", " ").split())  # a narrow table breaks lines
        assert "[red] :smile: [bold].ipynb was graded as nb.ipynb" in words


def test_release_check_changes_nothing(course: Course) -> None:
    """It fails where release/ is missing, differs, or holds what no longer belongs."""
    missing = run(course, "release", "--check")
    assert (missing.exit_code, course.release.exists()) == (1, False)
    run(course, "release")
    assert run(course, "release", "--check").exit_code == 0
    stale = course.release / "ps" / "old.ipynb"
    stale.write_text("{}")

    done = run(course, "release", "--check")

    assert done.exit_code == 1
    assert "Not current: ps/old.ipynb. Run `bootcamp release`." in done.stderr
    assert stale.exists()


def test_tidy_tidies_once(course: Course) -> None:
    """The second time there is nothing to do, and nothing is written."""
    path = course.source / "ps" / "nb.ipynb"
    source = read_notebook(path)
    source.cells[1]["execution_count"] = 3
    path.write_text(to_text(source))

    first, second = run(course, "tidy"), run(course, "tidy")

    assert "source/ps/nb.ipynb: tidied" in first.stdout
    assert "source/ps/nb.ipynb: tidy already" in second.stdout
    assert read_notebook(path).cells[1].execution_count is None


def test_a_learners_copy_is_never_written_over(course: Course, tmp_path: Path) -> None:
    """`bootcamp lab` brings what is new, and leaves the learner's work alone."""
    run(course, "release")
    copy = tmp_path / "my-course"
    assert copy_release(course.release, copy) == 1
    (copy / "ps" / "nb.ipynb").write_text("my work")
    (course.release / "ps" / "data.csv").write_text("new")

    assert copy_release(course.release, copy) == 1

    assert (copy / "ps" / "nb.ipynb").read_text() == "my work"
    assert (copy / "ps" / "data.csv").read_text() == "new"
    with pytest.raises(CourseError, match="nothing is released yet"):
        copy_release(tmp_path / "nowhere", copy)


def test_another_schools_course(tmp_path: Path, new_gradebook: Path) -> None:
    """Every verb works in any course in nbgrader's layout; its modules are its assignments."""
    course = cells.make_course(tmp_path / "theirs", ours=False)
    course.gradebook.write_bytes(new_gradebook.read_bytes())
    hand_in(course, "ada")

    graded = run(course, "grade", "ps")
    rows = json.loads(run(course, "status", "--json").stdout)

    assert graded.exit_code == 0, graded.output
    assert [row["student"] for row in rows] == ["ada"]
    assert not load_course(course.root).ours


def test_a_task_waits_for_a_person(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bench: Bench
) -> None:
    """nbgrader's manually graded task has points, and nobody's work in it to look at by machine."""
    runs.on_one_bench(monkeypatch, bench)
    monkeypatch.setattr("nbgrader.api.get_alembic_version", lambda: "quicker")
    source = cells.squares()
    source.cells.append(cells.task("plot", "Plot the squares in cells of your own."))
    course = cells.make_course(tmp_path, source, ours=False)
    cells.hand_in(course, "ada", source)

    graded = run(course, "grade")
    (row,) = json.loads(run(course, "status", "--json").stdout)

    assert graded.exit_code == 0, graded.output
    assert row["state"] == "needs review"
    assert "plot waits for a reader." in row["reasons"]
