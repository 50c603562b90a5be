"""Answer a strip of short questions (content W18; QTI's choice and text entry interactions)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from pm_exercises.interactions.base import (
    Interaction,
    Live,
    named,
    read_choice,
)
from pm_exercises.interactions.scorecard import Value, spell
from pm_exercises.interactions.shapes import Each, Fields, Number, OneOf, Shape
from pm_exercises.item import Answer, ReadOnlyAnswer, Table

EXAMPLE = "12.5"  # of a number; units stand beside the box


@dataclass(frozen=True, slots=True)
class Question:
    """One question. With options it asks for one of them, without it asks for a number."""

    id: str
    title: str  # a few words that name it alone: "Percent or points?"
    text: str
    options: Mapping[str, str] = field(default_factory=dict)  # letter to words
    unit: str = ""  # of the number asked for, as its label says it
    table: Table | None = None  # what the question is about, if it is more than a sentence

    @property
    def asks_number(self) -> bool:
        """Whether the answer is a number."""
        return not self.options

    def read(self, given: Any) -> str | float | None:
        """Return the letter or number given, or None where the question is open.

        Raises:
            AnswerError: there is no such option, or it is not a number.
        """
        if self.options:
            return read_choice(given, self.options, self.id)
        return Value(self.id, self.title, self.unit, EXAMPLE).read(given, self.id)

    def shape(self) -> Shape:
        """What an answer to it looks like."""
        return OneOf(tuple(self.options), "letter") if self.options else Number()

    def words(self, given: str | float | None) -> str:
        """Say an answer in words: "b) In March", "31.5 %"."""
        if given is None:
            return "not answered yet"
        if isinstance(given, str):
            return f"{given}) {self.options[given]}"
        return f"{spell(given)} {self.unit}".rstrip()


@dataclass(frozen=True, slots=True)
class QuizStrip(Interaction):
    """Questions one under the other, in any order of answering.

    Answer: {"q1": "b", "q2": 0.31}, a letter or a number by question; open ones are left out.
    """

    board: ClassVar[str] = "quiz-strip"

    questions: tuple[Question, ...]

    def spec(self) -> dict[str, Any]:
        return {
            "questions": [
                {
                    "id": question.id,
                    "title": question.title,
                    "text": question.text,
                    "options": named(question.options),
                    "unit": question.unit,
                    "table": question.table.spec() if question.table else None,
                }
                for question in self.questions
            ]
        }

    def live(self, answer: ReadOnlyAnswer) -> Live:
        return Live(count=self.table(answer).caption)

    def empty(self) -> Answer:
        return {}

    def fields(self) -> Collection[str]:
        return [question.id for question in self.questions]

    def shape(self) -> Fields:
        return Each("question", {question.id: question.shape() for question in self.questions})

    def _read(self, answer: ReadOnlyAnswer) -> Answer:
        plain: Answer = {}
        for question in self.questions:
            value = answer.get(question.id)
            given = question.read(value)
            if given is not None:
                plain[question.id] = given
        return plain

    def missing(self, answer: ReadOnlyAnswer) -> tuple[str, ...]:
        plain = self.read(answer)
        return tuple(
            f"answer “{question.title}”" for question in self.questions if question.id not in plain
        )

    def table(self, answer: ReadOnlyAnswer) -> Table:
        plain = self.read(answer)
        rows = tuple(
            (
                f"{number}. {question.title}",
                _asked(question),
                "; ".join(f"{letter}) {words}" for letter, words in question.options.items())
                or f"a number, in {question.unit}",
                question.words(plain.get(question.id)),
            )
            for number, question in enumerate(self.questions, 1)
        )
        caption = f"{len(plain)} of {len(self.questions)} questions answered"
        return Table(caption, ("Question", "Asked", "To choose from", "Your answer"), rows)


def _asked(question: Question) -> str:
    if question.table is None:
        return question.text
    cells = "; ".join(", ".join(row) for row in (question.table.columns, *question.table.rows))
    return f"{question.text} ({question.table.caption}: {cells})"
