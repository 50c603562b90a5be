"""Dictionaries and lists that cannot be changed, so that no change is made to a copy and lost.

They are dictionaries and lists for everything that reads: `==`, `json.dumps`, `isinstance`, pandas,
`{**answer}`. A copy of one (`dict(…)`, `.copy()`, `copy.deepcopy(…)`) is a plain one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import Any, NoReturn, TypeVar

WAY_OUT = (
    "An answer is not changed in place: nothing would save it. Assign a whole dictionary: "
    "board.answer = {**board.answer, …}. copy.deepcopy(board.answer) gives one to change."
)

T = TypeVar("T", bound=type)


def _refuse(*_: object, **__: object) -> NoReturn:
    raise TypeError(WAY_OUT)


def _refusing(*names: str) -> Any:
    """Have a class refuse the methods that would change it."""

    def made(cls: T) -> T:
        for name in names:
            setattr(cls, name, _refuse)
        return cls

    return made


@_refusing(
    *("__setitem__", "__delitem__", "__ior__", "clear", "pop", "popitem", "setdefault", "update"),
)
class ReadOnlyDict(dict[str, Any]):
    """A dictionary that refuses every change, and says how an answer is changed."""

    __slots__ = ()

    def __copy__(self) -> dict[str, Any]:
        return dict(self)

    def __deepcopy__(self, memo: dict[int, Any]) -> dict[str, Any]:
        return {key: deepcopy(value, memo) for key, value in self.items()}

    def __reduce__(self) -> tuple[Any, ...]:
        return dict, (dict(self),)


@_refusing(
    *("__setitem__", "__delitem__", "__iadd__", "__imul__", "append", "clear", "extend", "insert"),
    *("pop", "remove", "reverse", "sort"),
)
class ReadOnlyList(list[Any]):
    """A list that refuses every change, and says how an answer is changed."""

    __slots__ = ()

    def __copy__(self) -> list[Any]:
        return list(self)

    def __deepcopy__(self, memo: dict[int, Any]) -> list[Any]:
        return [deepcopy(value, memo) for value in self]

    def __reduce__(self) -> tuple[Any, ...]:
        return list, (list(self),)


def read_only(value: Any) -> Any:
    """Return plain JSON data with every dictionary and list in it read-only."""
    if isinstance(value, Mapping):
        return ReadOnlyDict({key: read_only(inner) for key, inner in value.items()})
    if isinstance(value, list | tuple):
        return ReadOnlyList(_each(value))
    return value


def _each(values: Iterable[Any]) -> list[Any]:
    return [read_only(value) for value in values]
