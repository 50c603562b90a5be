"""FND-REFLECT: look back on the module in three short texts. Complete or not; no points."""

from __future__ import annotations

from numpy.random import Generator

from pm_exercises.board import Exercise
from pm_exercises.checks import MET, Criterion, Key, Outcome, Rule, unmet
from pm_exercises.interactions import ExtendedText, Prompt
from pm_exercises.interactions.extended_text import count_words
from pm_exercises.item import Item, ReadOnlyAnswer

FEW_WORDS = 5

PROMPTS = (
    Prompt("kept", "What will you keep from this module?", "One thing is enough."),
    Prompt(
        "changed",
        "What did you see differently before?",
        "A card, a number or a message that surprised you.",
    ),
    Prompt(
        "next",
        "What will you do differently next week?",
        "At work, in your studies or in the next module.",
    ),
)


def generate(_rng: Generator) -> None:
    """Everyone gets the same prompts."""


def interaction(_data: None) -> ExtendedText:
    """The board: three prompts."""
    return ExtendedText(PROMPTS)


def written(prompt: str) -> Rule:
    """A prompt has at least a few words. What they say is the learner's own affair."""

    def rule(answer: ReadOnlyAnswer, _data: None, _key: Key) -> Outcome:
        words = count_words(answer["texts"].get(prompt, ""))
        return MET if words >= FEW_WORDS else unmet(count=words, marks=(prompt,))

    return rule


def hints(_data: None) -> tuple[str, ...]:
    """From the goal to a first step."""
    return (
        "The goal: notice what changed in how you think. Nobody grades these lines.",
        "People who put a lesson into their own words remember it longer. Plain notes will do.",
        "Somebody in a bakery course wrote: “I used to ask what sells. Now I ask who comes back.”",
        "Scroll up to the exercise in which the check surprised you most, and begin there.",
    )


EXERCISE = Exercise(
    item=Item(
        id="FND-REFLECT",
        title="Look back",
        task="Write a sentence or two under each question. It is for you, and carries no points.",
        minutes=5,
        seeds=(),
        points=0.0,
    ),
    generate=generate,
    interaction=interaction,
    criteria=(
        Criterion("FND-REFLECT.KEPT", 0, "Something to keep", written("kept")),
        Criterion("FND-REFLECT.CHANGED", 0, "Something seen differently", written("changed")),
        Criterion("FND-REFLECT.NEXT", 0, "Something to do next", written("next")),
    ),
    messages={
        "FND-REFLECT.KEPT": "The first question has {count} words so far. What you can say in your "
        "own words is what you take with you. Five words are enough: which idea would you tell a "
        "friend about?",
        "FND-REFLECT.CHANGED": "The second question has {count} words so far. Surprises show where "
        "you learned most. Look for the check that told you something you did not expect.",
        "FND-REFLECT.NEXT": "The third question has {count} words so far. An idea without a first "
        "use fades within days. Where would you try it next week?",
    },
    hints=hints,
)
