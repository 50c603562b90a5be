"""FND-EXIT: six questions drawn from the Foundations bank, three of them with numbers."""

from __future__ import annotations

from numpy.random import Generator

from pm_exercises import quiz
from pm_exercises.board import Exercise
from pm_exercises.exercises.foundations.bank import BANK
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
        "For a number, say first what is counted and out of how many. For a choice, ask which "
        "lesson the sentence could come from, and what that lesson told you to look for.",
        "Another company: a bakery had 200 of 1,000 buyers in town, then 330 of 1,100. That is "
        "20 % and 30 %: 10 points more. “Bake more” cannot be missed as a goal; “60 loaves left "
        "at most each week by May” can.",
        "Start with question 1: write its numbers on paper with their units, and cross out those "
        "that it does not ask for.",
    )


EXERCISE = Exercise(
    item=Item(
        id="FND-EXIT",
        title="Exit ticket",
        task="Answer six short questions about this module. A calculator is welcome.",
        minutes=8,
        seeds=(),
        points=5.0,
    ),
    generate=generate,
    interaction=interaction,
    criteria=quiz.criteria("FND-EXIT", BANK, SLOTS, points=5),
    messages=quiz.messages("FND-EXIT", BANK),
    hints=hints,
)
