"""Exceptions between two processes: a built-in one crosses by its name and what it was given."""

from __future__ import annotations

import contextlib
from types import FunctionType
from typing import Any

from autograder.sandbox.own import BUILTINS

__builtins__ = BUILTINS  # type: ignore[assignment]  # for mypy it is a module


def rebuilt(name: Any, texts: Any) -> BaseException:
    """Return a built-in exception by its name; an unknown one is a plain Exception."""
    kind = BUILTINS.get(name) if isinstance(name, str) else None
    if not (isinstance(kind, type) and issubclass(kind, BaseException)):
        kind = Exception
    arguments = texts if isinstance(texts, tuple) else (texts,)
    for nearest in kind.__mro__:  # UnicodeDecodeError wants five of its own, UnicodeError does not
        if issubclass(nearest, BaseException):
            with contextlib.suppress(TypeError):
                return nearest(*arguments)
    return Exception(*arguments)


def kind_of(error: BaseException) -> str:
    """Return the name of the built-in exception that an exception is one of."""
    for kind in type(error).__mro__:
        if kind.__module__ == "builtins":
            return kind.__name__
    return "Exception"


def texts_of(error: BaseException) -> Any:
    """Return what an exception was given, if that is plain, or else what it says."""
    plain = (str, int, float, bool, type(None))
    try:
        says = type(error).__str__
        own = isinstance(says, FunctionType)  # an exception's own way to say what it says
        if not own and all(type(part) in plain for part in error.args):
            return tuple(error.args)
        return (str(error),)
    except Exception:  # noqa: BLE001  # a learner's exception may be unable to say anything
        return ()
