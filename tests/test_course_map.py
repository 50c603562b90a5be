"""The course map: what the course promises to teach, held against what the notebooks tag."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from autograder.notebooks import read_notebook
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
