"""Whose a name in a check is: the course's own is never taken from the learner's process."""

from __future__ import annotations

import ast

import pytest

from autograder.bench import Bench
from autograder.cell_text import imports_of
from autograder.verify import CourseNames
from tests import cells
from tests.verify.deciding import decide


def made(names: CourseNames, name: str, before: int = 99) -> list[str]:
    """Return the course's statements that make a name, as text."""
    return [ast.unparse(statement) for statement in names.statements(name, before)]


def test_imports_are_the_courses_wherever_they_stand() -> None:
    """In a read-only cell, in a solution, in a check, under another name."""
    names = CourseNames(
        cells.notebook(
            cells.locked("setup", "import numpy as np\nfrom math import sqrt, pi as circle"),
            cells.answer("work", "import json\nx = 1"),
            cells.check("check", "import os.path"),
        )
    )

    assert made(names, "np") == ["import numpy as np"]
    assert made(names, "sqrt") == made(names, "circle") == ["from math import sqrt, pi as circle"]
    assert made(names, "json") == ["import json"]
    assert made(names, "os") == ["import os.path"]


def test_what_a_solution_binds_is_the_learners() -> None:
    """Functions, classes and values, however they are bound."""
    names = CourseNames(
        cells.notebook(
            cells.answer(
                "work",
                "def f():\n    inner = 1\nclass C:\n    part = 1\na, *b = [1, 2]\n"
                "with open('x') as c:\n    d = 1\nfor e in []:\n    pass\n"
                "try:\n    pass\nexcept OSError as g:\n    pass\n"
                "(h := 2)\ni: int = 3\nj += 1\n[k for k in []]",
            )
        )
    )

    assert set("fCabcdeghij") <= names.learners
    assert not {"inner", "part", "k"} & names.learners
    assert all(made(names, name) == [] for name in names.learners)


def test_read_only_cells_and_earlier_checks_are_the_courses() -> None:
    """Up to the check that asks: what stands below it is not there yet."""
    names = CourseNames(
        cells.notebook(
            cells.locked("setup", "data = [1]"),
            cells.check("first", "expected = 2"),
            cells.check("second", "expected = 3\nlater = 4"),
        )
    )

    assert made(names, "data") == ["data = [1]"]
    assert made(names, "expected", before=2) == ["expected = 2"]
    assert made(names, "expected") == ["expected = 2", "expected = 3"]
    assert made(names, "later", before=2) == []


def test_a_name_of_both_is_the_learners() -> None:
    """What a learner is asked to write may have an example above it."""
    names = CourseNames(
        cells.notebook(cells.locked("setup", "total = 0"), cells.answer("work", "total = 5"))
    )

    assert "total" in names.learners
    assert made(names, "total") == []


def test_a_star_brings_what_the_module_shows() -> None:
    """Only that name is imported."""
    names = CourseNames(cells.notebook(cells.locked("setup", "from math import *")))

    assert made(names, "sqrt") == ["from math import sqrt"]
    assert made(names, "nothing_there") == []


@pytest.mark.parametrize(
    "source", ["%%bash\necho hello", "def f(:", "!ls", "", "%matplotlib inline"]
)
def test_cells_that_are_no_plain_python(source: str) -> None:
    """Magics and typing errors bind nothing, and stop nothing."""
    assert made(CourseNames(cells.notebook(cells.locked("setup", source))), "x") == []


def test_imports_of_notebooks() -> None:
    """What a warm process brings along: modules named anywhere in code."""
    work = cells.notebook(
        cells.code("import numpy as np\ndef f():\n    from os import path"),
        cells.code("%time import json\nfrom . import sibling"),
        cells.text("import nothing"),
    )

    assert {"numpy", "os"} <= set(
        imports_of(cell.source for cell in work.cells if cell.cell_type == "code")
    )
    assert "nothing" not in imports_of(
        cell.source for cell in work.cells if cell.cell_type == "code"
    )


def test_a_learner_cannot_put_another_in_its_place(bench: Bench) -> None:
    """Data, helpers, modules and builtins of the course are made here, whatever a cell did."""
    found = decide(
        bench,
        "import math\nmath.sqrt = lambda x: 0\ndata[:] = [0]\ndef helper(x):\n    return 'forged'\n"
        "import builtins\nbuiltins.sum = lambda x: 0\nlen = lambda x: 0\nanswer = 6",
        "math.sqrt(16), data, helper(2), sum(data), len(data), answer",
        given="answer = 6",
        setup="import math\ndata = [1, 2, 3]\ndef helper(x):\n    return x * 2",
    )

    assert found.value == "(4.0, [1, 2, 3], 4, 6, 3, 6)"


@pytest.mark.parametrize("name", ["max", "sorted", "round"])
def test_a_learners_function_may_be_called_like_a_builtin(bench: Bench, name: str) -> None:
    """Where the exercise is to write one, the learner's is the one that is judged."""
    found = decide(bench, f"def {name}(xs):\n    return 'mine'", f"{name}([3, 1])")

    assert found.value == "'mine'"


def test_what_a_learner_made_of_given_data_is_judged(bench: Bench) -> None:
    """A read-only cell gives a table, and the solution binds its name anew."""
    found = decide(bench, "data = [x * 2 for x in data]", "data", setup="data = [1, 2]")

    assert found.value == "[2, 4]"
