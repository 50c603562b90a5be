"""The kernel's end of a board: messages in, a saved answer and a reply out."""

from __future__ import annotations

import json
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from pm_exercises import answers
from pm_exercises.answers import load
from pm_exercises.board import Board
from pm_exercises.widget import BoardWidget
from tests.boards import FULL, ITEM, OTHER, board, exercise


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


class Window:
    """One window's end of the line: sends messages, keeps the replies meant for it."""

    def __init__(self, widget: BoardWidget, name: str = "w1") -> None:
        self.widget, self.name, self.replies = widget, name, list[dict[str, Any]]()
        self._others, widget.send = widget.send, self._heard

    def _heard(self, content: dict[str, Any]) -> None:
        if content["window"] == self.name:
            self.replies.append(content)
        else:
            self._others(content)

    def ask(self, kind: str, **fields: Any) -> dict[str, Any]:
        """Send a message and return the reply."""
        message = {"type": kind, "window": self.name, "seq": len(self.replies) + 1, **fields}
        message.setdefault("revision", self.widget.state["revision"])
        self.widget.receive(json.loads(json.dumps(message)))
        return self.replies[-1]


def window(opened: Board | None = None) -> Window:
    """Return a window on a fresh board."""
    return Window(BoardWidget(opened or board()))


def saved() -> dict[str, Any]:
    """Return the answer in the file."""
    record = load(ITEM).record
    assert record is not None
    return record.answer


def test_a_move_is_saved_before_the_reply() -> None:
    """The reply names the message it answers; by then the file holds the move."""
    one = window()

    reply = one.ask("change", answer=FULL)

    assert (reply["seq"], reply["window"]) == (1, "w1")
    assert "problem" not in reply
    assert saved() == FULL
    assert one.widget.state["answer"] == FULL
    assert one.widget.state["saved"]


def test_a_refused_move_names_its_place_and_changes_nothing() -> None:
    """A card in a bin that is not there: the path, the cause, the way out."""
    one = window()
    one.ask("change", answer=FULL)

    reply = one.ask("change", answer={"bins": {"c1": "nowhere"}})

    assert reply["path"] == "bins.c1"
    assert "Choose from" in reply["problem"]
    assert one.widget.state["answer"] == saved() == FULL


@pytest.mark.parametrize("junk", [{}, {"answer": None}, {"answer": [1]}, {"answer": "x"}])
def test_a_message_that_makes_no_sense_is_answered(junk: dict[str, Any]) -> None:
    """The page gets a reply to everything it asks, so that it never waits for ever."""
    assert "problem" in window().ask("change", **junk)


def test_an_unknown_message_is_answered_too() -> None:
    """A page of another version of the package is told, not left waiting."""
    assert "problem" in window().ask("juggle")


def test_a_window_that_had_not_heard_does_not_undo_the_others_move() -> None:
    """Two tabs on one kernel, moving at the same moment: the second is told to look and repeat."""
    one = window()
    two = Window(one.widget, "w2")
    before = one.widget.state["revision"]
    one.ask("change", answer=FULL)

    reply = two.ask("change", answer=OTHER, revision=before)

    assert "same moment" in reply["problem"]
    assert saved() == FULL
    assert "problem" not in two.ask("change", answer=OTHER)
    assert saved() == OTHER


def test_a_move_that_was_overtaken_does_not_come_back() -> None:
    """Answers travel whole: of two that change places on their way, the newer one stands."""
    one = window()
    one.ask("change", answer=FULL, seq=8)

    reply = one.ask("change", answer=OTHER, seq=7)

    assert (reply["seq"], "problem" in reply) == (7, False)
    assert saved() == FULL
    one.ask("change", answer=OTHER, seq=9)
    assert saved() == OTHER
    assert "problem" in one.ask("change", answer={"bins": {"c1": "nowhere"}}, seq=11)
    one.ask("change", answer=FULL, seq=10)  # what was refused holds nothing
    assert saved() == FULL


def test_messages_in_two_threads_are_done_one_after_the_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """None is refused, nothing looks like another window's doing, and the newest move stands."""
    write = answers.write_atomically

    def slow_write(path: Path, data: bytes) -> None:
        write(path, data)
        time.sleep(0.001)  # in which the other thread has its turn

    monkeypatch.setattr(answers, "write_atomically", slow_write)
    widget = BoardWidget(board())
    replies: list[dict[str, Any]] = []
    widget.send = replies.append
    moves = [{"bins": {"c1": "ab"[n % 2]}} for n in range(40)]

    def send(numbers: range) -> None:
        for seq in numbers:
            message = {"type": "change", "window": "w1", "seq": seq, "answer": moves[seq - 1]}
            widget.receive({**message, "revision": widget.state["revision"]})

    threads = [threading.Thread(target=send, args=(range(1 + n, 41, 2),)) for n in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(replies) == len(moves)
    assert not [reply for reply in replies if "problem" in reply or "unsaved" in reply]
    assert not widget.state["changedElsewhere"]
    assert saved() == moves[-1]


def test_one_window_may_move_faster_than_the_kernel_answers() -> None:
    """Several moves on the way at once are all taken, in order."""
    one = window()
    before = one.widget.state["revision"]
    for answer in (FULL, OTHER, FULL):
        assert "problem" not in one.ask("change", answer=answer, revision=before)

    assert saved() == FULL


def test_undo_and_redo_are_messages_too() -> None:
    """The state says what can be undone, and the answer that undo brings."""
    one = window()
    one.ask("change", answer=FULL)
    one.ask("undo")
    assert one.widget.state["answer"] == {"bins": {}}
    assert (one.widget.state["canUndo"], one.widget.state["canRedo"]) == (False, True)

    one.ask("redo")

    assert saved() == FULL


def test_a_result_belongs_to_its_answer() -> None:
    """The check's result is shown until something moves."""
    one = window()
    one.ask("change", answer={"bins": {"c1": "a"}})
    one.ask("check", confidence=4)
    result = one.widget.state["result"]
    assert result["headline"].startswith("2 of 4 points so far")
    assert result["verdicts"][1]["state"] == "later"

    one.ask("change", answer=FULL)

    assert one.widget.state["result"] is None


def test_hints_are_a_ladder_with_a_plan_before_the_example() -> None:
    """Hints add up; the worked example waits until one line of plan is written."""
    kit = exercise(hints=("Goal.", "Idea.", "Example.", "Step."))
    one = window(Board(kit, "ada"))
    one.ask("hint")
    one.ask("hint")
    assert [hint["text"] for hint in one.widget.state["hints"]] == ["Goal.", "Idea."]

    one.ask("hint")
    assert one.widget.state["asksPlan"]
    assert len(one.widget.state["hints"]) == 2
    one.ask("plan", plan="  ")
    assert one.widget.state["asksPlan"]
    one.ask("plan", plan="Lids first.")
    one.ask("hint")

    assert [hint["text"] for hint in one.widget.state["hints"]][2:] == ["Example.", "Step."]
    assert (one.widget.state["moreHints"], one.widget.state["plan"]) == (False, "Lids first.")


def test_the_text_view_follows_the_board() -> None:
    """The board in words, on demand, and never stale."""
    one = window()
    one.ask("twin", shown=True)
    one.ask("change", answer=FULL)

    twin = one.widget.state["twin"]
    assert twin is not None
    assert twin["rows"][0] == ["Lid", "Project"]


def test_a_full_disk_is_said_and_mended(monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be saved stays on the board; the next save that works keeps it."""
    one = window()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("pm_exercises.answers.write_atomically", full)
        reply = one.ask("change", answer={"bins": {"c1": "a"}})
    assert "No space left on device" in reply["unsaved"]
    assert one.widget.state["answer"] == {"bins": {"c1": "a"}}

    assert "unsaved" not in one.ask("change", answer=FULL)
    assert saved() == FULL


def test_another_window_with_another_kernel_is_said() -> None:
    """The choice between two answers is the learner's, in the panel itself."""
    one = window()
    board().change(OTHER)

    reply = one.ask("change", answer=FULL)
    assert "another window" in reply["unsaved"]
    assert one.widget.state["changedElsewhere"]
    one.ask("keep-mine")

    assert saved() == FULL
    assert not one.widget.state["changedElsewhere"]


def test_where_nbgrader_runs_the_notebook_words_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """No widget is made while grading: nobody can touch it, and it would only cost time."""
    shown = Board(exercise(), "ada", view=BoardWidget)
    assert any("widget" in kind for kind in shown._repr_mimebundle_()[0])

    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")

    assert list(shown._repr_mimebundle_()) == ["text/plain"]
