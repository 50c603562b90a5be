"""Scores in nbgrader's own gradebook: where formgrader reads them, and all or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from nbgrader.api import Gradebook, MissingEntry
from traitlets.config import Config

from autograder import recorder
from autograder.errors import GradebookError
from autograder.gradebook import (
    add_students,
    give_mark,
    marks,
    students,
    sync_assignment,
)
from autograder.recorder import record
from autograder.release import master
from tests import cells
from tests.books import COURSE, MASTER, REPORT, UNTOUCHED


@pytest.fixture
def path(new_gradebook: Path, tmp_path: Path) -> Path:
    """A copy of that gradebook, to be written to."""
    copy = tmp_path / "gradebook.db"
    copy.write_bytes(new_gradebook.read_bytes())
    return copy


@pytest.fixture
def book(path: Path) -> Iterator[Gradebook]:
    """The gradebook, as nbgrader and formgrader open it."""
    with Gradebook(f"sqlite:///{path}", COURSE) as opened:
        yield opened


def test_scores_land_where_formgrader_reads_them(path: Path, book: Gradebook) -> None:
    """Automatic scores, what needs a reader, and when it was handed in."""
    record(path, COURSE, (REPORT,))

    submission = book.find_submission("ps", "ada")
    check = book.find_grade("squares-check", "nb", "ps", "ada")
    why = book.find_grade("why", "nb", "ps", "ada")
    assert submission.timestamp == datetime(2027, 2, 1, 9, 30)  # noqa: DTZ001  # as nbgrader keeps it
    assert (check.auto_score, check.manual_score, check.needs_manual_grade) == (3.5, None, False)
    assert (why.auto_score, why.needs_manual_grade) == (None, True)
    assert (submission.score, submission.max_score, submission.needs_manual_grade) == (3.5, 9, True)
    assert (check.score, check.max_score) == (3.5, 5)


def test_recording_again_changes_nothing(path: Path) -> None:
    """A result never counts twice."""
    record(path, COURSE, (REPORT,))
    before = marks(path, COURSE, "ps")

    record(path, COURSE, (REPORT,))

    assert marks(path, COURSE, "ps") == before
    assert students(path, COURSE) == ("ada",)


def test_a_persons_mark_survives_regrading(path: Path, book: Gradebook) -> None:
    """It still counts, and nobody has to look again: its text is as it was."""
    record(path, COURSE, (REPORT,))
    give_mark(path, COURSE, REPORT, "why", 3.0, "Say more about areas.")
    give_mark(path, COURSE, REPORT, "squares-check", 5.0)
    given = {mark.grade_id: mark for mark in marks(path, COURSE, "ps")["ada"]}
    assert [mark.needs_manual_grade for mark in given.values()] == [False, False]

    record(path, COURSE, (REPORT,))

    kept = {mark.grade_id: mark for mark in marks(path, COURSE, "ps")["ada"]}
    assert (kept["why"].score_given, kept["squares-check"].score_given) == (3.0, 5.0)
    assert not any(mark.needs_manual_grade for mark in kept.values())
    assert kept["why"].comment == "Say more about areas."
    assert book.find_submission("ps", "ada").score == 8


def test_extra_credit_counts(path: Path, book: Gradebook) -> None:
    """Formgrader's extra credit is added to what counts."""
    record(path, COURSE, (REPORT,))
    book.find_grade("squares-check", "nb", "ps", "ada").extra_credit = 0.5
    book.db.commit()

    assert marks(path, COURSE, "ps")["ada"][0].score_given == 4.0


def test_an_untouched_answer_says_so(path: Path, book: Gradebook) -> None:
    """nbgrader's own comment, taken back when there is an answer."""
    record(path, COURSE, (UNTOUCHED,))
    assert book.find_comment("why", "nb", "ps", "ada").comment == "No response."
    assert marks(path, COURSE, "ps")["ada"][1].score_given == 0
    book.db.expire_all()

    record(path, COURSE, (REPORT,))

    assert book.find_comment("why", "nb", "ps", "ada").comment is None


def test_late_work_is_late_in_any_zone(path: Path, book: Gradebook) -> None:
    """A due date with a zone and a stamp in UTC: nbgrader counts the seconds between them."""
    due = datetime(2027, 2, 1, 10, 0, tzinfo=timezone(timedelta(hours=1)))  # 09:00 in UTC

    sync_assignment(path, COURSE, "ps", {"nb": MASTER}, due)
    record(path, COURSE, (REPORT,))

    assert book.find_submission("ps", "ada").total_seconds_late == 30 * 60


def test_a_date_set_in_formgrader_stays(path: Path, book: Gradebook) -> None:
    """Where the course does not say when work is due, the gradebook's own date holds."""
    date = datetime(2027, 3, 1)  # noqa: DTZ001  # as nbgrader keeps it
    book.update_or_create_assignment("ps", duedate=date)

    sync_assignment(path, COURSE, "ps", {"nb": MASTER})

    book.db.expire_all()
    assert book.find_assignment("ps").duedate == date


def test_enrolled_learners_are_known(path: Path) -> None:
    """Also those who hand in nothing; twice is once."""
    add_students(path, COURSE, ("ben", "ada"))
    add_students(path, COURSE, ("ada",))

    assert students(path, COURSE) == ("ada", "ben")
    assert marks(path, COURSE, "ps") == {}
    assert marks(path, COURSE, "another") == {}


def test_reading_makes_no_gradebook(tmp_path: Path) -> None:
    """`bootcamp status` in a new course leaves it as it is."""
    missing = tmp_path / "gradebook.db"

    assert students(missing, COURSE) == ()
    assert marks(missing, COURSE, "ps") == {}
    assert not missing.exists()


def test_a_mark_for_nothing_that_is_there(path: Path) -> None:
    """Before grading there is nothing to mark; the way out is named."""
    with pytest.raises(GradebookError, match="grade the submission first"):
        give_mark(path, COURSE, REPORT, "why", 3.0)


def test_a_crash_leaves_all_or_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the middle of a submission's cells: neither the learner nor half the scores are there."""

    def crash(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(recorder, "_comment", crash)
    with pytest.raises(KeyboardInterrupt):
        record(path, COURSE, (REPORT,))

    assert students(path, COURSE) == ()
    assert marks(path, COURSE, "ps") == {}


def test_synchronising_again_changes_nothing(path: Path) -> None:
    """Not one byte of the gradebook."""
    before = path.read_bytes()

    sync_assignment(path, COURSE, "ps", {"nb": MASTER})

    assert path.read_bytes() == before


def test_a_changed_test_is_stored_and_marks_stay(path: Path, book: Gradebook) -> None:
    """Also after submissions were graded: formgrader shows the new text and the new maximum."""
    record(path, COURSE, (REPORT,))
    give_mark(path, COURSE, REPORT, "why", 3.0)
    source = cells.squares()
    source.cells[3]["source"] = "6.0 if squares(numbers) else 0.0"
    source.cells[3].metadata.nbgrader["points"] = 6

    sync_assignment(path, COURSE, "ps", {"nb": master(source, Config())})

    stored = book.find_source_cell("squares-check", "nb", "ps")
    assert stored.source == "6.0 if squares(numbers) else 0.0"
    assert [m.score_maximum for m in marks(path, COURSE, "ps")["ada"]] == [6, 4]
    assert marks(path, COURSE, "ps")["ada"][1].manual_score == 3.0


def test_cells_may_change_until_somebody_is_graded(path: Path, book: Gradebook) -> None:
    """Then they may not: the scores of those who are graded would be lost."""
    source = cells.squares()
    del source.cells[3]
    fewer = master(source, Config())
    sync_assignment(path, COURSE, "ps", {"nb": fewer})
    with pytest.raises(MissingEntry):
        book.find_grade_cell("squares-check", "nb", "ps")
    record(path, COURSE, (replace(REPORT, scores=REPORT.scores[1:]),))

    with pytest.raises(GradebookError, match="ps/nb: cells were added or removed after"):
        sync_assignment(path, COURSE, "ps", {"nb": MASTER})


def test_notebooks_may_change_until_somebody_is_graded(path: Path, book: Gradebook) -> None:
    """A renamed notebook takes the old one's place; after grading that is refused."""
    sync_assignment(path, COURSE, "ps", {"renamed": MASTER})
    assert [notebook.name for notebook in book.find_assignment("ps").notebooks] == ["renamed"]
    record(path, COURSE, (replace(REPORT, notebook="renamed"),))

    for others in ({"nb": MASTER}, {"renamed": MASTER, "second": MASTER}):
        with pytest.raises(GradebookError, match="this notebook was added or removed after"):
            sync_assignment(path, COURSE, "ps", others)
