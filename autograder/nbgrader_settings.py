"""What a course says in its nbgrader_config.py, as far as grading has to know."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from nbgrader.plugins import LateSubmissionPlugin
from nbgrader.preprocessors import AssignLatePenalties, Execute
from traitlets import TraitError
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from autograder.errors import CourseError


def load_config(root: Path) -> Config:
    """Return the course's nbgrader_config.py; an empty configuration where there is none.

    Raises:
        CourseError: the file cannot be run.
    """
    if not (root / "nbgrader_config.py").exists():
        return Config()
    try:
        config: Config = PyFileConfigLoader("nbgrader_config.py", path=str(root)).load_config()
    except Exception as error:  # noqa: BLE001  # it is a program: anything can go wrong in it
        raise CourseError(
            f"{root / 'nbgrader_config.py'}: it cannot be run ({type(error).__name__}: {error}). "
            "Mend that line, or take it out."
        ) from None
    # What a course sets for `nbgrader generate_assignment` alone counts here too.
    config.merge(config.get("GenerateAssignmentApp", Config()))
    return config


def cell_seconds(config: Config) -> int | None:
    """Return how long a cell may take; None where there is no limit.

    Raises:
        CourseError: the course sets something that is no number of seconds.
    """
    with _settings_of("Execute"):
        seconds: int | None = Execute(config=config).timeout
    return seconds if seconds and seconds > 0 else None


def penalises_lateness(config: Config) -> bool:
    """Whether late submissions lose points; with nbgrader's defaults they do not.

    Raises:
        CourseError: the plugin that the course names cannot be imported, or is none.
    """
    with _settings_of("AssignLatePenalties"):
        plugin = AssignLatePenalties(config=config).plugin_class
    with _settings_of("LateSubmissionPlugin"):
        method = LateSubmissionPlugin(config=config).penalty_method
    return plugin is not LateSubmissionPlugin or method != "none"


@contextlib.contextmanager
def _settings_of(name: str) -> Iterator[None]:
    """Turn what nbgrader says of a setting of one of its classes into our sentence."""
    try:
        yield
    except (TraitError, ImportError, AttributeError, ValueError) as error:
        said = str(error).splitlines()[0] if str(error) else "no details"
        raise CourseError(
            f"nbgrader_config.py: a setting c.{name}.… cannot be used "
            f"({type(error).__name__}: {said}). Correct that line, or take it out."
        ) from None
