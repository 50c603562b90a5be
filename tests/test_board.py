"""A learner's copy of an exercise: two equal routes to one answer, saved as they work."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from pm_exercises.answers import AnswerRecord, load, save
from pm_exercises.board import Board
from pm_exercises.checks import check
from pm_exercises.errors import AnswerError
from pm_exercises.learner import remember_student
from tests.boards import FULL, ITEM, OTHER, board, exercise

FILE = Path("answers") / f"{ITEM}.json"


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("JUPYTERHUB_USER", raising=False)
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)


def saved() -> AnswerRecord:
    """Return what is in the answer file."""
    found = load(ITEM).record
    assert found is not None
    return found


def test_the_two_routes_are_equal() -> None:
    """A move on the board and a typed dictionary save the same answer and get the same result."""
    by_hand = board()
    by_hand.change(FULL)
    moved = saved().answer
    FILE.unlink()
    typed = board(answer=FULL)

    assert saved().answer == moved == FULL
    assert check(typed) == check(by_hand)


def test_every_move_is_saved_at_once() -> None:
    """Opening the notebook again, or restarting the kernel, brings the work back."""
    first = board()
    first.change({"bins": {"c1": "a"}})
    first._note(checks=2, plan="Lids first")

    again = board()

    assert again.answer == {"bins": {"c1": "a"}}
    assert (again.record.checks, again.record.plan) == (2, "Lids first")
    assert again.attempted
    assert again.notice == ""


def test_looking_saves_nothing() -> None:
    """Opening, showing and checking an exercise makes no file."""
    opened = board()

    repr(opened)
    check(opened)

    assert not FILE.parent.exists()
    assert not opened.attempted


def test_the_typed_cell_again_changes_nothing() -> None:
    """Running a cell twice is no event."""
    board(answer=FULL)

    again = board(answer=FULL)

    assert again.answer == FULL
    assert again.notice == ""


def test_the_typed_cell_again_keeps_later_board_work() -> None:
    """What was done on the board after typing stands, and the learner is told what to do."""
    first = board(answer=FULL)
    first.change(OTHER)

    again = board(answer=FULL)

    assert again.answer == OTHER
    assert saved().answer == OTHER
    assert "Change the typed answer to use it instead" in again.notice


def test_a_changed_typed_answer_counts() -> None:
    """A new dictionary replaces the board's work."""
    first = board(answer=FULL)
    first.change({"bins": {"c1": "b"}})

    first.answer = OTHER

    assert saved().answer == OTHER
    assert saved().typed == OTHER


def test_an_emptied_board_is_no_later_work() -> None:
    """Whoever cleared the board and runs the typed cell again has the typed answer."""
    first = board(answer=FULL)
    first.change({})

    again = board(answer=FULL)

    assert again.answer == FULL
    assert again.notice == ""


@pytest.mark.parametrize(
    ("typed", "path", "words"),
    [
        ([1, 2], "answer", "expected a dictionary, got list"),
        ("c1: a", "answer", "expected a dictionary, got str"),
        (None, "answer", "expected a dictionary, got NoneType"),
        ({"bins": ["c1"]}, "bins", "expected a dictionary, got a list"),
        ({"bins": {"c9": "a"}}, "bins.c9", "there is no 'c9' here"),
        ({"bins": {"c1": "z"}}, "bins.c1", "'z' is not one of"),
        ({"bins": {"c1": 3}}, "bins.c1", "expected text"),
    ],
)
def test_a_wrong_shape_names_the_place(typed: Any, path: str, words: str) -> None:
    """The message begins with the path to the field, and the earlier answer stays."""
    opened = board(answer=FULL)

    with pytest.raises(AnswerError, match=f"^{re.escape(path)}: .*{re.escape(words)}") as caught:
        opened.answer = typed

    assert caught.value.path == path
    assert opened.answer == saved().answer == FULL


def test_the_answer_given_out_is_read_only() -> None:
    """A change in place would be lost: it is refused on every level, with what to type instead."""
    opened = board(answer=FULL)
    given: Any = opened.answer

    for change in (given["bins"].clear, lambda: given.update(bins={})):
        with pytest.raises(TypeError, match=r"board\.answer = \{\*\*board\.answer, …\}"):
            change()

    assert opened.answer == saved().answer == FULL
    opened.answer = {**opened.answer, "bins": {**opened.answer["bins"], "c2": "a"}}
    assert saved().answer == {"bins": {"c1": "a", "c2": "a"}}


def test_an_answer_keeps_the_data_it_was_made_on() -> None:
    """Whoever runs the notebook later: the id in the answer file draws the data."""
    mine = board("ada", FULL)
    remember_student("ben", Path("answers"))

    graded = board(None)
    of_ben = Board(exercise(), "ben")

    assert graded.student == of_ben.student == "ada"
    assert graded.data == mine.data


def test_before_an_answer_the_current_learner_counts() -> None:
    """Without an answer file, it is who the start page asked for; or the one that is named."""
    remember_student("ben", Path("answers"))

    assert board(None).student == "ben"
    assert board("ada").student == "ada"
    assert board("ada").data != board("ben").data


def test_a_damaged_file_costs_no_more_than_itself() -> None:
    """The board is empty and says why; what is done now is saved as ever."""
    FILE.parent.mkdir()
    FILE.write_bytes(b'{"schema": 1, "exer')

    opened = board()
    opened.change(FULL)

    assert "unreadable-1.json" in opened.notice
    assert saved().answer == FULL
    assert board().notice == ""


def test_the_typed_route_mends_a_damaged_file() -> None:
    """A typed cell that runs again, as in grading, brings the answer back."""
    board(answer=FULL)
    FILE.write_bytes(FILE.read_bytes()[:40])

    assert board(answer=FULL).answer == FULL


def test_an_answer_that_does_not_fit_is_kept_aside_once() -> None:
    """After a hand edit the file is sound but names a card that is not there."""
    save(AnswerRecord(exercise=ITEM, student="ada", answer={"bins": {"c9": "a"}}, hint=1))

    opened = board()
    opened._note(hint=2)
    again = board()

    assert "bins.c9" in opened.notice
    assert not opened.attempted
    assert opened.student == "ada"
    assert again.notice == ""
    assert again.record.hint == 2
    assert len(list(FILE.parent.iterdir())) == 2


def test_after_such_a_file_the_typed_cell_counts() -> None:
    """The typed dictionary in the bad file does not make the same cell look like old work."""
    save(AnswerRecord(exercise=ITEM, student="ada", answer={"bins": {"c9": "a"}}, typed=FULL))

    assert board(answer=FULL).answer == FULL


def test_what_cannot_be_saved_stays_on_the_board() -> None:
    """A full disk or a read-only folder: the error says so, and the next save keeps the work."""
    opened = board()
    FILE.parent.write_text("something else in the place of the folder")

    with pytest.raises(OSError, match="answers"):
        opened.answer = FULL
    with pytest.raises(OSError, match="answers"):
        opened.change(OTHER)

    assert opened.answer == OTHER
    assert check(opened).attempted
    FILE.parent.unlink()
    opened._note(checks=1)
    assert saved().answer == OTHER


def test_a_newer_file_is_never_written_over() -> None:
    """An older version of the package lets the learner work, and leaves the file alone."""
    FILE.parent.mkdir()
    FILE.write_text(json.dumps({"schema": 99, "exercise": ITEM, "student": "ada"}))
    before = FILE.read_bytes()

    opened = board()
    opened.change(FULL)
    opened._note(checks=1)

    assert "Update the course package" in opened.notice
    assert opened.answer == FULL
    assert FILE.read_bytes() == before
    assert len(list(FILE.parent.iterdir())) == 1


def test_a_bad_file_that_stays_is_not_written_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the bad file cannot be moved, the work goes on in memory only."""
    save(AnswerRecord(exercise=ITEM, student="ada", answer={"bins": {"c9": "a"}}))
    before = FILE.read_bytes()

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "rename", refuse)
    opened = board()
    opened.change(FULL)

    assert "could not be renamed either" in opened.notice
    assert opened.answer == FULL
    assert FILE.read_bytes() == before


def test_listeners_hear_of_changes_and_notices() -> None:
    """A view redraws after each change, and when the board has something to say."""
    heard: list[tuple[Any, str]] = []
    opened = board()
    opened._on_change(lambda: heard.append((opened.answer, opened.notice)))

    opened.answer = FULL
    opened.change(OTHER)
    opened.answer = FULL

    assert [answer for answer, _ in heard] == [FULL, OTHER, OTHER]
    assert [bool(notice) for _, notice in heard] == [False, False, True]


def test_a_board_shows_itself_in_words() -> None:
    """Without a widget there is the text twin, and it says what is missing."""
    opened = board(answer={"bins": {"c1": "a"}})

    bundle = opened._repr_mimebundle_()

    assert bundle == {"text/plain": repr(opened)}
    assert "1 of 2 cards sorted" in repr(opened)
    assert len(opened.missing()) == 1
    assert opened.table().rows[0] == ("Lid", "Project")
