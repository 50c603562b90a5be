"""What all views share: controls that save every change, and the frame around them.

A view draws one interaction with ipywidgets. It holds no answer of its own: a control's change goes
to the board, and what the board says comes back to the controls.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from datetime import datetime
from html import escape
from typing import Any

import ipywidgets as widgets

from pm_exercises import checks
from pm_exercises.board import Board
from pm_exercises.errors import AnswerError
from pm_exercises.item import Answer, ReadOnlyAnswer
from pm_exercises.render import page, result_html, style, table_html

Path = tuple[str, ...]  # where a control's value stands in the answer: ("bins", "c01")


class View(ABC):
    """Controls for one interaction. Subclasses build them, and say which answer they spell."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self.controls: dict[Path, Any] = {}
        self.problem = widgets.HTML()
        self._showing = False
        self.body = self.build()
        self.show(board.answer)
        for control in self.controls.values():
            control.observe(self._moved, "value")
        board.on_change(lambda: self.show(board.answer))

    @abstractmethod
    def build(self) -> widgets.Widget:
        """Fill self.controls and return the widget that holds them."""

    @abstractmethod
    def collect(self) -> Answer:
        """The answer that the controls spell now."""

    @abstractmethod
    def spread(self, answer: ReadOnlyAnswer) -> dict[Path, Any]:
        """The value of every control for an answer; the reverse of collect."""

    def refresh(self) -> None:  # noqa: B027  # a view without pictures has nothing to redraw
        """Redraw what is not a control: pictures, counts, meters."""

    def show(self, answer: ReadOnlyAnswer) -> None:
        """Put an answer into the controls, without saving it again."""
        if self._showing:
            return
        self._showing = True
        try:
            for path, value in self.spread(answer).items():
                if self.controls[path].value != value:
                    self.controls[path].value = value
        finally:
            self._showing = False
        self.refresh()

    def play(self, answer: ReadOnlyAnswer) -> None:
        """Set the controls one after another, each saved, as a learner's hands would."""
        for path, value in self.spread(self.board.interaction.read(answer)).items():
            self.controls[path].value = value

    def _moved(self, _change: object) -> None:
        if self._showing:
            return
        try:
            self._showing = True  # our own change need not come back into the controls
            self.board.change(self.collect())
            self.problem.value = ""
        except AnswerError as error:
            self.problem.value = page(
                f'<p class="pmx-notice" role="alert">{escape(str(error))}</p>'
            )
        except OSError as error:
            self.say_not_saved(error)
        finally:
            self._showing = False
        self.refresh()

    def say_not_saved(self, error: OSError) -> None:
        """Tell the learner that the last change is on the board and not on disk."""
        self.problem.value = page(
            '<p class="pmx-notice" role="alert"><strong>Not saved.</strong> '
            f"{escape(str(error.strerror or error))}. Your change is on the board only: "
            "free some space or ask for write access, then change anything to save again.</p>"
        )


class Frame:
    """The panel every interaction stands in: title, task, board, actions, result."""

    def __init__(self, view: View) -> None:
        self.view = view
        board = view.board
        self._board = board
        self._saved = widgets.HTML()
        self._result = widgets.HTML()
        self._twin = widgets.HTML()
        self._notice = widgets.HTML()
        self._undo = self._button("Undo", lambda: self._try(board.undo))
        self._redo = self._button("Redo", lambda: self._try(board.redo))
        self._twin_button = self._button("Text view", self._toggle_twin)
        actions = widgets.HBox(
            [
                self._button("Check", self._check, primary=True),
                self._button("Hint", self._hint),
                self._undo,
                self._redo,
                self._twin_button,
                self._saved,
            ]
        )
        actions.add_class("pmx-actions")
        self.widget = widgets.VBox(
            [
                self._header(),
                self._notice,
                view.body,
                view.problem,
                actions,
                self._twin,
                self._result,
            ]
        )
        self.widget.add_class("pmx")
        self.widget.add_class("pmx-frame")
        board.on_change(self._changed)
        self._changed()

    def _header(self) -> widgets.HTML:
        item = self._board.item
        return widgets.HTML(
            f'{style()}<h4 class="pmx-title">{escape(item.title)}'
            f'<span class="pmx-id">{item.id} · about {item.minutes} minutes</span></h4>'
            f'<p class="pmx-task">{escape(item.task)}</p>'
        )

    def _button(self, text: str, action: Any, primary: bool = False) -> widgets.Button:
        button = widgets.Button(
            description=text,
            button_style="primary" if primary else "",
            tooltip=f"{text}: {self._board.item.title}",
        )
        button.on_click(lambda _button: action())
        return button

    def _changed(self) -> None:
        notice = self._board.notice
        self._notice.value = (
            page(f'<p class="pmx-notice" role="alert">{escape(notice)}</p>') if notice else ""
        )
        stamp = self._board.record.saved_at
        if not stamp:
            self._saved.value = '<span class="pmx-saved">Nothing saved yet</span>'
        else:
            clock = datetime.fromisoformat(stamp).astimezone().strftime("%H:%M")
            self._saved.value = f'<span class="pmx-saved" role="status">Saved {clock}</span>'
        self._undo.disabled = not self._board.can_undo
        self._redo.disabled = not self._board.can_redo
        # A result belongs to the answer it was given for.
        self._result.value = ""
        if self._twin.value:
            self._twin.value = page(table_html(self._board.table()))

    def _try(self, action: Callable[[], None]) -> None:
        """Do something that saves; where it cannot be saved, say so and go on."""
        try:
            action()
        except OSError as error:
            self.view.say_not_saved(error)

    def _check(self) -> None:
        self._try(lambda: self._board.note(checks=self._board.record.checks + 1))
        self._result.value = result_html(checks.check(self._board))

    def _hint(self) -> None:
        hints = self._board.exercise.hints(self._board.data)
        if not hints:
            return
        level = min(self._board.record.hint, len(hints) - 1)
        self._try(lambda: self._board.note(hint=level + 1))
        self._result.value = page(
            f'<section class="pmx-result" role="status"><strong>Hint.</strong> '
            f"{escape(hints[level])}</section>"
        )

    def _toggle_twin(self) -> None:
        if self._twin.value:
            self._twin.value = ""
            self._twin_button.description = "Text view"
        else:
            self._twin.value = page(table_html(self._board.table()))
            self._twin_button.description = "Hide text view"
