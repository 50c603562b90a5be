"""Sample answers kept for staff in course/samples/: for the demo class and the tests."""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from autograder.errors import CourseError
from pm_exercises.exercises.modules import MODULES
from pm_exercises.item import Answer


@dataclass(frozen=True, slots=True)
class Samples:
    """How learners answer one exercise, made from their data and its best answer."""

    alternatives: list[Answer]  # other answers a fair reader would accept
    misconceptions: dict[str, Answer]  # by feedback code


def sample_answers(course: Path, item_id: str, data: Any, best: Answer) -> Samples:
    """Return the sample answers to one exercise for one learner's data.

    Raises:
        CourseError: course/samples/ has no file for it.
    """
    module = samples_module(course, item_id)
    return Samples(module.alternatives(data, best), module.misconceptions(data, best))


def samples_module(course: Path, item_id: str) -> ModuleType:
    """Return an exercise's file in course/samples/, loaded.

    Raises:
        CourseError: there is no such file.
    """
    owner = next(module for module in MODULES if item_id in module.exercises)
    path = course / "course" / "samples" / owner.name / f"{owner.exercises[item_id]}.py"
    spec = importlib.util.spec_from_file_location(f"samples_{path.stem}", path)
    if spec is None or spec.loader is None or not path.exists():
        raise CourseError(f"{path}: there are no sample answers for {item_id}; add this file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
