"""What of a check that is decided elsewhere has to run in the learner's process after all.

Not the check itself: it would call the learner's functions a second time. But its imports, which a
learner's function may count on, and what it defines if another cell asks for that.
"""

from __future__ import annotations

import ast
import symtable
import warnings
from collections.abc import Iterable, Iterator

from autograder.cell_text import NO_PYTHON, as_python

NOTHING = "pass"  # it still counts as a cell


def imports_in(source: str) -> str:
    """Return a cell's imports; all of it, if it is no Python."""
    try:
        body = ast.parse(source).body
    except NO_PYTHON:
        return source
    found = (node for node in body if isinstance(node, ast.Import | ast.ImportFrom))
    return "\n".join(map(ast.unparse, found)) or NOTHING


def defines(source: str) -> frozenset[str]:
    """Return the names that a cell gives a value, imports aside; none, if it is no Python."""
    try:
        found = symtable.symtable(source, "<cell>", "exec").get_symbols()
    except NO_PYTHON:
        return frozenset()
    return frozenset(one.get_name() for one in found if one.is_assigned() and not one.is_imported())


def asked_for(sources: Iterable[str]) -> frozenset[str]:
    """Return the names that cells use and do not themselves define."""
    with warnings.catch_warnings():  # of a learner's text, which is none of ours
        warnings.simplefilter("ignore")
        return frozenset(name for source in sources for name in _free(source))


def _free(source: str) -> Iterator[str]:
    found = as_python(source)
    if found is None:
        return
    text, tree = found
    try:
        table = symtable.symtable(text, "<cell>", "exec")
    except NO_PYTHON:
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
            yield node.target.id
    own = {one.get_name() for one in table.get_symbols() if one.is_assigned()}
    todo = [table]
    while todo:
        part = todo.pop()
        names = (
            one.get_name() for one in part.get_symbols() if one.is_referenced() and one.is_global()
        )
        yield from (name for name in names if name not in own)
        todo.extend(part.get_children())
