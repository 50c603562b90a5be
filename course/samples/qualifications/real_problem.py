"""QUA-E3 as learners answer it: good alternatives, and each misconception by its code."""

from __future__ import annotations

from typing import Any

from pm_exercises.exercises.qualifications.real_problem import ALL, Data
from pm_exercises.exercises.qualifications.weekly_table import REGIONS, read_weekly

KEY = {"bring": "e01 e03 e04", "outflank": "e05 e06 e07", "unmet": "e02 e08 e09"}


def alternatives(data: Data, best: dict[str, Any]) -> list[dict[str, Any]]:
    """The same finding, read off with other roundings, or written as a fraction."""
    share = best["vals"]["share"]
    return [{**best, "vals": {"share": round(given, 2)}} for given in (share - 3, share + 3)] + [
        {**best, "vals": {"share": round(share + 1.7, 1)}}
    ]


def misconceptions(data: Data, best: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """By feedback code, the whole answer of a learner who thinks that way."""
    seen = read_weekly(data.frame)
    pick = best["pick"]
    other_kind = next(kind for kind in KEY if kind != pick["type"])
    third_kind = next(kind for kind in KEY if kind not in (pick["type"], other_kind))
    other_factor = min(seen.parts, key=lambda name: seen.parts[name])
    by_visits = min((r for r in REGIONS if r != seen.region), key=lambda r: seen.drops[r])

    def card(kind: str, *, here: bool) -> str:
        return next(
            one.id
            for one in data.evidence
            if one.card in KEY[kind].split() and (one.region == seen.region) == here
        )

    away = {**pick, "card": card(pick["type"], here=False)}
    # A slip of the calculator: far from the share, and from what plain differences give.
    stray = next(
        given
        for given in (45.0, 35.0, 52.0, 25.0, 10.0)
        if all(abs(given - n) > 9 for n in (best["vals"]["share"], *seen.plain.values()))
    )
    plain = round(seen.plain[seen.factor], 1)
    return {
        "QUA-E3.AVERAGE": {
            "vals": {"share": round(-seen.total_percent, 1)},
            "pick": {**away, "region": ALL},
        },
        "QUA-E3.REGION": {
            "vals": {"share": 95.0},
            "pick": {**away, "region": by_visits},
        },
        "QUA-E3.FACTOR": {"vals": {"share": 30.0}, "pick": {**pick, "factor": other_factor}},
        "QUA-E3.ADDITIVE": {**best, "vals": {"share": plain}},
        "QUA-E3.SHARE": {**best, "vals": {"share": stray}},
        "QUA-E3.SIGN": {
            **best,
            "pick": {**pick, "type": other_kind, "card": card(third_kind, here=True)},
        },
        "QUA-E3.TYPE": {
            **best,
            "pick": {**pick, "type": other_kind, "card": card(pick["type"], here=True)},
        },
        "QUA-E3.ELSEWHERE": {"vals": {"share": plain}, "pick": away},
        "QUA-E3.EMPTY": {"vals": {}, "pick": {"region": pick["region"]}},
    }
