"""Grading a class: what changed and nothing else, and after any crash the same command goes on."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import closing
from pathlib import Path

import pytest

from autograder import pipeline
from autograder.course import Course, load_course
from autograder.errors import CourseError, GradebookError, IsolationError, NotebookError
from autograder.fingerprint import parts_of
from autograder.gradebook import marks
from autograder.jobs import Graded, Job
from autograder.notebooks import find_cell, read_notebook, write_notebook
from autograder.pipeline import Plan, course_id, grade, plan, reports_of
from autograder.recorder import Recorder
from autograder.scores import REPORT_FILE
from autograder.standing import standings
from tests import cells, graders


@pytest.fixture
def course(new_gradebook: Path, tmp_path: Path) -> Course:
    """The small course with its gradebook, and three submissions."""
    course = cells.make_course(tmp_path / "course")
    course.gradebook.write_bytes(new_gradebook.read_bytes())
    for student in ("ada", "ben", "cai"):
        cells.hand_in(course, student, cells.squares())
    return course


HERE = graders.Here(graders.grade)  # workers that grade in this process, and run nothing


def planned(course: Course, *students: str, force: bool = False) -> Plan:
    """Return what the next run would do."""
    return plan(course, course.modules[0], students, force=force)


def who(todo: Plan) -> list[str]:
    """Return whose submissions a plan would grade."""
    return [job.submission.student for job in todo.jobs]


def grade_all(course: Course, *students: str) -> list[Graded]:
    """Run `bootcamp grade`, and return what became of each job."""
    done = grade(course, planned(course, *students).jobs, HERE)
    return [outcome.graded for outcome in done]


def test_unchanged_work_is_not_run_again(course: Course) -> None:
    """The second run has nothing to do, unless it is told to."""
    grade_all(course)

    again = planned(course)

    assert (again.jobs, again.unchanged) == ((), 3)
    assert who(planned(course, force=True)) == ["ada", "ben", "cai"]
    assert sorted(marks(course.gradebook, "squares-1", "ps")) == ["ada", "ben", "cai"]


@pytest.mark.parametrize("name", ["answers/FND-E1.json", "nb.ipynb", "timestamp.txt", "more.txt"])
def test_a_changed_file_is_graded_again(course: Course, name: str) -> None:
    """Of that learner only."""
    grade_all(course)
    path = course.submitted / "ben" / "ps" / name
    path.parent.mkdir(exist_ok=True)
    with path.open("a") as file:
        file.write(" ")

    assert who(planned(course)) == ["ben"]
    found = standings(course, course.modules[0])
    assert [one.stale for one in found] == [False, True, False]
    assert not any(one.checks_changed for one in found)


def test_a_changed_check_regrades_everybody(course: Course) -> None:
    """A hidden test, a stub and a file of data decide a grade; prose does not."""
    grade_all(course)
    path = course.source / "ps" / "nb.ipynb"
    source = read_notebook(path)

    source.cells[0]["source"] = "# Squares, in better words"
    write_notebook(source, path)
    assert planned(course).unchanged == 3

    check = find_cell(source, "squares-check")
    check["source"] = check.source.replace("[144]", "[145]")
    write_notebook(source, path)
    assert all(one.checks_changed for one in standings(course, course.modules[0]))
    assert len(planned(course).jobs) == 3
    grade_all(course)

    (course.source / "ps" / "data.csv").write_text("1, 2")
    assert len(planned(course).jobs) == 3
    grade_all(course)

    (course.source / "ps" / "notes.md").write_text("for staff")
    assert planned(course).unchanged == 3


def test_a_source_without_ids_is_the_same_each_time(course: Course) -> None:
    """Notebooks from before nbformat 4.5 get new ids whenever they are read."""
    path = course.source / "ps" / "nb.ipynb"
    text = "\n".join(line for line in path.read_text().splitlines() if '"id":' not in line)
    path.write_text(text)
    module = course.modules[0]

    first, second = (parts_of(course, module) for _ in range(2))

    assert first == second


def test_some_learners_only(course: Course) -> None:
    """Those named and no others; twice is once."""
    assert [graded.submission.student for graded in grade_all(course, "ben")] == ["ben"]
    assert who(planned(course)) == ["ada", "cai"]


def test_an_unknown_learner_is_an_error(course: Course) -> None:
    """The place where the folder should be, and a name that is near."""
    with pytest.raises(CourseError, match="student 'bem' handed in nothing for ps") as caught:
        planned(course, "ada", "bem")

    assert str(course.submitted / "bem" / "ps") in str(caught.value)
    assert "Did you mean 'ben'?" in str(caught.value)


def test_a_crash_before_the_gradebook_is_followed_by_grading_again(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder is there, the scores are not: the same command does what is left."""

    def crash(*_: object) -> None:
        raise GradebookError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(Recorder, "record", crash)
        with pytest.raises(GradebookError):
            grade_all(course)
    assert (course.autograded / "ada" / "ps").exists()

    assert who(planned(course)) == ["ada", "ben", "cai"]
    assert len(grade_all(course)) == 3
    assert planned(course).unchanged == 3


def test_a_crash_after_the_gradebook_counts_nothing_twice(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The scores are there, the report is not: graded again, with the same result."""

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "write_reports", crash)
        with pytest.raises(KeyboardInterrupt):
            grade_all(course)
    before = marks(course.gradebook, "squares-1", "ps")

    grade_all(course)

    after = marks(course.gradebook, "squares-1", "ps")
    (first,) = before
    assert after[first] == before[first]
    assert len(after) == 3


@pytest.mark.parametrize("content", [b"", b"[{", b"{}", b'[{"student": 1}]', b"\xff"])
def test_a_damaged_report_is_made_again(course: Course, content: bytes) -> None:
    """Half a file, or one that a learner put there before nbgrader copied it."""
    grade_all(course)
    (course.autograded / "ben" / "ps" / REPORT_FILE).write_bytes(content)

    assert who(planned(course)) == ["ben"]
    grade_all(course)
    assert len(reports_of(course, course.modules[0], "ben")) == 1


def test_a_new_gradebook_is_filled_again(course: Course, new_gradebook: Path) -> None:
    """Whoever moves the gradebook away grades everybody anew."""
    grade_all(course)
    course.gradebook.write_bytes(new_gradebook.read_bytes())

    assert len(planned(course).jobs) == 3


def test_a_gradebook_that_is_locked_stops_the_run_cleanly(course: Course) -> None:
    """One clear error; unlocked, the same command goes on."""
    todo = planned(course).jobs
    with closing(sqlite3.connect(course.gradebook, isolation_level=None)) as other:
        other.execute("begin immediate")
        with pytest.raises(GradebookError, match="another program is writing"):
            list(grade(course, todo, HERE))

    assert len(grade_all(course)) == 3


def test_a_problem_with_one_is_not_the_others(course: Course) -> None:
    """What has no report is not recorded, and is tried again by the next run."""

    def unlucky(job: Job) -> Graded:
        if job.submission.student == "ben":
            return Graded(job.submission, (), "ben, ps: no notebook")
        return graders.grade(job)

    done = [one.graded for one in grade(course, planned(course).jobs, graders.Here(unlucky))]

    assert [graded.problem for graded in done if graded.problem] == ["ben, ps: no notebook"]
    assert sorted(marks(course.gradebook, "squares-1", "ps")) == ["ada", "cai"]
    assert who(planned(course)) == ["ben"]


def test_a_machine_that_cannot_isolate_stops_the_run(course: Course) -> None:
    """There is no sense in trying it with everybody."""

    def refuse(job: Job) -> Graded:
        raise IsolationError("this machine cannot")

    with pytest.raises(IsolationError):
        list(grade(course, planned(course).jobs, Later(refuse)))

    assert marks(course.gradebook, "squares-1", "ps") == {}


class Later(graders.Here):
    """Workers whose errors come with the result."""

    def submit(self, job: Job) -> Future[Graded]:
        """Grade at once; what goes wrong is in the future."""
        future: Future[Graded] = Future()
        try:
            future.set_result(self._grade(job))
        except IsolationError as error:
            future.set_exception(error)
        return future


def test_no_more_results_are_held_than_workers_make(course: Course) -> None:
    """A class of thousands does not wait in memory: two for each worker are on their way."""
    for number in range(20):
        cells.hand_in(course, f"s{number}", cells.squares())
    begun: list[str] = []

    def note(job: Job) -> Graded:
        begun.append(job.submission.student)
        return graders.grade(job)

    results = grade(course, planned(course).jobs, graders.Here(note))
    next(results)

    assert len(begun) == 2
    assert len(list(results)) == 22


def _no_notebook(course: Course) -> None:
    (course.source / "ps" / "nb.ipynb").unlink()


def _not_a_notebook(course: Course) -> None:
    (course.source / "ps" / "nb.ipynb").write_text("{")


def _no_points(course: Course) -> None:
    source = cells.squares()
    del source.cells[3].metadata.nbgrader["points"]
    write_notebook(source, course.source / "ps" / "nb.ipynb")


def _no_end(course: Course) -> None:
    source = cells.squares()
    source.cells[2]["source"] = "### BEGIN SOLUTION\nx = 1"
    write_notebook(source, course.source / "ps" / "nb.ipynb")


@pytest.mark.parametrize("damage", [_no_notebook, _not_a_notebook, _no_points, _no_end])
def test_a_source_that_cannot_be_graded_with(
    course: Course, damage: Callable[[Course], None]
) -> None:
    """The error names the file, and the gradebook is as it was."""
    damage(course)
    before = cells.snapshot(course.root)

    with pytest.raises(NotebookError, match=str(course.source / "ps")):
        planned(course)

    assert cells.snapshot(course.root) == before


def test_a_courses_id_is_its_own_or_nbgraders(course: Course, tmp_path: Path) -> None:
    """course.toml says it in a course of ours, nbgrader_config.py in any other."""
    other = cells.make_course(tmp_path / "other", ours=False)

    assert course_id(course) == course_id(other) == "squares-1"
    (other.root / "nbgrader_config.py").write_text("c = get_config()\n")
    assert course_id(load_course(other.root)) == ""
