"""SW-E2 as learners answer it: good alternatives, and each misconception by its code."""

from __future__ import annotations

from typing import Any

from pm_exercises.exercises.software.cohort_retention import Data
from pm_exercises.exercises.software.cohort_table import read_cohorts

Answer = dict[str, Any]


def alternatives(data: Data, best: Answer) -> list[Answer]:
    """Three other answers a fair reader would accept: rounded, or means of the cohorts' rates."""
    vals = best["vals"]
    return [
        _with(best, before=round(vals["before"]), after=round(vals["after"])),
        _with(best, forecast=round(1.04 * vals["forecast"])),
        _with(best, before=round(vals["before"] - 1, 1), forecast=round(0.96 * vals["forecast"])),
    ]


def misconceptions(data: Data, best: Answer) -> dict[str, Answer]:
    """By feedback code, the whole answer of a learner who thinks that way."""
    seen = read_cohorts(data.frame)
    size = float(data.frame[0].to_list()[-1])
    on = seen.forecast / (size * seen.after / 100)
    off = -1 if seen.cohort > 2 else 1
    overall = round((seen.before + seen.after) / 2, 1)

    def from_rate(rate: float) -> int:
        return round(size * rate / 100 * on)

    young = round(seen.young, 1)
    return {
        "SW-E2.ROWCOL": _with(
            best,
            before=round(seen.calendar[0], 1),
            after=round(seen.calendar[1], 1),
            forecast=from_rate(seen.calendar[0]),
        ),
        "SW-E2.YOUNG": _with(best, after=young, forecast=0),
        "SW-E2.CARRIED": _with(best, after=best["vals"]["before"], forecast=from_rate(seen.before)),
        "SW-E2.LATER": _with(
            best,
            before=round(seen.later[0], 1),
            after=round(seen.later[1], 1),
            window="second",
        ),
        "SW-E2.COHORT": _with(best, cohort=2),
        "SW-E2.NEAR": _with(best, cohort=seen.cohort + off, forecast=round(seen.mixed_forecast)),
        "SW-E2.OLDRATE": _with(best, forecast=round(seen.mixed_forecast)),
        "SW-E2.RATE": _with(best, before=overall, after=overall, forecast=from_rate(overall)),
        "SW-E2.FORECAST": _with(best, forecast=round(size)),
        "SW-E2.EVIDENCE": {"pick": {"window": "first"}},
        "SW-E2.EMPTY": {"vals": {"cohort": seen.cohort}},
    }


def _with(best: Answer, **changed: Any) -> Answer:
    return {
        part: {cell: changed.get(cell, value) for cell, value in best[part].items()}
        for part in ("vals", "pick")
    }
