"""Other good plans for QUA-E5, found by exchanging tasks in the learner's own.

A walk keeps every rule that the learner's plan keeps. So what ships can improve a good plan, and
tells nobody without one where to begin.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pm_exercises.board import Alternative
from pm_exercises.checks import Criterion
from pm_exercises.exercises.qualifications import delegation_rules as rules
from pm_exercises.exercises.qualifications.delegation_rules import Data
from pm_exercises.item import Answer, ReadOnlyAnswer

MOST_STEPS = 6


def compare(
    data: Data, answer: ReadOnlyAnswer, criteria: tuple[Criterion, ...]
) -> tuple[Alternative, ...]:
    """The plan near the learner's own in which most people learn, and the one with most slack."""

    def score(plan: ReadOnlyAnswer) -> float:
        return sum(c.points * c.rule(plan, data, {}).share for c in criteria)

    kept = score(answer)

    def walk(worth: Callable[[ReadOnlyAnswer], float]) -> ReadOnlyAnswer:
        here = answer
        for _ in range(MOST_STEPS):
            near = [plan for plan in _near(here, data) if worth(plan) > worth(here)]
            fair = next(
                (plan for plan in sorted(near, key=worth, reverse=True) if score(plan) >= kept),
                None,
            )
            if fair is None:
                break
            here = fair
        return here

    learn = walk(lambda plan: float(_growing(plan, data)))
    slack = walk(lambda plan: -float(rules.my_hours(plan, data)))
    others = [
        (
            "Most people learn",
            learn,
            "More people can stand in for each other later. This week is slower.",
        ),
        (
            "Most room for you",
            slack,
            "You can answer when something goes wrong; you see less of the work.",
        ),
    ]
    yours = Alternative(f"Yours: {_figures(answer, data)}", answer, "What you chose.")
    return yours, *(
        Alternative(f"{title}: {_figures(plan, data)}", plan, words)
        for title, plan, words in others
        if plan != answer
    )


def _near(answer: ReadOnlyAnswer, data: Data) -> Iterator[Answer]:
    """Every plan in which one task has another owner, or two tasks change hands."""
    grid = answer["grid"]

    def with_owner(task_id: str, who: str) -> dict[str, str]:
        task = next(one for one in data.tasks if one.id == task_id)
        able = who != rules.ME and rules.Given(task, data.person(who)).skilled
        return {**grid[task_id], "who": who, "checkin": "done" if able else "half"}

    for task in data.tasks:
        for person in data.people:
            if grid[task.id]["who"] != person.id and not task.mine:
                yield {**answer, "grid": {**grid, task.id: with_owner(task.id, person.id)}}
    for n, first in enumerate(data.tasks):
        for second in data.tasks[n + 1 :]:
            one, two = grid[first.id]["who"], grid[second.id]["who"]
            if one != two and not first.mine and not second.mine:
                swapped = {
                    first.id: with_owner(first.id, two),
                    second.id: with_owner(second.id, one),
                }
                yield {**answer, "grid": {**grid, **swapped}}


def _growing(plan: ReadOnlyAnswer, data: Data) -> int:
    return len({one.person.id for one in rules.given_away(plan, data) if one.growth})


def _figures(plan: ReadOnlyAnswer, data: Data) -> str:
    hours = rules.my_hours(plan, data)
    growing = _growing(plan, data)
    return f"you keep {hours} hours, {growing} people learn"
