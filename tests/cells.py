"""Build small notebooks and courses for the tests, marked as nbgrader's own tools mark them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from autograder.course import Course, load_course
from autograder.notebooks import write_notebook

COURSE_TOML = """\
schema_version = 1
kind = "bootcamp"
title = "Squares"
course_id = "squares-1"

[limits]
cell_seconds = 10
submission_seconds = 60

[[modules]]
name = "ps"
code = "PS"
title = "Problem set"
minutes = 10
"""
CONFIG = """\
c = get_config()
c.CourseDirectory.course_id = "squares-1"
c.CourseDirectory.ignore = [".ipynb_checkpoints", "*.pyc", "__pycache__"]
c.GenerateAssignmentApp.CourseDirectory.ignore = ["*.md", "answers", ".ipynb_checkpoints"]
"""


def text(source: str, name: str = "") -> NotebookNode:
    """Return a markdown cell that nbgrader does not know."""
    return _with_id(new_markdown_cell(source), name)


def code(source: str, name: str = "") -> NotebookNode:
    """Return a code cell that nbgrader does not know."""
    return _with_id(new_code_cell(source), name)


def locked(name: str, source: str) -> NotebookNode:
    """Return a read-only code cell."""
    return _marked(new_code_cell(source), name, locked=True)


def answer(name: str, source: str) -> NotebookNode:
    """Return a code cell in which the learner writes."""
    return _marked(new_code_cell(source), name, solution=True)


def check(name: str, source: str, points: float = 5) -> NotebookNode:
    """Return a test cell."""
    return _marked(new_code_cell(source), name, grade=True, locked=True, points=points)


def written(name: str, source: str, points: float = 4) -> NotebookNode:
    """Return a written answer that a person marks."""
    return _marked(new_markdown_cell(source), name, grade=True, solution=True, points=points)


def task(name: str, source: str, points: float = 3) -> NotebookNode:
    """Return nbgrader's manually graded task: the work goes into cells around it."""
    return _marked(new_markdown_cell(source), name, locked=True, task=True, points=points)


def notebook(*cells: NotebookNode) -> NotebookNode:
    """Return a notebook of these cells, for the kernel of this Python."""
    spec = {"display_name": "Python 3", "language": "python", "name": "python3"}
    made: NotebookNode = new_notebook(cells=list(cells), metadata={"kernelspec": spec})
    return made


def squares() -> NotebookNode:
    """Return a small source notebook with one cell of each kind."""
    return notebook(
        text("# Squares", "title"),
        locked("setup", "numbers = [1, 2, 3]  # what you are given"),
        answer(
            "squares",
            "def squares(xs):\n    ### BEGIN SOLUTION\n    return [x * x for x in xs]\n"
            "    ### END SOLUTION\n",
        ),
        check(
            "squares-check",
            "right = squares(numbers) == [1, 4, 9]\n### BEGIN HIDDEN TESTS\n"
            "right = right and squares([12]) == [144]\n### END HIDDEN TESTS\n5.0 if right else 0.0",
        ),
        written(
            "why", "### BEGIN SOLUTION\nBecause a square is a product.\n### END SOLUTION", points=4
        ),
    )


def make_course(
    root: Path, source: NotebookNode | None = None, *, ours: bool = True, name: str = "nb"
) -> Course:
    """Write a course of one module, `ps`, with one notebook: ours, or any other one."""
    root.mkdir(parents=True, exist_ok=True)
    write_notebook(source or squares(), root / "source" / "ps" / f"{name}.ipynb")
    (root / "nbgrader_config.py").write_text(CONFIG, encoding="utf-8")
    if ours:
        (root / "course").mkdir(exist_ok=True)
        (root / "course" / "course.toml").write_text(COURSE_TOML, encoding="utf-8")
    return load_course(root)


def hand_in(
    course: Course, student: str, work: NotebookNode | str, stamp: str = "", name: str = "nb"
) -> Path:
    """Put a learner's notebook, or any text in its place, where nbgrader collects it."""
    folder = course.submitted / student / "ps"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.ipynb"
    if isinstance(work, str):
        path.write_text(work, encoding="utf-8")
    else:
        write_notebook(work, path)
    if stamp:
        (folder / "timestamp.txt").write_text(stamp, encoding="utf-8")
    return folder


def names(work: NotebookNode) -> list[str]:
    """Return the grade_ids of a notebook's named cells, in order."""
    return [cell.metadata.nbgrader.grade_id for cell in work.cells if "nbgrader" in cell.metadata]


def snapshot(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder with its bytes, to see whether anything changed."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _with_id(cell: NotebookNode, name: str) -> NotebookNode:
    if name:
        cell["id"] = name
    return cell


def _marked(cell: NotebookNode, name: str, **marks: Any) -> NotebookNode:
    cell.metadata["nbgrader"] = NotebookNode(
        {
            "grade_id": name,
            "schema_version": 3,
            "grade": False,
            "solution": False,
            "locked": False,
            "task": False,
            **marks,
        }
    )
    return _with_id(cell, name)
