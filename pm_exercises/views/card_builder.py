"""Draw a card builder: one labelled list per slot, and what was built as a picture in words."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from itertools import groupby
from typing import cast

import ipywidgets as widgets

from pm_exercises.interactions.card_builder import CardBuilder, Rung, Slot
from pm_exercises.item import Answer, ReadOnlyAnswer
from pm_exercises.render import page
from pm_exercises.views.base import Path, View


class CardBuilderView(View):
    """Native lists with the whole card text in them, so that nothing is cut or needs a mouse."""

    @property
    def builder(self) -> CardBuilder:
        return cast(CardBuilder, self.board.interaction)

    def build(self) -> widgets.Widget:
        blocks = []
        for _, slots in groupby(self.builder.slots, key=lambda slot: slot.group or slot.id):
            block = widgets.VBox([self._list(slot) for slot in slots])
            block.add_class("pmx-slots")
            blocks.append(block)
        self._picture = widgets.HTML()
        return widgets.VBox([widgets.HTML(page(self._all_cards())), *blocks, self._picture])

    def collect(self) -> Answer:
        return {"slots": {path[1]: box.value for path, box in self.controls.items()}}

    def spread(self, answer: ReadOnlyAnswer) -> dict[Path, str]:
        return {path: answer["slots"].get(path[1], "") for path in self.controls}

    def refresh(self) -> None:
        answer = self.board.answer
        self._picture.value = page(
            f'<p class="pmx-small" role="status">{escape(self.builder.count(answer))}</p>'
            f"{_ladder(self.builder.rungs(answer))}"
        )

    def _list(self, slot: Slot) -> widgets.Dropdown:
        pairs = [
            ("Choose…", ""),
            *((text, key) for key, text in self.builder.options(slot).items()),
        ]
        box = widgets.Dropdown(options=pairs, value="", description=slot.label)
        self.controls["slots", slot.id] = box
        return box

    def _all_cards(self) -> str:
        """Every card at full length, to read before choosing."""
        cards = self.builder.cards
        kinds = "".join(
            f"<h5>{escape(words)}</h5><ul>{_items(card.text for card in cards[kind])}</ul>"
            for kind, words in self.builder.kinds.items()
        )
        return f'<details class="pmx-cards"><summary>Read all cards</summary>{kinds}</details>'


def _items(lines: Iterable[str]) -> str:
    return "".join(f"<li>{escape(line)}</li>" for line in lines)


def _ladder(rungs: tuple[Rung, ...]) -> str:
    """Nested lists: a rung hangs under what it serves, for the eye and for a screen reader."""
    if not rungs:
        return ""
    items = "".join(
        f'<li><div class="pmx-rung"><strong>{escape(rung.title)}</strong>'
        + "".join(f"<span>{escape(line)}</span>" for line in rung.lines)
        + f"</div>{_ladder(rung.below)}</li>"
        for rung in rungs
    )
    return f'<ul class="pmx-ladder">{items}</ul>'
