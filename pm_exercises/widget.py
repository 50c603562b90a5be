"""A board in a notebook: one widget for every interaction, drawn by the frontend.

The frontend (pm_exercises/frontend, built into pm_exercises/static) holds no answer of its own.
Every move comes here as a message, goes to the board, which saves it, and what the board then
says goes back as `state`. A reply names the message it answers, and so says that it is saved.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from typing import Any

import anywidget
import traitlets

from pm_exercises.answers import plain
from pm_exercises.board import Board
from pm_exercises.checks import Result
from pm_exercises.errors import AnswerChangedElsewhere, AnswerError
from pm_exercises.render import headline, style_sheet

Message = Mapping[str, Any]
HINT_TITLES = ("The goal", "The idea", "A worked example, on other numbers", "A first step")
PLAN_BEFORE = 2  # the hint that is shown once the learner has written a plan


@cache
def built(name: str) -> str:
    """Return a file of the built frontend."""
    return files("pm_exercises").joinpath("static", name).read_text(encoding="utf-8")


class BoardWidget(anywidget.AnyWidget):
    """What a notebook shows for a board: the board itself, its buttons, its result."""

    _esm = built("boards.js")
    _css = style_sheet() + built("boards.css")

    spec = traitlets.Dict().tag(sync=True)
    state = traitlets.Dict().tag(sync=True)
    # What the answer file holds, for the notebook to carry; empty where nothing is saved.
    record = traitlets.Dict().tag(sync=True)

    def __init__(self, board: Board) -> None:
        self._board = board
        self._revision = 0
        self._made_by: dict[int, str] = {}  # revision to the window that made it
        self._newest: dict[Any, int] = {}  # window to the number of its newest change
        self._result: Result | None = None
        self._compared = False
        self._asks_plan = False
        self._twin = False
        super().__init__(spec=self._spec(), state=self._state(), record=self._saved())
        board._on_change(self._changed)
        self.on_msg(lambda _widget, content, _buffers: self.receive(content))

    def receive(self, message: Message) -> None:
        """Take one message from a window, do it, and reply: what is saved, or what is wrong.

        JupyterLab's first messages come in the thread that runs cells, the others in one of their
        own, so that two may be under way at once, and the later one may come first.
        """
        with self._board._lock:
            self._receive(message)

    def _receive(self, message: Message) -> None:
        kind, window = str(message.get("type")), str(message.get("window", ""))
        action = self._actions().get(kind, self._unknown)
        reply = {"type": "reply", "window": window, "seq": message.get("seq")}
        before = self._revision
        try:
            action(message)
        except AnswerError as error:
            reply |= {"problem": str(error), "path": error.path}
        except AnswerChangedElsewhere as error:
            reply |= {"unsaved": str(error)}
        except OSError as error:
            cause = error.strerror or str(error)
            reply |= {
                "unsaved": f"{cause}. Your change is on the board only: free some space or ask for "
                "write access, then change anything to save again."
            }
        for revision in range(before + 1, self._revision + 1):
            self._made_by[revision] = window
        self.state, self.record = self._state(), self._saved()
        self.send({**reply, "revision": self._revision})

    def _actions(self) -> dict[str, Callable[[Message], None]]:
        board = self._board
        return {
            "change": self._change,
            "undo": lambda _: board.undo(),
            "redo": lambda _: board.redo(),
            "check": self._check,
            "hint": lambda _: self._hint(),
            "plan": self._plan,
            "twin": lambda message: self._show_twin(bool(message.get("shown"))),
            "new-data": lambda _: board.new_data(),
            "compare": lambda _: self._compare(),
            "take-other": lambda _: board.take_other(),
            "keep-mine": lambda _: board.keep_mine(),
            "carried": lambda message: board.take_carried(message.get("record")),
        }

    def _unknown(self, message: Message) -> None:
        wanted = str(message.get("type"))
        raise AnswerError("answer", f"this version of the course package does not know {wanted!r}")

    def _change(self, message: Message) -> None:
        based_on, window = int(message.get("revision", 0)), message.get("window")
        number, newest = int(message.get("seq") or 0), self._newest.get(window, 0)
        if number < newest:
            return  # it was overtaken; answers travel whole, so the newer one holds it
        others = [n for n, maker in self._made_by.items() if n > based_on and maker != window]
        if others:
            # This window had not heard yet: taking its whole answer would undo the other's move.
            raise AnswerError(
                "answer",
                "another window changed this board at the same moment, so this move was not made",
                "Look at the board and make it again.",
            )
        answer = message.get("answer")
        if not isinstance(answer, Mapping):
            raise AnswerError("answer", "expected a dictionary")
        self._newest[window] = number
        try:
            self._board.change(answer)
        except AnswerError:
            self._newest[window] = newest  # what it overtook, if anything, is still to be made
            raise

    def _check(self, message: Message) -> None:
        sure = message.get("confidence")
        confidence = sure if isinstance(sure, int) and 1 <= sure <= 5 else None
        self._result = self._board.check()
        self._board._note_try(self._result, confidence)

    def _hint(self) -> None:
        hints, seen = self._board.exercise.hints(self._board.data), self._board.record.hint
        self._asks_plan = seen == PLAN_BEFORE < len(hints) and not self._board.record.plan
        if not self._asks_plan and seen < len(hints):
            self._board._note(hint=seen + 1)

    def _plan(self, message: Message) -> None:
        if plan := str(message.get("plan", "")).strip()[:500]:
            self._board._note(plan=plan)
            self._hint()

    def _compare(self) -> None:
        self._compared = True

    def _show_twin(self, shown: bool) -> None:
        self._twin = shown

    def _changed(self) -> None:
        """The answer, the notice or the data changed, here or in a cell."""
        self._revision += 1
        self._made_by[self._revision] = "a cell"
        # A result and a comparison belong to the answer they were given for.
        self._result, self._compared = None, False
        if (spec := self._spec()) != self.spec:
            self.spec = spec
        self.state, self.record = self._state(), self._saved()

    def _saved(self) -> dict[str, Any]:
        record = self._board.record
        return plain(record) if record.saved_at else {}

    def _spec(self) -> dict[str, Any]:
        item, interaction = self._board.item, self._board.interaction
        return {
            "id": item.id,
            "title": item.title,
            "task": item.task,
            "minutes": item.minutes,
            "points": item.points,
            "student": self._board.student,
            "variant": self._board.record.variant,
            "board": interaction.board,
            **interaction.spec(),
        }

    def _state(self) -> dict[str, Any]:
        board, record = self._board, self._board.record
        answer = board.answer
        hints = board.exercise.hints(board.data)
        return {
            "revision": self._revision,
            "answer": answer,
            "live": asdict(board.interaction.live(answer)),
            "saved": record.saved_at,
            "canUndo": board.can_undo,
            "canRedo": board.can_redo,
            "notice": board.notice,
            "changedElsewhere": board.changed_elsewhere,
            "result": _result(self._result) if self._result else None,
            "hints": [
                {"title": HINT_TITLES[min(n, len(HINT_TITLES) - 1)], "text": text}
                for n, text in enumerate(hints[: record.hint])
            ],
            "moreHints": record.hint < len(hints),
            "asksPlan": self._asks_plan,
            "plan": record.plan,
            "canRenew": self._result is not None and board.can_renew,
            "canCompare": bool(self._result and self._result.mastered and board.exercise.compare),
            "compared": self._alternatives() if self._compared else None,
            "twin": board.table().spec() if self._twin else None,
        }

    def _alternatives(self) -> list[dict[str, Any]]:
        return [
            {
                "title": other.title,
                "tradeOff": other.trade_off,
                "table": self._board.interaction.table(other.answer).spec(),
            }
            for other in self._board.compare()
        ]


def _result(result: Result) -> dict[str, Any]:
    return {
        "headline": headline(result),
        "share": result.share,
        "attempted": result.attempted,
        "meaning": result.meaning,
        "verdicts": [
            {
                "label": verdict.label,
                "state": verdict.state,
                "given": verdict.given,
                "points": verdict.points,
                "messages": [asdict(message) for message in verdict.messages],
            }
            for verdict in result.verdicts
        ],
    }
