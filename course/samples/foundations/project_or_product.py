"""FND-E1 as learners answer it: good alternatives, and each misconception by its code."""

from __future__ import annotations

from typing import Any

from pm_exercises.exercises.foundations.project_or_product import Data


def alternatives(data: Data, best: dict[str, Any]) -> list[dict[str, Any]]:
    """At least three other answers a fair reader would accept: one arguable card each."""
    kinds = ("project", "product", "project")
    return [
        {"bins": {**best["bins"], _cards(best, kind)[i]: "shared"}} for i, kind in enumerate(kinds)
    ]


def misconceptions(data: Data, best: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """By feedback code, the whole answer of a learner who thinks that way."""
    return {
        "FND-E1.END": _move(best, project="product"),
        "FND-E1.ONGOING": _move(best, product="project"),
        "FND-E1.SHARED": _move(best, shared="product"),
        "FND-E1.ALLSHARED": _move(best, project="shared", product="shared"),
        "FND-E1.WHY": _move(best, project="product", product="project"),
        "FND-E1.OWNER": _move(best, project="shared"),
        "FND-E1.UNSORTED": {"bins": dict(list(best["bins"].items())[:8])},
    }


def _cards(best: dict[str, Any], kind: str) -> list[str]:
    return [card for card, where in best["bins"].items() if where == kind]


def _move(best: dict[str, Any], **moves: str) -> dict[str, Any]:
    return {"bins": {card: moves.get(where, where) for card, where in best["bins"].items()}}
