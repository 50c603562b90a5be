"""Builtins and modules of our own, for what goes on running beside a learner's code.

Whatever a cell puts in the place of `len` or `json.dumps` then stays its own business.
"""

from __future__ import annotations

import builtins
import importlib.util
from types import ModuleType
from typing import Any

# A module that sets `__builtins__` to this before it defines a function keeps these.
BUILTINS: dict[str, Any] = dict(vars(builtins))


def own_module(name: str) -> ModuleType:
    """Return a second copy of a module of the standard library, which nobody else has."""
    spec = importlib.util.find_spec(name)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    vars(module)["__builtins__"] = BUILTINS
    spec.loader.exec_module(module)
    return module
