"""Every exercise of the course, found by its id."""

from __future__ import annotations

from difflib import get_close_matches
from importlib import import_module
from typing import TYPE_CHECKING

from pm_exercises.errors import UnknownExercise
from pm_exercises.exercises.modules import MODULES

if TYPE_CHECKING:
    from pm_exercises.board import Board, Exercise


def exercise_ids() -> tuple[str, ...]:
    """Every exercise id, in course order."""
    return tuple(item_id for module in MODULES for item_id in module.exercises)


def title_of(item_id: str) -> str:
    """Return what a person calls an exercise, without importing it; the id where there is none."""
    titles = (module.titles[item_id] for module in MODULES if item_id in module.titles)
    return next(titles, item_id)


def find(item_id: str) -> Exercise:
    """Return an exercise by its id.

    Raises:
        UnknownExercise: there is none, with the nearest id there is.
    """
    for module in MODULES:
        if item_id in module.exercises:
            found = import_module(f"{__name__}.{module.name}.{module.exercises[item_id]}")
            exercise: Exercise = found.EXERCISE
            return exercise
    near = get_close_matches(item_id.upper(), exercise_ids(), n=1)
    raise UnknownExercise(
        f"There is no exercise {item_id!r}." + (f" Did you mean {near[0]!r}?" if near else "")
    )


def exercise(item_id: str, student: str | None = None) -> Board:
    """Open an exercise: the learner's own data, with the answer saved so far.

    `student` is for instructors who want to see another learner's data.
    """
    # Only where a board is opened: who asks for an exercise's name waits for no widget.
    from pm_exercises.board import Board
    from pm_exercises.widget import BoardWidget

    return Board(find(item_id), student, view=BoardWidget)
