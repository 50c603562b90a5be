"""Values as plain data: what may cross between a learner's process and the one that judges it.

`Packer` turns a value into JSON-like data and byte strings, `Unpacker` turns them back, without
pickle: only numbers, text, bytes, dates, lists, dicts, sets, arrays and tables, of exactly these
types, up to a size and a depth. Everything else crosses as a reference to what stays behind.

An unpacked value is a copy. A whole number is written as itself; everything else as a list whose
first element names its kind. Here is what the two have in common.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, OrderedDict, deque
from collections.abc import Callable
from decimal import Decimal
from typing import Any

MOST_DEPTH = 50
MOST_PARTS = 500_000  # numbers, texts and containers in one value
MOST_BYTES = 32_000_000
MOST_DIGITS = 4_000  # of a whole number, in hexadecimal
ARRAY_KINDS = "biufcSUmM"  # of numpy's types: all that are neither objects nor records

# Says what stands for a value that stays behind, or finds the value for what stands for it.
Reference = Callable[[Any], Any]

CONTAINERS: dict[str, Any] = {
    "list": list,
    "tuple": tuple,
    "set": set,
    "frozenset": frozenset,
    "deque": deque,
}
MAPPINGS: dict[str, Any] = {"dict": dict, "OrderedDict": OrderedDict, "Counter": Counter}
DATES: dict[str, Any] = {"date": dt.date, "datetime": dt.datetime, "time": dt.time}
NUMBERS: dict[str, Any] = {"Decimal": Decimal}
# What a defaultdict makes for a key that is not there.
FACTORIES: dict[str, Any] = {kind.__name__: kind for kind in (int, float, str, list, dict, set)}


class NotPlain(Exception):
    """A value cannot cross: too large, too deep, or not what it says it is."""
