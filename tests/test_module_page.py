"""The instructor's page of a module names what its notebook holds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from autograder.notebooks import read_notebook
from pm_exercises.exercises import find
from pm_exercises.exercises.modules import MODULES, Module

each_module = pytest.mark.parametrize(
    ("number", "module"), list(enumerate(MODULES, 1)), ids=[module.code for module in MODULES]
)


def _page(repository: Path, number: int, module: Module) -> str:
    path = repository / "course/modules" / f"{number:02d}-{module.name}.md"
    return path.read_text(encoding="utf-8")


def _seed_tags(repository: Path, module: Module) -> set[str]:
    notebook = read_notebook(repository / f"source/{module.name}/{module.name}.ipynb")
    tags = (tag for cell in notebook.cells for tag in cell.metadata.get("tags", []))
    return {tag.removeprefix("seed:") for tag in tags if tag.startswith("seed:")}


@each_module
def test_every_feedback_code_is_explained(repository: Path, number: int, module: Module) -> None:
    """A teacher who sees a code in the report finds it on the page, and no other stands there."""
    known = {code for item_id in module.exercises for code in find(item_id).messages}

    named = set(re.findall(rf"`({module.code}-\w+\.[\w-]+)`", _page(repository, number, module)))

    assert named == known


@each_module
def test_seed_ids_are_the_notebooks(repository: Path, number: int, module: Module) -> None:
    """The page's last table and the notebook's cell tags name the same seed ids."""
    table = _page(repository, number, module).split("## Seed ids")[1]

    first_cells = "".join(line.split("|")[1] for line in table.splitlines() if "|" in line)

    assert set(re.findall(r"[A-Z]+-\d+[a-z]?", first_cells)) == _seed_tags(repository, module)


@each_module
def test_exercises_seeds_are_taught(repository: Path, number: int, module: Module) -> None:
    """Each exercise practises only what a cell of its notebook is tagged with."""
    practised = {seed for item_id in module.exercises for seed in find(item_id).item.seeds}

    assert practised <= _seed_tags(repository, module)


@each_module
def test_exemplars_marks_add_up(repository: Path, number: int, module: Module) -> None:
    """Three exemplars of the written piece; the marks of each sum to what its heading says."""
    found = re.findall(
        r"### (?:Strong|Middle|Weak): (\d+) of 20\n(.*?)(?=\n##)",
        _page(repository, number, module),
        re.DOTALL,
    )

    assert len(found) == 3
    for total, body in found:
        marks = [int(mark) for mark in re.findall(r"^\| [^|]+ \| ([0-5]) \|", body, re.MULTILINE)]
        assert len(marks) == 4
        assert sum(marks) == int(total)
