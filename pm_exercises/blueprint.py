"""What an exercise is made of, and how one learner's copy of it is dealt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from numpy.random import Generator

from pm_exercises import checks
from pm_exercises.answers import AnswerRecord
from pm_exercises.errors import AnswerError
from pm_exercises.interactions.base import Interaction
from pm_exercises.interactions.shapes import spelled
from pm_exercises.item import Item, ReadOnlyAnswer
from pm_exercises.variants import rng_for

FEW = ("ada", "ben", "cem", "dana", "eli", "fay")


@dataclass(frozen=True, slots=True)
class Alternative:
    """One good answer, shown after mastery: what it is called, and what speaks for and against."""

    title: str
    answer: ReadOnlyAnswer
    trade_off: str


@dataclass(frozen=True, slots=True)
class Exercise:
    """All that ships of one exercise. Judgement keys do not: they stay in the source notebook."""

    item: Item
    generate: Callable[[Generator], Any]  # one learner's data; draws until it is a fair exercise
    interaction: Callable[[Any], Interaction]  # the board for that data
    criteria: tuple[checks.Criterion, ...]
    messages: Mapping[str, str]  # by feedback code
    # From a restated goal to a first step on the learner's own data; never the answer.
    hints: Callable[[Any], tuple[str, ...]]
    # Good answers, made from the data and the learner's own mastered one: what ships must not
    # lead there.
    compare: Callable[[Any, ReadOnlyAnswer], tuple[Alternative, ...]] | None = None
    meaning: str = ""  # what it means for the case that every criterion is met

    def form(self) -> str:
        """The form of a typed answer, as it is for every learner."""
        # Where a few learners differ, most do.
        several = [dealt(self, student, 0)[1].shape() for student in FEW]
        return spelled(several)


def earlier_sheets(exercise: Exercise, record: AnswerRecord) -> tuple[checks.Sheet, ...]:
    """Return the answers on data sets that a learner left for new ones, ready to be judged."""
    sheets = []
    for left in record.earlier:
        data, interaction = dealt(exercise, record.student, left.variant)
        try:
            answer = interaction.read(left.answer)
        except AnswerError:  # edited by hand; the present answer still counts
            continue
        sheet = checks.Sheet(
            item=exercise.item,
            criteria=exercise.criteria,
            messages=exercise.messages,
            student=record.student,
            data=data,
            answer=answer,
            attempted=answer != interaction.empty(),
            meaning=exercise.meaning,
        )
        sheets.append(sheet)
    return tuple(sheets)


def dealt(exercise: Exercise, student: str, variant: int) -> tuple[Any, Interaction]:
    """One learner's data, and the interaction for it."""
    data = exercise.generate(rng_for(student, exercise.item.id, variant))
    return data, exercise.interaction(data)
