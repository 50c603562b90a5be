"""A check decided where no learner's code runs: its source, its last value, its limits."""

from __future__ import annotations

import pytest

from autograder.bench import Bench
from tests.verify.deciding import decide

HIDDEN = "### BEGIN HIDDEN TESTS\nassert f(12) == 144, 'the hidden one'\n### END HIDDEN TESTS\n5.0"


def test_the_hidden_part_is_run(bench: Bench) -> None:
    """The source decides, not the released text."""
    right = decide(bench, "def f(x):\n    return x * x", f"assert f(2) == 4\n{HIDDEN}")
    visible = decide(bench, "def f(x):\n    return 4", f"assert f(2) == 4\n{HIDDEN}")

    assert right.value == "5.0"
    assert visible.value == "AssertionError: the hidden one"


def test_the_hidden_part_is_nowhere_to_be_found(bench: Bench) -> None:
    """Not in the learner's history, frames or memory while their function is called."""
    spy = (
        "import gc, inspect\nseen = []\ndef f(x):\n    frame = inspect.currentframe()\n"
        "    while frame:\n        seen.append(str(frame.f_locals)[:100_000])\n"
        "        frame = frame.f_back\n"
        "    seen.extend(str(one) for one in gc.get_objects() if type(one) in (dict, list))\n"
        "    return x * x\n"
    )
    check = (
        f"assert f(2) == 4\n{HIDDEN.replace('5.0', '')}\n"
        "word = 'the ' + 'hidden'\nsum(word in text for text in seen)"
    )

    assert decide(bench, spy, check).value == "0"


@pytest.mark.parametrize(
    ("check", "value"),
    [
        ("1\n2.5", "2.5"),
        ("x = 1", ""),
        ("None", ""),
        ("2.5;", ""),
        ("# nothing", ""),
        ("import math\nmath.floor(2.5)", "2"),
        ("assert 1 == 2, 'why'", "AssertionError: why"),
        ("raise KeyboardInterrupt", "KeyboardInterrupt: "),
        ("import sys\nsys.exit(5)", "SystemExit: 5"),
        ("def (", "SyntaxError"),
    ],
)
def test_what_a_check_ends_in(bench: Bench, check: str, value: str) -> None:
    """Its last line's value, or what stopped it; a semicolon and None say nothing."""
    found = decide(bench, "x = 1", check).value

    assert found.startswith(value)
    assert bool(found) == bool(value)


def test_what_a_check_shows_is_shown(bench: Bench) -> None:
    """Printed text, in its order."""
    assert decide(bench, "x = 1", "print('one')\nprint('two', x)\n1.0").printed == "one\ntwo 1\n"


@pytest.mark.parametrize(
    "check",
    [
        "while True:\n    pass",
        "while True:\n    try:\n        while True:\n            pass\n"
        "    except Exception:\n        pass",
        "try:\n    while True:\n        pass\nexcept BaseException:\n    pass\n5.0",
        "import time\ntime.sleep(60)",
    ],
)
def test_a_check_that_does_not_come_to_an_end(bench: Bench, check: str) -> None:
    """It is stopped like a cell, and gives nothing."""
    found = decide(bench, "x = 1", check)

    assert found.trouble is not None
    assert found.trouble.code == "OUT-OF-TIME"
    assert found.value == ""


def test_a_learners_value_may_not_fill_the_memory_here(bench: Bench) -> None:
    """A short text can stand for a very long one."""
    found = decide(bench, "n = 10 ** 11", "len('x' * n)")

    assert found.value.startswith("MemoryError")
    assert decide(bench, "n = 3", "len('x' * n)").value == "3"


def test_one_check_leaves_nothing_to_the_next(bench: Bench) -> None:
    """Names, time limit and streams are those of one check."""
    decide(bench, "x = 1", "mine = 5\nimport builtins\nprint('noise')\n1 / 0")

    again = decide(bench, "x = 1", "mine")

    assert again.value == "NameError: name 'mine' is not defined"
    assert again.printed == ""
