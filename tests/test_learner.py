"""Who is working: the same id everywhere a notebook may run, and no id that is no name."""

from __future__ import annotations

from pathlib import Path

import pytest

from pm_exercises.answers import FOLDER
from pm_exercises.learner import FILE, GUEST, current_student, remember_student


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A notebook's folder, as autograded/<student>/<assignment> is, with no hub around it."""
    monkeypatch.delenv("JUPYTERHUB_USER", raising=False)
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    folder = tmp_path / "ben" / "foundations"
    folder.mkdir(parents=True)
    return folder


def test_nobody_yet(here: Path) -> None:
    """Before the start page has asked, a learner is a guest."""
    assert current_student(here) == GUEST


def test_the_folder_the_notebook_runs_in(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a folder, it is the one the notebook runs in."""
    remember_student("ada", here)
    monkeypatch.chdir(here)

    assert current_student() == "ada"


def test_what_was_said_first_counts(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The answers' own id, then the start page's, then the hub's, then the grading folder's."""
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    assert current_student(here) == "ben"
    monkeypatch.setenv("JUPYTERHUB_USER", "hub-user")
    assert current_student(here) == "hub-user"
    remember_student("course-root", here.parent)
    assert current_student(here) == "course-root"
    remember_student("notebook-folder", here)
    assert current_student(here) == "notebook-folder"
    remember_student("answers", here / FOLDER)
    assert current_student(here) == "answers"


def test_the_folder_name_counts_when_grading_only(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While a learner validates, the folder above is any folder, not a name."""
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")

    assert current_student(here) == GUEST


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"null", b'{"student": 7}', b'{"student": ""}', b"\xff\xfe", b"[" * 90_000],
    ids=lambda content: repr(content[:12]),
)
def test_a_damaged_file_is_as_good_as_none(here: Path, content: bytes) -> None:
    """A learner is asked again, and nothing breaks."""
    (here / FILE).write_bytes(content)

    assert current_student(here) == GUEST


@pytest.mark.parametrize("student", ["ada", "a.b-c_d@port-lydden.edu", "Zoë", "李明", "x" * 64])
def test_an_id_is_remembered(here: Path, student: str) -> None:
    """Letters of any language, digits and what stands in an address."""
    remember_student(f"  {student} ", here)

    assert current_student(here) == student


@pytest.mark.parametrize(
    "student", ["", "   ", ".hidden", "a b", "../ada", "a/b", "a\\b", "a+b", "x" * 65, "a\nb"]
)
def test_what_is_no_id_is_refused(here: Path, student: str) -> None:
    """An id may become a folder's name, so it must not lead anywhere else."""
    with pytest.raises(ValueError, match="1 to 64 letters"):
        remember_student(student, here)

    assert not (here / FILE).exists()
