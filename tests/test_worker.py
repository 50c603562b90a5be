"""Grading one submission: from its files to scores and a folder, whatever the files are."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from autograder import worker
from autograder.course import Course
from autograder.execute import Limits
from autograder.notebooks import find_cell, read_notebook, to_text
from autograder.pipeline import masters, source_files
from autograder.release import load_config, release_notebook
from autograder.scores import REPORT_FILE
from autograder.submission import Submission
from autograder.worker import Job, grade_submission
from tests import cells, graders


@pytest.fixture(autouse=True)
def _no_kernel(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "execute", graders.execute)


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """The small course, with a file of data and a note for staff."""
    course = cells.make_course(tmp_path)
    (course.source / "ps" / "data.csv").write_text("theirs")
    (course.source / "ps" / "solutions.md").write_text("return [x * x for x in xs]")
    return course


def job_for(course: Course, folder: Path) -> Job:
    """Return the job of grading one submission."""
    module = course.modules[0]
    return Job(
        submission=Submission(folder.parent.name, "ps", folder),
        masters=masters(course, module),
        source=course.source / "ps",
        source_files=source_files(course, module),
        autograded=course.autograded,
        limits=Limits(),
        ours=course.ours,
        content_hash="abc",
        classmates=frozenset({"ada", "ben"}),
        due=datetime(2027, 2, 1, tzinfo=UTC),
    )


def work(course: Course) -> str:
    """Return Ada's notebook as a file's text."""
    released = release_notebook(cells.squares(), load_config(course.root))
    find_cell(released, "why")["source"] = "Because."
    return to_text(released)


def test_a_sound_submission(course: Course) -> None:
    """Scores in the master's order, the folder as nbgrader keeps it, and no note."""
    folder = cells.hand_in(course, "ada", work(course), "2027-01-31 12:00:00 UTC")

    graded = grade_submission(job_for(course, folder))

    assert graded.problem == ""
    (report,) = graded.reports
    assert [(s.item_id, s.score_given) for s in report.scores] == [
        ("squares-check", 5),
        ("why", None),
    ]
    assert (report.notes, report.content_hash) == ((), "abc")
    assert report.submitted_at == "2027-01-31T12:00:00+00:00"
    there = cells.snapshot(course.autograded)
    assert sorted(there) == ["ada/ps/data.csv", "ada/ps/nb.ipynb", "ada/ps/timestamp.txt"]


def test_the_courses_files_come_along_and_staffs_do_not(course: Course) -> None:
    """Over a learner's of the same name, as nbgrader has it; only what learners get, too."""
    folder = cells.hand_in(course, "ada", work(course))
    (folder / "data.csv").write_text("mine")
    (folder / "own.csv").write_text("mine")

    grade_submission(job_for(course, folder))

    there = cells.snapshot(course.autograded / "ada" / "ps")
    assert there["data.csv"] == b"theirs"
    assert there["own.csv"] == b"mine"
    assert "solutions.md" not in there
    assert (folder / "data.csv").read_text() == "mine"


def test_a_forged_report_is_left_behind(course: Course) -> None:
    """Until the scores are in the gradebook, the folder has no report at all."""
    folder = cells.hand_in(course, "ada", work(course))
    (folder / REPORT_FILE).write_text("[]")

    grade_submission(job_for(course, folder))

    assert not (course.autograded / "ada" / "ps" / REPORT_FILE).exists()


def test_a_renamed_notebook_is_graded_under_its_name(course: Course) -> None:
    """Once, with a note."""
    folder = cells.hand_in(course, "ada", work(course), name="nb (2)")

    graded = grade_submission(job_for(course, folder))

    assert graded.reports[0].notes == ("nb (2).ipynb was graded as nb.ipynb, by the cells in it.",)
    assert [path.name for path in (course.autograded / "ada/ps").glob("*.ipynb")] == ["nb.ipynb"]


@pytest.mark.parametrize(
    ("stamp", "note"),
    [
        ("2027-02-01 00:00:00 UTC", ()),
        ("2027-02-01 00:10:00 UTC", ("Handed in an hour after the due date.",)),
        ("2027-02-01 05:00:00 UTC", ("Handed in 5 hours after the due date.",)),
        ("2027-02-03 12:00:00 UTC", ("Handed in 2 days after the due date.",)),
        ("2027-02-01 00:10:00 Europe/Paris", ()),
        ("whenever", ()),
    ],
)
def test_late_work_says_how_late(course: Course, stamp: str, note: tuple[str, ...]) -> None:
    """To the learner and the instructor; unknown times are nobody's fault."""
    folder = cells.hand_in(course, "ada", work(course), stamp)

    assert grade_submission(job_for(course, folder)).reports[0].notes == note


@pytest.mark.parametrize(
    ("text", "cause"),
    [("{", "this is not a notebook"), ("", "this is not a notebook"), (None, "no notebook at all")],
)
def test_no_usable_notebook_is_a_problem(course: Course, text: str | None, cause: str) -> None:
    """Learner, assignment, notebook and cause; an earlier graded folder stays as it was."""
    folder = cells.hand_in(course, "ada", work(course))
    grade_submission(job_for(course, folder))
    before = cells.snapshot(course.autograded)
    (folder / "nb.ipynb").unlink()
    if text is not None:
        (folder / "nb.ipynb").write_text(text)

    graded = grade_submission(job_for(course, folder))

    assert graded.reports == ()
    assert graded.problem.startswith("ada, ps: ")
    assert cause in graded.problem
    assert "nb.ipynb" in graded.problem
    assert cells.snapshot(course.autograded) == before
    assert [path.name for path in course.autograded.iterdir()] == ["ada"]


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), RecursionError("deep")])
def test_whatever_goes_wrong_is_a_sentence(
    course: Course, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    """No exception leaves a worker: it would stop the whole class."""

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(worker, "execute", fail)
    folder = cells.hand_in(course, "ada", work(course))

    graded = grade_submission(job_for(course, folder))

    assert graded.problem.startswith("ada, ps: ")
    assert str(error.args[-1]) in graded.problem
    assert list(course.autograded.iterdir()) == []


def test_half_characters_do_not_stop_grading(course: Course) -> None:
    """A lone surrogate is legal in JSON and cannot be written as UTF-8."""
    folder = cells.hand_in(course, "ada", work(course).replace("Because.", "Because \\ud83d!"))

    graded = grade_submission(job_for(course, folder))

    assert graded.problem == ""
    kept = read_notebook(course.autograded / "ada/ps/nb.ipynb")
    assert find_cell(kept, "why").source == "Because ?!"


def test_of_two_notebooks_one_may_be_missing(course: Course) -> None:
    """The other is graded; the missing one gives nothing, with the reason at each question."""
    folder = cells.hand_in(course, "ada", work(course))
    job = job_for(course, folder)
    job = replace(job, masters={**job.masters, "second": job.masters["nb"]})

    graded = grade_submission(job)

    first, second = graded.reports
    assert first.score_given == 5
    assert (second.notebook, second.score_given) == ("second", 0)
    assert second.scores[0].reasons[0].code == "squares.NO-NOTEBOOK"
    assert not second.scores[0].attempted
    assert "second.ipynb is not there" in second.notes[0]


def test_a_folder_is_replaced_whole(course: Course) -> None:
    """What an earlier hand-in brought and this one did not is gone."""
    folder = cells.hand_in(course, "ada", work(course))
    (folder / "draft.txt").write_text("old")
    grade_submission(job_for(course, folder))
    (folder / "draft.txt").unlink()

    grade_submission(job_for(course, folder))

    assert "ada/ps/draft.txt" not in cells.snapshot(course.autograded)
    assert [path.name for path in course.autograded.iterdir()] == ["ada"]
