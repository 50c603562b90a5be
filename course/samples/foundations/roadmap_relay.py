"""FND-E5 as learners answer it: good alternatives, and each misconception by its code."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

from pm_exercises.exercises.foundations.relay_rules import (
    LEAST_HOURS,
    MOST_HOURS,
    Data,
    plan_hours,
)

Plan = dict[str, Any]
Row = dict[str, str]


def alternatives(data: Data, best: Plan) -> list[Plan]:
    """At least three other plans that keep every rule, at different prices."""
    fitting = [
        plan
        for plan in sound_plans(data, best)
        if LEAST_HOURS <= sum(plan_hours(plan, data)) <= MOST_HOURS and plan != best
    ]
    fitting.sort(key=lambda plan: sum(plan_hours(plan, data)))
    return [fitting[0], fitting[len(fitting) // 2], fitting[-1]]


def misconceptions(data: Data, best: Plan) -> dict[str, Plan]:
    """By feedback code, the whole answer of a learner who thinks that way."""
    grid, extra = best["grid"], best["extra"]
    together = {"log": "everyone", "label": "no"}
    loudest = {p.id: grid[p.id] for p in data.people if p.close and not p.sells}
    return {
        # One weekly meeting for everybody, about everything.
        "FND-E5.FLOOD": _same(data, together, "timeline", "meeting", "weekly", "yes"),
        # One newsletter for all: sent is told.
        "FND-E5.THIN": _same(data, extra, "outcome", "newsletter", "monthly", "no"),
        "FND-E5.CLOSE": _same(data, extra, "risk", "newsletter", "monthly", "yes"),
        "FND-E5.BROADCAST": _change(best, reply="no"),
        "FND-E5.BUILDVIEW": _change(best, view="notes"),
        "FND-E5.PROMISE": _change(best, view="timeline") | {"extra": {"log": "me", "label": "no"}},
        # Only the loudest are planned for.
        "FND-E5.FORGOT": {"grid": loudest, "extra": extra},
        "FND-E5.MISFIT": _change(best, view="outcome"),
        "FND-E5.LOG": _same(data, together, "notes", "page", "weekly", "yes"),
    }


def sound_plans(data: Data, best: Plan) -> Iterator[Plan]:
    """Plans that keep all rules but perhaps the hours: the best one's views, other ways to tell."""
    close_by = ("meeting", "call", "page", "newsletter")
    builders = product(("call", "meeting", "newsletter"), ("monthly", "fortnightly", "rarely"))
    rest = product(("page", "newsletter"), ("weekly", "fortnightly", "monthly"))
    for close, (by, often), (rest_by, rest_often), owner in product(
        close_by, builders, rest, ("me", "priya")
    ):
        grid = {}
        for person in data.people:
            view = best["grid"][person.id]["view"]
            if person.close:
                grid[person.id] = _row(view, close, "fortnightly", "yes")
            elif person.builds:
                grid[person.id] = _row(view, by, often, "yes")
            else:
                grid[person.id] = _row(view, rest_by, rest_often, "no")
        yield {"grid": grid, "extra": {**best["extra"], "log": owner}}


def _same(data: Data, extra: Row, *choices: str) -> Plan:
    return {"grid": {person.id: _row(*choices) for person in data.people}, "extra": extra}


def _change(best: Plan, **changes: str) -> Plan:
    grid = {person: {**row, **changes} for person, row in best["grid"].items()}
    return {"grid": grid, "extra": best["extra"]}


def _row(view: str, channel: str, cadence: str, reply: str) -> Row:
    return {"view": view, "channel": channel, "cadence": cadence, "reply": reply}
