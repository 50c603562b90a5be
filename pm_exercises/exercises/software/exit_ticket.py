"""SW-EXIT: six questions drawn from the Software bank, three of them with numbers."""

from __future__ import annotations

from numpy.random import Generator

from pm_exercises import quiz
from pm_exercises.board import Exercise
from pm_exercises.exercises.software.bank import BANK
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
        "For a number, ask what it is measured against: the other segments, the first rate, all "
        "who answered. For a choice, ask what would have to be true first.",
        "Another company: of 400 ferry passengers 200 would recommend it and 100 would warn "
        "others. That is 50 % − 25 %, so 25 points. “Ship it, day 3 looks fine” fails a test that "
        "was planned for two weeks.",
        "Start with question 1. Write its numbers on paper with their units, and write beside "
        "each what it is a share of.",
    )


EXERCISE = Exercise(
    item=Item(
        id="SW-EXIT",
        title="Exit ticket",
        task="Answer six short questions about this module. A calculator is welcome.",
        minutes=8,
        seeds=(),
        points=5.0,
    ),
    generate=generate,
    interaction=interaction,
    criteria=quiz.criteria("SW-EXIT", BANK, SLOTS, points=5),
    messages=quiz.messages("SW-EXIT", BANK),
    hints=hints,
)
