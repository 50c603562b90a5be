"""QUA-E6 as learners answer it: good alternatives, and each misconception by its code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pm_exercises.exercises.qualifications.homes_rules import BRAND, DECISION, Data

OTHER_HOME = {"i14": "roadmap", "i11": "wiki", "i13": "design", "i06": "roadmap"}


def alternatives(data: Data, best: dict[str, Any]) -> list[dict[str, Any]]:
    """Another home that suits, with the quiz following; or one keeper further away."""
    drawn = [kind.id for kind in data.kinds]
    movable = [kind for kind in OTHER_HOME if kind in drawn]
    return [
        *(_moved(data, best, {kind: OTHER_HOME[kind]}) for kind in movable[:2]),
        _kept(best, {drawn[0]: "engineering", drawn[1]: "engineering"}),
        _moved(data, best, {kind: OTHER_HOME[kind] for kind in movable}),
    ]


def misconceptions(data: Data, best: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """By feedback code, the whole answer of a learner who thinks that way."""
    every = [kind.id for kind in data.kinds]
    decisions = [kind.id for kind in data.kinds if kind.note in DECISION]
    brand = [kind.id for kind in data.kinds if kind.note in BRAND]
    anyone = dict.fromkeys(every, "all")
    in_chat = _moved(data, best, dict.fromkeys(every, "chat"))
    in_wiki = _moved(data, best, dict.fromkeys(every, "wiki"))
    asks_around = dict.fromkeys(best["extra"], "chat")
    half = {"grid": dict(list(best["grid"].items())[:5]), "extra": {}}
    return {
        "QUA-E6.CHAT": in_chat,
        "QUA-E6.PII": in_wiki,
        "QUA-E6.TWIN": _moved(data, best, dict.fromkeys(every[:9], "wiki+chat")),
        "QUA-E6.BRAND": _kept(_moved(data, best, dict.fromkeys(brand, "backlog")), anyone),
        "QUA-E6.NOBODY": _kept(in_wiki, anyone),
        "QUA-E6.KEEPER": _kept(in_wiki, dict.fromkeys(every, "engineering")),
        "QUA-E6.FIND": {
            **_kept(_moved(data, best, dict.fromkeys(decisions, "chat")), anyone),
            "extra": asks_around,
        },
        "QUA-E6.LOST": _moved(data, best, dict.fromkeys(every[:10], "chat")),
        "QUA-E6.HOME": _moved(data, best, dict.fromkeys(every[3:], "analytics")),
        "QUA-E6.UNASKED": half,
        "QUA-E6.OPEN": half,
    }


def _moved(data: Data, best: dict[str, Any], homes: Mapping[str, str]) -> dict[str, Any]:
    """Some kinds in other homes, and the quiz answered by this map."""
    grid = {
        kind: {**row, "home": homes.get(kind, row["home"])} for kind, row in best["grid"].items()
    }
    extra = {f"ask-{kind.id}": grid[kind.id]["home"].split("+")[0] for kind in data.quiz}
    return {"grid": grid, "extra": extra}


def _kept(best: dict[str, Any], keepers: Mapping[str, str]) -> dict[str, Any]:
    grid = {
        kind: {**row, "keeper": keepers.get(kind, row["keeper"])}
        for kind, row in best["grid"].items()
    }
    return {**best, "grid": grid}
