"""Slips in Qualifications that cost nothing, and why they are none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pm_exercises.exercises.qualifications.delegation_rules import (
    GROWTH_CHECKINS,
    ME,
    SKILLED_CHECKINS,
)
from pm_exercises.exercises.qualifications.real_problem import NEAR
from pm_exercises.exercises.qualifications.roles_table import gaps
from pm_exercises.item import ReadOnlyAnswer
from tests.exercises.foundations.judging import key_in
from tests.mutation.hunt import Fair
from tests.mutation.variants import Mutant
from tests.sources import notebook_of


def _key(item_id: str) -> Any:
    return key_in(notebook_of("qualifications").notebook, f"{item_id}-check")


def empathy(data: Any, _best: ReadOnlyAnswer, mutant: Mutant) -> str:
    """Quotes that fit two quarters, and needs that as many people share."""
    key = _key("QUA-E1")
    for part, place, *_ in mutant.where:
        if part == "quad":
            fits = next(fit for fit, quotes in key["quad"].items() if str(place) in quotes.split())
            if mutant.answer["quad"].get(str(place)) not in fits.split():
                return ""
        else:
            people = {
                need: len({data.people[q] for q in quotes.split() if q in data.people})
                for need, quotes in key["need"].items()
            }
            third = sorted(people.values())[-3]
            if any(people.get(need, 0) < third for need in mutant.answer["needs"]):
                return ""
    return "the quote fits both quarters, or the need is one of the three most shared"


def first_run(_data: Any, _best: ReadOnlyAnswer, mutant: Mutant) -> str:
    """Ideas that do the same job."""
    suits = _key("QUA-E2")["idea"]
    grid = mutant.answer["grid"]
    if all(grid[step].get("idea") in suits[step].split() for _, step, *_ in mutant.where):
        return "another idea that does the same job"
    return ""


def real_problem(_data: Any, best: ReadOnlyAnswer, mutant: Mutant) -> str:
    """A share inside the tolerance."""
    near = abs(mutant.answer["vals"].get("share", 1e9) - best["vals"]["share"]) <= NEAR
    return "the number lies inside the tolerance" if near else ""


def delegation(data: Any, _best: ReadOnlyAnswer, mutant: Mutant) -> str:
    """Touch has two good distances for each person, and no meaning for a task that is kept."""
    grid: Mapping[str, Mapping[str, str]] = mutant.answer["grid"]
    for place in mutant.where:
        row = grid.get(str(place[1]), {})
        if place[-1] != "checkin":
            return "a plan with other hands that keeps every rule" if "who" in row else ""
        if row["who"] == ME:
            continue
        task = next(one for one in data.tasks if one.id == place[1])
        able = task.skill == data.person(row["who"]).skill
        if row.get("checkin") not in (SKILLED_CHECKINS if able else GROWTH_CHECKINS):
            return ""
    return "both distances suit, or the task is kept"


def homes(_data: Any, _best: ReadOnlyAnswer, mutant: Mutant) -> str:
    """Homes and keepers that suit as well."""
    key = _key("QUA-E6")
    grid: Mapping[str, Mapping[str, str]] = mutant.answer["grid"]
    for part, kind, *rest in mutant.where:
        if (
            part != "grid"
            or grid[str(kind)].get(str(rest[0]), "") not in key[rest[0]][kind].split()
        ):
            return ""
    return "another home or keeper suits as well"


def role_map(_data: Any, _best: ReadOnlyAnswer, mutant: Mutant) -> str:
    """Ratings, roles and background are the learner's own; the list must follow from them."""
    extra = mutant.answer["extra"]
    size = gaps(mutant.answer)
    third = sorted(size.values())[-3]
    named = {extra.get(gap) for gap in ("gap1", "gap2", "gap3")}
    if len(named) == 3 and all(skill in size and size[skill] >= third for skill in named):
        return "somebody else, whose gap list follows too"
    return ""


def exit_ticket(_data: Any, best: ReadOnlyAnswer, mutant: Mutant) -> str:
    """A share written as a fraction is read kindly, with a word of warning."""
    ((question,),) = mutant.where
    fraction = (
        mutant.slip == "unit" and mutant.answer.get(str(question)) == best[str(question)] / 100
    )
    return "a fraction is read as percent, and said so" if fraction else ""


FAIR: dict[str, Fair] = {
    "QUA-E1": empathy,
    "QUA-E2": first_run,
    "QUA-E3": real_problem,
    "QUA-E5": delegation,
    "QUA-E6": homes,
    "QUA-E7": role_map,
    "QUA-EXIT": exit_ticket,
}
