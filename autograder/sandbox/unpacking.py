"""Turn plain data back into values, and believe nothing about it."""

from __future__ import annotations

import base64
import datetime as dt
from collections import defaultdict, namedtuple
from fractions import Fraction
from typing import Any

from autograder.sandbox.own import BUILTINS
from autograder.sandbox.plain import (
    ARRAY_KINDS,
    CONTAINERS,
    DATES,
    FACTORIES,
    MAPPINGS,
    MOST_DEPTH,
    MOST_DIGITS,
    MOST_PARTS,
    NUMBERS,
    NotPlain,
    Reference,
)

__builtins__ = BUILTINS  # type: ignore[assignment]  # for mypy it is a module


class Unpacker:
    """Turns plain data back into values. `resolve` finds what a reference stands for."""

    def __init__(self, blobs: list[bytes], resolve: Reference) -> None:
        self._blobs = blobs
        self._resolve = resolve
        self._parts = 0

    def unpack(self, data: Any) -> Any:
        """Return the value that plain data stands for.

        Raises:
            NotPlain: it stands for none.
        """
        try:
            return self._unpack(data, 0)
        except NotPlain:
            raise
        except Exception as error:  # noqa: BLE001  # whatever a forger sends, it is one thing: no value
            raise NotPlain(f"it is not what it says it is ({type(error).__name__})") from None

    def _unpack(self, data: Any, depth: int) -> Any:
        self._parts += 1
        if depth > MOST_DEPTH + 5 or self._parts > 2 * MOST_PARTS:
            raise NotPlain("it is too large")
        if data is None or type(data) in (bool, int):
            return data
        kind, *parts = data
        if kind == "str":
            return _text(parts[0])
        if kind == "float":
            return float.fromhex(parts[0])
        if kind in CONTAINERS:
            return CONTAINERS[kind](self._several(parts[0], depth))
        if kind in MAPPINGS:
            return MAPPINGS[kind](dict(self._several(pair, depth) for pair in parts[0]))
        if kind == "ref":
            return self._resolve(data)
        return getattr(self, f"_{_RARE[kind]}")(kind, parts, depth)

    def _several(self, parts: list[Any], depth: int) -> list[Any]:
        return [self._unpack(part, depth + 1) for part in parts]

    def _number(self, kind: str, parts: list[Any], _: int) -> Any:
        if any(len(part) > MOST_DIGITS for part in parts):
            raise NotPlain("it is a number of too many digits")
        if kind == "complex":
            return complex(float.fromhex(parts[0]), float.fromhex(parts[1]))
        if kind == "int":
            return int(parts[0], 16)
        if kind == "Fraction":
            return Fraction(int(parts[0], 16), int(parts[1], 16))
        return NUMBERS[kind](_text(parts[0]))

    def _binary(self, kind: str, parts: list[Any], _: int) -> Any:
        if kind == "wtf":
            return base64.b64decode(_text(parts[0]), validate=True).decode("utf-8", "surrogatepass")
        data = self._blob(parts[0])
        return data if kind == "bytes" else bytearray(data)

    def _span(self, kind: str, parts: list[Any], depth: int) -> Any:
        if kind == "ellipsis":
            return Ellipsis
        made = range if kind == "range" else slice
        return made(*self._several(parts, depth))

    def _date(self, kind: str, parts: list[Any], _: int) -> Any:
        if kind == "timedelta":
            return dt.timedelta(*parts)
        return DATES[kind].fromisoformat(parts[0])

    def _like(self, kind: str, parts: list[Any], depth: int) -> Any:
        if kind == "defaultdict":
            pairs = dict(self._several(pair, depth) for pair in parts[1])
            return defaultdict(FACTORIES[_text(parts[0])], pairs)
        values = self._several(parts[-1], depth)
        if kind == "named":
            fields = [_text(name) for name in parts[1]]
            return namedtuple(_text(parts[0]), fields)(*values)  # noqa: PYI024  # fields of any kind
        if kind == "keys":
            return dict.fromkeys(values).keys()
        return dict(values).items() if kind == "items" else dict(enumerate(values)).values()

    def _array(self, kind: str, parts: list[Any], depth: int) -> Any:
        import numpy as np

        if kind == "objects":
            shape, items = parts
            flat = np.empty(len(items), dtype=object)
            for at, item in enumerate(items):
                flat[at] = self._unpack(item, depth + 1)
            return flat.reshape(_shape(shape))
        dtype = np.dtype(_text(parts[0]))
        if dtype.kind not in ARRAY_KINDS or dtype.names is not None:
            raise NotPlain("it is an array of no known kind")
        data = self._blob(parts[-1])
        if kind == "scalar":
            return np.frombuffer(data, dtype=dtype, count=1)[0] if dtype.itemsize else dtype.type()
        return np.frombuffer(data, dtype=dtype).reshape(_shape(parts[1])).copy()

    def _table(self, kind: str, parts: list[Any], depth: int) -> Any:
        import pandas as pd

        if kind == "DataFrame":
            header, index = self._several(parts[:2], depth)
            columns = [self._column(column, depth) for column in parts[2]]
            _check_axes(pd.Index, (header, index), len(columns), {len(one) for one in columns})
            table = pd.DataFrame(dict(enumerate(columns)), index=range(len(index)))
            table.index, table.columns = index, header
            return table
        if kind == "Series":
            name, index = self._several(parts[:2], depth)
            series = self._column(parts[2], depth)
            _check_axes(pd.Index, (index,), len(series), set())
            series.index, series.name = index, name
            return series
        return self._index(kind, parts, depth)

    def _index(self, kind: str, parts: list[Any], depth: int) -> Any:
        import pandas as pd

        if kind == "RangeIndex":
            start, stop, step, name = self._several(parts, depth)
            return pd.RangeIndex(start, stop, step, name=name)
        if kind == "MultiIndex":
            names, levels = self._several(parts, depth)
            return pd.MultiIndex.from_arrays(levels, names=names)
        name, steps = self._several(parts[:2], depth)
        index: Any = pd.Index(self._column(parts[2], depth), name=name)
        if steps is not None and isinstance(index, pd.DatetimeIndex | pd.TimedeltaIndex):
            index.freq = steps  # type: ignore[misc]  # pandas' own stubs say it cannot be set
        return index

    def _moment(self, kind: str, parts: list[Any], depth: int) -> Any:
        import pandas as pd

        if kind == "Timestamp":
            stamp: Any = pd.Timestamp(_text(parts[0])).as_unit(parts[2])
            return stamp.tz_convert(_text(parts[1])) if parts[1] else stamp
        if kind == "Timedelta":
            return pd.Timedelta(parts[0], unit=parts[1]).as_unit(parts[1])
        if kind == "Period":
            return pd.Period(ordinal=parts[0], freq=_text(parts[1]))
        if kind == "Interval":
            return pd.Interval(*self._several(parts, depth))
        return pd.NaT if kind == "NaT" else pd.NA

    def _column(self, data: Any, depth: int) -> Any:
        import pandas as pd

        if data[0] == "plain":
            return pd.Series(self._array(data[1][0], data[1][1:], depth))
        if data[0] == "category":
            kinds, codes = self._several(data[1:3], depth)
            made = pd.Categorical.from_codes(codes, categories=kinds, ordered=data[3] is True)
            return pd.Series(made)
        return pd.Series(self._several(data[2], depth), dtype=_text(data[1]))

    def _blob(self, at: int) -> bytes:
        if type(at) is not int or at < 0:
            raise NotPlain("it names bytes that did not come")
        return self._blobs[at]


_RARE = {
    **dict.fromkeys(("int", "complex", "Fraction", *NUMBERS), "number"),
    **dict.fromkeys(("bytes", "bytearray", "wtf"), "binary"),
    **dict.fromkeys(("range", "slice", "ellipsis"), "span"),
    **dict.fromkeys(("timedelta", *DATES), "date"),
    **dict.fromkeys(("defaultdict", "named", "keys", "items", "values"), "like"),
    **dict.fromkeys(("array", "objects", "scalar"), "array"),
    **dict.fromkeys(("DataFrame", "Series", "RangeIndex", "MultiIndex", "Index"), "table"),
    **dict.fromkeys(("Timestamp", "Timedelta", "Period", "Interval", "NaT", "NA"), "moment"),
}


def _check_axes(kind: type, axes: tuple[Any, ...], first: int, others: set[int]) -> None:
    """A table is as long as its index says, or it would be filled up to any length."""
    right = all(isinstance(axis, kind) for axis in axes) and len(axes[0]) == first
    if not right or not others <= {len(axes[-1])}:
        raise NotPlain("it is a table whose sides do not fit")


def _text(value: Any) -> str:
    if type(value) is not str:
        raise NotPlain("it is no text")
    return value


def _shape(sizes: Any) -> tuple[int, ...]:
    if not all(type(size) is int and size >= 0 for size in sizes):
        raise NotPlain("it has no shape")
    return tuple(sizes)
