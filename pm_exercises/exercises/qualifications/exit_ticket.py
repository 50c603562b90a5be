"""QUA-EXIT: six questions drawn from the Qualifications bank, three of them with numbers."""

from __future__ import annotations

from numpy.random import Generator

from pm_exercises import quiz
from pm_exercises.board import Exercise
from pm_exercises.exercises.qualifications.bank import BANK
from pm_exercises.interactions import QuizStrip
from pm_exercises.item import Item
from pm_exercises.quiz import Quiz

# A number, judged at once, then a choice, judged after hand-in; three times.
SLOTS = (False, True) * 3


def generate(rng: Generator) -> Quiz:
    """Draw three items of each kind, and ask each with numbers or an order of its own."""
    return quiz.compose(quiz.pick(BANK, rng, SLOTS), rng)


def interaction(data: Quiz) -> QuizStrip:
    """The board: six questions."""
    return data.strip()


def hints(_data: Quiz) -> tuple[str, ...]:
    """From the goal to a first step."""
    return (
        "The goal: see what stayed with you. Three questions ask for a number, three for a choice.",
        "For a number, ask whether things add up or multiply, and what the whole is. For a choice, "
        "ask which of the four qualifications it is about, and what its lesson told you to test.",
        "Another company: a cinema's visits fell to 0.8 and its sales per visit to 0.9: together "
        "0.72, so 28 % are gone, not 30 %. “A larger popcorn” is a thing; “not to miss the start” "
        "is a need.",
        "Start with question 1: write down what is asked for, with its unit, before you look at "
        "the numbers.",
    )


EXERCISE = Exercise(
    item=Item(
        id="QUA-EXIT",
        title="Exit ticket",
        task="Answer six short questions about this module. A calculator is welcome.",
        minutes=8,
        seeds=(),
        points=5.0,
    ),
    generate=generate,
    interaction=interaction,
    criteria=quiz.criteria("QUA-EXIT", BANK, SLOTS, points=5),
    messages=quiz.messages("QUA-EXIT", BANK),
    hints=hints,
)
