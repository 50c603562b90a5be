"""New data after three tries: a fresh start that loses nothing, and the best answer counts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pm_exercises.board import Alternative, Board
from pm_exercises.checks import MET, Criterion, Key, Outcome, check, unmet
from pm_exercises.item import ReadOnlyAnswer
from tests.boards import FULL, ITEM, MESSAGES, OTHER, exercise


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def half(answer: ReadOnlyAnswer, data: int, key: Key) -> Outcome:
    """Half the points for anything; the rest for c1 in a on this very data."""
    return MET if answer["bins"].get("c1") == "a" else unmet(share=0.5)


CRITERIA = (Criterion(f"{ITEM}.RULE", 10, "The rule", half),)


def opened() -> Board:
    """Return the exercise as a learner opens it."""
    return Board(exercise(CRITERIA, MESSAGES), "ada")


def tried(board: Board, times: int = 3) -> Board:
    """Return the board after so many presses of Check."""
    for _ in range(times):
        board._note_try(board.check(), 4)
    return board


def test_new_data_wait_for_three_tries_without_mastery() -> None:
    """Nobody can shop for an easy data set, and who has mastered one does not need another."""
    board = opened()
    board.change(OTHER)

    assert not tried(board, 2).can_renew
    assert tried(board, 1).can_renew
    board.change(FULL)
    assert not board.can_renew


def test_new_data_are_other_data_and_an_empty_board() -> None:
    """The seed's variant counts up; the answer so far is kept in the same file."""
    board = opened()
    before = board.data
    board.change(OTHER)
    tried(board).new_data()

    assert board.data != before
    assert not board.attempted
    again = opened()
    assert (again.record.variant, again.record.checks) == (1, 0)
    assert again.data == board.data
    assert [left.answer for left in again.record.earlier] == [OTHER]


def test_the_best_data_set_counts() -> None:
    """A worse second attempt takes nothing away, and the result says which one counts."""
    board = opened()
    board.change(OTHER)
    tried(board).new_data()

    assert check(board).score == 5
    assert "earlier data set" in check(board).notice
    board.change(FULL)
    assert (check(board).score, check(board).notice) == (10, "")


def test_there_are_five_data_sets_at_most() -> None:
    """After the fifth, the same one can be worked on for ever."""
    board = opened()
    for _ in range(4):
        board.change(OTHER)
        tried(board).new_data()
    board.change(OTHER)

    assert board.record.variant == 4
    assert not tried(board).can_renew
    board.new_data()
    assert board.record.variant == 4


def test_confidence_is_kept_with_what_was_there() -> None:
    """Each press of Check keeps how sure the learner was, for the calibration in the course."""
    board = opened()
    board.change(OTHER)
    board._note_try(board.check(), 5)
    board._note_try(board.check(), None)

    assert [(made.confidence, made.share) for made in opened().record.tries] == [
        (5, 0.5),
        (None, 0.5),
    ]


def test_comparing_waits_for_mastery() -> None:
    """Other good answers are shown to those who have one, and to nobody before."""
    kit = exercise(CRITERIA, MESSAGES)
    other = Alternative("As the case has it", FULL, "Clear, but slow.")
    board = Board(replace(kit, compare=lambda _data, _answer: (other,)), "ada")
    board.change(OTHER)
    assert board.compare() == ()

    board.change(FULL)

    assert board.compare() == (other,)
