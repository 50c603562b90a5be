"""A gradebook that cannot be used: one clear error, and what was there is left as it was."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from nbgrader.preprocessors import SaveCells
from traitlets.config import Config

from autograder.errors import GradebookError
from autograder.gradebook import add_students, marks, students, sync_assignment
from autograder.recorder import record
from autograder.release import master
from tests import cells
from tests.books import COURSE, MASTER, REPORT


@pytest.fixture
def path(new_gradebook: Path, tmp_path: Path) -> Path:
    """A copy of that gradebook, to be written to."""
    copy = tmp_path / "gradebook.db"
    copy.write_bytes(new_gradebook.read_bytes())
    return copy


def refusal(path: Path, course_id: str = COURSE) -> str:
    """Return why a gradebook cannot be used; it must be as it was."""
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(GradebookError) as caught:
        record(path, course_id, (REPORT,))
    assert before == (path.read_bytes() if path.is_file() else b"")
    return str(caught.value)


def test_another_courses_gradebook_is_refused(path: Path) -> None:
    """Named, with the way out, and not one byte of it changed."""
    message = refusal(path, "pm-bootcamp")

    assert "this gradebook belongs to course 'squares-1', not to 'pm-bootcamp'" in message
    assert "Move it away" in message


def test_nbgraders_own_default_course_is_no_other_course(path: Path) -> None:
    """nbgrader's steps add a course of that name to every gradebook they open."""
    with Gradebook(f"sqlite:///{path}"):
        pass

    record(path, COURSE, (REPORT,))

    assert students(path, COURSE) == ("ada",)


def test_a_course_without_an_id_takes_any(path: Path) -> None:
    """Another nbgrader course need not say what it is called."""
    record(path, "", (REPORT,))

    assert "ada" in marks(path, "", "ps")


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (b"this is no database, but it is long enough to be looked at" * 20, "is no database"),
        (b"SQLite format 3\x00" + b"\xff" * 2000, "gradebook.db: "),
    ],
)
def test_what_is_no_database_is_refused(tmp_path: Path, content: bytes, cause: str) -> None:
    """And left as it is."""
    path = tmp_path / "gradebook.db"
    path.write_bytes(content)

    assert cause in refusal(path)


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    """A database without nbgrader's tables gets none of them."""
    path = tmp_path / "gradebook.db"
    with closing(sqlite3.connect(path)) as database:
        database.execute("create table recipes (name text)")
        database.commit()

    assert "this database is no nbgrader gradebook" in refusal(path)


def test_a_locked_gradebook_says_who_may_have_it(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """After a few seconds of waiting: one message, no traceback, and nothing is written."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("begin immediate")
        with pytest.raises(GradebookError, match="another program is writing to it"):
            record(path, COURSE, (REPORT,))

    assert students(path, COURSE) == ()
    assert capsys.readouterr().err == ""


def test_a_lock_while_cells_are_stored(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """nbgrader's own step opens the gradebook anew; its trouble is told in the same words."""
    other = sqlite3.connect(path, isolation_level=None)
    original = SaveCells.preprocess

    def late_lock(*args: object) -> object:
        other.execute("begin immediate")
        return original(*args)

    source = cells.squares()
    source.cells[1]["source"] = "numbers = [4]"
    monkeypatch.setattr(SaveCells, "preprocess", late_lock)
    with closing(other), pytest.raises(GradebookError, match="another program is writing"):
        sync_assignment(path, COURSE, "ps", {"nb": master(source, Config())})


@pytest.mark.parametrize("place", ["a-file/gradebook.db", "missing/gradebook.db", "folder"])
def test_a_place_that_cannot_be_written_to(tmp_path: Path, place: str) -> None:
    """No folder, a file in its place, a folder in the gradebook's place: one clear error."""
    (tmp_path / "a-file").write_text("")
    (tmp_path / "folder").mkdir()

    message = refusal(tmp_path / place)

    assert place in message
    assert "in a folder you may write to" in message


def test_no_half_made_gradebook_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A crash before the last step leaves neither a gradebook nor its beginnings."""
    monkeypatch.setattr("nbgrader.api.get_alembic_version", lambda: "quicker")

    def crash(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", crash)
    with pytest.raises(GradebookError, match="No space left on device"):
        record(tmp_path / "gradebook.db", COURSE, (REPORT,))

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("folder", ["50% off", "a?b", "a#b", "Kurs für alle"])
def test_any_folder_name_will_do(new_gradebook: Path, tmp_path: Path, folder: str) -> None:
    """Characters that mean something in an address are part of the name here."""
    path = tmp_path / folder / "gradebook.db"
    path.parent.mkdir()
    path.write_bytes(new_gradebook.read_bytes())

    sync_assignment(path, COURSE, "ps", {"nb": MASTER})
    record(path, COURSE, (REPORT,))

    assert students(path, COURSE) == ("ada",)
    assert [file.name for file in path.parent.iterdir()] == ["gradebook.db"]


def test_an_empty_file_becomes_a_gradebook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What `touch` or a full disk left behind is no obstacle."""
    monkeypatch.setattr("nbgrader.api.get_alembic_version", lambda: "quicker")
    path = tmp_path / "gradebook.db"
    path.touch()

    add_students(path, COURSE, ("ada",))

    assert students(path, COURSE) == ("ada",)
