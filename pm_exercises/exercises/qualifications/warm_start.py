"""QUA-WARM: five questions that bring back what Foundations taught."""

from __future__ import annotations

from numpy.random import Generator

from pm_exercises import quiz
from pm_exercises.board import Exercise
from pm_exercises.exercises.foundations.bank import BANK
from pm_exercises.interactions import QuizStrip
from pm_exercises.item import Item
from pm_exercises.quiz import Quiz

# A number, judged at once, or a choice, judged after hand-in.
SLOTS = (False, True, False, True, False)


def generate(rng: Generator) -> Quiz:
    """Draw five items of the module before, and ask each with fresh numbers or another order."""
    return quiz.compose(quiz.pick(BANK, rng, SLOTS), rng)


def interaction(data: Quiz) -> QuizStrip:
    """The board: five questions."""
    return data.strip()


def hints(_data: Quiz) -> tuple[str, ...]:
    """From the goal to a first step."""
    return (
        "The goal: fetch back what you learned in Foundations, before you look it up. A miss is "
        "fine; trying is what makes it stay.",
        "Ask which Foundations lesson a question comes from: two roles, the life cycle, the "
        "market, the ladder, stakeholders, voices, or shelf and subscription.",
        "From a bakery: of 50 notes about the queue, one man wrote 12. So 39 people stood in it. "
        "“Open a second till by 1 May” ends; “keep the queue short” does not.",
        "Answer first the two questions you are surest of. For the others, write down what is "
        "counted and out of how many.",
    )


EXERCISE = Exercise(
    item=Item(
        id="QUA-WARM",
        title="Warm start: what stayed from Foundations",
        task="Answer five short questions from memory. A calculator is welcome.",
        minutes=6,
        seeds=(),
        points=5.0,
    ),
    generate=generate,
    interaction=interaction,
    criteria=quiz.criteria("QUA-WARM", BANK, SLOTS, points=5),
    messages=quiz.messages("QUA-WARM", BANK),
    hints=hints,
)
