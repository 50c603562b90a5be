"""A person's mark belongs to the text it was given for, whoever grades again and however often."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.bench import Bench
from autograder.course import Course
from autograder.gradebook import give_mark, marks
from autograder.marked import FILE, Kept, settle
from autograder.notebooks import find_cell, read_notebook, write_notebook
from autograder.pipeline import grade, plan, reports_of
from autograder.scores import Mark, read_reports, write_reports
from autograder.standing import statuses
from autograder.worker import grade_submission
from tests import cells, graders
from tests.runs import WORK

CODE = cells.answer("essay", "### BEGIN SOLUTION\nx = 1\n### END SOLUTION")
CODE.metadata.nbgrader.update(grade=True, points=4, locked=False)
SOURCE = cells.notebook(*cells.squares().cells, CODE, cells.task("task", "Draw it."))


@pytest.fixture
def course(new_gradebook: Path, tmp_path: Path) -> Course:
    """A course with a written answer, a code cell that a person marks, and a task."""
    made = cells.make_course(tmp_path / "course", SOURCE)
    made.gradebook.write_bytes(new_gradebook.read_bytes())
    return made


def work(
    course: Course, why: str = "Because.", essay: str = "x = 2", drawn: str = "A line."
) -> None:
    """Hand in for Ada."""
    notebook = read_notebook(course.source / "ps" / "nb.ipynb")
    for name, text in (("squares", WORK), ("why", why), ("essay", essay)):
        find_cell(notebook, name)["source"] = text
    notebook.cells.append(cells.text(drawn, "drawn"))
    cells.hand_in(course, "ada", notebook)


def graded(course: Course, bench: Bench, *, force: bool = False) -> dict[str, Mark]:
    """Grade, and return what the gradebook then holds for Ada."""
    todo = plan(course, course.modules[0], force=force)
    list(grade(course, todo.jobs, graders.Here(lambda job: grade_submission(job, bench))))
    found = marks(course.gradebook, "squares-1", "ps")["ada"]
    return {mark.grade_id: mark for mark in found}


def give(course: Course, **points: float) -> None:
    """Mark some cells, as formgrader does."""
    (report,) = reports_of(course, course.modules[0], "ada")
    for name, given in points.items():
        comment = "Read." if name == "why" else ""
        give_mark(course.gradebook, "squares-1", report, name, given, comment)


def waiting(found: dict[str, Mark]) -> set[str]:
    """Return the cells in formgrader's queue."""
    return {name for name, mark in found.items() if mark.needs_manual_grade}


def test_unchanged_texts_keep_their_marks(course: Course, bench: Bench) -> None:
    """Handed in again as it was, or graded again by force: nobody has to look."""
    work(course)
    assert waiting(graded(course, bench)) == {"why", "essay", "task"}
    give(course, why=3.0, essay=4.0, task=2.0)

    forced = graded(course, bench, force=True)
    work(course, why="Because.  \n")
    cells.hand_in(course, "ada", read_notebook(course.submitted / "ada/ps/nb.ipynb"), "2027-02-01")
    again = graded(course, bench)

    for found in (forced, again):
        assert waiting(found) == set()
        assert [found[name].score_given for name in ("why", "essay", "task")] == [3.0, 4.0, 2.0]
        assert found["why"].comment == "Read."


@pytest.mark.parametrize(
    ("changed", "cell"),
    [({"why": "Otherwise."}, "why"), ({"essay": "x = 3"}, "essay"), ({"drawn": "A dot."}, "task")],
)
def test_a_changed_text_needs_reading(
    course: Course, bench: Bench, changed: dict[str, str], cell: str
) -> None:
    """In formgrader's queue and in status; read again, or changed back, the mark counts."""
    work(course)
    graded(course, bench)
    give(course, why=3.0, essay=4.0, task=2.0)

    work(course, **changed)
    found = graded(course, bench)
    forced = graded(course, bench, force=True)

    # A task is about everything that the learner wrote.
    assert waiting(found) == waiting(forced) == {cell, "task"}
    assert found[cell].manual_score == forced[cell].manual_score is not None
    assert found["why"].comment == "Read."
    (status,) = statuses(course)
    assert status.state == "needs review"
    given = f"{found[cell].manual_score:g} of {found[cell].score_maximum:g}"
    text = f"{cell} was changed since it was marked (the mark {given} was given for the earlier"
    assert text in " ".join(status.reasons)

    work(course)
    assert waiting(graded(course, bench)) == set()
    work(course, **changed)
    graded(course, bench)
    give(course, **{"task": 2.0, cell: 2.0})
    assert waiting(graded(course, bench, force=True)) == set()
    assert statuses(course)[0].state == "complete"


def test_a_mark_on_a_check_stays_until_its_answer_changes(course: Course, bench: Bench) -> None:
    """A person may overrule a check: for this answer, not for the next one."""
    work(course)
    graded(course, bench)
    give(course, **{"squares-check": 2.5, "why": 1.0, "essay": 1.0, "task": 1.0})
    assert waiting(graded(course, bench, force=True)) == set()

    notebook = read_notebook(course.submitted / "ada/ps/nb.ipynb")
    find_cell(notebook, "squares")["source"] = "def squares(xs):\n    return [x ** 2 for x in xs]"
    write_notebook(notebook, course.submitted / "ada/ps/nb.ipynb")

    assert waiting(graded(course, bench)) == {"squares-check", "task"}


def test_reports_of_an_earlier_version(course: Course, bench: Bench) -> None:
    """They kept no texts: those of the graded notebook are the ones that were marked."""
    work(course)
    graded(course, bench)
    give(course, why=3.0, essay=4.0, task=2.0)
    folder = course.autograded / "ada" / "ps"
    (report,) = read_reports(folder)
    fields = {"texts": {}, "parts": {}, "limited": False, "lateness": ""}
    old = type(report)(**{**{k: getattr(report, k) for k in report.__slots__}, **fields})
    write_reports((old,), folder)
    course.gradebook.with_name(FILE).unlink()

    assert "an earlier version of this program graded it" in statuses(course)[0].reasons[0]
    assert waiting(graded(course, bench)) == set()
    assert plan(course, course.modules[0]).unchanged == 1


@pytest.mark.parametrize(
    ("kept", "text", "needs", "expected"),
    [
        (Kept("a"), "a", False, (Kept("a", "a"), False)),
        (Kept("a"), "b", False, (Kept("b", "a"), True)),
        (Kept("b", "a"), "b", True, (Kept("b", "a"), True)),
        (Kept("b", "a"), "a", True, (Kept("a", "a"), False)),
        (Kept("b", "a"), "b", False, (Kept("b", "b"), False)),  # somebody looked meanwhile
        (Kept("a"), "a", True, (Kept("a", "a"), False)),  # nbgrader flags whatever it grades again
        (None, "a", True, (Kept("a"), True)),
        (None, "a", False, (Kept("a"), False)),
    ],
)
def test_what_a_mark_was_given_for(
    kept: Kept | None, text: str, needs: bool, expected: tuple[Kept, bool]
) -> None:
    """The text of the last grade before the mark; whoever marks says that they looked."""
    assert settle(kept, text, needs_reading=needs) == expected
