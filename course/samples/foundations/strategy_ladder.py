"""FND-E4 as learners answer it: good alternatives, and each misconception by its code."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product
from typing import Any

from pm_exercises.exercises.foundations.ladder_rules import lacks
from pm_exercises.exercises.foundations.strategy_ladder import Data

# The same key as in the notebook's hidden block; a test holds the two together.
KEY = {
    "vision": {
        "user": "v11 v13 v14 v15 v17 v19 v21 v22 v23 v24",
        "need": "v11 v14 v15 v17 v18 v19 v22 v23 v24 v25",
        "difference": "v11 v13 v14 v17 v18 v21 v22 v23 v24 v25",
    },
    "goal": {
        "stay": "g15 g17 g18 g24 g27 g28 g30",
        "join": "g11 g13 g14 g20 g21 g23 g29",
        "shelf": "g12 g16 g19 g22 g25 g26",
    },
    "initiative": {
        "stay": "i16 i20 i23 i25 i26 i28 i29 i32 i40",
        "join": "i14 i15 i24 i26 i30 i33 i34 i35 i36 i39",
        "shelf": "i11 i13 i17 i18 i19 i21 i31 i36 i37 i38 i39",
    },
    "metric": {
        "stay": "m11 m16 m19 m24 m26 m33",
        "join": "m14 m22 m25 m27 m35 m37",
        "shelf": "m15 m21 m29 m31 m32 m36",
    },
    "side": {
        "development": "i13 i15 i16 i18 i19 i21 i24 i29 i30 i31 i32 i39 i40",
        "positioning": "i11 i14 i17 i20 i23 i25 i26 i28 i33 i34 i35 i36 i37 i38",
    },
    "reach": {
        "strategic": "i11 i13 i15 i16 i17 i19 i20 i26 i34 i36 i37 i39 i40",
        "tactical": "i14 i18 i21 i23 i24 i25 i28 i29 i30 i31 i32 i33 i35 i38",
    },
}
PLACES = ("i1", "i2", "i3", "i4")


def alternatives(data: Data, best: dict[str, Any]) -> list[dict[str, Any]]:
    """At least three other ladders that stand: another vision, other goals, other work."""
    mine = best["slots"]
    vision = next(
        card
        for card in _cards(data, "vision")
        if len(about("vision", card)) == 3 and card != mine["vision"]
    )
    ladders = list(full_ladders(data))
    other_goals = next(ladder for ladder in ladders if _goals(ladder) != _goals(mine))
    other_work = next(
        ladder
        for ladder in ladders
        if _goals(ladder) == _goals(mine) and len(_work(ladder) - _work(mine)) >= 2
    )
    return [{"slots": slots} for slots in (mine | {"vision": vision}, other_goals, other_work)]


def misconceptions(data: Data, best: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """By feedback code, the whole answer of a learner who thinks that way."""
    mine = best["slots"]
    slogan = {"vision": min(_cards(data, "vision"), key=lambda card: len(about("vision", card)))}
    wishes = [card.id for card in data.cards["goal"] if lacks(card.text)]
    vague = {"g1": wishes[0], "g2": wishes[1]}
    counted = [card for card in _cards(data, "metric") if not about("metric", card)]
    outputs = {f"{place}_metric": card for place, card in zip(PLACES, counted, strict=True)}
    crossed = {f"{p}_goal": {"g1": "g2", "g2": "g1"}[mine[f"{p}_goal"]] for p in PLACES}
    busy = next(card for card in _cards(data, "initiative") if not about("initiative", card))
    favourite = {
        **dict.fromkeys(PLACES, mine["i1"]),
        **{f"{place}_goal": "g1" for place in PLACES},
        **{f"{place}_metric": mine["i1_metric"] for place in PLACES},
    }
    answers = {
        "FND-E4.EMPTY": dict(list(mine.items())[:6]),
        "FND-E4.TWICE": mine | {"g2": mine["g1"]} | favourite,
        # Two wishes, the second for the wall only.
        "FND-E4.BARE": mine | slogan | vague | {f"{place}_goal": "g1" for place in PLACES},
        "FND-E4.NODATE": mine | slogan | vague,
        "FND-E4.VISION": mine | slogan | outputs,
        # A list of projects: nobody asked what they are for.
        "FND-E4.ORPHAN": mine | {"i1": busy} | {f"{place}_goal": "" for place in PLACES},
        "FND-E4.OUTPUT": mine | _only(data, mine, "side", "development") | outputs,
        "FND-E4.ELSEWHERE": mine | slogan | crossed,
        "FND-E4.ONESIDE": mine | _only(data, mine, "side", "positioning") | outputs,
        "FND-E4.ALTITUDE": mine | slogan | _only(data, mine, "reach", "tactical") | outputs,
    }
    return {code: {"slots": {k: v for k, v in a.items() if v}} for code, a in answers.items()}


def full_ladders(data: Data) -> Iterator[dict[str, str]]:
    """Every way to choose goals, initiatives and links that earns all points."""
    vision = next(card for card in _cards(data, "vision") if len(about("vision", card)) == 3)
    sound = [card.id for card in data.cards["goal"] if not lacks(card.text)]
    for g1, g2 in combinations(sound, 2):
        moved = {"g1": about("goal", g1), "g2": about("goal", g2)}
        for four in combinations(_cards(data, "initiative"), 4):
            if any(
                len({w for card in four for w in about(of, card)}) < 2 for of in ("side", "reach")
            ):
                continue
            for links in product(
                *([g for g in moved if about("initiative", i) & moved[g]] for i in four)
            ):
                metrics = _metrics(data, [moved[link] for link in links])
                if metrics and set(links) == {"g1", "g2"}:
                    slots = {"vision": vision, "g1": g1, "g2": g2}
                    for place, card, link, metric in zip(PLACES, four, links, metrics, strict=True):
                        slots |= {place: card, f"{place}_goal": link, f"{place}_metric": metric}
                    yield slots


def about(kind: str, card: str) -> set[str]:
    """What the key says of a card."""
    return {word for word, cards in KEY[kind].items() if card in cards.split()}


def _metrics(data: Data, subjects: list[set[str]]) -> list[str]:
    """A metric of its own for each subject, or nothing where they run out."""
    chosen: list[str] = []
    for wanted in subjects:
        free = (
            c for c in _cards(data, "metric") if c not in chosen and about("metric", c) & wanted
        )
        if (metric := next(free, None)) is None:
            return []
        chosen.append(metric)
    return chosen


def _only(data: Data, mine: dict[str, str], group: str, word: str) -> dict[str, str]:
    """Four initiatives of one sort only, linked as well as they can be."""
    goals = {goal: about("goal", mine[goal]) for goal in ("g1", "g2")}
    cards = [card for card in _cards(data, "initiative") if word in about(group, card)]
    slots: dict[str, str] = {}
    for place, card in zip(PLACES, cards, strict=False):
        fitting = [goal for goal in goals if about("initiative", card) & goals[goal]]
        slots |= {place: card, f"{place}_goal": fitting[0] if fitting else "g1"}
    return slots


def _cards(data: Data, kind: str) -> list[str]:
    return [card.id for card in data.cards[kind]]


def _goals(slots: dict[str, str]) -> set[str]:
    return {slots["g1"], slots["g2"]}


def _work(slots: dict[str, str]) -> set[str]:
    return {slots[place] for place in PLACES}
