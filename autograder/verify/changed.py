"""Make a check's own values what a learner's function changed them into.

A call gets a copy of its arguments, so `sort(xs)` would leave the check's `xs` as it was.
"""

from __future__ import annotations

import sys
from collections import deque
from typing import Any


def follow(old: Any, new: Any) -> Any:
    """Change a list, dict, set, array or table in place into another of its type.

    Return it, or the new value where the old one cannot become that.
    """
    if type(old) is not type(new):
        return new
    if isinstance(old, list | deque):
        fresh = [*map(follow, old, new)] if len(old) == len(new) else [*new]
        old.clear()
        old.extend(fresh)
    elif isinstance(old, tuple) and len(old) == len(new):
        for mine, theirs in zip(old, new, strict=True):
            follow(mine, theirs)
        return old if old == new else new
    elif isinstance(old, dict):
        fresh_pairs = {key: follow(old.get(key), value) for key, value in new.items()}
        old.clear()
        old.update(fresh_pairs)
    elif isinstance(old, set):
        old.clear()
        old.update(new)
    elif isinstance(old, bytearray):
        old[:] = new
    elif not _follow_table(old, new):
        return new
    return old


def _follow_table(old: Any, new: Any) -> bool:
    numpy, pandas = sys.modules.get("numpy"), sys.modules.get("pandas")
    if numpy is not None and isinstance(old, numpy.ndarray):
        if (old.shape, old.dtype) != (new.shape, new.dtype) or not old.flags.writeable:
            return False
        old[...] = new
        return True
    if pandas is not None and isinstance(old, pandas.DataFrame | pandas.Series):
        old._update_inplace(new)
        return True
    return False
