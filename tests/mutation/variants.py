"""Small slips, made systematically: wrong variants of a good answer, whatever the board.

Nothing here knows an exercise. What may stand in a place is asked of the interaction itself: it
reads what a learner could give, and refuses the rest.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from itertools import combinations
from random import Random
from typing import Any

from pm_exercises.errors import AnswerError
from pm_exercises.interactions import Interaction
from pm_exercises.item import Answer, ReadOnlyAnswer

Path = tuple[str | int, ...]
OTHERS = 2  # other choices tried in each place
SWAPS = 30  # exchanges of two places tried in each answer


@dataclass(frozen=True, slots=True)
class Mutant:
    """A good answer with one thing wrong: what was done, where, and what came of it."""

    slip: str  # "changed", "swapped", "sign", "unit", "off by one", "omitted", "copied"
    where: tuple[Path, ...]
    answer: Answer

    def __str__(self) -> str:
        places = " and ".join(".".join(map(str, path)) for path in self.where)
        return f"{self.slip} {places}: {[_at(self.answer, path) for path in self.where]}"


def mutants(board: Interaction, best: ReadOnlyAnswer, foreign: ReadOnlyAnswer) -> list[Mutant]:
    """Every variant that the board can hold and that differs from the good answer, each once.

    `foreign` is the good answer on another data set: somebody may copy a number from there.
    """
    seen = {_key(board.read(best))}
    found = []
    for slip, where, answer in _made(board, best, foreign):
        try:
            plain = board.read(answer)
        except AnswerError:  # the board itself says no: such a slip cannot be handed in
            continue
        if _key(plain) not in seen:
            seen.add(_key(plain))
            found.append(Mutant(slip, where, plain))
    return found


def _made(
    board: Interaction, best: ReadOnlyAnswer, foreign: ReadOnlyAnswer
) -> Iterator[tuple[str, tuple[Path, ...], Any]]:
    words = sorted(set(_ids(board.spec())))
    random = Random(_key(best))  # noqa: S311  # no secret: the same slips at every run
    leaves = list(_leaves(best))
    for path, value in leaves:
        yield "omitted", (path,), _without(best, path)
        if isinstance(value, str):
            for word in _readable(board, best, path, words, random):
                yield "changed", (path,), _with(best, path, word)
        elif isinstance(value, int | float) and not isinstance(value, bool):
            for slip, number in _numbers(value):
                yield slip, (path,), _with(best, path, number)
            other = _at(foreign, path)
            if isinstance(other, int | float):
                yield "copied", (path,), _with(best, path, other)
    yield from _swapped(best, leaves, random)


def _numbers(value: float) -> Iterator[tuple[str, float]]:
    yield "sign", -value
    yield "unit", value * 100
    yield "unit", value / 100
    if isinstance(value, int):
        yield "off by one", value + 1
        yield "off by one", value - 1
    yield "changed", value * 1.25
    yield "changed", value * 0.75


def _readable(
    board: Interaction, best: ReadOnlyAnswer, path: Path, words: list[str], random: Random
) -> list[str]:
    """A few of the other words that the board takes in this place."""
    tried = words[:]
    random.shuffle(tried)
    found: list[str] = []
    here = _key(board.read(best))
    for word in tried:
        try:
            plain = board.read(_with(best, path, word))
        except AnswerError:
            continue
        if _key(plain) != here:
            found.append(word)
        if len(found) == OTHERS:
            break
    return found


def _swapped(
    best: ReadOnlyAnswer, leaves: list[tuple[Path, Any]], random: Random
) -> Iterator[tuple[str, tuple[Path, ...], Any]]:
    """Exchange two places that ask for the same kind of thing: they end alike, or lie in a list."""
    pairs = [
        (one, two)
        for (one, a), (two, b) in combinations(leaves, 2)
        if a != b and type(a) is type(b) and _alike(one, two)
    ]
    random.shuffle(pairs)
    for one, two in pairs[:SWAPS]:
        answer = _with(best, one, _at(best, two))
        yield "swapped", (one, two), _with(answer, two, _at(best, one))


def _alike(one: Path, two: Path) -> bool:
    if len(one) != len(two):
        return False
    if isinstance(one[-1], int) or len(one) == 2:
        return one[:-1] == two[:-1]
    return one[-1] == two[-1] and one[:-2] == two[:-2]


def _ids(spec: Any) -> Iterator[str]:
    """Every id that a board's description names: they are what choices are made of."""
    if isinstance(spec, dict):
        if isinstance(spec.get("id"), str):
            yield spec["id"]
        for value in spec.values():
            yield from _ids(value)
    elif isinstance(spec, list):
        for value in spec:
            yield from _ids(value)


def _leaves(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    items: Iterable[tuple[str | int, Any]]
    if isinstance(value, dict):
        items = value.items()
    elif isinstance(value, list):
        items = enumerate(value)
    else:
        yield path, value
        return
    for key, inner in items:
        yield from _leaves(inner, (*path, key))


def _at(answer: Any, path: Path) -> Any:
    for key in path:
        try:
            answer = answer[key]
        except (KeyError, IndexError, TypeError):
            return None
    return answer


def _with(answer: Any, path: Path, value: Any) -> Any:
    changed = deepcopy(answer)
    place = _at(changed, path[:-1])
    place[path[-1]] = value
    return changed


def _without(answer: Any, path: Path) -> Any:
    changed = deepcopy(answer)
    del _at(changed, path[:-1])[path[-1]]
    return changed


def _key(answer: ReadOnlyAnswer) -> str:
    return json.dumps(answer, sort_keys=True)
