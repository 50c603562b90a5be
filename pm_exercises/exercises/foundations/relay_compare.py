"""Other good plans for FND-E5, found by walking away from the learner's own, a choice at a time.

A walk keeps every rule that the learner's plan keeps. So what ships can improve a good plan, and
tells nobody without one where to begin.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pm_exercises.board import Alternative
from pm_exercises.checks import Criterion
from pm_exercises.exercises.foundations import relay_rules as rules
from pm_exercises.exercises.foundations.relay_rules import Data
from pm_exercises.item import Answer, ReadOnlyAnswer

MOST_STEPS = 12


def compare(
    data: Data, answer: ReadOnlyAnswer, criteria: tuple[Criterion, ...]
) -> tuple[Alternative, ...]:
    """The cheapest plan near the learner's own, and the one in which most people can answer."""

    def score(plan: ReadOnlyAnswer) -> float:
        return sum(c.points * c.rule(plan, data, {}).share for c in criteria)

    kept = score(answer)

    def walk(worth: Callable[[ReadOnlyAnswer], float]) -> ReadOnlyAnswer:
        here = answer
        for _ in range(MOST_STEPS):
            near = max(_near(here, data), key=worth, default=here)
            if worth(near) <= worth(here):
                break
            here = near
        return here

    def fits(plan: ReadOnlyAnswer) -> bool:
        return score(plan) >= kept

    cheap = walk(lambda plan: -_hours(plan, data) if fits(plan) else -100.0)
    open_one = walk(lambda plan: _heard(plan) - _hours(plan, data) / 100 if fits(plan) else -100.0)
    others = [
        ("The cheapest near yours", cheap, "Hours you keep for the next surprise; news is rarer."),
        (
            "The most open near yours",
            open_one,
            "More people can answer, so you hear of trouble sooner; every answer takes your time.",
        ),
    ]
    yours = Alternative(f"Yours: {_figures(answer, data)}", answer, "What you chose.")
    # A walk that led nowhere has nothing new to show.
    return yours, *(
        Alternative(f"{title}: {_figures(plan, data)}", plan, words)
        for title, plan, words in others
        if plan != answer
    )


def _near(answer: ReadOnlyAnswer, data: Data) -> Iterator[Answer]:
    """Every plan that differs in one choice of one row."""
    options = {
        "view": tuple(rules.VIEWS),
        "channel": tuple(channel.id for channel in data.channels),
        "cadence": tuple(rules.CADENCES),
        "reply": tuple(rules.REPLIES),
    }
    for person, row in answer["grid"].items():
        for column, choices in options.items():
            for choice in choices:
                if row.get(column) != choice:
                    grid = {**answer["grid"], person: {**row, column: choice}}
                    yield {**answer, "grid": grid}


def _hours(plan: ReadOnlyAnswer, data: Data) -> float:
    return sum(rules.plan_hours(plan, data))


def _heard(plan: ReadOnlyAnswer) -> int:
    return sum(row.get("reply") == "yes" for row in plan["grid"].values())


def _figures(plan: ReadOnlyAnswer, data: Data) -> str:
    hours = rules.figure(_hours(plan, data))
    return f"{hours} hours a month, {_heard(plan)} of {len(data.people)} can answer"
