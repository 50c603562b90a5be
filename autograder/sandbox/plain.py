"""Values as plain data: what may cross between a learner's process and the one that judges it.

`Packer` turns a value into JSON-like data and byte strings, `Unpacker` turns them back, without
pickle: only numbers, text, bytes, dates, lists, dicts, sets, arrays and tables, of exactly these
types, up to a size and a depth. Everything else crosses as a reference to what stays behind.

An unpacked value is a copy. A number is written as itself; everything else as a list whose first
element names its kind.
"""

from __future__ import annotations

import base64
import datetime as dt
import sys
from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

from autograder.sandbox.own import BUILTINS

__builtins__ = BUILTINS  # type: ignore[assignment]  # for mypy it is a module

MOST_DEPTH = 50
MOST_PARTS = 500_000  # numbers, texts and containers in one value
MOST_BYTES = 32_000_000
MOST_DIGITS = 4_000  # of a whole number, in hexadecimal
ARRAY_KINDS = "biufcSUmM"

Reference = Callable[[Any], Any]

_CONTAINERS = {
    "list": list,
    "tuple": tuple,
    "set": set,
    "frozenset": frozenset,
    "deque": deque,
}
_MAPPINGS = {"dict": dict, "OrderedDict": OrderedDict, "Counter": Counter}
_KIND_OF = {kind: name for name, kind in {**_CONTAINERS, **_MAPPINGS}.items()}
_DATES = {"date": dt.date, "datetime": dt.datetime, "time": dt.time}
_DATE_KIND = {kind: name for name, kind in _DATES.items()}
_EXACT = {"Decimal": Decimal, "Fraction": Fraction}
_EXACT_KIND = {kind: name for name, kind in _EXACT.items()}


class NotPlain(Exception):
    """A value cannot cross: too large, too deep, or not what it says it is."""


class Packer:
    """Turns values into plain data; `blobs` holds the bytes of arrays."""

    def __init__(self, refer: Reference) -> None:
        self.blobs: list[bytes] = []
        self._refer = refer
        self._parts = 0
        self._bytes = 0

    def pack(self, value: Any, depth: int = 0) -> Any:
        """Return a value as JSON-like data.

        Raises:
            NotPlain: it is too large or too deep.
        """
        self._count(1)
        kind = type(value)
        if value is None or kind is bool:
            return value
        if kind is int:
            return value if -(2**53) < value < 2**53 else ["int", _hex(value)]
        if kind is float:
            return ["float", value.hex()]
        if kind is str:
            self._weigh(len(value))
            return ["str", value] if _is_utf8(value) else ["wtf", _wild(value)]
        if depth > MOST_DEPTH:
            raise NotPlain(f"it is more than {MOST_DEPTH} levels deep")
        if kind in _CONTAINERS.values():
            return [_KIND_OF[kind], [self.pack(part, depth + 1) for part in value]]
        if kind in _MAPPINGS.values() or kind is defaultdict:
            name = "dict" if kind is defaultdict else _KIND_OF[kind]
            pairs = list(value.items())
            return [name, [[self.pack(k, depth + 1), self.pack(v, depth + 1)] for k, v in pairs]]
        return self._rare(value, kind, depth)

    def _rare(self, value: Any, kind: type, depth: int) -> Any:
        if kind is complex:
            return ["complex", value.real.hex(), value.imag.hex()]
        if kind in (bytes, bytearray):
            return [kind.__name__, self._blob(bytes(value))]
        if kind is range:
            return ["range", *(self.pack(part) for part in (value.start, value.stop, value.step))]
        if kind is slice:
            parts = (value.start, value.stop, value.step)
            return ["slice", *(self.pack(part, depth + 1) for part in parts)]
        if value is Ellipsis:
            return ["ellipsis"]
        if kind in _DATE_KIND:
            zone = None if kind is dt.date else value.tzinfo
            if zone is None or zone is dt.UTC:
                return [_DATE_KIND[kind], value.isoformat()]
        if kind is dt.timedelta:
            return ["timedelta", value.days, value.seconds, value.microseconds]
        if kind in _EXACT_KIND:
            return [_EXACT_KIND[kind], str(value)]
        packed = self._array(value, kind) or self._table(value, kind, depth)
        return packed if packed is not None else self._refer(value)

    def _array(self, value: Any, kind: type) -> Any:
        # Where numpy was never imported there is no array either.
        numpy = sys.modules.get("numpy")
        if numpy is None or not hasattr(numpy, "ndarray"):
            return None
        if kind is numpy.ndarray:
            if value.dtype.kind in ARRAY_KINDS and value.dtype.names is None:
                data = numpy.ascontiguousarray(value)
                return ["array", value.dtype.str, list(value.shape), self._blob(data.tobytes())]
            if value.dtype.kind == "O":
                items = [self.pack(item, 1) for item in value.ravel().tolist()]
                return ["objects", list(value.shape), items]
        if isinstance(value, numpy.generic) and kind.__module__ == "numpy":
            if value.dtype.kind in ARRAY_KINDS:
                return ["scalar", value.dtype.str, self._blob(value.tobytes())]
        return None

    def _table(self, value: Any, kind: type, depth: int) -> Any:
        pandas = sys.modules.get("pandas")
        if pandas is None or not hasattr(pandas, "DataFrame"):
            return None
        if kind is pandas.DataFrame:
            columns = [self._column(value.iloc[:, at], depth) for at in range(value.shape[1])]
            index, header = (self.pack(axis, depth + 1) for axis in (value.index, value.columns))
            return ["DataFrame", header, index, columns]
        if kind is pandas.Series:
            index, name = (self.pack(part, depth + 1) for part in (value.index, value.name))
            return ["Series", name, index, self._column(value, depth)]
        if kind is pandas.RangeIndex:
            parts = (value.start, value.stop, value.step, value.name)
            return ["RangeIndex", *(self.pack(part, depth + 1) for part in parts)]
        if kind is pandas.MultiIndex:
            names, rows = list(value.names), value.tolist()
            return ["MultiIndex", self.pack(names, depth + 1), self.pack(rows, depth + 1)]
        if isinstance(value, pandas.Index) and kind.__module__.startswith("pandas"):
            return ["Index", self.pack(value.name, depth + 1), self._column(value, depth)]
        if kind is pandas.Timestamp:
            return ["Timestamp", value.isoformat(), str(value.tz) if value.tz else None]
        if kind is pandas.Timedelta:
            return ["Timedelta", int(value.value), value.unit]
        if value is pandas.NaT:
            return ["NaT"]
        if value is pandas.NA:
            return ["NA"]
        return None

    def _column(self, column: Any, depth: int) -> Any:
        numpy = sys.modules["numpy"]
        if isinstance(column.dtype, numpy.dtype) and column.dtype.kind in ARRAY_KINDS:
            return ["plain", self._array(column.to_numpy(), numpy.ndarray)]
        self._count(len(column))
        values = [self.pack(item, depth + 1) for item in column.astype(object).tolist()]
        return ["typed", str(column.dtype), values]

    def _blob(self, data: bytes) -> int:
        self._weigh(len(data))
        self.blobs.append(data)
        return len(self.blobs) - 1

    def _count(self, parts: int) -> None:
        self._parts += parts
        if self._parts > MOST_PARTS:
            raise NotPlain(f"it has more than {MOST_PARTS:,} parts")

    def _weigh(self, size: int) -> None:
        self._bytes += size
        if self._bytes > MOST_BYTES:
            raise NotPlain(f"it is larger than {MOST_BYTES // 1_000_000} MB")


class Unpacker:
    """Turns plain data back into values, and believes nothing about it."""

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
        if kind in _CONTAINERS:
            return _CONTAINERS[kind](self._unpack(part, depth + 1) for part in parts[0])
        if kind in _MAPPINGS:
            pairs = ((self._unpack(k, depth + 1), self._unpack(v, depth + 1)) for k, v in parts[0])
            return _MAPPINGS[kind](dict(pairs))
        if kind == "ref":
            return self._resolve(data)
        return getattr(self, f"_{_RARE[kind]}")(kind, parts, depth)

    def _number(self, kind: str, parts: list[Any], _: int) -> Any:
        if kind == "int":
            if len(parts[0]) > MOST_DIGITS:
                raise NotPlain("it is a number of too many digits")
            return int(parts[0], 16)
        if kind == "complex":
            return complex(float.fromhex(parts[0]), float.fromhex(parts[1]))
        if len(parts[0]) > MOST_DIGITS:
            raise NotPlain("it is a number of too many digits")
        return _EXACT[kind](parts[0])

    def _binary(self, kind: str, parts: list[Any], _: int) -> Any:
        if kind == "wtf":
            return base64.b64decode(parts[0]).decode("utf-8", "surrogatepass")
        data = self._blob(parts[0])
        return data if kind == "bytes" else bytearray(data)

    def _span(self, kind: str, parts: list[Any], depth: int) -> Any:
        if kind == "ellipsis":
            return Ellipsis
        ends = [self._unpack(part, depth + 1) for part in parts]
        return _short(range(*ends)) if kind == "range" else slice(*ends)

    def _date(self, kind: str, parts: list[Any], _: int) -> Any:
        if kind == "timedelta":
            return dt.timedelta(*parts)
        return _DATES[kind].fromisoformat(parts[0])

    def _array(self, kind: str, parts: list[Any], depth: int) -> Any:
        import numpy as np

        if kind == "objects":
            shape, items = parts
            flat = np.empty(len(items), dtype=object)
            flat[:] = [self._unpack(item, depth + 1) for item in items]
            return flat.reshape(_shape(shape))
        dtype = np.dtype(_text(parts[0]))
        if dtype.kind not in ARRAY_KINDS or dtype.names is not None:
            raise NotPlain("it is an array of no known kind")
        data = self._blob(parts[-1])
        if kind == "scalar":
            return np.frombuffer(data, dtype=dtype, count=1)[0]
        return np.frombuffer(data, dtype=dtype).reshape(_shape(parts[1])).copy()

    def _table(self, kind: str, parts: list[Any], depth: int) -> Any:
        import pandas as pd

        if kind == "DataFrame":
            header, index = self._unpack(parts[0], depth + 1), self._unpack(parts[1], depth + 1)
            columns = {at: self._column(column, depth) for at, column in enumerate(parts[2])}
            table = pd.DataFrame(columns, index=range(len(index)))
            table.index, table.columns = index, header
            return table
        if kind == "Series":
            name, index = self._unpack(parts[0], depth + 1), self._unpack(parts[1], depth + 1)
            series = self._column(parts[2], depth)
            series.index, series.name = index, name
            return series
        if kind == "RangeIndex":
            start, stop, step, name = (self._unpack(part, depth + 1) for part in parts)
            return pd.RangeIndex(_short(range(start, stop, step)), name=name)
        if kind == "MultiIndex":
            names, rows = (self._unpack(part, depth + 1) for part in parts)
            return pd.MultiIndex.from_tuples(rows, names=names)
        if kind == "Index":
            name = self._unpack(parts[0], depth + 1)
            return pd.Index(self._column(parts[1], depth), name=name)
        if kind == "Timestamp":
            stamp = pd.Timestamp(_text(parts[0]))
            return stamp.tz_convert(_text(parts[1])) if parts[1] else stamp
        if kind == "Timedelta":
            return pd.Timedelta(parts[0], unit=_text(parts[1]))
        return pd.NaT if kind == "NaT" else pd.NA

    def _column(self, data: Any, depth: int) -> Any:
        import pandas as pd

        if data[0] == "plain":
            return pd.Series(self._unpack(data[1], depth + 1))
        values = [self._unpack(item, depth + 1) for item in data[2]]
        name = _text(data[1])
        if name.startswith("category"):
            return pd.Series(pd.Categorical(values))
        return pd.Series(values, dtype=name)

    def _blob(self, at: int) -> bytes:
        if type(at) is not int or at < 0:
            raise NotPlain("it names bytes that did not come")
        return self._blobs[at]


_RARE = {
    **dict.fromkeys(("int", "complex", *_EXACT), "number"),
    **dict.fromkeys(("bytes", "bytearray", "wtf"), "binary"),
    **dict.fromkeys(("range", "slice", "ellipsis"), "span"),
    **dict.fromkeys(("timedelta", *_DATES), "date"),
    **dict.fromkeys(("array", "objects", "scalar"), "array"),
    **dict.fromkeys(
        (
            *("DataFrame", "Series", "RangeIndex", "MultiIndex", "Index"),
            *("Timestamp", "Timedelta", "NaT", "NA"),
        ),
        "table",
    ),
}


def _hex(number: int) -> str:
    if number.bit_length() > 4 * (MOST_DIGITS - 10):
        raise NotPlain("it is a number of too many digits")
    return hex(number)


def _is_utf8(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _wild(text: str) -> str:
    return base64.b64encode(text.encode("utf-8", "surrogatepass")).decode()


def _text(value: Any) -> str:
    if type(value) is not str:
        raise NotPlain("it is no text")
    return value


def _short(numbers: range) -> range:
    """Refuse a range that takes few bytes to send, and all memory to make a list of."""
    if len(numbers[: MOST_PARTS + 1]) > MOST_PARTS:
        raise NotPlain(f"it has more than {MOST_PARTS:,} parts")
    return numbers


def _shape(sizes: Any) -> tuple[int, ...]:
    if not all(type(size) is int and 0 <= size <= MOST_BYTES for size in sizes):
        raise NotPlain("it has no shape")
    return tuple(sizes)
