"""What a course says in its nbgrader_config.py, as far as grading has to know.

Read without nbgrader itself, which takes longer to import than a class takes to be looked through:
what nbgrader has where a course says nothing is written down here, and a test compares the two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from traitlets.config import Config
from traitlets.config.loader import LazyConfigValue, PyFileConfigLoader

from autograder.errors import CourseError

IGNORED = (".ipynb_checkpoints", "*.pyc", "__pycache__", "feedback")
CELL_SECONDS = 30
# Where a cell's time may be set: the step that runs a notebook, and what it is made of.
EXECUTE = ("Execute", "ExecutePreprocessor", "NotebookClient")
LATE_PLUGIN = "LateSubmissionPlugin"

_only_reading: ContextVar[bool] = ContextVar("_only_reading", default=False)


def load_config(root: Path, *, only_reading: bool = False) -> Config:
    """Return the course's nbgrader_config.py; an empty configuration where there is none.

    `only_reading` leaves out what `use_engine` sets, which only nbgrader's own commands need.

    Raises:
        CourseError: the file cannot be run.
    """
    if not (root / "nbgrader_config.py").exists():
        return Config()
    try:
        with _reading(only_reading):
            config: Config = PyFileConfigLoader("nbgrader_config.py", path=str(root)).load_config()
    except Exception as error:  # noqa: BLE001  # it is a program: anything can go wrong in it
        raise CourseError(
            f"{root / 'nbgrader_config.py'}: it cannot be run ({type(error).__name__}: {error}). "
            "Mend that line, or take it out."
        ) from None
    # What a course sets for `nbgrader generate_assignment` alone counts here too.
    config.merge(config.get("GenerateAssignmentApp", Config()))
    return config


def is_only_reading() -> bool:
    """Whether a course's file is being run only to see what it says."""
    return _only_reading.get()


def cell_seconds(config: Config) -> int | None:
    """Return how long a cell may take; None where there is no limit.

    Raises:
        CourseError: the course sets something else than a number.
    """
    found = (config[name]["timeout"] for name in EXECUTE if "timeout" in config[name])
    seconds = next(found, CELL_SECONDS)
    if seconds is not None and not isinstance(seconds, int):
        raise CourseError(
            f"nbgrader_config.py: c.Execute.timeout = {seconds!r} is not allowed; write a whole "
            "number of seconds, or None for no limit."
        )
    return seconds if seconds and seconds > 0 else None


def penalises_lateness(config: Config) -> bool:
    """Whether late submissions lose points; with nbgrader's defaults they do not."""
    plugin = config.AssignLatePenalties.get("plugin_class", LATE_PLUGIN)
    name = plugin if isinstance(plugin, str) else getattr(plugin, "__name__", "")
    usual = name.rpartition(".")[2] == LATE_PLUGIN
    return not usual or config[LATE_PLUGIN].get("penalty_method", "none") != "none"


def lateness_settings(config: Config) -> str:
    """Return all that a course says of late submissions, as text to compare."""
    return repr([config.get(name, {}) for name in ("AssignLatePenalties", LATE_PLUGIN)])


def stubs(config: Config) -> str:
    """Return what a course puts in the place of its solutions, as text to compare."""
    said = config.get("ClearSolutions", {})
    return repr(sorted((str(name), repr(value)) for name, value in said.items()))


def solution_markers(config: Config) -> tuple[str, str]:
    """Return the words that begin and end a solution in a source notebook."""
    said = config.ClearSolutions
    return (
        str(said.get("begin_solution_delimeter", "BEGIN SOLUTION")),
        str(said.get("end_solution_delimeter", "END SOLUTION")),
    )


def ignored_names(config: Config) -> tuple[str, ...]:
    """Return the names that nbgrader copies at no step."""
    found: Any = config.CourseDirectory.get("ignore", list(IGNORED))
    if isinstance(found, LazyConfigValue):  # c.CourseDirectory.ignore.append(...)
        found = found.get_value(list(IGNORED))
    names: Iterable[Any] = found
    return tuple(str(name) for name in names)


@contextmanager
def _reading(only: bool) -> Iterator[None]:  # a private switch
    token = _only_reading.set(only)
    try:
        yield
    finally:
        _only_reading.reset(token)
