"""SW-WARM as learners answer it: good alternatives, and each misconception by its code."""

from __future__ import annotations

from typing import Any

from pm_exercises.exercises.foundations.bank import BANK
from pm_exercises.quiz import Drawn, NumberItem, Quiz

Answer = dict[str, Any]
ITEMS = {item.id: item for item in BANK}


def alternatives(data: Quiz, best: Answer) -> list[Answer]:
    """Three other answers inside the tolerances, as rounding makes them."""
    return [
        best | {drawn.question.id: best[drawn.question.id] + part * _number(drawn).tolerance}
        for drawn, part in zip(_asked(data, number=True), (0.8, -0.8, 0.5), strict=True)
    ]


def misconceptions(data: Quiz, best: Answer) -> dict[str, Answer]:
    """By feedback code, the whole answer of a learner who thinks that way.

    Only the questions this learner was asked can go astray; one slip never comes alone.
    """
    numbers, choices = _asked(data, number=True), _asked(data, number=False)
    astray = _other_letter(choices[0], best) | {
        drawn.question.id: _added_up(drawn) for drawn in numbers[:1]
    }
    found = {
        "SW-WARM.OPEN": {"q1": best["q1"], "q2": best["q2"]},
        "SW-WARM.WHY": best | astray,
    }
    for drawn in numbers:
        item, question = _number(drawn), drawn.question.id
        found[f"SW-WARM.{item.id}"] = best | astray | {question: _added_up(drawn)}
        for slip in item.slips:
            found[f"SW-WARM.{slip.code}"] = best | astray | {question: slip.solve(drawn.values)}
    for drawn in choices:
        found[f"SW-WARM.{drawn.item}"] = best | astray | _other_letter(drawn, best)
    return found


def _asked(data: Quiz, *, number: bool) -> list[Drawn]:
    return [drawn for drawn in data.drawn if drawn.question.asks_number is number]


def _number(drawn: Drawn) -> NumberItem:
    item = ITEMS[drawn.item]
    assert isinstance(item, NumberItem)
    return item


def _added_up(drawn: Drawn) -> float:
    """Every number in the question, added up: the answer of somebody in a hurry."""
    return float(sum(n for n in drawn.values.values() if isinstance(n, int | float)))


def _other_letter(drawn: Drawn, best: Answer) -> Answer:
    question = drawn.question
    return {question.id: next(key for key in question.options if key != best[question.id])}
