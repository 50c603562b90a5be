"""QUA-E4 as learners answer it: good alternatives, and each misconception by its code."""

from __future__ import annotations

from typing import Any

from pm_exercises.exercises.qualifications.perceptions import Phrase
from pm_exercises.exercises.qualifications.said import Data, Statement


def alternatives(data: Data, best: dict[str, Any]) -> list[dict[str, Any]]:
    """One sentence with another fitting phrase: as tight, or a little wider."""
    found = [
        {"slots": {**best["slots"], one.id: phrase.id}}
        for one in data.statements
        for phrase in sorted(data.fitting(one), key=lambda phrase: phrase.spread)
        if phrase.id not in best["slots"].values()
    ]
    return found[:4]


def misconceptions(data: Data, best: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """By feedback code, the whole answer of a learner who thinks that way."""
    opposite = {one.id: _nearest(data, 100 - one.percent) for one in data.statements}
    beside = min(data.phrases, key=lambda phrase: abs(phrase.median - 50))
    widest = {one.id: _widest(data, one) for one in data.statements}
    near = {one.id: _off(data, one) for one in data.statements}
    first = data.statements[0].id
    slots = best["slots"]
    return {
        "QUA-E4.WEASEL": {"slots": {**slots, **opposite}},
        "QUA-E4.FITFIRST": {"slots": {**slots, **dict.fromkeys(opposite, beside.id)}},
        "QUA-E4.SPREAD": {"slots": {**slots, **widest}},
        "QUA-E4.NEAR": {"slots": {**slots, **near}},
        "QUA-E4.OPEN": {"slots": {first: slots[first], "beside": slots["beside"]}},
        "QUA-E4.WORDSONLY": {"slots": {**slots, **widest, "beside": "b1"}},
    }


def _nearest(data: Data, percent: float) -> str:
    return min(data.phrases, key=lambda phrase: abs(phrase.median - percent)).id


def _widest(data: Data, statement: Statement) -> str:
    return max(data.fitting(statement), key=lambda phrase: phrase.spread).id


def _off(data: Data, statement: Statement) -> str:
    def distance(phrase: Phrase) -> float:
        return abs(abs(phrase.median - statement.percent) - 10)

    return min(data.phrases, key=distance).id
