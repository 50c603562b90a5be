"""What a learner's notebook imports: exercises, checks, figures and the course panel.

Each name is brought when it is first asked for, so that what only wants to know an exercise's rules
does not wait for tables and charts.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pm_exercises import course, figures, pictures
    from pm_exercises.exercises import exercise
    from pm_exercises.explorers import explore
    from pm_exercises.verbs import check, finish, hint

__all__ = ["check", "course", "exercise", "explore", "figures", "finish", "hint", "pictures"]

_HOME = {
    "check": "verbs",
    "exercise": "exercises",
    "explore": "explorers",
    "finish": "verbs",
    "hint": "verbs",
}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    if name in _HOME:
        return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    return import_module(f"{__name__}.{name}")
