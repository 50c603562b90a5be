"""Make standings of one learner, Ada, in one module, for the tests of completion."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from autograder.completion import ModuleStatus, Standing, State, module_status
from autograder.course import Course
from autograder.scores import Score
from autograder.settings import read_settings
from pm_exercises.exercises.modules import MODULES

FND = MODULES[0]
POINTS = {"FND-WARM": 5.0, "FND-EXIT": 5.0, "FND-REFLECT": 0.0, "FND-W": 20.0}


def course(
    *, code: str = "FND", ours: bool = True, policy: dict[str, Any] | None = None, **module: Any
) -> Course:
    """Return a course of one module; another code than FND is a module no exercise is known of."""
    one = {"name": "foundations", "code": code, "title": "Foundations", "minutes": 210, **module}
    raw = {"schema_version": 1, "title": "Course", "policy": policy or {}, "modules": [one]}
    return Course(Path("/course"), read_settings(raw), ours)


def score(name: str, given: float | None, most: float = 10.0, *, attempted: bool = True) -> Score:
    """Return one score."""
    return Score(name, most, given, attempted)


def full_scores(**changed: float | None) -> tuple[Score, ...]:
    """Return a score for every part of Foundations, full but for those given: FND_E1=3."""
    changes = {name.replace("_", "-"): value for name, value in changed.items()}
    items = (*FND.exercises, FND.written)
    full = {item: POINTS.get(item, 10.0) for item in items}
    return tuple(
        score(item if item == FND.written else f"{item}-check", changes.get(item, most), most)
        for item, most in full.items()
    )


def blank(scores: tuple[Score, ...], *items: str) -> tuple[Score, ...]:
    """Return scores with some exercises not attempted."""
    return tuple(
        Score(s.item_id, s.score_maximum, 0.0, attempted=False)
        if s.item_id.removesuffix("-check") in items
        else s
        for s in scores
    )


def graded(scores: tuple[Score, ...], **more: Any) -> Standing:
    """Return the standing of a learner whose work was handed in and graded."""
    return Standing("ada", "foundations", submitted=True, graded=True, scores=scores, **more)


def status_of(standing: Standing, where: Course | None = None) -> ModuleStatus:
    """Return a learner's status in the one module of a course."""
    where = where or course()
    return module_status(where, where.modules[0], standing)


def flags(status: ModuleStatus) -> tuple[State, bool, bool | None, float]:
    """Return a status without its words."""
    return status.state, status.completion, status.success, status.score_scaled
