"""Values that cross between processes: each comes out as it went in, and a forgery does not."""

from __future__ import annotations

import datetime as dt
import json
import math
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


def refuse(value: Any) -> Any:
    """Stay behind: here nothing may."""
    raise AssertionError(f"a {type(value).__name__} did not cross")


def crossed(value: Any) -> Any:
    """Return a value as the other side gets it: packed, as text on the wire, unpacked."""
    packer = Packer(refuse)
    text = json.dumps(packer.pack(value))
    return Unpacker(packer.blobs, refuse).unpack(json.loads(text))


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
        return other != other  # noqa: PLR0124
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
    ids=repr,
)
def test_rarer_values_cross(value: Any) -> None:
    """Sets, ranges, slices and very large numbers."""
    found = crossed(value)

    assert (type(found), found) == (type(value), value)


def test_a_default_is_left_behind() -> None:
    """A defaultdict's factory is code, so what crosses is a dict."""
    assert crossed(defaultdict(list, a=[1])) == {"a": [1]}


@pytest.mark.parametrize(
    "dtype", ["?", "i1", "<i8", ">i4", "u2", "f2", "f4", "f8", "c8", "U5", "S3", "M8[D]", "m8[s]"]
)
@pytest.mark.parametrize("shape", [(), (0,), (3,), (2, 3), (0, 4), (2, 1, 3)])
def test_arrays_cross(dtype: str, shape: tuple[int, ...]) -> None:
    """Of every kind of number, text and time, in every shape, with its byte order."""
    array = np.arange(6)[: math.prod(shape)].astype(dtype).reshape(shape)

    found = crossed(array)

    assert found.dtype == array.dtype
    assert found.dtype.str == array.dtype.str
    np.testing.assert_array_equal(found, array)
    assert found.flags.writeable


@pytest.mark.parametrize(
    "items",
    [[1, "a", None], [[1, 2], [3, 4]], [[1], [2, 3]], [np.arange(2), {"a": (1,)}], []],
    ids=repr,
)
def test_arrays_of_objects_cross(items: list[Any]) -> None:
    """Each item as what it is, lists of one length too, which numpy would unfold."""
    array = np.empty(len(items), dtype=object)
    for at, item in enumerate(items):
        array[at] = item

    found = crossed(array.reshape(1, -1))

    assert found.shape == (1, len(items))
    assert [type(item) for item in found[0]] == [type(item) for item in items]
    assert str(found) == str(array.reshape(1, -1))


@pytest.mark.parametrize(
    "value",
    [
        np.float64(1.5), np.float32("nan"), np.int64(-3), np.uint8(255), np.bool_(True),  # noqa: FBT003
        np.str_("é"), np.str_(""), np.bytes_(b"x"), np.complex64(1j),
        np.datetime64("2027-02-01"), np.datetime64("NaT"), np.timedelta64(3, "h"),
    ],
    ids=repr,
)  # fmt: skip
def test_numpys_numbers_cross(value: Any) -> None:
    """They stay numpy's: a check may ask for that."""
    found = crossed(value)

    assert type(found) is type(value)
    assert repr(found) == repr(value)


DAYS = pd.date_range("2027-01-30", periods=3, name="day")
COLUMNS = {
    "int": [1, 2, 3],
    "float": [1.5, None, 2.0],
    "bool": [True, False, True],
    "text": ["a", None, "c"],
    "mixed": [1, "a", None],
    "lists": [[1], [2, 3], []],
    "nullable": pd.array([1, None, 3], dtype="Int64"),
    "nullable-float": pd.array([1.5, None, 3], dtype="Float64"),
    "maybe": pd.array([True, None, False], dtype="boolean"),
    "string": pd.array(["a", None, "c"], dtype="string"),
    "when": DAYS,
    "when-utc": pd.date_range("2027-01-30", periods=3, tz="UTC"),
    "when-there": pd.date_range("2027-03-28", periods=3, tz="Europe/Copenhagen"),
    "missing": pd.to_datetime(["2027-01-30", None, None]),
    "span": pd.to_timedelta([1, 2, None], unit="h"),
    "kind": pd.Categorical(["b", "a", "b"], categories=["b", "c", "a"], ordered=True),
    "group": pd.cut([1, 5, 9], [0, 3, 6, 10]),
    "month": pd.period_range("2027-01", periods=3, freq="M"),
    "range": pd.interval_range(0, 3),
    "date": [dt.date(2027, 1, 1), None, dt.date(2027, 1, 3)],
    "exact": [Decimal("1.1"), Fraction(1, 3), 2**70],
}


@pytest.mark.parametrize("kind", COLUMNS)
def test_columns_cross(kind: str) -> None:
    """Every kind of column that pandas makes, its missing values and its order."""
    series = pd.Series(COLUMNS[kind], name=("a", kind))

    pd.testing.assert_series_equal(crossed(series), series)


def test_tables_cross() -> None:
    """A table of all those columns; empty ones; columns of one name."""
    table = pd.DataFrame({name: pd.Series(column) for name, column in COLUMNS.items()})
    twice = pd.DataFrame([[1, "a"], [2, "b"]], columns=["x", "x"], index=["r", "s"])

    for one in (table, table.iloc[:0], table[[]], twice, pd.DataFrame(), table.set_index("when")):
        pd.testing.assert_frame_equal(crossed(one), one)


@pytest.mark.parametrize(
    "index",
    [
        pd.RangeIndex(2, 20, 3, name="n"),
        pd.Index([3, 1, 2], name="n"),
        pd.Index(["a", "b"]),
        pd.Index([]),
        DAYS,
        pd.date_range("2027-01-30", periods=4, freq="W-MON", tz="UTC"),
        pd.timedelta_range("1h", periods=3, freq="30min"),
        pd.period_range("2027-01", periods=3, freq="Q"),
        pd.interval_range(0, 3, closed="left"),
        pd.CategoricalIndex(["a", "b", "a"], categories=["b", "a"]),
        pd.MultiIndex.from_product([["a", "b"], [1, 2]], names=["x", None]),
        pd.MultiIndex.from_arrays([[], []], names=["x", "y"]),
    ],
    ids=lambda index: type(index).__name__,
)
def test_indices_cross(index: Any) -> None:
    """With their names, and the steps of a calendar: pandas' own comparison looks at those."""
    pd.testing.assert_index_equal(crossed(index), index)
    assert getattr(crossed(index), "freq", None) == getattr(index, "freq", None)


@pytest.mark.parametrize(
    "value",
    [
        pd.Timestamp("2027-01-30 12:00:00.123456789"), pd.Timestamp("2027-01-30", tz="Asia/Tokyo"),
        pd.Timedelta("1 days 00:00:00.000000001"), pd.NaT, pd.NA, pd.Period("2027Q1"),
        pd.Interval(0, 1.5, closed="both"),
    ],
    ids=repr,
)  # fmt: skip
def test_pandas_moments_cross(value: Any) -> None:
    """To the nanosecond, with the place they are told in."""
    found = crossed(value)

    assert type(found) is type(value)
    assert repr(found) == repr(value)


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
    with pytest.raises(NotPlain, match="larger|levels|parts|digits"):
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


FORGED = [
    1.5, "abc", [], [[]], {}, {"a": 1}, ["nothing"], ["str"], ["str", 1], ["float", 1.5],
    ["float", "x"], ["float", "0x1p999999"], ["int", 5], ["int", "z"], ["int", "1" * 5_000],
    ["complex", "1"], ["Decimal", 5], ["Decimal", "x"], ["Decimal", "1" * 5_000],
    ["Fraction", "1e999999999"], ["Fraction", "1", "0"], ["list", 5], ["list", [[]]],
    ["dict", [1]], ["dict", [[["list", []], 1]]], ["dict", [[1, 2, 3]]], ["set", [["list", []]]],
    ["bytes", 0], ["bytes", -1], ["bytes", 7], ["bytes", True], ["wtf", "%"], ["wtf", 5],
    ["range", 1, 2, 0], ["range", ["float", "0x1p0"], 2, 1], ["slice"],
    ["date", "never"], ["date", 5], ["datetime", ""], ["timedelta", "x"],
    ["timedelta", 10**12, 0, 0], ["array", "f8", [1], 0], ["array", "O", [1], 0],
    ["array", "i4,i4", [1], 0], ["array", "S0", [1], 0], ["array", "(9,9)i4", [1], 0],
    ["array", 5, [1], 0], ["array", "f8", [-1], 0], ["array", "f8", "x", 0],
    ["array", "f8", [10**30], 0], ["scalar", "f8", 0], ["scalar", "O", 0],
    ["objects", [2], [1]], ["objects", [1], 5], ["objects", [-1], [1]],
    ["DataFrame", 1, 2, 3], ["DataFrame", ["list", []], ["list", []], []],
    ["DataFrame", ["RangeIndex", 0, 1, 1, None], ["RangeIndex", 0, 10**12, 1, None],
     [["typed", "object", [1]]]],
    ["DataFrame", ["RangeIndex", 0, 10**12, 1, None], ["RangeIndex", 0, 1, 1, None], []],
    ["Series", None, ["RangeIndex", 0, 10**12, 1, None], ["typed", "object", [1]]],
    ["Series", None, ["list", [1]], ["typed", "object", [1]]],
    ["Series", None, ["RangeIndex", 0, 1, 1, None], ["typed", "f8", [["str", "x"]]]],
    ["Series", None, ["RangeIndex", 0, 1, 1, None], ["typed", "nothing", [1]]],
    ["Series", None, ["RangeIndex", 0, 1, 1, None], ["category", 5, 6, True]],
    ["Series", None, ["RangeIndex", 0, 1, 1, None], ["plain", 1]],
    ["RangeIndex", 0, 1], ["MultiIndex", 1, 2], ["Index", None, ["str", "D"], ["plain", 1]],
    ["Timestamp", 5, None, "ns"], ["Timestamp", "x", None, "ns"],
    ["Timestamp", "2027-01-01T00:00:00+00:00", "Nowhere/At-All", "ns"], ["Timedelta", "x", "ns"],
    ["Timedelta", 1, "parsec"], ["Period", "x", "M"], 
    ["Interval", 2, 1, ["str", "left"]], ["_unpack"], ["__class__"], ["blob", 1],
]  # fmt: skip


@pytest.mark.parametrize("data", FORGED, ids=lambda data: json.dumps(data)[:40])
def test_forged_data_is_refused(data: Any) -> None:
    """Whatever does not stand for a value is NotPlain, and nothing else happens."""
    with pytest.raises(NotPlain):
        Unpacker([], refuse).unpack(data)


NAMES = {
    str(data[0]) for data in FORGED if isinstance(data, list) and data and type(data[0]) is str
}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner)
        | st.tuples(st.sampled_from(sorted(NAMES)), inner, inner).map(list)
        | st.tuples(st.sampled_from(sorted(NAMES)), inner).map(list)
        | st.dictionaries(st.text(), inner)
    ),
    max_leaves=12,
)


@given(JSON, st.lists(st.binary(max_size=40), max_size=3))
def test_any_json_is_a_value_or_refused(data: Any, blobs: list[bytes]) -> None:
    """There is no third way."""
    try:
        Unpacker(blobs, lambda _: None).unpack(data)
    except NotPlain as refused:
        assert str(refused)


def test_forged_depth_is_refused() -> None:
    """Deeper than any value that a packer makes."""
    data: Any = 1
    for _ in range(MOST_DEPTH + 10):
        data = ["list", [data]]

    with pytest.raises(NotPlain):
        Unpacker([], refuse).unpack(data)
