"""Slips in Software that cost nothing, and why they are none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pm_exercises.exercises.foundations.bank import BANK as FOUNDATIONS
from pm_exercises.exercises.software.bank import BANK
from pm_exercises.exercises.software.kano_table import GOOD, effort, net, read_survey
from pm_exercises.exercises.software.sunset_rules import STEPS
from pm_exercises.exercises.software.trial_table import read_trial
from pm_exercises.item import ReadOnlyAnswer
from tests.mutation.hunt import Fair
from tests.mutation.variants import Mutant

INSIDE = "the number lies inside the stated tolerance"
# Who may join, read the notes or do neither, as the table of lesson 7 has it.
ALLOWED = {
    ("planning", "support"): "in notes",
    ("planning", "sales"): "notes out",
    ("planning", "finance"): "notes out",
    ("daily", "pm"): "in notes out",
    ("daily", "support"): "notes out",
    ("daily", "sales"): "notes out",
    ("daily", "finance"): "notes out",
    ("incident", "sales"): "in notes",
    ("incident", "finance"): "in notes",
}


def _inside(best: ReadOnlyAnswer, mutant: Mutant, part: str, **near: float) -> str:
    """Whether every changed number of a part is nearer to the best one than its tolerance."""
    for where in mutant.where:
        cell = str(where[-1])
        given = mutant.answer[part].get(cell)
        if where[0] != part or given is None or cell not in near:
            return ""
        if abs(given - best[part][cell]) > near[cell]:
            return ""
    return INSIDE


def cohorts(_data: Any, best: ReadOnlyAnswer, mutant: Mutant) -> str:
    """Rates within two points."""
    return _inside(best, mutant, "vals", before=2.05, after=2.05)


def trial(data: Any, best: ReadOnlyAnswer, mutant: Mutant) -> str:
    """A p-value within a factor of two, a lift or an end within the hundredths that count."""
    seen = read_trial(data.frame)
    given = mutant.answer["vals"].get("srm_p")
    if mutant.where == (("vals", "srm_p"),) and given is not None:
        tiny = max(given, seen.split) < 0.001
        return INSIDE if tiny or seen.split / 2 <= given <= 2 * seen.split else ""
    if mutant.where == (("pick", "guard"),) and seen.world == "split":
        return "with a broken split both verdicts on refunds are fair"
    return _inside(best, mutant, "vals", lift_pp=0.105, ci_low=0.155, ci_high=0.155)


def kano(data: Any, best: ReadOnlyAnswer, mutant: Mutant) -> str:
    """Another set that keeps the four rules and gives nearly as much; a coefficient within 0.03."""
    if mutant.where[0][0] == "extra":
        return _inside(best, mutant, "extra", **dict.fromkeys(best["extra"], 0.0305))
    seen, grid = read_survey(data), mutant.answer["grid"]
    if any(grid[name]["kind"] != line["kind"] for name, line in best["grid"].items()):
        return ""
    chosen = [name for name, line in grid.items() if line.get("build") == "yes"]
    keeps = (
        all("build" in line for line in grid.values())
        and effort(data, chosen) <= 10
        and net(data, chosen) >= 0
        and set(seen.must) <= set(chosen)
        and not any(data.counts(name)["R"] > 30 for name in chosen)
    )
    gain = sum(seen.better[name] for name in chosen)
    return "another set as good" if keeps and gain >= (1 - GOOD) * seen.best_gain else ""


def radar(_data: Any, best: ReadOnlyAnswer, mutant: Mutant) -> str:
    """Scores within a point, a gap within 5 %."""
    near = {"nps_free": 1.05, "nps_team": 1.05, "gap": 0.05 * best["vals"]["gap"]}
    return _inside(best, mutant, "vals", **near)


def sunset(data: Any, best: ReadOnlyAnswer, mutant: Mutant) -> str:
    """Another plan that keeps every order and date of lesson 6, written down here once more."""
    plan: Mapping[str, Mapping[str, Any]] = mutant.answer["items"]
    if set(plan) != set(STEPS) or any(
        "lane" not in row or "start" not in row for row in plan.values()
    ):
        return ""
    lists = [
        (step, name) for step in ("parity", "announce") for name in ("top", "origin", "reason")
    ]
    if any(plan[step].get(name) != best["items"][step].get(name) for step, name in lists):
        return ""
    if any(row["lane"] != STEPS[name][2] for name, row in plan.items()):
        return ""
    start = {name: row["start"] for name, row in plan.items()}
    end = {name: row["start"] + row["len"] - 1 for name, row in plan.items()}
    last = max(data.ends)
    keeps = (
        end["export"] <= start["announce"] <= start["talks"]
        and end["talks"] <= start["shutoff"]
        and start["readonly"] >= start["announce"] + 3
        and start["shutoff"] >= start["notice"] + 2
        and last < start["shutoff"] <= last + 2
        and start["delete"] > max(data.hold, start["readonly"])
        and min(start["delete"], start["desk"], start["writeoff"]) >= start["shutoff"]
        and end["parity"] < start["readonly"]
        and start["freeze"] <= start["readonly"]
    )
    return "another plan that keeps every rule" if keeps else ""


def releases(_data: Any, best: ReadOnlyAnswer, mutant: Mutant) -> str:
    """A part that the table of lesson 7 leaves open, or a number within 5 %."""
    if mutant.where[0][0] == "extra":
        numbers = {cell: n for cell, n in best["extra"].items() if not isinstance(n, str)}
        return _inside(best, mutant, "extra", **{c: 0.051 * n for c, n in numbers.items()})
    for _grid, event, function in mutant.where:
        given = mutant.answer["grid"].get(str(event), {}).get(str(function), "nothing")
        if given not in ALLOWED.get((str(event), str(function)), "").split():
            return ""
    return "the lesson's table leaves this open"


def numbers(data: Any, best: ReadOnlyAnswer, mutant: Mutant) -> str:
    """An answer of the quiz within its question's tolerance."""
    tolerance = {item.id: getattr(item, "tolerance", 0.0) for item in (*FOUNDATIONS, *BANK)}
    item_of = {drawn.question.id: drawn.item for drawn in data.drawn}
    for (question,) in mutant.where:
        given, right = mutant.answer.get(str(question)), best[str(question)]
        if not isinstance(given, int | float) or isinstance(right, str):
            return ""
        if abs(given - right) > tolerance[item_of[str(question)]] + 1e-9:
            return ""
    return INSIDE


FAIR: dict[str, Fair] = {
    "SW-E2": cohorts,
    "SW-E3": trial,
    "SW-E4": kano,
    "SW-E5": radar,
    "SW-E6": sunset,
    "SW-E7": releases,
    "SW-WARM": numbers,
    "SW-EXIT": numbers,
}
