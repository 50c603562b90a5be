"""QUA-E2 as learners answer it: good alternatives, and each misconception by its code."""

from __future__ import annotations

from typing import Any

from pm_exercises.exercises.qualifications.first_run_rules import NONE, OWN_INDUSTRY, Data

LOOKS = ("p06", "p13", "p03", "p16")  # a badge, a clock, a lid, a club: other jobs altogether
SECOND = {"s2": "p04 p09", "s3": "p07 p12", "s6": "p07 p12", "s7": "p02 p10"}
SECOND |= {"s5": "p01 p15", "s8": "p11 p14", "s9": "p11 p14"}


def alternatives(data: Data, best: dict[str, Any]) -> list[dict[str, Any]]:
    """A step read one level harder or milder, or a second idea that does the same job."""
    rows = best["grid"]
    works = [step for step, row in rows.items() if row["label"] == "ok"]
    unsure = [step for step, row in rows.items() if row["label"] == "confusing"]
    return [
        _with(best, works[0], "confusing"),
        _with(best, unsure[0], "ok"),
        _with(_with(best, works[1], "confusing"), unsure[1], "ok"),
    ]


def misconceptions(data: Data, best: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """By feedback code, the whole answer of a learner who thinks that way."""
    steps = list(best["grid"])
    stuck = [step for step in steps if best["grid"][step]["label"] == "blocked"]
    food = [p.id for p in data.patterns if p.industry == OWN_INDUSTRY]
    ideas = [best["grid"][step]["idea"] for step in stuck]
    other = {q: next(t for t in ("t1", "t2", "t3") if t != best["extra"][q]) for q in best["extra"]}
    milder = {"blocked": "confusing", "confusing": "ok", "ok": "ok"}
    fitting = {step: _food_first(data, step, food) for step in stuck}
    return {
        "QUA-E2.EXPERT": _ideas(_labels(best, {"blocked": "ok"}), dict.fromkeys(stuck, NONE)),
        "QUA-E2.MILD": _ideas(_labels(best, milder), dict.fromkeys(stuck, NONE)),
        "QUA-E2.UNSEEN": _ideas(_labels(best, milder), dict.fromkeys(stuck, NONE)),
        "QUA-E2.ALARM": _ideas(
            _labels(best, dict.fromkeys(milder, "blocked")), dict.fromkeys(steps, LOOKS[0])
        ),
        "QUA-E2.SURFACE": _ideas(best, dict(zip(stuck, LOOKS, strict=False))),
        "QUA-E2.NICHE": _ideas(best, fitting),
        "QUA-E2.ONEPLACE": _ideas(best, dict.fromkeys(stuck, LOOKS[1])),
        "QUA-E2.BARE": _ideas(best, dict.fromkeys(stuck, NONE)),
        "QUA-E2.NOIDEA": {**best, "grid": {step: {"label": "blocked"} for step in steps}},
        "QUA-E2.SPARE": _ideas(
            best,
            dict(zip([s for s in steps if s not in stuck], ideas, strict=False))
            | dict.fromkeys(stuck, NONE),
        ),
        "QUA-E2.ENJOY": {**_ideas(best, fitting), "extra": other},
        "QUA-E2.WISH": {**_ideas(best, dict.fromkeys(stuck, LOOKS[3])), "extra": other},
        "QUA-E2.UNREAD": {"grid": dict(list(best["grid"].items())[:5]), "extra": {}},
        "QUA-E2.OPEN": {"grid": {step: best["grid"][step] for step in steps[:4]}, "extra": {}},
    }


def _food_first(data: Data, step: str, food: list[str]) -> str:
    """What somebody who only knows kitchens takes: food that fits, or else any food."""
    return next((p for p in food if p in SECOND.get(step, "").split()), food[0])


def _with(best: dict[str, Any], step: str, label: str) -> dict[str, Any]:
    return {**best, "grid": {**best["grid"], step: {**best["grid"][step], "label": label}}}


def _labels(best: dict[str, Any], moves: dict[str, str]) -> dict[str, Any]:
    grid = {
        step: {**row, "label": moves.get(row["label"], row["label"])}
        for step, row in best["grid"].items()
    }
    return {**best, "grid": grid}


def _ideas(best: dict[str, Any], ideas: dict[str, str]) -> dict[str, Any]:
    grid = {
        step: {**row, "idea": ideas.get(step, row["idea"])} for step, row in best["grid"].items()
    }
    return {**best, "grid": grid}
