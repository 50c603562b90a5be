"""Arrays and tables that cross between processes: each comes out as it went in."""

from __future__ import annotations

import datetime as dt
import math
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import pytest

from tests.sandbox.crossing import crossed


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
        np.float64(1.5), np.float32("nan"), np.int64(-3), np.uint8(255), np.bool_(True),
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
    "missing": pd.Series(["2027-01-30", None, None], dtype="datetime64[s]"),
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
