"""A board whose notebook carries an answer: the later work counts, and nothing of it is lost."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from pm_exercises.answers import SIZE_LIMIT, AnswerRecord, answer_path, load, plain
from pm_exercises.board import Board
from pm_exercises.carried import carried_answers, parse_carried, saved_at
from pm_exercises.errors import AnswerFileError
from pm_exercises.widget import BoardWidget
from tests.boards import FULL, ITEM, OTHER, board
from tests.test_answers import JSON
from tests.test_widget import Window, window

LONG_AGO, LATER = "2020-01-01T10:00:00+00:00", "2099-01-01T10:00:00+00:00"


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    monkeypatch.delenv("JUPYTERHUB_USER", raising=False)


def record(time: str = LONG_AGO, **fields: Any) -> dict[str, Any]:
    """Return what a notebook carries of Ada's answer."""
    known = {"student": "ada", "answer": FULL, "saved_at": time}
    made: dict[str, Any] = json.loads(
        json.dumps(plain(AnswerRecord(exercise=ITEM, **{**known, **fields})))
    )
    return made


def offered(opened: Board, found: Any) -> Window:
    """Offer a board what its notebook carries, as the frontend does."""
    one = Window(BoardWidget(opened))
    one.ask("carried", record=found)
    return one


def files() -> list[str]:
    """The files in answers/."""
    return sorted(path.name for path in Path("answers").glob("*"))


def test_without_a_file_the_answer_comes_back() -> None:
    """The board is as it was, its file is written, and the learner is told what to do next."""
    opened = Board(board().exercise)

    one = offered(opened, record(checks=2, hint=1))

    found = load(ITEM).record
    assert found is not None
    assert (found.answer, found.student, found.checks, found.hint) == (FULL, "ada", 2, 1)
    assert (opened.answer, opened.student) == (FULL, "ada")
    assert "Your answer came back out of the notebook" in one.widget.state["notice"]
    assert one.widget.record == json.loads(json.dumps(plain(found)))
    assert files() == [f"{ITEM}.json"]


def test_an_older_one_changes_nothing() -> None:
    """Nor does one that was saved at the same time: the file stands."""
    opened = board(answer=OTHER)
    same = opened.record.saved_at

    for time in (LONG_AGO, same, "", "yesterday"):
        one = offered(opened, record(time))

        assert opened.answer == OTHER
        assert one.widget.state["notice"] == ""
    assert files() == [f"{ITEM}.json"]


def test_a_later_one_is_taken_and_the_file_is_kept() -> None:
    """She worked on elsewhere: that goes on, Undo has this machine's answer, and its file stays."""
    opened = board(answer=OTHER)

    offered(opened, record(LATER))

    assert opened.answer == FULL
    assert files() == [f"{ITEM}.earlier-1.json", f"{ITEM}.json"]
    opened.undo()
    assert opened.answer == OTHER


def test_a_cell_that_ran_again_is_no_later_work() -> None:
    """On a new machine Run All types the answer before the board is drawn: later moves stand."""
    opened = board(answer=FULL)

    offered(opened, record(answer=OTHER, typed=FULL))

    assert opened.answer == OTHER


def test_a_cell_with_another_answer_is_later_work() -> None:
    """What was typed anew here is newer than what the notebook carries."""
    opened = board(answer=FULL)

    offered(opened, record(answer=OTHER, typed=OTHER))

    assert opened.answer == FULL


def test_a_file_of_a_newer_version_is_left_alone() -> None:
    """It may hold more than the notebook carries, and this version cannot tell."""
    answer_path(ITEM).parent.mkdir()
    answer_path(ITEM).write_text(json.dumps({"schema": 99, "exercise": ITEM, "student": "ada"}))
    before = answer_path(ITEM).read_bytes()

    offered(board(), record(LATER))

    assert answer_path(ITEM).read_bytes() == before
    assert files() == [f"{ITEM}.json"]


def test_a_board_of_an_earlier_run_leaves_the_file_alone() -> None:
    """A page that is loaded again has its widget, too: what a later board saved stays as it is."""
    earlier, later = board(), board()
    later.answer = OTHER
    before = answer_path(ITEM).read_bytes()

    one = offered(earlier, json.loads(before))

    assert answer_path(ITEM).read_bytes() == before
    assert files() == [f"{ITEM}.json"]
    assert one.widget.state["notice"] == ""
    later.answer = FULL
    assert later.notice == ""


@pytest.mark.parametrize(
    ("found", "cause"),
    [
        (None, "holds a NoneType"),
        ("text", "holds a str"),
        ({}, "exercise"),
        ({**record(), "exercise": "X"}, "it is the answer to X"),
        ({**record(), "plan": "x" * SIZE_LIMIT}, "over the limit"),
        ({**record(), "schema": 99}, "newer"),
        (record(LATER, answer={"bins": {"c9": "a"}}), "there is no 'c9' here"),
        (record(LATER, answer={"bin": {}}), "Did you mean 'bins'?"),
    ],
)
def test_one_that_cannot_be_used_is_named(found: Any, cause: str) -> None:
    """The board and its file stay as they are, and say why."""
    opened = board(answer=OTHER)
    before = answer_path(ITEM).read_bytes()

    one = offered(opened, found)

    assert "The answer that the notebook carries cannot be used: " in one.widget.state["notice"]
    assert cause in one.widget.state["notice"]
    assert opened.answer == OTHER
    assert answer_path(ITEM).read_bytes() == before
    assert files() == [f"{ITEM}.json"]


def test_the_view_is_told_what_is_saved() -> None:
    """Empty before anything is; then what the file holds, after a move, a cell, or a hint."""
    one = window()
    assert one.widget.record == {}

    for act in (
        lambda: one.ask("change", answer=FULL),
        lambda: one.ask("hint"),
        lambda: one.ask("check", confidence=3),
        lambda: setattr(one.widget._board, "answer", OTHER),
    ):
        act()

        assert one.widget.record == json.loads(answer_path(ITEM).read_bytes())


@given(JSON)
@settings(deadline=None)
def test_no_metadata_breaks_the_reader(block: Any) -> None:
    """Whatever a file says of itself: it is answers by name, or an AnswerFileError."""
    for metadata in (
        block,
        {"pm_bootcamp": block},
        {"pm_bootcamp": {"schema": 1, "answers": block}},
    ):
        try:
            found = carried_answers(metadata)
            assert isinstance(found, dict)
            for item_id, value in found.items():
                assert saved_at(parse_carried(value, item_id)).tzinfo is not None
        except AnswerFileError as error:
            assert str(error) != ""  # noqa: PT017  # what cannot be used says why


@pytest.mark.parametrize("time", ["", "soon", "9999-99-99", "2027-01-01", "0001-01-01T00:00+14:00"])
def test_any_time_can_be_compared(time: str) -> None:
    """Without a sound one, it was before all others."""
    assert saved_at(AnswerRecord(exercise=ITEM, student="ada", saved_at=time)).tzinfo is not None
