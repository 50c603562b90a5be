"""FND-WARM as learners answer it: good alternatives, and each misconception by its code."""

from __future__ import annotations

from typing import Any

from pm_exercises.exercises.foundations.warm_start import ITEMS
from pm_exercises.quiz import NumberItem, Quiz

Answer = dict[str, Any]
Q = {item.id: f"q{n}" for n, item in enumerate(ITEMS, 1)}


def alternatives(_data: Quiz, best: Answer) -> list[Answer]:
    """Three other answers inside the tolerances: rounded, or read off a calculator."""
    share, rate = best[Q["SHARE"]], best[Q["RATE"]]
    return [
        best | {Q["SHARE"]: round(share) if share % 1 else share + 0.1},
        best | {Q["SHARE"]: round(share, 1) + 0.05, Q["RATE"]: round(rate, 1) + 0.05},
        best | {Q["SHARE"]: share / 100},
    ]


def misconceptions(data: Quiz, best: Answer) -> dict[str, Answer]:
    """By feedback code, the whole answer of a learner who thinks that way."""
    values = {drawn.item: drawn.values for drawn in data.drawn}
    slip = {
        found.code: {Q[item.id]: found.solve(values[item.id])}
        for item in ITEMS
        if isinstance(item, NumberItem)
        for found in item.slips
    }
    # Somebody who copies a number from the question instead of working with it.
    copied = {
        Q["POINTS"]: values["POINTS"]["after"],
        Q["SHARE"]: values["SHARE"]["web"],
        Q["MEDIAN"]: 7,
        Q["RATE"]: 1000,
    }
    if best[Q["MEDIAN"]] == 7 or values["MEDIAN"]["waits"][3] == 7:
        copied[Q["MEDIAN"]] = max(values["MEDIAN"]["waits"]) + 1
    long_plan = {Q["BUDGET"]: next(letter for letter in "abcd" if letter != best[Q["BUDGET"]])}
    fraction = {Q["SHARE"]: best[Q["SHARE"]] / 100}
    return {
        "FND-WARM.PCT": best | slip["PCT"] | slip["PER100"],
        "FND-WARM.PER100": best | slip["PCT"] | slip["PER100"],
        "FND-WARM.BASE": best | slip["BASE"] | slip["MEAN"],
        "FND-WARM.MEAN": best | slip["MEAN"] | slip["PCT"],
        "FND-WARM.MIDDLE": best | slip["MIDDLE"] | long_plan,
        "FND-WARM.BUDGET": best | long_plan | slip["MIDDLE"],
        "FND-WARM.FRACTION": best | fraction | slip["PCT"] | slip["MEAN"],
        "FND-WARM.WHY": best | slip["BASE"] | slip["PER100"],
        **{f"FND-WARM.{item}": best | copied for item in ("POINTS", "SHARE", "MEDIAN", "RATE")},
        "FND-WARM.OPEN": {question: best[question] for question in ("q1", "q2")},
    }
