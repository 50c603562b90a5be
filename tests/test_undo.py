"""Undo and redo: every change of a board can be taken back, and is saved either way."""

from __future__ import annotations

from pathlib import Path

import pytest

from pm_exercises.answers import AnswerRecord, load
from pm_exercises.errors import AnswerError
from pm_exercises.item import Answer
from tests.boards import FULL, ITEM, OTHER, board


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def saved() -> AnswerRecord:
    """Return what the answer file holds."""
    record = load(ITEM).record
    assert record is not None
    return record


def test_undo_and_redo_walk_through_the_changes() -> None:
    """Each change can be taken back and made again, is saved each time, and a new one ends redo."""
    opened = board()
    half: Answer = {"bins": {"c1": "a"}}
    opened.change(half)
    opened.change(FULL)

    opened.undo()
    assert (opened.answer, saved().answer) == (half, half)
    assert (opened.can_undo, opened.can_redo) == (True, True)
    opened.undo()
    opened.undo()  # one too many does nothing
    assert not opened.attempted
    opened.redo()
    opened.redo()
    assert saved().answer == FULL
    opened.undo()
    opened.change(OTHER)

    assert not opened.can_redo
    assert opened.answer == OTHER


def test_saving_the_same_again_is_no_change() -> None:
    """Undo takes back what a learner did, not how often it was saved."""
    opened = board()
    opened.change(FULL)
    opened.change(FULL)

    opened.undo()

    assert not opened.attempted
    assert not opened.can_undo


def test_a_refused_change_leaves_undo_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer too large to save is not on the board, so there is nothing to take back."""
    opened = board()
    monkeypatch.setattr("pm_exercises.answers.SIZE_LIMIT", 10)

    with pytest.raises(AnswerError):
        opened.change(FULL)

    assert not opened.can_undo
    assert not opened.attempted
