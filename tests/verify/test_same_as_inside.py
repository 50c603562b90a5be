"""What a check sees of a learner's function is what it would see beside it."""

# ruff: noqa: E501  # a table of programs, one to a line

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest

from autograder.bench import Bench
from autograder.verify import problems_of
from autograder.verify.changed import follow
from tests.verify.deciding import decide


@pytest.mark.parametrize(
    ("learner", "check", "value"),
    [
        ("def f(x):\n    x.sort()", "xs = [3, 1]\nf(xs)\nxs", "[1, 3]"),
        ("def f(x):\n    x['a'].append(1)", "d = {'a': []}\nown = d['a']\nf(d)\nown", "[1]"),
        ("def f(x, *, y):\n    y.add(x)", "s = set()\nf(2, y=s)\ns", "{2}"),
        ("def f(x):\n    x.clear()\n    1 / 0", "x = [1]\ntry:\n    f(x)\nexcept Exception:\n    pass\nx", "[]"),
        ("def f(x):\n    x = sorted(x)", "xs = [3, 1]\nf(xs)\nxs", "[3, 1]"),
        ("def f():\n    yield 1\n    yield 2", "list(f())", "[1, 2]"),
        ("def f():\n    yield 1", "g = f()\n(next(g), [*g])", "(1, [])"),
        ("xs = map(str, [2, 1])", "sorted(xs)", "['1', '2']"),
        ("xs = (n for n in [1, 2])", "2 in xs", "True"),
        ("class B:\n    def __iter__(self):\n        return iter('ab')\nb = B()", "''.join(b)", "'ab'"),
        ("class B:\n    def __len__(self):\n        return 2\nb = B()", "len(b)", "2"),
        ("class B:\n    def __getitem__(self, k):\n        return k * 2\nb = B()", "b[4], b['a']", "(8, 'aa')"),
        ("def f(x):\n    return [x]\nkept = []\ndef g(x, k=kept):\n    k.append(x)\n    return k", "g(1)", "[1]"),
        ("def f(x):\n    return math.sqrt(x)", "import math\nf(4)", "2.0"),
        (
            "def f():\n    raise UnicodeDecodeError('a', b'', 0, 1, 'odd')",
            "try:\n    f()\nexcept ValueError as e:\n    said = 'odd' in str(e)\nsaid",
            "True",
        ),
        (
            "class E(ValueError):\n    def __str__(self):\n        return 'too low'\ndef f():\n    raise E(1)",
            "try:\n    f()\nexcept ValueError as e:\n    said = str(e)\nsaid",
            "'too low'",
        ),
    ],
)  # fmt: skip
def test_as_if_it_stood_beside_it(bench: Bench, learner: str, check: str, value: str) -> None:
    """Changed arguments, what is gone through, state that one call leaves to the next, imports."""
    decided = decide(bench, learner, check)

    assert (decided.value, decided.trouble) == (value, None)


@pytest.mark.parametrize(
    ("check", "words"),
    [
        ("5 in b", "False"),
        ("b == 5", "False"),
        ("b[(1, 2)]", "TypeError: .* nobody looks for"),
    ],
)
def test_it_gives_no_verdict_of_its_own(bench: Bench, check: str, words: str) -> None:
    """An object that says yes to everything is asked for nothing that could be a verdict."""
    yes = (
        "class Yes:\n    n = 0\n    def __contains__(self, x):\n        return True\n"
        "    def __eq__(self, x):\n        return True\n    def __iter__(self):\n"
        "        return iter(range(3))\n"
        "    def __getitem__(self, k):\n        return k\nb = Yes()"
    )

    decided = decide(bench, yes, check)

    assert re.match(words, decided.value), decided.value


def test_nobody_is_led_on_for_ever(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is gone through has an end here, though it may have none there."""
    monkeypatch.setattr("autograder.verify.remote.MOST_STEPS", 10)

    decided = decide(bench, "import itertools\nb = itertools.count()", "[*b]")

    assert decided.value.startswith("ValueError: ")
    assert decided.value.endswith(" has more than 10 values")


def test_values_follow_in_place() -> None:
    """Lists in lists, dicts, sets, arrays and tables; whoever holds one sees the change."""
    array, table = np.array([1, 2]), pd.DataFrame({"a": [1]})
    inner = [1]
    old = [inner, {"a": inner}, {1}, (inner,), array, table, bytearray(b"a")]

    follow(
        old,
        [
            [2],
            {"b": 1},
            {2},
            ([2],),
            np.array([3, 4]),
            pd.DataFrame({"b": [2, 3]}),
            bytearray(b"c"),
        ],
    )

    assert inner == [2]
    assert old[1:4] == [{"b": 1}, {2}, ([2],)]
    assert array.tolist() == [3, 4]
    assert table.to_dict("list") == {"b": [2, 3]}
    assert old[6] == b"c"


@pytest.mark.parametrize(
    ("source", "inside"),
    [
        ("f(xs) is not xs", True),
        ("a is b", True),
        ("f(1) is None", False),
        ("f(1) is True and None is not f(2)", False),
        ("type(f(1)) is list", False),
    ],
)
def test_identity_is_asked_inside(source: str, inside: bool) -> None:
    """What crosses is a copy, so whether two are one is not known outside."""
    assert any("whether two are one" in text for text in problems_of(source)) is inside
