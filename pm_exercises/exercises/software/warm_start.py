"""SW-WARM: five questions that come back from Foundations, three of them with new numbers."""

from __future__ import annotations

from numpy.random import Generator

from pm_exercises import quiz
from pm_exercises.board import Exercise
from pm_exercises.exercises.foundations.bank import BANK
from pm_exercises.interactions import QuizStrip
from pm_exercises.item import Item
from pm_exercises.quiz import Quiz

# What this module builds on: every number, and the choices about results and counting.
RELEVANT = ("OUTCOME", "LOUD", "GATE")
POOL = tuple(item for item in BANK if not item.needs_key or item.id in RELEVANT)
# Numbers are judged at once, choices after hand-in.
SLOTS = (False, True, False, True, False)


def generate(rng: Generator) -> Quiz:
    """Draw three items with numbers and two with a choice."""
    return quiz.compose(quiz.pick(POOL, rng, SLOTS), rng)


def interaction(data: Quiz) -> QuizStrip:
    """The board: five questions."""
    return data.strip()


def hints(_data: Quiz) -> tuple[str, ...]:
    """From the goal to a first step."""
    return (
        "The goal: fetch back what you knew some weeks ago. What you must search for in your head "
        "stays longer than what you read again.",
        "Say of each number what it counts, out of how many, and how often. Say of each choice "
        "which lesson of Foundations it comes from.",
        "Another company: a bakery had 200 of 1,000 buyers in town, then 330 of 1,100. That is "
        "20 % and 30 %: 10 points more. A talk of 30 minutes each week is two hours in a month of "
        "four weeks.",
        "Start with the question that you remember best. Then scroll through Foundations, if you "
        "like, and come back to the others.",
    )


EXERCISE = Exercise(
    item=Item(
        id="SW-WARM",
        title="Warm start: back from Foundations",
        task="Answer five short questions from the first module. A calculator is welcome.",
        minutes=6,
        seeds=(),
        points=5.0,
    ),
    generate=generate,
    interaction=interaction,
    criteria=quiz.criteria("SW-WARM", POOL, SLOTS, points=5),
    messages=quiz.messages("SW-WARM", POOL),
    hints=hints,
)
