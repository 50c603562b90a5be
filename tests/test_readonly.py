"""Read-only answers: everything that reads works as ever, and nothing that changes is lost."""

from __future__ import annotations

import copy
import json
import pickle
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.sandbox.packing import Packer
from pm_exercises.readonly import ReadOnlyDict, ReadOnlyList, read_only
from tests.test_answers import JSON

PLAIN: dict[str, Any] = {"bins": {"c1": "a"}, "order": ["c1", ["x"]], "n": 2.5}
CHANGES: dict[str, Any] = {
    "set": lambda a: a.__setitem__("n", 1),
    "set inside": lambda a: a["bins"].__setitem__("c1", "b"),
    "delete": lambda a: a.__delitem__("n"),
    "update": lambda a: a.update(n=1),
    "update inside": lambda a: a["bins"].update(c1="b"),
    "or": lambda a: a.__ior__({"n": 1}),
    "clear": lambda a: a["bins"].clear(),
    "pop": lambda a: a.pop("n"),
    "popitem": lambda a: a.popitem(),
    "setdefault": lambda a: a.setdefault("m", 1),
    "list set": lambda a: a["order"].__setitem__(0, "c2"),
    "list slice": lambda a: a["order"].__delitem__(slice(None)),
    "list add": lambda a: a["order"].__iadd__(["c2"]),
    "list times": lambda a: a["order"].__imul__(2),
    "append": lambda a: a["order"].append("c2"),
    "append deep": lambda a: a["order"][1].append("y"),
    "extend": lambda a: a["order"].extend(["c2"]),
    "insert": lambda a: a["order"].insert(0, "c2"),
    "list pop": lambda a: a["order"].pop(),
    "remove": lambda a: a["order"].remove("c1"),
    "reverse": lambda a: a["order"].reverse(),
    "sort": lambda a: a["order"].sort(key=str),
    "list clear": lambda a: a["order"].clear(),
}


@pytest.mark.parametrize("how", CHANGES)
def test_no_change_is_taken(how: str) -> None:
    """On any level and by any method: it is refused, and the sentence says what to type."""
    answer = read_only(PLAIN)

    with pytest.raises(TypeError, match=r"board\.answer = \{\*\*board\.answer, …\}"):
        CHANGES[how](answer)

    assert answer == PLAIN


@given(st.dictionaries(st.text("abcé", max_size=4), JSON, max_size=4))
def test_it_reads_as_the_plain_one(plain: dict[str, Any]) -> None:
    """Equal, printed alike, written alike, and every kind of copy is a plain one to change."""
    answer = read_only(plain)

    assert answer == plain
    assert repr(answer) == repr(plain)
    assert json.dumps(answer) == json.dumps(plain)
    for made in (copy.deepcopy(answer), pickle.loads(pickle.dumps(answer))):  # noqa: S301  # our own
        assert made == plain
        assert type(made) is dict
    assert {**answer} == plain
    assert type(answer | {}) is type(answer.copy()) is type(copy.copy(answer)) is dict


def test_a_deep_copy_is_plain_on_every_level() -> None:
    """So that whoever wants to change an answer step by step can."""
    mine = copy.deepcopy(read_only(PLAIN))

    mine["bins"]["c1"] = "b"
    mine["order"][1].append("y")

    assert mine == {"bins": {"c1": "b"}, "order": ["c1", ["x", "y"]], "n": 2.5}


def test_pandas_takes_it() -> None:
    """A learner may count with it."""
    answer = read_only({"vals": {"a": 1, "b": 2}, "order": ["b", "a"]})

    assert pd.Series(answer["vals"]).loc[answer["order"]].to_list() == [2, 1]
    assert pd.DataFrame([answer["vals"]]).shape == (1, 2)


def test_it_crosses_to_the_grader_as_plain_data() -> None:
    """A check that fetches a name bound to an answer gets the values, not an object."""

    def refuse(value: object) -> object:
        raise AssertionError(f"{type(value)} was not packed as data")

    plain, answer = Packer(refuse), Packer(refuse)

    assert answer.pack(read_only(PLAIN)) == plain.pack(PLAIN)


def test_each_level_is_read_only() -> None:
    """A list in a dictionary in a list, and a tuple counts as a list."""
    made = read_only({"a": [{"b": ({"c": []},)}]})

    inner = made["a"][0]["b"]

    assert (type(made), type(inner), type(inner[0])) == (ReadOnlyDict, ReadOnlyList, ReadOnlyDict)
