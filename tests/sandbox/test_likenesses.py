"""What is used as plain data crosses so: named tuples, views, classes with nothing more."""

from __future__ import annotations

import enum
from collections import defaultdict, namedtuple
from typing import Any, NamedTuple

import pandas as pd
import pytest

from autograder.sandbox.plain import NotPlain
from autograder.sandbox.unpacking import Unpacker
from tests.sandbox.crossing import crossed, refuse


class Pair(NamedTuple):
    """A pair with names."""

    low: int
    high: int


class Loud(str):
    """Text that says of itself whatever it likes."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        raise AssertionError("nobody asks it")

    def __str__(self) -> str:
        raise AssertionError("nobody asks it")

    __hash__ = str.__hash__


class Rows(list[int]):
    """A list that goes through itself in its own way."""

    def __iter__(self) -> Any:
        raise AssertionError("nobody asks it")


class Level(enum.IntEnum):
    """A number with a name."""

    HIGH = 3


class Mine(pd.DataFrame):
    """A table by another name."""


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (Loud("text"), "text"),
        (Rows([1, 2]), [1, 2]),
        (Level.HIGH, 3),
        (type("Own", (dict,), {})(a=1), {"a": 1}),
        (type("Own", (float,), {})(-0.0), -0.0),
    ],
)
def test_a_class_with_nothing_more_is_the_plain_type(value: Any, plain: Any) -> None:
    """What is inside crosses; none of its methods is called, on either side."""
    found = crossed(value)

    assert type(found) is type(plain)
    assert repr(found) == repr(plain)


def test_a_named_tuple_keeps_its_names() -> None:
    """A tuple that also answers to its fields."""
    made: Any = namedtuple("made", "low high")  # noqa: PYI024  # there are two ways to make one
    for value in (Pair(1, 2), made(1, 2)):
        found = crossed(value)

        assert found == (1, 2)
        assert (found.low, found.high) == (1, 2)


def test_a_table_by_another_name_is_a_table() -> None:
    """A subclass of a DataFrame has the same methods."""
    found = crossed(Mine({"a": [1, 2]}))

    assert type(found) is pd.DataFrame
    assert found["a"].tolist() == [1, 2]


def test_views_of_a_dict() -> None:
    """They come as views, in their order."""
    data = {"b": 2, "a": [1]}

    assert crossed(data.keys()) == {"a", "b"}
    assert list(crossed(data.keys())) == ["b", "a"]
    assert list(crossed(data.values())) == [2, [1]]
    assert list(crossed(data.items())) == [("b", 2), ("a", [1])]


def test_a_dict_with_a_default_keeps_it() -> None:
    """A built-in one; a learner's own function stays behind."""
    assert crossed(defaultdict(list, a=1))["z"] == []
    assert crossed(defaultdict(int))["z"] == 0
    with pytest.raises(KeyError):
        crossed(defaultdict(lambda: 1))["z"]


@pytest.mark.parametrize(
    "forged",
    [
        ["named", ["str", "x"], ["a"], [1]],
        ["named", "x", ["a b"], [1]],
        ["named", "x", ["__class__"], [1]],
        ["named", "x", ["a"], [1, 2]],
        ["defaultdict", "eval", []],
        ["keys", [["list", []]]],
        ["items", [1]],
    ],
)
def test_a_forged_one_is_no_value(forged: Any) -> None:
    """Names that are none, and defaults that nobody offered."""
    with pytest.raises(NotPlain):
        Unpacker([], refuse).unpack(forged)
