"""What an answer looks like when it is typed: its keys, and what may stand under each of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

MOST_OPTIONS = 3  # in a list of choices that is shown whole; of a longer one, two are
MOST_NAMED = 3  # keys shown side by side, where each has a shape of its own
MORE = "…"


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of some choices, by its id."""

    options: tuple[str, ...]
    what: str = "choice"  # stands in for the ids where they differ from learner to learner


@dataclass(frozen=True, slots=True)
class Number:
    """A number; any sound one serves as the example."""

    example: float = 1


@dataclass(frozen=True, slots=True)
class Words:
    """The learner's own text."""


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of what is alike."""

    one: OneOf


@dataclass(frozen=True, slots=True)
class Each:
    """A dictionary with a key for each card, row or cell."""

    what: str  # stands in for the keys where they differ from learner to learner
    fields: Mapping[str, Shape]


Fields = Mapping[str, "Shape"] | Each
Shape = OneOf | Number | Words | ListOf | Fields


def example(shape: Shape) -> Any:
    """Return something of a shape: the first choice everywhere."""
    match shape:
        case OneOf(options):
            return options[0]
        case Number(number):
            return number
        case Words():
            return "words"
        case ListOf(one):
            return [example(one)]
        case Each(_, fields):
            return {key: example(inner) for key, inner in fields.items()}
    return {key: example(inner) for key, inner in shape.items()}


def spelled(shapes: Sequence[Shape]) -> str:
    """Write the form of an answer, given the same answer's shape for one learner or several.

    Where they differ, because each has cards of their own, a word stands for the id: "<card>".
    """
    return " or ".join(dict.fromkeys(_spelled(alike) for alike in _by_kind(shapes)))


def _by_kind(shapes: Sequence[Shape]) -> list[list[Any]]:
    kinds: dict[type, list[Any]] = {}
    for shape in shapes:
        kind = dict if isinstance(shape, Mapping) else type(shape)
        kinds.setdefault(kind, []).append(shape)
    return list(kinds.values())


def _spelled(shapes: list[Any]) -> str:
    """Write shapes of one kind."""
    first = shapes[0]
    match first:
        case OneOf():
            return _choices([shape.options for shape in shapes], first.what)
        case Number():
            return "number"
        case Words():
            return '"your words"'
        case ListOf():
            return f"[{spelled([shape.one for shape in shapes])}, {MORE}]"
        case Each():
            return _each([shape.fields for shape in shapes], first.what)
    pairs = [f'"{key}": {spelled([shape[key] for shape in shapes])}' for key in first]
    return f"{{{', '.join(pairs)}}}"


def _choices(lists: list[tuple[str, ...]], what: str) -> str:
    if any(set(options) != set(lists[0]) for options in lists):
        return f'"<{what}>"'
    words = [f'"{option}"' for option in lists[0]]
    return " | ".join(words if len(words) <= MOST_OPTIONS else [*words[:2], MORE])


def _each(several: list[Mapping[str, Shape]], what: str) -> str:
    """Write one key for all that are alike; keys of a few different ones stand side by side."""
    first = several[0]
    everything = [shape for fields in several for shape in fields.values()]
    if any(fields.keys() != first.keys() for fields in several):
        return f'{{"<{what}>": {spelled(everything)}, {MORE}}}'
    texts = {key: spelled([fields[key] for fields in several]) for key in first}
    if len(set(texts.values())) == 1:
        shown = list(first)[:1]
    elif any(isinstance(shape, Mapping | Each) for shape in everything):
        shown = [max(first, key=lambda key: len(texts[key]))]  # the fullest line stands for all
    else:
        shown = list(first)[:MOST_NAMED]
    pairs = [f'"{key}": {texts[key]}' for key in shown]
    return f"{{{', '.join([*pairs, *([MORE] if len(shown) < len(first) else [])])}}}"
