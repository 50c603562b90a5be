"""SW-E7 as learners answer it: good alternatives, and each misconception by its code."""

from __future__ import annotations

from typing import Any

from pm_exercises.exercises.software.deploys_table import SLOW, read_deploys
from pm_exercises.exercises.software.release_health import Data
from pm_exercises.exercises.software.release_rules import EVENTS, FUNCTIONS

Answer = dict[str, Any]


def alternatives(_data: Data, best: Answer) -> list[Answer]:
    """Three other answers a fair reader would accept: rounded, or other people reading notes."""
    extra = best["extra"]
    return [
        _with(best, extra={"lead": round(1.03 * extra["lead"], 1)}),
        _with(best, planning={"support": "in", "sales": "out"}, daily={"pm": "in"}),
        _with(best, extra={"failed": round(0.97 * extra["failed"], 1)}, incident={"sales": "in"}),
    ]


def misconceptions(data: Data, best: Answer) -> dict[str, Answer]:
    """By feedback code, the whole answer of a learner who thinks that way."""
    seen = read_deploys(data.frame, data.incidents_frame)
    other = next(stage for stage in SLOW if stage != seen.slowest)
    means = {"lead": round(seen.lead_mean, 1), "recovery": round(seen.recovery_mean, 1)}
    mixed = {"failed": round(seen.of_incidents, 1), "recovery": round(seen.recovery_all, 1)}
    good = {"frequency": round(seen.good_only, 1)}
    # All deployments for those of a week, days for hours, the share that went well.
    units = {
        "frequency": len(data.frame),
        "lead": round(seen.lead / 24, 2),
        "failed": round(100 - seen.failed, 1),
        "recovery": round(seen.recovery / 24, 2),
    }
    everyone = {event: dict.fromkeys(FUNCTIONS, "in") for event in EVENTS}
    alone = {"pm": "out", "support": "out", "sales": "out", "finance": "out"}
    blame = {"daily": {"sales": "in", "finance": "in"}, "incident": alone}
    found = {
        "SW-E7.MEANTIME": _with(best, extra=means),
        "SW-E7.FAILDEN": _with(best, extra=mixed),
        "SW-E7.GOODONLY": _with(best, extra=good | means),
        "SW-E7.BLAME": _with(best, extra={"cause": "milo"}, **blame),
        "SW-E7.CAUSE": _with(best, extra={"cause": other, "lead": means["lead"]}),
        "SW-E7.CROWD": _with(best, extra=means, **everyone),
        "SW-E7.ABSENT": _with(best, extra=means, review=alone, incident=alone),
        "SW-E7.EVIDENCE": {"grid": {}, "extra": {"cause": seen.slowest}},
        "SW-E7.EMPTY": {"grid": best["grid"], "extra": {}},
        "SW-E7.ATTEND": {"grid": {"daily": {"devs": "in"}}, "extra": means},
    }
    for cell in units:
        found[f"SW-E7.{cell.upper()}"] = _with(best, extra=units)
    return found


def _with(best: Answer, *, extra: dict[str, Any] | None = None, **rows: dict[str, str]) -> Answer:
    grid = {event: {**line, **rows.get(event, {})} for event, line in best["grid"].items()}
    return {"grid": grid, "extra": best["extra"] | (extra or {})}
