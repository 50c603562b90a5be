"""Marks of Python texts by what they say: comments, formatting and docstrings do not count.

A mark is the same in every version of Python: its own `ast.dump` writes trees in other ways from
one version to the next, and an upgrade of Python changes nobody's grade.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from hashlib import sha256
from string import Formatter
from typing import Any

from autograder.cell_text import NO_PYTHON

LENGTH = 12  # hexadecimal digits of a mark: kept by the dozen beside each grade
# Of an exercise and what it is made of: the words that a learner reads, which move no score.
WORDS = {
    "Exercise": {"hints", "compare", "meaning"},
    "Item": {"title", "task", "minutes", "seeds"},
    "Criterion": {"label"},
}
LABEL = 2  # a criterion's label, where it is written without its name


def mark(*parts: str | bytes) -> str:
    """Return a short hash of some texts, in this order."""
    digest = sha256()
    for part in parts:
        data = part if isinstance(part, bytes) else part.encode("utf-8", errors="replace")
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()[:LENGTH]


def code_mark(text: str) -> str:
    """Return the mark of a cell's text: of its tree, or of the text itself if it is no Python."""
    try:
        tree = ast.parse(text)
    except NO_PYTHON:
        return mark(text)
    # A semicolon at the end keeps a cell's last value from being shown, and is in no tree.
    lines = [line for line in text.splitlines() if line.strip() and line.strip()[0] != "#"]
    silent = bool(lines) and ";" in lines[-1]
    return mark("silent" if silent else "", *(dump(part) for part in tree.body))


def dump(node: ast.AST) -> str:
    """Return a tree as text, without positions and docstrings."""
    return "".join(_dumped(node))


def words_left_out(tree: ast.Module) -> ast.Module:
    """Return an exercise's tree without the words that no score depends on.

    Of its messages the codes stay and the names that are filled in: a rule that fills in a name
    which no message has, or has no message at all, gives no points.
    """
    done: ast.Module = _Wordless().visit(tree)
    return done


def _dumped(value: Any) -> Iterator[str]:
    if isinstance(value, ast.AST):
        yield f"{type(value).__name__}("
        for name, inner in ast.iter_fields(value):
            if inner is None or inner == [] or name in ("ctx", "kind", "type_comment"):
                continue
            yield f"{name}="
            yield from _dumped(_without_docstring(value, inner) if name == "body" else inner)
        yield ")"
    elif isinstance(value, list):
        yield "["
        for inner in value:
            yield from _dumped(inner)
        yield "]"
    else:
        yield f"{value!r},"


def _without_docstring(owner: ast.AST, body: Any) -> Any:
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    if isinstance(owner, kinds) and body and is_docstring(body[0]):
        return body[1:] or [ast.Pass()]
    return body


def is_docstring(node: ast.AST) -> bool:
    """Whether a statement is nothing but text."""
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


class _Wordless(ast.NodeTransformer):
    def visit_Call(self, node: ast.Call) -> ast.AST:  # ast's own name
        self.generic_visit(node)
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        dropped = WORDS.get(name, set())
        node.keywords = [word for word in node.keywords if word.arg not in dropped]
        if name == "Criterion" and len(node.args) > LABEL:
            node.args[LABEL] = ast.Constant("")
        if name == "Exercise":
            for word in node.keywords:
                if word.arg == "messages" and isinstance(word.value, ast.Dict):
                    word.value.values = [_filled_in(value) for value in word.value.values]
        return node


def _filled_in(value: ast.expr) -> ast.expr:
    """A message as the names that are filled in; anything but plain text stays as it is."""
    if not (isinstance(value, ast.Constant) and isinstance(value.value, str)):
        return value
    try:
        fields = sorted(_fields(value.value))
    except ValueError:  # a lone brace: no rule can use this message
        return value
    return ast.Constant(repr(fields))


def _fields(text: str) -> Iterable[tuple[str, str, str]]:
    return {
        (name, spec or "", how or "")
        for _, name, spec, how in Formatter().parse(text)
        if name is not None
    }
