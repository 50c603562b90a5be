"""For processes that are ours alone: leave out what other libraries import and we never use.

Nothing here happens on import: a Jupyter server that reads a course's settings stays as it is.

Importing any part of nbgrader imports its four extensions of the Jupyter server, and with them a
web server: half a second that a grading command has no use for. While nbgrader's own `__init__`
runs, stand-ins lie in their places; what it takes from each brings the real one when it is called.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any

PACKAGE = "nbgrader"
EXTENSIONS = ("assignment_list", "course_list", "validate_assignment", "formgrader")
SLOW_FORMATS = ("rfc3987_syntax", "isoduration")
FUNCTION = "load_jupyter_server_extension"


class Finder:
    """Finds nbgrader as Python would, and has it loaded with stand-ins.

    Whoever only asks whether nbgrader is there does not use this up.
    """

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None = None,  # noqa: ARG002  # a finder's signature
        target: ModuleType | None = None,  # noqa: ARG002
    ) -> ModuleSpec | None:
        """Take nbgrader itself, and nothing else."""
        if fullname != PACKAGE:
            return None
        spec = PathFinder.find_spec(fullname)
        if spec is not None and spec.loader is not None:
            # No subclass of Loader: importlib.abc takes longer to import than all of this.
            stand_ins: Any = _WithStandIns(spec.loader, self)
            spec.loader = stand_ins
        return spec


class _WithStandIns:
    def __init__(self, real: Any, finder: Finder) -> None:
        self._real = real
        self._finder = finder

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        made: ModuleType | None = self._real.create_module(spec)
        return made

    def exec_module(self, module: ModuleType) -> None:
        finder: Any = self._finder
        with contextlib.suppress(ValueError):
            sys.meta_path.remove(finder)
        names = [f"{PACKAGE}.server_extensions.{name}" for name in EXTENSIONS]
        for name in names:
            sys.modules[name] = _stand_in(name)
        try:
            self._real.exec_module(module)
        finally:
            for name in names:
                del sys.modules[name]
            module.__loader__ = self._real
            if module.__spec__ is not None:
                module.__spec__.loader = self._real


def _stand_in(name: str) -> ModuleType:
    def load(app: Any) -> Any:
        return getattr(import_module(name), FUNCTION)(app)

    made = ModuleType(name)
    setattr(made, FUNCTION, load)
    return made


def install() -> None:
    """Postpone the extensions, if nbgrader was not imported yet."""
    if PACKAGE not in sys.modules:
        finder: Any = Finder()
        sys.meta_path.insert(0, finder)


def leave_out_slow_formats() -> None:
    """Keep jsonschema from importing what checks web addresses and lengths of time.

    That takes longer than grading a notebook, and no schema of a notebook asks for either.
    """
    for name in SLOW_FORMATS:
        sys.modules.setdefault(name, None)  # type: ignore[arg-type]
