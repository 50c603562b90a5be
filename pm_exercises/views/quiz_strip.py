"""Draw a quiz: each question under its own heading, with radio buttons or a number box."""

from __future__ import annotations

from html import escape
from typing import Any, cast

import ipywidgets as widgets

from pm_exercises.errors import AnswerError
from pm_exercises.interactions.base import read_number
from pm_exercises.interactions.quiz_strip import Question, QuizStrip
from pm_exercises.interactions.scorecard import spell
from pm_exercises.item import Answer, ReadOnlyAnswer
from pm_exercises.render import table_html
from pm_exercises.views.base import Path, View


class QuizStripView(View):
    """The heading names the question, and the control's own label says which one it answers."""

    @property
    def strip(self) -> QuizStrip:
        return cast(QuizStrip, self.board.interaction)

    def build(self) -> widgets.Widget:
        self._notes: dict[str, widgets.HTML] = {}
        blocks = []
        for number, question in enumerate(self.strip.questions, 1):
            control = (_number_box if question.asks_number else _radio)(number, question)
            self.controls[question.id,] = control
            parts = [widgets.HTML(_heading(number, question)), control]
            if question.asks_number:
                self._notes[question.id] = widgets.HTML()
                parts.append(self._notes[question.id])
            block = widgets.VBox(parts)
            block.add_class("pmx-question")
            blocks.append(block)
        self._count = widgets.HTML()
        return widgets.VBox([*blocks, self._count])

    def collect(self) -> Answer:
        """What can be read. A box that cannot is left out, and says so itself (see refresh)."""
        given = {path[0]: control.value for path, control in self.controls.items()}
        return {key: value for key, value in given.items() if not self._problem(key, value)}

    def spread(self, answer: ReadOnlyAnswer) -> dict[Path, Any]:
        return {
            (question.id,): _shown(question, answer.get(question.id))
            for question in self.strip.questions
        }

    def refresh(self) -> None:
        for question in self.strip.questions:
            if question.asks_number:
                self._notes[question.id].value = self._note(question)
        done = self.strip.table(self.board.answer).caption
        self._count.value = f'<p class="pmx-small" role="status">{done}</p>'

    def _note(self, question: Question) -> str:
        text = self.controls[question.id,].value
        if problem := self._problem(question.id, text):
            return f'<p class="pmx-cell-problem" role="alert">Not saved: {escape(problem)}</p>'
        number = read_number(text, question.id)
        if number is not None and "," in text:  # it may stand for thousands or for a decimal
            return f'<p class="pmx-small">Read as {spell(number)} {escape(question.unit)}.</p>'
        return ""

    def _problem(self, question: str, text: Any) -> str:
        if question not in self._notes:
            return ""
        try:
            read_number(text, question)
        except AnswerError as error:
            return str(error).removeprefix(f"{question}: ") + " Write digits only, like 12.5."
        return ""


def _heading(number: int, question: Question) -> str:
    table = table_html(question.table, range(1, 9)) if question.table else ""
    return (
        f'<h5 class="pmx-group">{number}. {escape(question.title)}</h5>'
        f"<p>{escape(question.text)}</p>{table}"
    )


def _radio(number: int, question: Question) -> widgets.Widget:
    return widgets.RadioButtons(
        options=[(f"{letter}) {words}", letter) for letter, words in question.options.items()],
        value=None,  # no option is chosen until the learner chooses one
        description=f"Answer to question {number}",
    )


def _number_box(number: int, question: Question) -> widgets.Widget:
    # A text box, because ipywidgets' number boxes cannot be empty: they would answer "0".
    return widgets.Text(
        description=f"Answer to question {number}, in {question.unit}",
        continuous_update=False,
    )


def _shown(question: Question, given: str | float | None) -> str | None:
    if given is None:
        return "" if question.asks_number else None
    return given if isinstance(given, str) else spell(given)
