"""What FND-E4's ladder is made of, and the rules it is judged by."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pm_exercises.checks import MET, Finding, Key, Outcome, unmet
from pm_exercises.interactions import Slot
from pm_exercises.item import ReadOnlyAnswer

GOALS = ("g1", "g2")
INITIATIVES = ("i1", "i2", "i3", "i4")
METRICS = tuple(f"{slot}_metric" for slot in INITIATIVES)
LINKS = tuple(f"{slot}_goal" for slot in INITIATIVES)
NAMES = {
    **{slot: f"Goal {slot[1]}" for slot in GOALS},
    **{slot: f"Initiative {slot[1]}" for slot in INITIATIVES},
}
SLOTS = (
    Slot("vision", "Vision", takes="vision"),
    *(Slot(slot, NAMES[slot], takes="goal", under="vision") for slot in GOALS),
    *(
        part
        for slot in INITIATIVES
        for part in (
            Slot(slot, "what we do", takes="initiative", group=NAMES[slot]),
            Slot(f"{slot}_goal", "goal it serves", links=GOALS, group=NAMES[slot]),
            Slot(f"{slot}_metric", "metric it is judged by", takes="metric", group=NAMES[slot]),
        )
    ),
)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE = re.compile(rf"\b(?:\d{{1,2}} )?(?:{_MONTHS}) 20\d\d\b")


def lacks(goal: str) -> tuple[str, ...]:
    """What a goal's text leaves out: "number", "date", both or nothing.

    A date names a month and a year. The digits of the date are not the goal's number.
    """
    number = any(char.isdigit() for char in _DATE.sub("", goal))
    return (() if number else ("number",)) + (() if _DATE.search(goal) else ("date",))


def whole(answer: ReadOnlyAnswer, _data: Any, _key: Key) -> Outcome:
    """Every place is filled, every card stands once, and every goal has an initiative."""
    slots = answer["slots"]
    repeated = [slot for kind in (GOALS, INITIATIVES, METRICS) for slot in _repeats(slots, kind)]
    findings = _open(slots)
    if repeated:
        findings += _twice(repeated)
    served = {slots.get(link) for link in LINKS}
    bare = tuple(goal for goal in GOALS if goal not in served) if None not in served else ()
    if bare:
        findings += (Finding("FND-E4.BARE", {"which": _names(bare)}, bare),)
    share = (len(slots) - len(repeated)) / len(SLOTS)
    return Outcome(share / 2 if bare else share, findings)


def vision_says(answer: ReadOnlyAnswer, _data: Any, key: Key) -> Outcome:
    """The vision says who it is for, what they need and what sets us apart."""
    slots = answer["slots"]
    # A vision counts as the top of a ladder: something must stand under it.
    if "vision" not in slots or not any(goal in slots for goal in GOALS):
        return Outcome(0, _open(slots))
    missing = [
        part for part, cards in key["vision"].items() if slots["vision"] not in cards.split()
    ]
    if not missing:
        return MET
    share = 0.4 if len(missing) == 1 else 0.0
    return unmet("FND-E4.VISION", share=share, marks=("vision",), missing=_listed(missing))


def goals_can_be_missed(answer: ReadOnlyAnswer, data: Any, _key: Key) -> Outcome:
    """Two different goals, each with a number and a date."""
    slots = answer["slots"]
    repeated = _repeats(slots, GOALS)
    vague = {
        goal: missing
        for goal in GOALS
        if goal in slots and goal not in repeated and (missing := lacks(data.text(slots[goal])))
    }
    findings = _twice(repeated) if repeated else ()
    if vague:
        which = "; ".join(f"{NAMES[goal]} has no {_listed(vague[goal])}" for goal in vague)
        findings += (Finding("FND-E4.NODATE", {"which": which}, tuple(vague)),)
    sound = sum(goal in slots for goal in GOALS) - len(repeated) - len(vague)
    return Outcome(sound / len(GOALS), findings + (_open(slots) if _left(slots, GOALS) else ()))


def goals_are_moved(answer: ReadOnlyAnswer, _data: Any, key: Key) -> Outcome:
    """Every initiative is linked to a goal it can move."""
    slots = answer["slots"]
    served = _serving(slots, key)
    share = len(served) / len(INITIATIVES)
    return Outcome(share, _why_not_serving(slots, served))


def metrics_show_it(answer: ReadOnlyAnswer, _data: Any, key: Key) -> Outcome:
    """Every metric is a result, and a result of the goal that its initiative serves."""
    slots = answer["slots"]
    repeated = _repeats(slots, METRICS)
    ignored = {*repeated, *(f"{slot}_metric" for slot in _repeats(slots, INITIATIVES))}
    used = [
        slot
        for slot in INITIATIVES
        if slot in slots and f"{slot}_metric" in slots and f"{slot}_metric" not in ignored
    ]
    shows = {slot: _subjects(key, "metric", slots[f"{slot}_metric"]) for slot in used}
    output = tuple(slot for slot in used if not shows[slot])
    elsewhere = tuple(
        slot for slot in used if shows[slot] and not shows[slot] & _goal_subjects(slots, slot, key)
    )
    findings = _twice(repeated) if repeated else ()
    if output:
        findings += (Finding("FND-E4.OUTPUT", {"which": _names(output)}, output),)
    # Without a link there is no other goal to speak of: the open place is the news.
    linked = tuple(slot for slot in elsewhere if f"{slot}_goal" in slots)
    if linked:
        findings += (Finding("FND-E4.ELSEWHERE", {"which": _names(linked)}, linked),)
    share = (len(used) - len(output) - len(elsewhere) / 2) / len(INITIATIVES)
    left = _left(slots, (*INITIATIVES, *METRICS, *LINKS))
    return Outcome(share, findings + (_open(slots) if left else ()))


def both_sides(answer: ReadOnlyAnswer, _data: Any, key: Key) -> Outcome:
    """The initiatives that serve a goal change the product, and how the market sees it."""
    return _both(answer, key, "side", "FND-E4.ONESIDE")


def both_reaches(answer: ReadOnlyAnswer, _data: Any, key: Key) -> Outcome:
    """Some of the initiatives that serve a goal run for years, some are done within weeks."""
    return _both(answer, key, "reach", "FND-E4.ALTITUDE")


def _both(answer: ReadOnlyAnswer, key: Key, group: str, code: str) -> Outcome:
    slots = answer["slots"]
    served = _serving(slots, key)
    if len(served) < 2:  # work that serves no goal balances nothing
        return Outcome(0, _why_not_serving(slots, served))
    cards = {slots[slot] for slot in served}
    missing = [word for word, named in key[group].items() if not cards & set(named.split())]
    return unmet(code, missing=_listed(missing)) if missing else MET


def _serving(slots: Mapping[str, str], key: Key) -> list[str]:
    """The initiatives, each card once, that are linked to a goal they can move."""
    repeated = _repeats(slots, INITIATIVES)
    return [
        slot
        for slot in INITIATIVES
        if slot in slots
        and slot not in repeated
        and _subjects(key, "initiative", slots[slot]) & _goal_subjects(slots, slot, key)
    ]


def _why_not_serving(slots: Mapping[str, str], served: list[str]) -> tuple[Finding, ...]:
    repeated = _repeats(slots, INITIATIVES)
    orphans = tuple(
        slot
        for slot in INITIATIVES
        if slot in slots and slot not in repeated and slot not in served
    )
    findings = _twice(repeated) if repeated else ()
    if orphans:
        findings += (Finding("FND-E4.ORPHAN", {"which": _names(orphans)}, orphans),)
    return findings + (_open(slots) if _left(slots, INITIATIVES) else ())


def _subjects(key: Key, kind: str, card: str) -> set[str]:
    return {subject for subject, cards in key[kind].items() if card in cards.split()}


def _goal_subjects(slots: Mapping[str, str], initiative: str, key: Key) -> set[str]:
    goal = slots.get(slots.get(f"{initiative}_goal", ""), "")
    return _subjects(key, "goal", goal)


def _repeats(slots: Mapping[str, str], names: tuple[str, ...]) -> list[str]:
    """The places whose card already stands in an earlier one."""
    filled = [name for name in names if name in slots]
    cards = [slots[name] for name in filled]
    return [name for i, name in enumerate(filled) if cards[i] in cards[:i]]


def _left(slots: Mapping[str, str], names: tuple[str, ...]) -> bool:
    return any(name not in slots for name in names)


def _open(slots: Mapping[str, str]) -> tuple[Finding, ...]:
    left = tuple(slot.id for slot in SLOTS if slot.id not in slots)
    return (Finding("FND-E4.EMPTY", {"count": len(left)}, left),) if left else ()


def _twice(places: list[str]) -> tuple[Finding, ...]:
    return (Finding("FND-E4.TWICE", {"count": len(places)}, tuple(places)),)


def _names(slots: tuple[str, ...]) -> str:
    return _listed([NAMES[slot] for slot in slots])


def _listed(words: list[str] | tuple[str, ...]) -> str:
    return " and ".join(", ".join(words).rsplit(", ", 1))
