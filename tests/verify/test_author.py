"""What may stand in a check that is decided here; what may not is named, with its line."""

from __future__ import annotations

import pytest

from autograder.verify import problems_of


@pytest.mark.parametrize(
    "source",
    [
        "assert squares([1, 2]) == [1, 4]",
        "import numpy as np\nnp.testing.assert_allclose(f(2), 4.0)",
        "import pandas as pd\npd.testing.assert_frame_equal(table, expected)",
        "from nose.tools import assert_equal\nassert_equal(f(1), 2)",
        "try:\n    f(-1)\nexcept ValueError:\n    pass\nelse:\n    raise AssertionError",
        "old = helper\ndel helper\nhelper = old",
        "import math, collections, itertools, re, json, statistics, datetime, decimal",
        "assert {f(x) for x in range(3)} == {0, 1}",
        "print('Well done!')",
        "",
    ],
)
def test_values_and_calls_are_fine(source: str) -> None:
    """Nearly every check that people write."""
    assert problems_of(source) == ()


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("import matplotlib.pyplot as plt", "line 1: matplotlib looks at figures"),
        ("x = 1\nassert plt.gca().get_title()", "line 2: "),
        ("import inspect\ninspect.getsource(f)", "line 1: inspect looks into"),
        ("get_ipython().run_cell('x')", "line 1: get_ipython asks"),
        ("%timeit f(1)", "get_ipython"),
        ("!ls", "get_ipython"),
        ("open('answer.txt').read()", "line 1: open reads a file"),
        ("from unittest.mock import patch", "unittest.mock puts something"),
        ("globals()['x']", "line 1: globals looks at all names"),
        ("eval(answer)", "line 1: eval computes from text"),
        ("import pickle", "line 1: pickle rebuilds objects"),
        ("pd.read_csv('out.csv')", "line 1: .read_csv reads a file"),
        ("np.random.seed(1)", "line 1: .seed sets random numbers"),
        ("f.__code__.co_names", "line 1: .__code__ looks into"),
        ("await f()", "line 1: await needs"),
        ("def (", "it is no Python"),
    ],
)
def test_what_reaches_into_the_learners_process_is_named(source: str, words: str) -> None:
    """With the line, and why it cannot be decided here."""
    assert any(words in problem for problem in problems_of(source)), problems_of(source)


def test_each_problem_is_said_once() -> None:
    """Twice in a line is once."""
    assert len(problems_of("open(open('x').read())")) == 1
