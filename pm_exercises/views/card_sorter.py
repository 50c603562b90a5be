"""Draw a card sorter: one labelled list per card, and the sorted cards as a picture."""

from __future__ import annotations

from collections import Counter
from html import escape
from typing import cast

import ipywidgets as widgets

from pm_exercises.interactions.card_sorter import CardSorter
from pm_exercises.item import Answer, ReadOnlyAnswer
from pm_exercises.render import page
from pm_exercises.views.base import Path, View
from pm_exercises.views.circles import circles


class CardSorterView(View):
    """Native lists, so that mouse, keyboard and screen reader all reach every card."""

    @property
    def sorter(self) -> CardSorter:
        return cast(CardSorter, self.board.interaction)

    def build(self) -> widgets.Widget:
        rows = []
        for card in self.sorter.cards:
            where = self._list(card.text, "Not sorted yet", self.sorter.bins)
            self.controls["bins", card.id] = where
            picks = []
            for pick in self.sorter.picks_for(card.id):
                # Heard alone, a label has to say which card it belongs to.
                control = self._list(f"{pick.label}: {card.short}", "Choose…", pick.options)
                self.controls["picks", card.id, pick.id] = control
                picks.append(control)
            row = widgets.VBox([where, *picks])
            row.add_class("pmx-cardrow")
            rows.append(row)
        self._picture = widgets.HTML()
        return widgets.VBox([*rows, self._picture])

    def collect(self) -> Answer:
        bins = {path[1]: box.value for path, box in self.controls.items() if path[0] == "bins"}
        picks: dict[str, dict[str, str]] = {}
        for path, box in self.controls.items():
            if path[0] == "picks":
                picks.setdefault(path[1], {})[path[2]] = box.value
        return {"bins": bins, "picks": picks} if self.sorter.picks else {"bins": bins}

    def spread(self, answer: ReadOnlyAnswer) -> dict[Path, str]:
        return {
            path: answer["bins"].get(path[1], "")
            if path[0] == "bins"
            else answer["picks"].get(path[1], {}).get(path[2], "")
            for path in self.controls
        }

    def refresh(self) -> None:
        bins = self.board.answer["bins"]
        columns = []
        for bin_id, words in self.sorter.bins.items():
            cards = [card for card in self.sorter.cards if bins.get(card.id) == bin_id]
            items = "".join(f"<li>{escape(card.short)}</li>" for card in cards)
            heading = f"<h5>{escape(words)} · {len(cards)}</h5>"
            columns.append(f'<div class="pmx-bin">{heading}<ul>{items}</ul></div>')
        left = len(self.sorter.cards) - len(bins)
        count = f"{len(bins)} of {len(self.sorter.cards)} sorted" + (
            f", {left} to go" if left else ""
        )
        self._picture.value = page(
            f'<p class="pmx-small" role="status">{count}</p>{self._circles(bins)}'
            f'<div class="pmx-bins">{"".join(columns)}</div>'
        )

    def _circles(self, bins: dict[str, str]) -> str:
        if self.sorter.picture != "circles":
            return ""
        counts = Counter(bins.values())
        left, right, overlap = (
            (words, counts[bin_id]) for bin_id, words in self.sorter.bins.items()
        )
        return circles(left, right, overlap)

    @staticmethod
    def _list(text: str, nothing: str, options: object) -> widgets.Dropdown:
        pairs = [(nothing, ""), *((words, key) for key, words in dict(options).items())]  # type: ignore[call-overload]
        return widgets.Dropdown(options=pairs, value="", description=text)
