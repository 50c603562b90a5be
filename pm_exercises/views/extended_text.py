"""Draw prompts with text areas, and say how much room is left."""

from __future__ import annotations

from html import escape
from typing import cast

import ipywidgets as widgets

from pm_exercises.interactions.extended_text import ExtendedText, Prompt
from pm_exercises.item import Answer, ReadOnlyAnswer
from pm_exercises.views.base import Path, View


class ExtendedTextView(View):
    """One labelled text area per prompt; what is typed is saved when the area is left."""

    @property
    def writing(self) -> ExtendedText:
        return cast(ExtendedText, self.board.interaction)

    def build(self) -> widgets.Widget:
        rows = []
        self._counts = {prompt.id: widgets.HTML() for prompt in self.writing.prompts}
        for prompt in self.writing.prompts:
            area = _area(prompt)
            self.controls["texts", prompt.id] = area
            row = widgets.VBox([area, self._counts[prompt.id]])
            row.add_class("pmx-writing")
            rows.append(row)
        return widgets.VBox(rows)

    def collect(self) -> Answer:
        """What fits. A text that is too long is left out, and its line says so (see refresh)."""
        return {
            "texts": {
                prompt.id: self.controls["texts", prompt.id].value
                for prompt in self.writing.prompts
                if len(self.controls["texts", prompt.id].value) <= prompt.limit
            }
        }

    def spread(self, answer: ReadOnlyAnswer) -> dict[Path, str]:
        return {path: answer["texts"].get(path[1], "") for path in self.controls}

    def refresh(self) -> None:
        for prompt in self.writing.prompts:
            used = len(self.controls["texts", prompt.id].value)
            self._counts[prompt.id].value = _room(prompt, used)


def _room(prompt: Prompt, used: int) -> str:
    if used > prompt.limit:
        return (
            '<p class="pmx-cell-problem" role="alert">Not saved: this text has '
            f"{used:,} characters, and there is room for {prompt.limit:,}. Shorten it.</p>"
        )
    note = f"{escape(prompt.help)} " if prompt.help else ""
    return f'<p class="pmx-small">{note}{used:,} of {prompt.limit:,} characters used.</p>'


def _area(prompt: Prompt) -> widgets.Textarea:
    return widgets.Textarea(description=prompt.label, rows=3, continuous_update=False)
