"""Draw a scorecard: a labelled box for every number, a labelled list for every choice."""

from __future__ import annotations

from html import escape
from typing import Any, cast

import ipywidgets as widgets

from pm_exercises.errors import AnswerError
from pm_exercises.interactions.scorecard import Choice, Scorecard, Value, spell
from pm_exercises.item import Answer, ReadOnlyAnswer
from pm_exercises.views.base import Path, View

LONG = 36  # characters; a longer choice needs the whole line to be read


class ScorecardView(View):
    """Text boxes rather than number boxes: only they can say “not filled in yet”."""

    @property
    def card(self) -> Scorecard:
        return cast(Scorecard, self.board.interaction)

    def build(self) -> widgets.Widget:
        self._notes: dict[str, widgets.HTML] = {}
        rows: list[widgets.Widget] = []
        group = ""
        for cell in self.card.cells:
            if cell.group and cell.group != group:
                group = cell.group
                rows.append(widgets.HTML(f'<h5 class="pmx-group">{escape(group)}</h5>'))
            rows.append(self._row(cell))
        self._count = widgets.HTML()
        return widgets.VBox([*rows, self._count])

    def collect(self) -> Answer:
        """What can be read. A box that cannot is left out, and says so itself (see refresh)."""
        vals = {
            value.id: box
            for value in self.card.values
            if not self._problem(value, box := self.controls["vals", value.id].value)
        }
        pick = {choice.id: self.controls["pick", choice.id].value for choice in self.card.choices}
        return {"vals": vals, "pick": pick}

    def spread(self, answer: ReadOnlyAnswer) -> dict[Path, Any]:
        shown: dict[Path, Any] = {}
        for value in self.card.values:
            number = answer["vals"].get(value.id)
            shown["vals", value.id] = "" if number is None else spell(number)
        for choice in self.card.choices:
            shown["pick", choice.id] = answer["pick"].get(choice.id, "")
        return shown

    def refresh(self) -> None:
        for value in self.card.values:
            self._notes[value.id].value = self._note(value)
        filled = self.card.table(self.board.answer).caption
        self._count.value = f'<p class="pmx-small" role="status">{filled}</p>'

    def _row(self, cell: Value | Choice) -> widgets.Widget:
        control: Any
        if isinstance(cell, Choice):
            pairs = [("Choose…", ""), *((words, key) for key, words in cell.options.items())]
            control = widgets.Dropdown(options=pairs, value="", description=cell.name)
            self.controls["pick", cell.id] = control
            parts = [control]
        else:
            # Saved when the box is left, so that half a number is never told off.
            control = widgets.Text(
                description=cell.name,
                placeholder=f"such as {cell.example}" if cell.example else "",
                continuous_update=False,
            )
            self.controls["vals", cell.id] = control
            self._notes[cell.id] = widgets.HTML()
            parts = [control, self._notes[cell.id]]
        row = widgets.VBox(parts)
        row.add_class("pmx-cell")
        if isinstance(cell, Choice) and max(map(len, cell.options.values())) > LONG:
            row.add_class("pmx-cell-wide")
        return row

    def _note(self, value: Value) -> str:
        text = self.controls["vals", value.id].value
        if problem := self._problem(value, text):
            return f'<p class="pmx-cell-problem" role="alert">Not saved: {escape(problem)}</p>'
        number = value.read(text, value.id)
        # A number read in another way than it was typed must not come as a surprise later.
        turned = value.fractions and text.strip().lstrip("+-\u2212").startswith(("0", ".", ","))
        if number is not None and ("," in text or turned):
            return f'<p class="pmx-small" role="status">Read as {spell(number)} {value.unit}.</p>'
        return ""

    @staticmethod
    def _problem(value: Value, text: str) -> str:
        try:
            value.read(text, value.id)
        except AnswerError as error:
            what = str(error).removeprefix(f"{value.id}: ")
            return f"{what} Write it like {value.example}." if value.example else what
        return ""
