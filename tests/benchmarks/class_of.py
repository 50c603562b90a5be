"""A class of any size on a notebook of 25 cells, for measuring: honest work, some of it wrong."""

from __future__ import annotations

import random
from collections.abc import Set as AbstractSet
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

ASSIGNMENT = "ps1"
NOTEBOOK = "sales.ipynb"

# name, what the learner gets, the solution, a wrong answer, the visible test, the hidden test
QUESTIONS = (
    (
        "total",
        "def total(prices):\n    ...",
        "def total(prices):\n    return round(sum(prices), 2)",
        "def total(prices):\n    return prices[0]",
        "assert total([1.5, 2.5]) == 4.0",
        "assert total([]) == 0\nassert total([0.1, 0.2]) == 0.3",
    ),
    (
        "by_region",
        "def by_region(table):\n    ...",
        "def by_region(table):\n    return table.groupby('region')['units'].sum().to_dict()",
        "def by_region(table):\n    return table['region'].value_counts().to_dict()",
        "assert by_region(sales) == {'north': 15, 'south': 7}",
        "assert by_region(sales.iloc[:1]) == {'north': 5}",
    ),
    (
        "best",
        "best = ...",
        "best = sales.loc[sales['units'].idxmax(), 'region']",
        "best = sales.iloc[0]['region']",
        "assert isinstance(best, str)",
        "assert best == 'north' and isinstance(best, str) and len(best) == 5",
    ),
    (
        "share",
        "share = ...",
        "share = sales['units'] / sales['units'].sum()",
        "share = sales['units'] / 10",
        "assert len(share) == 3",
        "assert abs(share.sum() - 1) < 1e-9",
    ),
    (
        "growth",
        "def growth(before, after):\n    ...",
        "def growth(before, after):\n    return (after - before) / before",
        "def growth(before, after):\n    return (after - before) / after",
        "assert growth(100, 110) == 0.1",
        "assert growth(50, 25) == -0.5",
    ),
    (
        "top",
        "def top(words, n):\n    ...",
        "from collections import Counter\n\n\ndef top(words, n):\n"
        "    return [word for word, _ in Counter(words).most_common(n)]",
        "def top(words, n):\n    return sorted(words)[:n]",
        "assert top(['a', 'b', 'a'], 1) == ['a']",
        "assert top('mississippi', 2) == ['i', 's']",
    ),
)
SETUP = "import ipywidgets as widgets\nimport pandas as pd"
DATA = (
    "sales = pd.DataFrame({'region': ['north', 'south', 'north'], 'units': [5, 7, 10]})\n"
    "slider = widgets.IntSlider(value=3, max=10)\nslider"
)


def make_course(root: Path) -> None:
    """Write a course in nbgrader's layout, with its source notebook."""
    folder = root / "source" / ASSIGNMENT
    folder.mkdir(parents=True)
    (root / "nbgrader_config.py").write_text(
        "c = get_config()\nc.CourseDirectory.course_id = 'speed'\n"
        f"c.CourseDirectory.root = {str(root)!r}\n"
    )
    nbformat.write(_notebook("source"), folder / NOTEBOOK)


def hand_in(root: Path, number: int, *, start: int = 0, seed: int = 1) -> None:
    """Hand in that many submissions: each question is right four times out of five."""
    pick = random.Random(seed)  # noqa: S311  # sample work, no secret
    for at in range(start, start + number):
        wrong = {name for name, *_ in QUESTIONS if pick.random() < 0.2}
        folder = root / "submitted" / f"learner-{at:05d}" / ASSIGNMENT
        folder.mkdir(parents=True)
        nbformat.write(_notebook("learner", wrong), folder / NOTEBOOK)


def _notebook(kind: str, wrong: AbstractSet[str] = frozenset()) -> nbformat.NotebookNode:
    cells = [
        new_markdown_cell("# Sales\n\nSix small questions.", id="title"),
        new_code_cell(SETUP, id="setup"),
        new_code_cell(DATA, id="data", metadata=_meta("data", locked=True)),
        new_code_cell("sales.describe()", id="look"),
    ]
    for name, stub, right, mistake, visible, hidden in QUESTIONS:
        solved = f"### BEGIN SOLUTION\n{right}\n### END SOLUTION"
        text = solved if kind == "source" else mistake if name in wrong else right
        test = f"\n### BEGIN HIDDEN TESTS\n{hidden}\n### END HIDDEN TESTS"
        cells += [
            new_markdown_cell(f"## {name}\n\nWrite `{name}`.", id=f"task-{name}"),
            new_code_cell(text, id=name, metadata=_meta(name, solution=True)),
            new_code_cell(
                visible + (test if kind == "source" else ""),
                id=f"{name}-check",
                metadata=_meta(f"{name}-check", grade=True, locked=True, points=2),
            ),
        ]
        assert stub
    cells += [
        new_code_cell("print(total([1, 2, 3]), growth(1, 2))", id="try"),
        new_code_cell("sales.assign(share=share)", id="show"),
        new_markdown_cell("The end.", id="end"),
    ]
    notebook: nbformat.NotebookNode = new_notebook(cells=cells)
    notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3"}
    return notebook


def _meta(
    name: str, *, grade: bool = False, solution: bool = False, locked: bool = False, points: int = 0
) -> dict[str, object]:
    found: dict[str, object] = {
        "schema_version": 3,
        "grade_id": name,
        "grade": grade,
        "solution": solution,
        "locked": locked,
        "task": False,
    }
    return {"nbgrader": {**found, "points": points} if grade else found}
