"""SW-REFLECT: look back on the module in three short texts. Complete or not; no points."""

from __future__ import annotations

from pm_exercises.board import Exercise
from pm_exercises.checks import Criterion
from pm_exercises.exercises.foundations.reflection import generate, interaction, written
from pm_exercises.item import Item


def hints(_data: None) -> tuple[str, ...]:
    """From the goal to a first step."""
    return (
        "The goal: notice what changed in how you think. Nobody grades these lines.",
        "People who put a lesson into their own words remember it longer. Plain notes will do.",
        "Somebody in this course wrote: “I used to open a test result at the lift. Now I open it "
        "at the split.”",
        "Scroll up to the number that you would have got wrong last week, and begin there.",
    )


EXERCISE = Exercise(
    item=Item(
        id="SW-REFLECT",
        title="Look back",
        task="Write a sentence or two under each question. It is for you, and carries no points.",
        minutes=5,
        seeds=(),
        points=0.0,
    ),
    generate=generate,
    interaction=interaction,
    criteria=(
        Criterion("SW-REFLECT.KEPT", 0, "Something to keep", written("kept")),
        Criterion("SW-REFLECT.CHANGED", 0, "Something seen differently", written("changed")),
        Criterion("SW-REFLECT.NEXT", 0, "Something to do next", written("next")),
    ),
    messages={
        "SW-REFLECT.KEPT": "The first question has {count} words so far. What you can say in your "
        "own words is what you take with you. Five words are enough: which number of this module "
        "would you look at first in a new job?",
        "SW-REFLECT.CHANGED": "The second question has {count} words so far. Surprises show where "
        "you learned most. Which reading of a table would you have trusted before?",
        "SW-REFLECT.NEXT": "The third question has {count} words so far. An idea without a first "
        "use fades within days. Where would you try it next week?",
    },
    hints=hints,
)
