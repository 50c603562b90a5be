"""Which names in a check are the course's own, and which are the learner's.

The course's: what the instructor's notebook imports anywhere, and what its read-only cells, its
cells without a name and its earlier checks define. The learner's: what its solution cells bind, and
everything else. A name of the course is never looked up where a learner could have changed it.
"""

from __future__ import annotations

import ast
import importlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from nbformat import NotebookNode

from autograder.cell_text import statements_of
from autograder.notebooks import is_solution

Definition = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
Import = (ast.Import, ast.ImportFrom)


@dataclass(frozen=True)
class Bound:
    """A statement of the course that gives names a value."""

    cell: int
    statement: ast.stmt
    names: frozenset[str]


class CourseNames:
    """The names of one instructor's notebook."""

    def __init__(self, master: NotebookNode) -> None:
        self._course: dict[str, list[Bound]] = defaultdict(list)
        self._imports: dict[str, ast.stmt] = {}
        self._stars: list[str] = []
        self.learners: set[str] = set()
        self.attributes: set[str] = set()  # what the classes in it define
        for at, cell in enumerate(master.cells):
            if cell.cell_type == "code":
                self._read(at, cell)

    def statements(self, name: str, before: int) -> list[ast.stmt]:
        """Return the course's statements that make a name, in order; none if it is a learner's.

        `before` is the check's place in the instructor's notebook.
        """
        if name in self._imports and name not in self.learners:
            return [self._imports[name]]
        if name in self.learners:
            return []
        found = [bound.statement for bound in self._course[name] if bound.cell < before]
        return found or self._from_star(name)

    def _read(self, at: int, cell: NotebookNode) -> None:
        named = "nbgrader" in cell.metadata
        own = named and is_solution(cell)
        for statement in statements_of(cell.source):
            self.attributes |= attributes_in(statement)
            names = frozenset(bound_names(statement))
            if isinstance(statement, Import):
                for name in names - {"*"}:
                    self._imports.setdefault(name, statement)
                if isinstance(statement, ast.ImportFrom) and "*" in names and not statement.level:
                    self._stars.append(statement.module or "")
            elif own or (not named and not isinstance(statement, Definition)):
                self.learners |= names
            elif named or isinstance(statement, Definition):
                for name in names:
                    self._course[name].append(Bound(at, statement, names))

    def _from_star(self, name: str) -> list[ast.stmt]:
        if name in self._starred:
            return [ast.parse(f"from {self._starred[name]} import {name}").body[0]]
        return []

    @cached_property
    def _starred(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for module in self._stars:
            try:
                loaded = importlib.import_module(module)
            except ImportError:
                continue
            shown = getattr(loaded, "__all__", [n for n in vars(loaded) if not n.startswith("_")])
            found.update(dict.fromkeys(shown, module))
        return found


def attributes_in(statement: ast.stmt) -> set[str]:
    """Return the attributes that the classes in a statement define, or that it sets."""
    found = set()
    for node in ast.walk(statement):
        if isinstance(node, ast.ClassDef):
            found |= {name for part in node.body for name in bound_names(part)}
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            found.add(node.attr)
    return found


def bound_names(statement: ast.stmt) -> Iterator[str]:
    """Give the names that a statement binds at the top of a notebook."""
    if isinstance(statement, Definition):
        yield statement.name
        return
    todo: list[ast.AST] = [statement]
    while todo:
        node = todo.pop()
        if isinstance(node, Import):
            for alias in node.names:
                yield alias.asname or alias.name.split(".")[0]
        elif isinstance(node, Definition):
            yield node.name
            continue
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store | ast.Del):
            yield node.id
        elif isinstance(node, ast.ExceptHandler) and node.name:
            yield node.name
        elif isinstance(node, ast.Lambda | ast.ListComp | ast.SetComp | ast.DictComp):
            continue
        todo.extend(ast.iter_child_nodes(node))
