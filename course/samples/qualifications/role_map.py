"""QUA-E7 as learners answer it: good alternatives, and each misconception by its code."""

from __future__ import annotations

from typing import Any

from pm_exercises.exercises.qualifications.roles_table import ROLES, SKILLS, gaps

RATINGS = (
    "2 1 2 3 1 2 1 2 1 2 0 1",
    "4 3 1 0 2 1 2 2 3 3 0 2",
    "1 2 3 3 2 0 1 2 1 0 3 1",
)
PAIRS = (("HC", "UX"), ("MKT", "SW"), ("ML", "DATA"))


def alternatives(data: None, best: dict[str, Any]) -> list[dict[str, Any]]:
    """Other people: each with ratings and roles of their own, and the gaps that follow."""
    return [
        _person(ratings, pair, background)
        for ratings, pair, background in zip(
            RATINGS, PAIRS, ("care", "market", "study"), strict=True
        )
    ]


def misconceptions(data: None, best: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """By feedback code, the whole answer of a learner who thinks that way."""
    extra = best["extra"]
    size = gaps(best)
    smallest = sorted(size, key=lambda skill: size[skill])[:3]
    # Lowest ratings in what the two roles hardly need.
    grid = {skill: {"rating": "3"} for skill in SKILLS}
    idle = [s for s in SKILLS if sum(r.needs[s] for r in ROLES if r.code in ("MKT", "AG")) <= 1][:3]
    grid |= {skill: {"rating": "2"} for skill in idle}
    lowest = {"background": "study", "role1": "MKT", "role2": "AG"} | dict(
        zip(("gap1", "gap2", "gap3"), idle, strict=True)
    )
    without = {key: extra[key] for key in ("background", "role1", "role2")}
    few = {skill: best["grid"][skill] for skill in list(SKILLS)[:4]}
    return {
        "QUA-E7.BLANK": {
            **best,
            "extra": {**extra, **dict(zip(("gap1", "gap2", "gap3"), smallest, strict=True))},
        },
        "QUA-E7.LOWEST": {"grid": grid, "extra": lowest},
        "QUA-E7.TWICE": {**best, "extra": {**extra, "gap2": extra["gap1"], "gap3": extra["gap1"]}},
        "QUA-E7.GAPS": {**best, "extra": without},
        "QUA-E7.SAME": {
            **best,
            "extra": {**extra, "role2": extra["role1"], "gap1": smallest[0], "gap2": smallest[1]},
        },
        "QUA-E7.UNRATED": {"grid": few, "extra": extra},
        "QUA-E7.EARLY": {"grid": few, "extra": without},
        "QUA-E7.WHERE": {"grid": best["grid"], "extra": {"background": "study"}},
    }


def _person(ratings: str, roles: tuple[str, str], background: str) -> dict[str, Any]:
    grid = {skill: {"rating": n} for skill, n in zip(SKILLS, ratings.split(), strict=True)}
    extra = {"background": background, "role1": roles[0], "role2": roles[1]}
    size = gaps({"grid": grid, "extra": extra})
    top = sorted(size, key=lambda skill: -size[skill])[:3]
    return {"grid": grid, "extra": extra | dict(zip(("gap1", "gap2", "gap3"), top, strict=True))}
