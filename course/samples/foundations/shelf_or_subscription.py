"""FND-E7 as learners answer it: good alternatives, and each misconception by its code."""

from __future__ import annotations

from typing import Any

from pm_exercises.exercises.foundations.shelf_or_subscription import (
    USUAL_PRICE,
    USUAL_RHYTHM,
    USUAL_SOURCE,
    Data,
)

Answer = dict[str, Any]


def alternatives(data: Data, best: Answer) -> list[Answer]:
    """Four other answers a fair reader would accept: one arguable offer each."""
    kinds = ("physical", "saas", "physical", "saas")
    return [
        _answer(data, best["bins"] | {_offers(best, kind)[i // 2]: "hybrid"})
        for i, kind in enumerate(kinds)
    ]


def misconceptions(data: Data, best: Answer) -> dict[str, Answer]:
    """By feedback code, the whole answer of a learner who thinks that way."""
    bins = best["bins"]
    few = dict(list(bins.items())[:4])
    all_but_one = dict.fromkeys(bins, "hybrid") | {_offers(best, "saas")[0]: "saas"}
    return {
        "FND-E7.RHYTHM": _answer(data, few),
        "FND-E7.CLOSEUP": _answer(data, few),
        "FND-E7.KIND": _answer(data, few),
        "FND-E7.PATCH": _answer(data, bins, rhythm="week", source="use"),
        "FND-E7.GATE": _answer(data, bins, rhythm="week"),
        "FND-E7.SLOW": _answer(data, bins, rhythm="date"),
        "FND-E7.WAIT": _answer(data, bins, rhythm="run"),
        "FND-E7.SPEED": _answer(data, bins, rhythm="two"),
        "FND-E7.EARN": _answer(data, bins, rhythm="run", price="once"),
        "FND-E7.HEAR": _answer(data, bins, rhythm="week", source="use"),
        "FND-E7.HYBRID": _answer(data, _move(bins, hybrid="physical")),
        "FND-E7.ALLHYBRID": _answer(data, dict.fromkeys(bins, "hybrid")),
        "FND-E7.HALF": _answer(data, all_but_one),
        "FND-E7.SHELF": _answer(data, _move(bins, physical="saas", hybrid="saas")),
        "FND-E7.SERVICE": _answer(data, _move(bins, saas="physical", hybrid="physical")),
    }


def _answer(data: Data, bins: dict[str, str], **same: str) -> Answer:
    """Picks that go with the kinds chosen, unless one of them is the same for every offer."""
    picks = {}
    for card, kind in bins.items():
        dated = card in data.signed and kind != "physical"
        picks[card] = {"rhythm": same.get("rhythm") or ("date" if dated else USUAL_RHYTHM[kind])}
        if card in data.closeup:
            picks[card]["price"] = same.get("price") or USUAL_PRICE[kind]
            picks[card]["source"] = same.get("source") or USUAL_SOURCE[kind]
    return {"bins": bins, "picks": picks}


def _offers(best: Answer, kind: str) -> list[str]:
    return [offer for offer, where in best["bins"].items() if where == kind]


def _move(bins: dict[str, str], **moves: str) -> dict[str, str]:
    return {offer: moves.get(kind, kind) for offer, kind in bins.items()}
