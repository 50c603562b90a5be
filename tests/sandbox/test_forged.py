"""What is no value is refused, whatever it says it is, and nothing else happens."""

from __future__ import annotations

import contextlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.sandbox.plain import MOST_DEPTH, NotPlain
from autograder.sandbox.unpacking import Unpacker
from tests.sandbox.crossing import refuse

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
    with contextlib.suppress(NotPlain):
        Unpacker(blobs, lambda _: None).unpack(data)


def test_forged_depth_is_refused() -> None:
    """Deeper than any value that a packer makes."""
    data: Any = 1
    for _ in range(MOST_DEPTH + 10):
        data = ["list", [data]]

    with pytest.raises(NotPlain):
        Unpacker([], refuse).unpack(data)
