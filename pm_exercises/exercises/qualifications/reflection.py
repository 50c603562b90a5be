"""QUA-REFLECT: look back on the module in three short texts. Complete or not; no points."""

from __future__ import annotations

from numpy.random import Generator

from pm_exercises.board import Exercise
from pm_exercises.checks import Criterion
from pm_exercises.exercises.foundations.reflection import written
from pm_exercises.interactions import ExtendedText, Prompt
from pm_exercises.item import Item

PROMPTS = (
    Prompt("strong", "Which of the four qualifications is yours already?", "And how do you know?"),
    Prompt("surprise", "Which check surprised you, and what did it show you?", "One is enough."),
    Prompt(
        "next",
        "What will you practise before the next module?",
        "One small thing, with a day on which you will do it.",
    ),
)


def generate(_rng: Generator) -> None:
    """Everyone gets the same prompts."""


def interaction(_data: None) -> ExtendedText:
    """The board: three prompts."""
    return ExtendedText(PROMPTS)


def hints(_data: None) -> tuple[str, ...]:
    """From the goal to a first step."""
    return (
        "The goal: see where you stand among the four. Nobody grades these lines.",
        "A strength counts when somebody else has seen it. Think of what people come to you for.",
        "Somebody in a course for choirs wrote: “They ask me who sings what. So: organization. I "
        "will give one rehearsal away, on Tuesday.”",
        "Open your role map again, and begin with its first gap.",
    )


EXERCISE = Exercise(
    item=Item(
        id="QUA-REFLECT",
        title="Look back",
        task="Write a sentence or two under each question. It is for you, and carries no points.",
        minutes=5,
        seeds=(),
        points=0.0,
    ),
    generate=generate,
    interaction=interaction,
    criteria=(
        Criterion("QUA-REFLECT.STRONG", 0, "A strength, and how you know", written("strong")),
        Criterion("QUA-REFLECT.SURPRISE", 0, "A surprise", written("surprise")),
        Criterion("QUA-REFLECT.NEXT", 0, "Something to practise", written("next")),
    ),
    messages={
        "QUA-REFLECT.STRONG": "The first question has {count} words so far. A strength you can "
        "name is one you can build on. Five words are enough: what do people come to you for?",
        "QUA-REFLECT.SURPRISE": "The second question has {count} words so far. What surprised you "
        "is what you had seen differently. Scroll to the check that you read twice.",
        "QUA-REFLECT.NEXT": "The third question has {count} words so far. A plan without a day "
        "stays one. On which day will you try it?",
    },
    hints=hints,
)
