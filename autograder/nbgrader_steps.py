"""Our engine in nbgrader's own places: `nbgrader autograde`, formgrader's button, validation.

nbgrader makes a grade in steps that a course may configure. One line in nbgrader_config.py has the
step that runs a notebook done by our engine, behind walls, and every other step as ever:

    from autograder.nbgrader_steps import use_engine
    use_engine(c)

Loaded whenever that file is read, by our own commands too, so nothing is imported until it is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from autograder.nbgrader_settings import is_only_reading

if TYPE_CHECKING:
    from traitlets.config import Config

    from autograder.engine_steps import KeepReports, RunApart, ValidateApart, say_plainly

__all__ = ["KeepReports", "RunApart", "ValidateApart", "say_plainly", "use_engine"]


def use_engine(c: Config, *, isolated: bool = True) -> None:
    """Have nbgrader run notebooks with our engine. Call it in nbgrader_config.py, with `c`.

    `isolated=False` runs learners' code as yourself, for a machine that cannot isolate.
    """
    if is_only_reading():
        return
    from autograder.engine_steps import put_in

    put_in(c, isolated=isolated)


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from autograder import engine_steps

    return getattr(engine_steps, name)
