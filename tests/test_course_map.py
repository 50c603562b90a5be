"""The course map: what the course promises to teach, held against what the notebooks tag."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from autograder.course import load_course
from autograder.notebooks import is_graded, points, read_notebook
from pm_exercises.exercises import find
from pm_exercises.exercises.modules import MODULES, Module


@pytest.fixture(scope="module")
def course_map(repository: Path) -> dict[str, Any]:
    """Every seed id with the exercises that cover it, and every exercise with its seed ids."""
    found: dict[str, Any] = json.loads((repository / "course/course-map.json").read_text())
    return found


def _seeds_of(module: Module, course_map: dict[str, Any]) -> set[str]:
    return {
        seed["id"]
        for seed in course_map["seeds"]
        if any(exercise.split("-")[0] == module.code for exercise in seed["exercises"])
    }


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.code)
def test_every_promised_seed_is_tagged(
    module: Module, course_map: dict[str, Any], repository: Path
) -> None:
    """The notebook tags exactly the seed ids that the map gives to its module, and no others."""
    path = repository / "source" / module.name / f"{module.name}.ipynb"
    tags = {tag for cell in read_notebook(path).cells for tag in cell.metadata.get("tags", [])}

    tagged = {tag.removeprefix("seed:") for tag in tags if tag.startswith("seed:")}

    assert tagged == _seeds_of(module, course_map)


def test_foundations_teaches_28_seeds(course_map: dict[str, Any]) -> None:
    """The number that the course's plan names."""
    foundations = next(module for module in MODULES if module.code == "FND")

    assert len(_seeds_of(foundations, course_map)) == 28


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.code)
def test_exercises_say_what_the_map_says(module: Module, course_map: dict[str, Any]) -> None:
    """An exercise's own seed ids are those of the map, so a progress page cannot differ from it."""
    mapped = {row["id"]: set(row["seeds"]) for row in course_map["exercises"]}
    in_map = [item_id for item_id in module.exercises if item_id in mapped]

    assert in_map
    for item_id in in_map:
        assert set(find(item_id).item.seeds) == mapped[item_id], item_id


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.code)
def test_no_exercise_is_forgotten(module: Module, course_map: dict[str, Any]) -> None:
    """Whatever covers a seed stands in the map; only questions about other exercises cover none."""
    mapped = {row["id"] for row in course_map["exercises"]}
    rounds = {f"{module.code}-{name}" for name in ("WARM", "EXIT", "REFLECT")}

    assert set(module.exercises) - mapped == rounds & set(module.exercises)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.code)
def test_the_contents_table_adds_up(module: Module, repository: Path) -> None:
    """Its minutes are the module's, its points those of the cells, its links lead to headings."""
    notebook = read_notebook(repository / "source" / module.name / f"{module.name}.ipynb")
    text = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    contents = next(source for source in text if source.startswith("## Contents"))
    rows = re.findall(r"^\| \d+\. \[(.+)\]\(#(.+)\) \| (\d+) \|$", contents, re.MULTILINE)
    headings = {
        line.lstrip("# ") for source in text for line in source.splitlines() if "# " in line
    }

    assert sum(int(minutes) for _, _, minutes in rows) == _minutes(module, repository)
    total = sum(points(cell) for cell in notebook.cells if is_graded(cell))
    assert f"Together {total:g}." in contents
    for title, link, _ in rows:
        assert title in headings
        assert link == title.replace(" ", "-")


def _minutes(module: Module, repository: Path) -> int:
    return load_course(repository).module(module.name).minutes
