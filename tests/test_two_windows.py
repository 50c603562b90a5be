"""Two windows with one exercise: neither writes over the other's work without asking."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pm_exercises.answers import AnswerRecord, load
from pm_exercises.errors import AnswerChangedElsewhere
from tests.boards import FULL, ITEM, OTHER, board

FOLDER = Path("answers")


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def saved() -> AnswerRecord:
    """Return what is in the answer file."""
    found = load(ITEM).record
    assert found is not None
    return found


def test_the_second_window_does_not_write_over_the_first() -> None:
    """What was saved elsewhere stays in the file; what was done here stays on the board."""
    here, there = board(), board()
    there.change(OTHER)

    with pytest.raises(AnswerChangedElsewhere, match="another window"):
        here.change(FULL)

    assert saved().answer == OTHER
    assert here.answer == FULL
    assert here.changed_elsewhere


def test_taking_the_other_one_can_be_undone() -> None:
    """The learner sees the other window's answer, and undo brings this one's back, saved."""
    here, there = board(), board()
    there.change(OTHER)
    with pytest.raises(AnswerChangedElsewhere):
        here.change(FULL)

    here.take_other()

    assert (here.answer, here.changed_elsewhere) == (OTHER, False)
    here.undo()
    assert here.answer == saved().answer == FULL


def test_keeping_this_one_keeps_the_other_file_too() -> None:
    """This board's answer is saved, and the other window's is renamed, not deleted."""
    here, there = board(), board()
    there.change(OTHER)
    with pytest.raises(AnswerChangedElsewhere):
        here.change(FULL)

    here.keep_mine()

    assert saved().answer == FULL
    assert not here.changed_elsewhere
    (kept,) = FOLDER.glob(f"{ITEM}.other-window-*.json")
    assert json.loads(kept.read_bytes())["answer"] == OTHER
    here.change(OTHER)  # and saving goes on


def test_a_hint_read_elsewhere_is_no_conflict() -> None:
    """Where the other window changed nothing of the answer, there is nothing to choose."""
    here = board(answer=FULL)
    there = board()
    there._note(hint=1)

    here.change(OTHER)

    assert saved().answer == OTHER


def test_a_deleted_file_is_written_again() -> None:
    """A learner who deletes the file while the board is open loses nothing that is on it."""
    here = board(answer=FULL)
    (FOLDER / f"{ITEM}.json").unlink()

    here.change(OTHER)

    assert saved().answer == OTHER


def test_a_typed_answer_does_not_write_over_either() -> None:
    """The typed route says the same, and names both ways out."""
    here, there = board(), board()
    there.change(OTHER)

    with pytest.raises(AnswerChangedElsewhere, match=r"take_other\(\) or board.keep_mine\(\)"):
        here.answer = FULL

    assert saved().answer == OTHER
