"""A course whose nbgrader uses our engine, for the tests of that."""

from __future__ import annotations

from pathlib import Path

from nbformat import NotebookNode

from autograder.course import Course
from autograder.gradebook import sync_assignment
from autograder.nbgrader_settings import load_config
from autograder.notebooks import find_cell, read_notebook
from autograder.pipeline import masters
from autograder.release import release_notebook
from tests import cells

LINE = "from autograder.nbgrader_steps import use_engine\nuse_engine(c)\n"
RIGHT = "def squares(xs):\n    return [x * x for x in xs]"
WRONG = "def squares(xs):\n    return [1, 4, 9]"
HALF = (
    "import warnings\ndef squares(xs):\n    warnings.warn('slow')\n    return [x * x for x in xs]"
)
NO_ASSERTS = """\
import ast
class Drop(ast.NodeTransformer):
    def visit_Assert(self, node):
        return ast.Pass()
get_ipython().ast_transformers.append(Drop())
def squares(xs):
    return None"""
ENDS = "import os\ndef squares(xs):\n    os._exit(0)"
SAYS_FALSE = "squares(numbers) == [1, 4, 9]"  # full marks by nbgrader's reading, whatever it says
ASSERTS = """\
assert squares(numbers) == [1, 4, 9]
### BEGIN HIDDEN TESTS
assert squares([12]) == [144]
### END HIDDEN TESTS"""


def source(check: str) -> NotebookNode:
    """Return the small source notebook with another check."""
    made = cells.squares()
    find_cell(made, "squares-check")["source"] = check
    return made


def make(folder: Path, *, ours: bool, line: str = LINE) -> Course:
    """Write the small course, with our line in its nbgrader_config.py, known to its gradebook."""
    check = find_cell(cells.squares(), "squares-check").source if ours else ASSERTS
    course = cells.make_course(folder, source(check), ours=ours)
    (folder / "nbgrader_config.py").write_text(cells.CONFIG + line, encoding="utf-8")
    found = masters(course, course.modules[0])
    sync_assignment(course.gradebook, "squares-1", "ps", found)
    return course


def hand_in(course: Course, student: str, answer: str, letter: str = "Because.") -> Path:
    """Hand in the released notebook with an answer and a written one."""
    work = release_notebook(
        read_notebook(course.source / "ps" / "nb.ipynb"), load_config(course.root)
    )
    find_cell(work, "squares")["source"] = answer
    if letter:
        find_cell(work, "why")["source"] = letter
    return cells.hand_in(course, student, work, "2027-02-01 09:30:00 UTC")
