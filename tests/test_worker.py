"""Grading one submission: from its files to scores and a folder, whatever the files are."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from autograder import bench as bench_module
from autograder.bench import Bench, warm_bench
from autograder.course import Course
from autograder.errors import IsolationError
from autograder.jobs import Job
from autograder.nbgrader_settings import load_config
from autograder.notebooks import find_cell, read_notebook, to_text, write_notebook
from autograder.pipeline import assignment_of
from autograder.release import release_notebook
from autograder.scores import REPORT_FILE
from autograder.submission import Submission
from autograder.worker import grade_submission
from tests import cells
from tests.runs import WORK


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """The small course, with a file of data and a note for staff."""
    course = cells.make_course(tmp_path)
    (course.source / "ps" / "data.csv").write_text("theirs")
    (course.source / "ps" / "solutions.md").write_text("return [x * x for x in xs]")
    return course


def job_for(course: Course, folder: Path) -> Job:
    """Return the job of grading one submission."""
    assignment = assignment_of(course, course.modules[0], frozenset({"ada", "ben"}))
    return Job(assignment, Submission(folder.parent.name, "ps", folder), "abc")


def work(course: Course) -> str:
    """Return Ada's notebook as a file's text."""
    released = release_notebook(cells.squares(), load_config(course.root))
    find_cell(released, "squares")["source"] = WORK
    find_cell(released, "why")["source"] = "Because."
    return to_text(released)


def test_a_sound_submission(course: Course, bench: Bench) -> None:
    """Scores in the master's order, the folder as nbgrader keeps it, and no note."""
    folder = cells.hand_in(course, "ada", work(course), "2027-01-31 12:00:00 UTC")

    graded = grade_submission(job_for(course, folder), bench)

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


def test_the_courses_files_come_along_and_staffs_do_not(course: Course, bench: Bench) -> None:
    """Over a learner's of the same name, as nbgrader has it; only what learners get, too."""
    folder = cells.hand_in(course, "ada", work(course))
    (folder / "data.csv").write_text("mine")
    (folder / "own.csv").write_text("mine")

    grade_submission(job_for(course, folder), bench)

    there = cells.snapshot(course.autograded / "ada" / "ps")
    assert there["data.csv"] == b"theirs"
    assert there["own.csv"] == b"mine"
    assert "solutions.md" not in there
    assert (folder / "data.csv").read_text() == "mine"


def test_a_forged_report_is_left_behind(course: Course, bench: Bench) -> None:
    """Until the scores are in the gradebook, the folder has no report at all."""
    folder = cells.hand_in(course, "ada", work(course))
    (folder / REPORT_FILE).write_text("[]")

    grade_submission(job_for(course, folder), bench)

    assert not (course.autograded / "ada" / "ps" / REPORT_FILE).exists()


def test_a_renamed_notebook_is_graded_under_its_name(course: Course, bench: Bench) -> None:
    """Once, with a note."""
    folder = cells.hand_in(course, "ada", work(course), name="nb (2)")

    graded = grade_submission(job_for(course, folder), bench)

    assert graded.reports[0].notes == ("nb (2).ipynb was graded as nb.ipynb, by the cells in it.",)
    assert [path.name for path in (course.autograded / "ada/ps").glob("*.ipynb")] == ["nb.ipynb"]


def test_lateness_is_no_part_of_a_grade(course: Course, bench: Bench) -> None:
    """The due date may move, and a learner may have another one: completion says who is late."""
    folder = cells.hand_in(course, "ada", work(course), "2027-02-03 12:00:00 UTC")

    (report,) = grade_submission(job_for(course, folder), bench).reports

    assert report.notes == ()
    assert report.submitted_at == "2027-02-03T12:00:00+00:00"


@pytest.mark.parametrize(
    ("text", "cause"),
    [("{", "this is not a notebook"), ("", "this is not a notebook"), (None, "no notebook at all")],
)
def test_no_usable_notebook_is_a_problem(
    course: Course, bench: Bench, text: str | None, cause: str
) -> None:
    """Learner, assignment, notebook and cause; an earlier graded folder stays as it was."""
    folder = cells.hand_in(course, "ada", work(course))
    grade_submission(job_for(course, folder), bench)
    before = cells.snapshot(course.autograded)
    (folder / "nb.ipynb").unlink()
    if text is not None:
        (folder / "nb.ipynb").write_text(text)

    graded = grade_submission(job_for(course, folder), bench)

    assert graded.reports == ()
    assert graded.problem.startswith("ada, ps: ")
    assert cause in graded.problem
    assert "nb.ipynb" in graded.problem
    assert cells.snapshot(course.autograded) == before
    assert [path.name for path in course.autograded.iterdir()] == ["ada"]


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), RecursionError("deep")])
def test_whatever_goes_wrong_is_a_sentence(
    course: Course, bench: Bench, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    """No exception leaves a worker: it would stop the whole class."""

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(bench_module, "execute", fail)
    folder = cells.hand_in(course, "ada", work(course))

    graded = grade_submission(job_for(course, folder), bench)

    assert graded.problem.startswith("ada, ps: ")
    assert str(error.args[-1]) in graded.problem
    assert list(course.autograded.iterdir()) == []


def test_half_characters_do_not_stop_grading(course: Course, bench: Bench) -> None:
    """A lone surrogate is legal in JSON and cannot be written as UTF-8."""
    folder = cells.hand_in(course, "ada", work(course).replace("Because.", "Because \\ud83d!"))

    graded = grade_submission(job_for(course, folder), bench)

    assert graded.problem == ""
    kept = read_notebook(course.autograded / "ada/ps/nb.ipynb")
    assert find_cell(kept, "why").source == "Because ?!"


def test_of_two_notebooks_one_may_be_missing(course: Course, bench: Bench) -> None:
    """The other is graded; the missing one gives nothing, with the reason at each question."""
    folder = cells.hand_in(course, "ada", work(course))
    job = job_for(course, folder)
    masters = {**job.assignment.masters, "second": job.assignment.masters["nb"]}
    job = replace(job, assignment=replace(job.assignment, masters=masters))

    graded = grade_submission(job, bench)

    first, second = graded.reports
    assert first.score_given == 5
    assert (second.notebook, second.score_given) == ("second", 0)
    assert second.scores[0].reasons[0].code == "squares.NO-NOTEBOOK"
    assert not second.scores[0].attempted
    assert "second.ipynb is not there" in second.notes[0]


def test_a_folder_is_replaced_whole(course: Course, bench: Bench) -> None:
    """What an earlier hand-in brought and this one did not is gone."""
    folder = cells.hand_in(course, "ada", work(course))
    (folder / "draft.txt").write_text("old")
    grade_submission(job_for(course, folder), bench)
    (folder / "draft.txt").unlink()

    grade_submission(job_for(course, folder), bench)

    assert "ada/ps/draft.txt" not in cells.snapshot(course.autograded)
    assert [path.name for path in course.autograded.iterdir()] == ["ada"]


def test_a_report_says_how_the_work_was_kept_apart(course: Course, bench: Bench) -> None:
    """Behind walls, or, where an instructor said so, not at all."""
    job = job_for(course, cells.hand_in(course, "ada", work(course)))

    with warm_bench((), isolated=False) as open_bench:
        apart, together = (grade_submission(job, one).reports[0] for one in (bench, open_bench))

    assert (apart.isolation, together.isolation) == ("namespaces", "none")
    assert apart.scores == together.scores


def test_what_a_notebook_wrote_stands_beside_it(course: Course, bench: Bench) -> None:
    """Under its name, but never as a notebook or as a report."""
    text = f"{WORK}\nfor name in ('plot.txt', 'other.ipynb', '{REPORT_FILE}', 'a/b.txt'):\n"
    text += "    __import__('os').makedirs('a', exist_ok=True)\n    open(name, 'w').write('mine')"
    released = release_notebook(cells.squares(), load_config(course.root))
    find_cell(released, "squares")["source"] = text
    folder = cells.hand_in(course, "ada", released)

    graded = grade_submission(job_for(course, folder), bench)

    assert graded.reports[0].scores[0].score_given == 5
    there = cells.snapshot(course.autograded / "ada" / "ps")
    assert there["plot.txt"] == there["a/b.txt"] == b"mine"
    assert not {"other.ipynb", REPORT_FILE} & set(there)


def test_a_learner_sees_no_other_files(course: Course, bench: Bench) -> None:
    """Neither another learner's work, nor the source, nor a hidden test, nor where they stand."""
    (cells.hand_in(course, "ben", work(course)) / "only-bens.txt").write_text("his")
    released = release_notebook(cells.squares(), load_config(course.root))
    find_cell(released, "squares")["source"] = (
        "import os\nfound = []\n"
        "for folder, _, names in os.walk('/'):\n"
        "    found += {'nb.ipynb', 'course.toml', 'only-bens.txt'} & {*names}\n"
        f"print(found)\n{WORK}"
    )
    folder = cells.hand_in(course, "ada", released)

    grade_submission(job_for(course, folder), bench)

    kept = read_notebook(course.autograded / "ada" / "ps" / "nb.ipynb")
    assert find_cell(kept, "squares").outputs[0].text == "[]\n"


def test_where_nothing_can_be_isolated_nothing_runs(
    course: Course, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It fails closed: no score, no folder, and the reason."""

    def refuse(*_: object) -> None:
        raise IsolationError("this machine cannot")

    monkeypatch.setattr(bench_module, "execute", refuse)
    folder = cells.hand_in(course, "ada", work(course))

    graded = grade_submission(job_for(course, folder), bench)

    assert (graded.reports, graded.problem) == ((), "ada, ps: this machine cannot")
    assert list(course.autograded.iterdir()) == []


def test_what_the_solution_binds_is_the_learners(course: Course, bench: Bench) -> None:
    """The names are read where the solutions still stand: a learner's `sum` is not Python's."""
    source = cells.notebook(
        cells.answer("total", "### BEGIN SOLUTION\ndef sum(xs):\n    return 6\n### END SOLUTION"),
        cells.check("total-check", "5.0 if sum([1, 2, 3]) == 6 else 0.0"),
    )
    write_notebook(source, course.source / "ps" / "nb.ipynb")
    released = release_notebook(source, load_config(course.root))
    find_cell(released, "total")["source"] = "def sum(xs):\n    return 'wrong'"
    folder = cells.hand_in(course, "ada", released)

    graded = grade_submission(job_for(course, folder), bench)

    assert graded.reports[0].score_given == 0
