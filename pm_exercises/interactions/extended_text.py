"""Write a few lines under each of some prompts (QTI's extended text interaction)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass
from typing import Any, ClassVar

from pm_exercises.errors import AnswerError
from pm_exercises.interactions.base import Interaction, Live, read_known, read_mapping
from pm_exercises.interactions.shapes import Each, Fields, Words
from pm_exercises.item import Answer, ReadOnlyAnswer, Table


@dataclass(frozen=True, slots=True)
class Prompt:
    """What to write about, and how much room there is."""

    id: str
    label: str  # a whole question: it is the control's name
    help: str = ""
    limit: int = 1_200  # characters


@dataclass(frozen=True, slots=True)
class ExtendedText(Interaction):
    """Prompts, each with a text area.

    Answer: {"texts": {prompt: text}}; a text of nothing but spaces is left out.
    """

    board: ClassVar[str] = "extended-text"

    prompts: tuple[Prompt, ...]

    def spec(self) -> dict[str, Any]:
        return {"prompts": [asdict(prompt) for prompt in self.prompts]}

    def live(self, answer: ReadOnlyAnswer) -> Live:
        return Live(count=self.table(answer).caption)

    def empty(self) -> Answer:
        return {"texts": {}}

    def fields(self) -> Collection[str]:
        return ("texts",)

    def shape(self) -> Fields:
        return {"texts": Each("prompt", {prompt.id: Words() for prompt in self.prompts})}

    def _read(self, answer: ReadOnlyAnswer) -> Answer:
        given = read_mapping(answer, "texts")
        read_known(given, [prompt.id for prompt in self.prompts], "texts")
        texts = {}
        for prompt in self.prompts:
            text = given.get(prompt.id)
            if text is None:
                continue
            if not isinstance(text, str):
                raise AnswerError(f"texts.{prompt.id}", f"expected text, got {text!r:.40}")
            if len(text) > prompt.limit:
                raise AnswerError(
                    f"texts.{prompt.id}",
                    f"{len(text):,} characters is over the limit of {prompt.limit:,}",
                    "Shorten it.",
                )
            if text.strip():
                texts[prompt.id] = text
        return {"texts": texts}

    def missing(self, answer: ReadOnlyAnswer) -> tuple[str, ...]:
        texts = self.read(answer)["texts"]
        return tuple(
            f"write about “{prompt.label}”" for prompt in self.prompts if prompt.id not in texts
        )

    def table(self, answer: ReadOnlyAnswer) -> Table:
        texts = self.read(answer)["texts"]
        rows = tuple(
            (prompt.label, texts.get(prompt.id, "nothing written yet")) for prompt in self.prompts
        )
        caption = f"{len(texts)} of {len(self.prompts)} prompts written"
        return Table(caption, ("Prompt", "Your words"), rows)


def count_words(text: str) -> int:
    """How many words a text has: runs of anything that hold a letter or a digit."""
    return sum(any(char.isalnum() for char in part) for part in text.split())
