"""The instructor's notebooks, found by what is in them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from autograder.rehearse import SourceNotebook
from pm_exercises.exercises.modules import MODULES, Module

SOURCE = Path(__file__).parent.parent / "source"


def module_of(item_id: str) -> Module:
    """The module that an exercise belongs to."""
    return next(module for module in MODULES if item_id in module.exercises)


def source_of(item_id: str) -> SourceNotebook:
    """The notebook that an exercise stands in, read once."""
    return notebook_of(module_of(item_id).name)


@cache
def notebook_of(name: str) -> SourceNotebook:
    """A module's notebook, by the name of its folder."""
    return SourceNotebook(SOURCE / name / f"{name}.ipynb")
