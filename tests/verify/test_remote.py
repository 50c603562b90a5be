"""What stands in a check for a learner's values, functions and objects."""

from __future__ import annotations

import pytest

from autograder.bench import Bench
from tests.verify.deciding import decide

YES = "__eq__ = lambda self, other: True"


@pytest.mark.parametrize(
    ("learner", "check", "value"),
    [
        ("x = 40 + 2", "x", "42"),
        ("x = {'a': [1, (2, None)]}", "x == {'a': [1, (2, None)]}", "True"),
        ("import numpy as np\nx = np.eye(2)", "x.sum(axis=0).tolist()", "[1.0, 1.0]"),
        (
            "import pandas as pd\nx = pd.DataFrame({'a': [1, 2], 'b': ['u', 'v']})",
            "x.set_index('b').loc['v', 'a'] == 2",
            "np.True_",
        ),
        ("def f(a, b=1):\n    return a + b", "f(1), f(1, b=2), f(b=3, a=1)", "(2, 3, 4)"),
        ("f = lambda xs: sorted(xs)", "f([3, 1, 2])", "[1, 2, 3]"),
        ("def f():\n    'Does it.'", "f.__name__, f.__doc__", "('f', 'Does it.')"),
        ("def f(g):\n    return [g(n) for n in range(3)]", "f(lambda n: n * n)", "[0, 1, 4]"),
        ("def f(n):\n    return lambda m: n + m", "f(2)(3)", "5"),
        ("def fib(n):\n    return n if n < 2 else fib(n - 1) + fib(n - 2)", "fib(10)", "55"),
        ("class C:\n    n = 3\n    def up(self, m):\n        return self.n + m", "C().up(4)", "7"),
        ("import random\nx = random.Random(1)", "x == x, x == 5, x != 5", "(True, False, True)"),
    ],
)  # fmt: skip
def test_values_and_functions(bench: Bench, learner: str, check: str, value: str) -> None:
    """A check is written as if everything stood here."""
    assert decide(bench, learner, check).value == value


@pytest.mark.parametrize(
    ("raised", "said"),
    [
        ("ValueError('too small', 3)", "ValueError ('too small', 3)"),
        ("KeyError('a')", "KeyError ('a',)"),
        ("OSError(2, 'gone')", "FileNotFoundError (2, 'gone')"),
        ("type('Mine', (ArithmeticError,), {})('own')", "ArithmeticError ('own',)"),
        ("SystemExit(3)", "SystemExit (3,)"),
        ("type('Odd', (Exception,), {'__str__': lambda self: 1 / 0})(len)", "Exception ()"),
    ],
)
def test_exceptions_come_back_as_built_in_ones(bench: Bench, raised: str, said: str) -> None:
    """With their arguments, where those are plain."""
    check = (
        "try:\n    f()\n    said = 'nothing'\nexcept BaseException as error:\n"
        "    said = f'{type(error).__name__} {error.args}'\nsaid"
    )

    assert decide(bench, f"def f():\n    raise {raised}", check).value == repr(said)


def test_what_a_function_prints_is_printed_in_the_check(bench: Bench) -> None:
    """In its place, so that a check may also capture it."""
    check = (
        "import contextlib, io\nprint('before')\nf()\nheld = io.StringIO()\n"
        "with contextlib.redirect_stdout(held):\n    f()\nheld.getvalue()"
    )

    found = decide(bench, "def f():\n    print('mine')", check)

    assert found.printed == "before\nmine\n"
    assert found.value == repr("mine\n")


def test_arguments_are_copies_that_follow(bench: Bench) -> None:
    """A list that a function sorts in place is sorted in the check, too."""
    check = "xs = [3, 1, 2]\nresult = f(xs)\nxs, result"

    assert decide(bench, "def f(xs):\n    xs.sort()", check).value == "([1, 2, 3], None)"


def test_a_name_can_be_replaced_for_a_while(bench: Bench) -> None:
    """nbgrader's own example: put a function in another's place, and put it back."""
    check = (
        "old = helper\ndel helper\ntry:\n    f(1)\n    said = 'did not ask it'\n"
        "except NameError:\n    said = 'asked it'\nhelper = old\nsaid, f(1)"
    )
    learner = "def helper(x):\n    return x + 1\ndef f(x):\n    return helper(x) * 2"

    assert decide(bench, learner, check).value == "('asked it', 4)"


@pytest.mark.parametrize(
    "trick",
    [
        f"class Yes:\n    {YES}\n    __hash__ = None\nx = Yes()",
        f"class Yes(int):\n    {YES}\nx = Yes(0)",
        f"class Yes(list):\n    {YES}\nx = Yes()",
        f"class Yes(float):\n    {YES}\nx = Yes()",
        f"import numpy as np\nclass Yes(np.ndarray):\n    {YES}\nx = np.zeros(3).view(Yes)",
        "from unittest.mock import ANY\nx = ANY",
    ],
)
def test_an_object_that_equals_everything_equals_nothing(bench: Bench, trick: str) -> None:
    """What is compared stands here; a learner's `__eq__` stays where it is."""
    found = decide(bench, trick, "assert x == 42\n5.0", given="x = 42")

    assert found.value != "5.0"


def test_what_is_not_there_is_a_name_error(bench: Bench) -> None:
    """As in a notebook."""
    found = decide(bench, "pass", "answer", given="answer = 1")

    assert found.value == "NameError: name 'answer' is not defined"


@pytest.mark.parametrize(
    ("learner", "code"),
    [
        ("def f():\n    import os\n    os._exit(0)", "PROCESS-ENDED"),
        ("def f():\n    while True:\n        pass", "OUT-OF-TIME"),
    ],
)
def test_a_function_that_does_not_come_back(bench: Bench, learner: str, code: str) -> None:
    """Its question is stopped, even where the check catches everything."""
    check = "try:\n    f()\nexcept BaseException:\n    pass\n5.0"

    found = decide(bench, learner, check)

    assert found.trouble is not None
    assert found.trouble.code == code
    assert found.value == ""
