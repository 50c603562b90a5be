"""FND-E3 as learners answer it: good alternatives, and each misconception by its code."""

from __future__ import annotations

from typing import Any

from pm_exercises.exercises.foundations.market_table import RIVALS, read_market
from pm_exercises.exercises.foundations.market_watch import Data


def alternatives(_data: Data, best: dict[str, Any]) -> list[dict[str, Any]]:
    """At least three other answers a fair reader would accept: read off the chart, rounded."""
    gain, onset = best["vals"]["gain_pp"], best["vals"]["onset"]
    return [
        _with(best, gain_pp=round(gain - 0.5, 1)),
        _with(best, onset=onset - 1),
        _with(best, gain_pp=round(gain + 0.6, 1), onset=onset + 1),
    ]


def misconceptions(data: Data, best: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """By feedback code, the whole answer of a learner who thinks that way."""
    seen = read_market(data.frame)
    onset = best["vals"]["onset"]
    leader = seen.units_leader
    other = next(brand for brand in RIVALS if brand not in (seen.rival, leader))
    share = 100 * data.frame[seen.rival] / data.frame["category_units"]
    years = float(share[-12:].mean() - share[:12].mean())
    return {
        "FND-E3.UNITS": _with(best, rival=leader, gain_pp=round(seen.units_percent[leader], 1)),
        "FND-E3.RIVAL": _with(best, rival=other, gain_pp=round(seen.points[other], 1)),
        "FND-E3.PCT": _with(best, gain_pp=round(seen.percent[seen.rival], 1)),
        "FND-E3.GAIN": _with(best, gain_pp=round(years, 1)),
        "FND-E3.LATE": _with(best, onset=onset + 6),
        "FND-E3.EARLY": _with(best, onset=onset - 6),
        "FND-E3.MARKET": _with(best, cause="market"),
        "FND-E3.SEASON": _with(best, cause="season"),
        "FND-E3.PRICE": _with(best, cause="price"),
        "FND-E3.EVIDENCE": {"pick": {"cause": "share"}},
        "FND-E3.EMPTY": {"pick": {"rival": seen.rival}},
    }


def _with(best: dict[str, Any], **changed: Any) -> dict[str, Any]:
    return {
        part: {cell: changed.get(cell, value) for cell, value in best[part].items()}
        for part in ("vals", "pick")
    }
