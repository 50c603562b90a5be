"""Draw a timeline: one line of labelled lists per item, and the plan they make as a picture."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any, cast

import ipywidgets as widgets

from pm_exercises.interactions.card_sorter import Card
from pm_exercises.interactions.timeline import Timeline, bars, plural
from pm_exercises.item import Answer, ReadOnlyAnswer
from pm_exercises.render import page
from pm_exercises.views.base import Path, View
from pm_exercises.views.timeline_picture import timeline_svg


class TimelineView(View):
    """Native lists for lane, start and length; the picture under them is only looked at."""

    @property
    def timeline(self) -> Timeline:
        return cast(Timeline, self.board.interaction)

    def build(self) -> widgets.Widget:
        self._picture = widgets.HTML()
        rows = [self._row(card) for card in self.timeline.items]
        body = widgets.VBox([widgets.HTML(self._heading()), *rows, self._picture])
        body.add_class("pmx-timeline")
        return body

    def collect(self) -> Answer:
        items: dict[str, dict[str, Any]] = {}
        for (_, item, name), control in self.controls.items():
            items.setdefault(item, {})[name] = control.value
        return {"items": items}

    def spread(self, answer: ReadOnlyAnswer) -> dict[Path, Any]:
        return {
            path: answer["items"].get(path[1], {}).get(path[2], 1 if path[2] == "len" else "")
            for path in self.controls
        }

    def refresh(self) -> None:
        answer = self.board.answer
        left = [card.text for card in self.timeline.items if card.id not in bars(answer)]
        todo = f"Not placed yet: {' · '.join(left)}." if left else ""
        clashes = "".join(
            f'<p class="pmx-notice">“{escape(self.timeline.name(item))}” starts before '
            f"“{escape(self.timeline.name(before))}” is finished.</p>"
            for before, item in self.timeline.broken(answer)
        )
        self._picture.value = page(
            f'<p class="pmx-small" role="status">{self.timeline.count(answer)} placed</p>'
            f'<div class="pmx-scroll" tabindex="0" role="region" aria-label="Picture of the plan">'
            f"{timeline_svg(self.timeline, answer)}</div>"
            f'{clashes}<p class="pmx-small">{escape(todo)}</p>'
        )

    def _heading(self) -> str:
        # Sighted learners read the headings once; every list also says them for itself.
        line = self.timeline
        names = [line.lane_word, "Starts in", "Lasts", *(pick.label for pick in line.picks)]
        cells = "".join(f"<span>{escape(name.capitalize())}</span>" for name in names)
        return f'<div class="pmx-tlhead" aria-hidden="true">{cells}</div>'

    def _row(self, card: Card) -> widgets.Widget:
        line, columns = self.timeline, self.timeline.columns
        lane_word = line.lane_word.capitalize()
        lane = _list(f"{lane_word} of “{card.text}”", lane_word, _swapped(line.lanes))
        numbers = [(name, number) for number, name in enumerate(columns, start=1)]
        start = _list(f"“{card.text}” starts in", "Starts in", numbers)
        length = widgets.Dropdown(
            options=self._lengths(""), value=1, description=f"“{card.text}” lasts"
        )
        # Seen before the base class sees the move, so that a length never runs off the picture.
        start.observe(lambda change: self._fit(length, change["new"]), "value")
        controls = {"lane": lane, "start": start, "len": length}
        for pick in line.picks:
            label = f"{pick.label} for “{card.text}”"
            controls[pick.id] = _list(label, pick.label, _swapped(pick.options))
        self.controls |= {("items", card.id, name): box for name, box in controls.items()}
        note = f"<span>{escape(card.note)}</span>" if card.note else ""
        text = widgets.HTML(f'<p class="pmx-tltext"><strong>{escape(card.text)}</strong>{note}</p>')
        row = widgets.Box([text, *controls.values()])
        row.add_class("pmx-tlrow")
        return row

    def _lengths(self, start: int | str) -> list[tuple[str, int]]:
        word, room = self.timeline.column_word, len(self.timeline.columns) - (int(start or 1) - 1)
        return [(f"{n} {word if n == 1 else plural(word)}", n) for n in range(1, room + 1)]

    def _fit(self, length: widgets.Dropdown, start: int | str) -> None:
        """Offer only the lengths there is room for; a longer one is cut to what fits."""
        options, wanted = self._lengths(start), length.value
        if len(options) == len(length.options):
            return
        busy, self._showing = self._showing, True  # new options pass through other values
        try:
            length.options = options
            length.value = min(wanted, len(options))
        finally:
            self._showing = busy


def _list(label: str, nothing: str, options: list[tuple[str, Any]]) -> widgets.Dropdown:
    pairs = [(f"{nothing}…", ""), *options]
    return widgets.Dropdown(options=pairs, value="", description=label)


def _swapped(options: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(words, key) for key, words in options.items()]
