"""SW-E5 as learners answer it: good alternatives, and each misconception by its code."""

from __future__ import annotations

from statistics import mean
from typing import Any

from pm_exercises.exercises.software.competitor_radar import Data
from pm_exercises.exercises.software.radar_table import PLANS, RIVALS, read_radar

Answer = dict[str, Any]


def alternatives(_data: Data, best: Answer) -> list[Answer]:
    """Three other answers a fair reader would accept: rounded, in part or all."""
    vals = best["vals"]
    return [
        _with(best, nps_free=vals["nps_free"] + 0.4, nps_team=vals["nps_team"] - 0.4),
        _with(best, gap=round(1.03 * vals["gap"])),
        _with(best, gap=round(0.98 * vals["gap"]), nps_free=round(vals["nps_free"] - 0.6, 1)),
    ]


def misconceptions(data: Data, best: Answer) -> dict[str, Answer]:
    """By feedback code, the whole answer of a learner who thinks that way."""
    seen = read_radar(data)
    widest = max(seen.plain, key=lambda rival: seen.plain[rival])
    small = next(rival for rival in RIVALS if rival not in (seen.rival, seen.mover, seen.strongest))
    means = {f"nps_{plan}": round(mean(data.answers(plan)), 1) for plan in PLANS}
    turned = {f"nps_{plan}": round(-seen.nps[plan], 1) for plan in PLANS}
    all_alike = {f"r_{c}": "match" for c in data.asked}
    moved = {"leap": "match", "match": "leap", "ignore": "leap"}
    moved_round = {f"r_{c}": moved[seen.responses[c]] for c in data.asked}
    return {
        "SW-E5.COPYALL": _with(best, **all_alike),
        "SW-E5.MEANNPS": _with(best, **means),
        "SW-E5.NPS": _with(best, **turned),
        "SW-E5.STATIC": _with(
            best, mover=seen.strongest, rival=seen.strongest, gap=seen.plain[seen.strongest]
        ),
        "SW-E5.MOVER": _with(best, mover=small, rival=small, gap=seen.weighted[small] + 1),
        "SW-E5.PLAIN": _with(best, rival=widest, gap=seen.plain[widest]),
        "SW-E5.RIVAL": _with(best, rival=small, gap=seen.plain[small] + 1),
        "SW-E5.GAP": _with(best, rival=small, gap=seen.plain[small] + 1),
        "SW-E5.MOVING": _with(best, **moved_round),
        "SW-E5.WEIGHT": _with(best, **moved_round),
        "SW-E5.EMPTY": {"pick": {"rival": seen.rival}},
    }


def _with(best: Answer, **changed: Any) -> Answer:
    return {
        part: {cell: changed.get(cell, value) for cell, value in best[part].items()}
        for part in ("vals", "pick")
    }
