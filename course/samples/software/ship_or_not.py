"""SW-E3 as learners answer it: good alternatives, and each misconception by its code.

A test tells one of five stories, and some ways of going astray exist in one of them only.
"""

from __future__ import annotations

from typing import Any

from pm_exercises.exercises.software.ship_or_not import Data
from pm_exercises.exercises.software.trial_table import EARLY, Reading, read_trial

Answer = dict[str, Any]


def alternatives(_data: Data, best: Answer) -> list[Answer]:
    """Three other answers a fair reader would accept: rounded as people round."""
    vals = best["vals"]
    low, high = vals["ci_low"], vals["ci_high"]
    found = [
        _with(best, lift_pp=round(vals["lift_pp"] + 0.06, 2)),
        _with(best, ci_low=round(low + 0.1, 2), ci_high=round(high - 0.1, 2)),
        _with(best, srm_p=0 if vals["srm_p"] < 0.0001 else round(0.8 * vals["srm_p"], 4)),
    ]
    return [answer if answer != best else _with(best, srm_p=0.0001) for answer in found]


def misconceptions(data: Data, best: Answer) -> dict[str, Answer]:
    """By feedback code, the whole answer of a learner who thinks that way."""
    seen, early = read_trial(data.frame), read_trial(data.frame, EARLY)
    vals = best["vals"]
    ends = {"ci_low": -vals["ci_high"], "ci_high": -vals["ci_low"]}
    rates = {"lift_pp": round(seen.rates[1], 2)}
    rates |= {"ci_low": rates["lift_pp"] - 1, "ci_high": rates["lift_pp"] + 1}
    part = 100 / seen.rates[0]
    return {
        "SW-E3.REL": _with(
            best, **{cell: round(part * vals[cell], 1) for cell in ("lift_pp", "ci_low", "ci_high")}
        ),
        "SW-E3.PEEK": _with(
            best,
            lift_pp=round(early.lift, 2),
            ci_low=round(early.interval[0], 2),
            ci_high=round(early.interval[1], 2),
            reading="gain",
        ),
        "SW-E3.TURNED": _with(best, lift_pp=-vals["lift_pp"], **ends),
        "SW-E3.LIFT": _with(best, **rates),
        "SW-E3.INTERVAL": _with(best, **rates),
        "SW-E3.EVIDENCE": {"pick": {"reading": "gain", "decision": "ship"}},
        "SW-E3.EMPTY": {"vals": {"srm_p": vals["srm_p"], "lift_pp": vals["lift_pp"]}},
        **_of_this_story(seen, best),
    }


def _of_this_story(seen: Reading, best: Answer) -> dict[str, Answer]:
    calm = {"guard": "rose", "decision": "stop"}
    if seen.world == "split":
        # Who never looks at the split has no p-value for it.
        blind = {cell: number for cell, number in best["vals"].items() if cell != "srm_p"}
        return {
            "SW-E3.SRM": {
                "vals": best["vals"],
                "pick": {"reading": "gain", "guard": "calm", "decision": "ship"},
            },
            "SW-E3.SPLIT": {
                "vals": blind | {"srm_p": 0.47},
                "pick": {"reading": "gain", "guard": "calm", "decision": "ship"},
            },
        }
    found = {"SW-E3.SPLITOK": _with(best, srm_p=0.0004, decision="fix")}
    found["SW-E3.SPLIT"] = found["SW-E3.SPLITOK"]
    if seen.world == "guard":
        found["SW-E3.GUARD"] = _with(best, decision="ship")
        found["SW-E3.CALM"] = _with(best, guard="calm", decision="ship")
        found["SW-E3.DECIDE"] = _with(best, decision="more")
    if seen.world == "ship":
        found["SW-E3.WAIT"] = _with(best, decision="more")
        found["SW-E3.RISE"] = _with(best, **calm)
        found["SW-E3.READ"] = _with(best, reading="none", decision="stop")
    if seen.world == "open":
        found["SW-E3.PNOT"] = _with(best, reading="none", decision="stop")
        found["SW-E3.SHIPNULL"] = _with(best, reading="gain", decision="ship")
        found["SW-E3.READ"] = found["SW-E3.SHIPNULL"]
    if seen.world == "small":
        found["SW-E3.MORE"] = _with(best, reading="open", decision="more")
        found["SW-E3.SHIPNULL"] = _with(best, reading="gain", decision="ship")
        found["SW-E3.READ"] = found["SW-E3.SHIPNULL"]
    return found


def _with(best: Answer, **changed: Any) -> Answer:
    return {
        part: {cell: changed.get(cell, value) for cell, value in best[part].items()}
        for part in ("vals", "pick")
    }
