"""Values that cross between processes: each comes out as it went in, and a forgery does not."""

from __future__ import annotations

import datetime as dt
from collections import Counter, OrderedDict, defaultdict, deque
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from autograder.sandbox.packing import Packer
from autograder.sandbox.plain import MOST_BYTES, MOST_DEPTH, MOST_DIGITS, MOST_PARTS, NotPlain
from autograder.sandbox.unpacking import Unpacker
from tests.sandbox.crossing import crossed


def same(one: Any, other: Any) -> bool:
    """Whether two values are of one type and equal, in every part; NaN is NaN."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return same(list(one.items()), list(other.items()))
    if isinstance(one, list | tuple | deque):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, Decimal):  # a signalling NaN cannot even be compared
        return str(one) == str(other)
    if isinstance(one, float | complex) and one != one:  # noqa: PLR0124  # NaN
        return bool(other != other)  # noqa: PLR0124
    return bool(one == other) and str(one) == str(other)


NUMBERS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(-(10**600), 10**600)
    | st.floats()
    | st.complex_numbers()
    | st.decimals()
    | st.fractions()
)
TIMES = (
    st.dates()
    | st.datetimes()
    | st.datetimes(timezones=st.just(dt.UTC))
    | st.datetimes(timezones=st.just(dt.timezone(dt.timedelta(hours=-3, minutes=-30))))
    | st.times()
    | st.timedeltas()
)
TEXTS = st.text(st.characters(exclude_categories=[])) | st.binary()
KEYS = st.integers() | st.text() | st.tuples(st.integers(), st.text()) | st.dates()
VALUES = st.recursive(
    NUMBERS | TIMES | TEXTS | st.just(...),
    lambda inner: (
        st.lists(inner)
        | st.tuples(inner, inner)
        | st.dictionaries(KEYS, inner)
        | st.dictionaries(KEYS, inner).map(OrderedDict)
        | st.lists(inner).map(deque)
    ),
    max_leaves=20,
)


@given(VALUES)
@example(float("-0.0"))
@example("half a character: \ud83d")
@example([[[]], (), {}, {"": [()]}])
@example(-(2**53))
@example(Decimal("sNaN"))
def test_every_plain_value_crosses(value: Any) -> None:
    """Numbers, text, times and what holds them: of the same type, equal in every part."""
    assert same(crossed(value), value)


@pytest.mark.parametrize(
    "value",
    [
        {1, "a", (2, 3)},
        frozenset({1, frozenset({2})}),
        Counter("abracadabra"),
        range(3, 100, 7),
        slice(1, None, -1),
        bytearray(b"\x00\xff"),
        2**4_000,
        -(10**4_000),
    ],
    # A set says its members in another order in every process; a test needs the same name in all.
    ids=lambda value: type(value).__name__,
)
def test_rarer_values_cross(value: Any) -> None:
    """Sets, ranges, slices and very large numbers."""
    found = crossed(value)

    assert (type(found), found) == (type(value), value)


def test_a_default_is_left_behind() -> None:
    """A defaultdict's factory is code, so what crosses is a dict."""
    assert crossed(defaultdict(list, a=[1])) == {"a": [1]}


class Mine(list[int]):
    """A list that can do more than others."""

    def push(self, number: int) -> None:
        """Put a number at its end."""
        self.append(number)


@pytest.mark.parametrize(
    "value",
    [Mine([1]), len, object(), type("X", (dict,), {"own": 1})(), lambda: 1, iter([]), NotPlain],
)
def test_anything_else_stays_behind(value: Any) -> None:
    """A plain type's subclass with more to use is not plain: that is somebody's code."""
    packer = Packer(lambda other: ["ref", id(other)])

    packed = packer.pack([value])

    assert packed == ["list", [["ref", id(value)]]]
    assert Unpacker([], lambda data: data[1]).unpack(packed) == [id(value)]


def nested(levels: int) -> list[Any]:
    """Return a list in a list in a list."""
    value: list[Any] = []
    for _ in range(levels):
        value = [value]
    return value


def test_limits() -> None:
    """Depth, parts, bytes and digits: up to them a value crosses."""
    assert crossed(nested(MOST_DEPTH)) == nested(MOST_DEPTH)
    assert len(crossed(list(range(MOST_PARTS - 1)))) == MOST_PARTS - 1
    assert len(crossed(bytes(MOST_BYTES))) == MOST_BYTES


@pytest.mark.parametrize(
    "value",
    [
        nested(MOST_DEPTH + 1),
        list(range(MOST_PARTS)),
        bytes(MOST_BYTES + 1),
        "x" * (MOST_BYTES + 1),
        np.zeros(MOST_BYTES, dtype="i2"),
        pd.DataFrame({"x": np.zeros(MOST_BYTES // 4)}),
        16**MOST_DIGITS,
        Fraction(1, 16**MOST_DIGITS),
        Decimal("1" * (MOST_DIGITS + 1)),
    ],
    ids=["deep", "parts", "bytes", "text", "array", "table", "int", "fraction", "decimal"],
)
def test_beyond_the_limits(value: Any) -> None:
    """It does not cross, and says why."""
    with pytest.raises(NotPlain, match=r"larger|levels|parts|digits"):
        crossed(value)


def test_a_value_that_holds_itself() -> None:
    """It has no end, in a list, a dict or an array."""
    endless: list[Any] = []
    endless.append({"me": endless})
    array = np.empty(1, dtype=object)
    array[0] = array

    for value in (endless, array):
        with pytest.raises(NotPlain):
            crossed(value)


def test_a_few_lists_that_stand_for_billions() -> None:
    """Each of ten lists holds the one before ten times."""
    value: Any = 1
    for _ in range(10):
        value = [value] * 10

    with pytest.raises(NotPlain, match="parts"):
        crossed(value)
