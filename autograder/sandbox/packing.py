"""Turn values into plain data, where a learner's code runs and where it is judged."""

from __future__ import annotations

import base64
import contextlib
import datetime as dt
import sys
from collections import defaultdict
from enum import Enum
from fractions import Fraction
from typing import Any

from autograder.sandbox.own import BUILTINS
from autograder.sandbox.plain import (
    ARRAY_KINDS,
    CONTAINERS,
    DATES,
    FACTORIES,
    MAPPINGS,
    MOST_BYTES,
    MOST_DEPTH,
    MOST_DIGITS,
    MOST_PARTS,
    NUMBERS,
    NotPlain,
    Reference,
)

__builtins__ = BUILTINS  # type: ignore[assignment]  # for mypy it is a module

_KIND_OF: dict[type, str] = {
    kind: name for kinds in (CONTAINERS, MAPPINGS, DATES, NUMBERS) for name, kind in kinds.items()
}
_LISTS, _DICTS = frozenset(CONTAINERS.values()), frozenset(MAPPINGS.values())
_FACTORY = {kind: name for name, kind in FACTORIES.items()}
_VIEW: dict[type, str] = {
    type({}.keys()): "keys",
    type({}.values()): "values",
    type({}.items()): "items",
}
# These copy what is inside, whatever a subclass puts in the place of their methods.
_SAME: dict[type, Any] = {
    int: lambda value: int.__add__(value, 0),
    float: float.__float__,
    str: str.__str__,
    bytes: lambda value: bytes.__getitem__(value, slice(None)),
    tuple: lambda value: tuple.__getitem__(value, slice(None)),
    list: lambda value: list.__getitem__(value, slice(None)),
    dict: dict.copy,
    set: set,
    frozenset: frozenset,
}


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
        if kind in _LISTS:
            return [_KIND_OF[kind], self._several(value, depth)]
        if kind in _DICTS:
            pairs = [self._several(pair, depth) for pair in list(value.items())]
            return [_KIND_OF.get(kind, "dict"), pairs]
        return (
            self._rare(value, kind, depth)
            or self._date(value, kind)
            or self._array(value, kind, depth)
            or self._table(value, kind, depth)
            or self._moment(value, kind, depth)
            or self._like(value, kind, depth)
            or self._refer(value)
        )

    def _several(self, values: Any, depth: int) -> list[Any]:
        return [self.pack(value, depth + 1) for value in values]

    def _like(self, value: Any, kind: type, depth: int) -> Any:
        """What has nothing of its own that one could use, besides what a plain type has."""
        if kind is defaultdict:
            pairs = [self._several(pair, depth) for pair in list(value.items())]
            factory = _FACTORY.get(value.default_factory)
            return ["defaultdict", factory, pairs] if factory else ["dict", pairs]
        if kind in _VIEW:
            return [_VIEW[kind], self._several(value, depth)]
        base = next((base for base in _bases() if base in kind.__mro__), None)
        if base is None:
            return None
        own = {name for name in {*dir(kind)} - {*dir(base)} if not name.startswith("_")}
        fields = getattr(kind, "_fields", None) if base is tuple else None
        if type(fields) is tuple and own <= set(fields):
            return ["named", kind.__name__, list(fields), self._several(_same(value, base), depth)]
        if own and Enum not in kind.__mro__:
            return None
        return self.pack(_same(value, base), depth)

    def _rare(self, value: Any, kind: type, depth: int) -> Any:
        if kind is complex:
            return ["complex", value.real.hex(), value.imag.hex()]
        if kind in (bytes, bytearray):
            return [kind.__name__, self._blob(bytes(value))]
        if kind in (range, slice):
            parts = (value.start, value.stop, value.step)
            return [kind.__name__, *self._several(parts, depth)]
        if value is Ellipsis:
            return ["ellipsis"]
        if kind is Fraction:
            return ["Fraction", _hex(value.numerator), _hex(value.denominator)]
        if kind in NUMBERS.values():
            return [_KIND_OF[kind], _short(str(value))]
        return None

    def _date(self, value: Any, kind: type) -> Any:
        if kind is dt.timedelta:
            return ["timedelta", value.days, value.seconds, value.microseconds]
        if kind in DATES.values():
            zone = None if kind is dt.date else value.tzinfo
            plain = zone is None or type(zone) is dt.timezone
            return [_KIND_OF[kind], value.isoformat()] if plain else None
        return None

    def _array(self, value: Any, kind: type, depth: int) -> Any:
        # Where numpy was never imported there is no array either.
        numpy = sys.modules.get("numpy")
        if numpy is None or not hasattr(numpy, "ndarray"):
            return None
        if kind is numpy.ndarray:
            if value.dtype.kind in ARRAY_KINDS and value.dtype.names is None:
                data = numpy.ascontiguousarray(value)
                return ["array", value.dtype.str, list(value.shape), self._blob(data.tobytes())]
            if value.dtype.kind == "O":
                return ["objects", list(value.shape), self._several(value.ravel().tolist(), depth)]
        scalar = isinstance(value, numpy.generic) and kind.__module__ == "numpy"
        if scalar and value.dtype.kind in ARRAY_KINDS:
            return ["scalar", value.dtype.str, self._blob(value.tobytes())]
        return None

    def _table(self, value: Any, kind: type, depth: int) -> Any:
        pandas = sys.modules.get("pandas")
        if pandas is None or not hasattr(pandas, "DataFrame"):
            return None
        if kind is pandas.DataFrame:
            columns = [self._column(value.iloc[:, at], depth) for at in range(value.shape[1])]
            return ["DataFrame", *self._several((value.columns, value.index), depth), columns]
        if kind is pandas.Series:
            return [
                "Series",
                *self._several((value.name, value.index), depth),
                self._column(value, depth),
            ]
        if kind is pandas.RangeIndex:
            parts = (value.start, value.stop, value.step, value.name)
            return ["RangeIndex", *self._several(parts, depth)]
        if kind is pandas.MultiIndex:
            levels = (value.get_level_values(at).rename(None) for at in range(value.nlevels))
            return ["MultiIndex", *self._several((list(value.names), list(levels)), depth)]
        if isinstance(value, pandas.Index) and kind.__module__.startswith("pandas"):
            steps = getattr(value, "freqstr", None) if hasattr(value, "freq") else None
            return ["Index", *self._several((value.name, steps), depth), self._column(value, depth)]
        return None

    def _moment(self, value: Any, kind: type, depth: int) -> Any:
        pandas = sys.modules.get("pandas")
        if pandas is None or not hasattr(pandas, "NaT"):
            return None
        if value is pandas.NaT or value is pandas.NA:
            return ["NaT" if value is pandas.NaT else "NA"]
        if kind is pandas.Timestamp:
            return ["Timestamp", value.isoformat(), str(value.tz) if value.tz else None, value.unit]
        if kind is pandas.Timedelta:
            return ["Timedelta", int(value.value), value.unit]
        if kind is pandas.Period:
            return ["Period", int(value.ordinal), value.freqstr]
        if kind is pandas.Interval:
            return ["Interval", *self._several((value.left, value.right, value.closed), depth)]
        return None

    def _column(self, column: Any, depth: int) -> Any:
        numpy, pandas = sys.modules["numpy"], sys.modules["pandas"]
        if isinstance(column.dtype, numpy.dtype) and column.dtype.kind in ARRAY_KINDS:
            return ["plain", self._array(column.to_numpy(), numpy.ndarray, depth)]
        if isinstance(column.dtype, pandas.CategoricalDtype):
            codes = column.codes if isinstance(column, pandas.Index) else column.cat.codes
            kinds = self.pack(column.dtype.categories, depth + 1)
            numbers = self.pack(numpy.asarray(codes), depth + 1)
            return ["category", kinds, numbers, bool(column.dtype.ordered)]
        values = self._several(column.astype(object).tolist(), depth)
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


def _bases() -> list[type]:
    pandas = sys.modules.get("pandas")
    tables = ("DataFrame", "Series") if pandas is not None else ()
    return [*_SAME, *(getattr(pandas, name) for name in tables if hasattr(pandas, name))]


def _same(value: Any, base: type) -> Any:
    return _SAME.get(base, base)(value)


def _hex(number: int) -> str:
    if number.bit_length() > 4 * (MOST_DIGITS - 10):
        raise NotPlain("it is a number of too many digits")
    return hex(number)


def _short(digits: str) -> str:
    if len(digits) > MOST_DIGITS:
        raise NotPlain("it is a number of too many digits")
    return digits


def _is_utf8(text: str) -> bool:
    with contextlib.suppress(UnicodeEncodeError):
        text.encode()
        return True
    return False


def _wild(text: str) -> str:
    return base64.b64encode(text.encode("utf-8", "surrogatepass")).decode()
