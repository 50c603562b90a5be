"""Read and write notebooks, and find the cells that nbgrader knows by name."""

from __future__ import annotations

import math
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from autograder.errors import NotebookError
from autograder.notebook_names import exercise_of, readable

__all__ = [
    "CELL_TYPES",
    "board_name",
    "exercise_of",
    "find_cell",
    "grade_id",
    "is_graded",
    "is_locked",
    "is_solution",
    "is_task",
    "is_test",
    "named_cells",
    "parse_notebook",
    "points",
    "read_notebook",
    "readable",
    "to_text",
    "write_notebook",
]

CELL_TYPES = ("code", "markdown", "raw")


def read_notebook(path: Path) -> NotebookNode:
    """Return a notebook in nbformat 4, whatever version it was saved in.

    Raises:
        NotebookError: missing, not JSON, or not a notebook.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise NotebookError(f"{path}: there is no such notebook") from None
    except (OSError, UnicodeDecodeError) as error:
        raise NotebookError(f"{path}: cannot be read ({error})") from None
    return parse_notebook(text, str(path))


def parse_notebook(text: str, name: str) -> NotebookNode:
    """Return the notebook that a file's text holds.

    Raises:
        NotebookError: not JSON, or not a notebook.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # missing and repeated cell ids are mended on the way
            notebook = nbformat.reads(text, as_version=4)
    except Exception as error:  # noqa: BLE001  # nbformat raises a dozen kinds for what is not a notebook
        raise NotebookError(
            f"{name}: this is not a notebook ({type(error).__name__}: {_short(error)}). "
            "Open it in JupyterLab and save it again, or hand in an earlier copy."
        ) from None
    if not isinstance(notebook.get("cells"), list):
        raise NotebookError(f"{name}: this notebook has no cells")
    for number, cell in enumerate(notebook.cells, start=1):
        _check_cell(cell, f"{name}: cell {number}")
    found: NotebookNode = notebook
    return found


def write_notebook(notebook: NotebookNode, path: Path) -> None:
    """Write a notebook in the one form this repository keeps."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(to_text(notebook), encoding="utf-8")


def to_text(notebook: NotebookNode) -> str:
    """Return a notebook as JSON text, as JupyterLab itself saves it: one line of source a line."""
    text = readable(nbformat.writes(notebook, version=nbformat.NO_CONVERT))
    return text if text.endswith("\n") else text + "\n"


def grade_id(cell: NotebookNode) -> str | None:
    """Return the name nbgrader knows a cell by, or None."""
    found = _meta(cell).get("grade_id")
    return found if isinstance(found, str) and found else None


def board_name(notebook: NotebookNode, item_id: str) -> str:
    """Return what an exercise's board is called: the first word of its board cell.

    Raises:
        NotebookError: the notebook has no such cell.
    """
    name: str = find_cell(notebook, f"{item_id}-board").source.split("=")[0].strip()
    return name


def is_graded(cell: NotebookNode) -> bool:
    """Whether a cell carries points: a test cell, or an answer or task that a person reads."""
    return bool(_meta(cell).get("grade")) or is_task(cell)


def is_task(cell: NotebookNode) -> bool:
    """Whether a person reads the cells around this one, as nbgrader's manually graded task."""
    return bool(_meta(cell).get("task"))


def is_solution(cell: NotebookNode) -> bool:
    """Whether the learner writes in this cell."""
    return bool(_meta(cell).get("solution"))


def is_locked(cell: NotebookNode) -> bool:
    """Whether a cell's text is the instructor's: it is put back before grading."""
    meta = _meta(cell)
    return not meta.get("solution") and bool(meta.get("grade") or meta.get("locked"))


def is_test(cell: NotebookNode) -> bool:
    """Whether a cell is a test: graded by running it, not by a person."""
    return is_graded(cell) and not is_solution(cell) and cell.cell_type == "code"


def points(cell: NotebookNode) -> float:
    """Return a graded cell's points.

    Raises:
        NotebookError: it has none.
    """
    try:
        most = float(_meta(cell)["points"])
    except (KeyError, TypeError, ValueError):
        raise NotebookError(f"cell {grade_id(cell)!r} has no points; set them in source") from None
    if not math.isfinite(most) or most < 0:
        raise NotebookError(f"cell {grade_id(cell)!r} has {most} points; set 0 or more in source")
    return most


def named_cells(notebook: NotebookNode) -> Iterator[tuple[str, NotebookNode]]:
    """Give (grade_id, cell) for every cell that nbgrader knows, in order."""
    for cell in notebook.cells:
        name = grade_id(cell)
        if name is not None:
            yield name, cell


def find_cell(notebook: NotebookNode, name: str) -> NotebookNode:
    """Return the cell with a grade_id.

    Raises:
        NotebookError: there is none.
    """
    for found, cell in named_cells(notebook):
        if found == name:
            return cell
    raise NotebookError(f"there is no cell {name!r} in this notebook")


def _check_cell(cell: NotebookNode, where: str) -> None:
    """Refuse what no notebook program writes; mend what some of them leave out."""
    cell.setdefault("metadata", NotebookNode())
    known = cell.get("cell_type") in CELL_TYPES and isinstance(cell.metadata, dict)
    if not known or not isinstance(cell.get("source"), str):
        raise NotebookError(
            f"{where} is damaged: its type, its text or its metadata is missing or makes no sense. "
            "Open it in JupyterLab, delete that cell and save, or hand in an earlier copy."
        )
    cell["source"] = readable(cell.source)
    if not isinstance(cell.get("id", ""), str):
        cell["id"] = str(cell["id"])


def _meta(cell: NotebookNode) -> dict[str, Any]:
    meta = cell.get("metadata", {}).get("nbgrader", {})
    return meta if isinstance(meta, dict) else {}


def _short(error: Exception) -> str:
    return str(error).splitlines()[0][:120] if str(error) else "no details"
