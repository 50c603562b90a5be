"""Which cells make one question, and which of the others it cannot do without."""

from __future__ import annotations

import ast
import re

from nbformat import NotebookNode

from autograder.notebooks import is_locked, is_test

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def questions_of(notebook: NotebookNode) -> list[list[int]]:
    """Return the code cells of each question, the check last; what follows the last check, too."""
    found: list[list[int]] = [[]]
    for index, cell in enumerate(notebook.cells):
        if cell.cell_type == "code" and cell.source.strip():
            found[-1].append(index)
            if is_test(cell):
                found.append([])
    return [question for question in found if question]


def alone(notebook: NotebookNode, question: list[int]) -> list[int]:
    """Return the cells to run for one question by itself, in order.

    These are the course's own cells, and the learner's that bind a name which the question uses
    and does not bind itself.
    """
    own = [notebook.cells[i].source for i in question]
    needed = _used(own) - _bound(own)
    chosen = set(question)
    for index in reversed(range(question[0])):
        cell = notebook.cells[index]
        if cell.cell_type != "code" or not cell.source.strip() or is_test(cell):
            continue
        if is_locked(cell):
            chosen.add(index)
        elif _bound([cell.source]) & needed:
            chosen.add(index)
            needed |= _used([cell.source])
    return sorted(chosen)


def _used(sources: list[str]) -> set[str]:
    return {
        node.id for node in _nodes(sources) if isinstance(node, ast.Name) and not _stores(node)
    } | _words(sources)


def _bound(sources: list[str]) -> set[str]:
    found = _words(sources)
    for node in _nodes(sources):
        if isinstance(node, ast.Name) and _stores(node):
            found.add(node.id)
        elif isinstance(node, Definition):
            found.add(node.name)
        elif isinstance(node, ast.alias):
            found.add((node.asname or node.name).split(".")[0])
    return found


def _stores(name: ast.Name) -> bool:
    return not isinstance(name.ctx, ast.Load)


def _nodes(sources: list[str]) -> list[ast.AST]:
    return [node for source in sources if (tree := _tree(source)) for node in ast.walk(tree)]


def _words(sources: list[str]) -> set[str]:
    """Every word of the cells that are no plain Python: they may use and bind anything."""
    return {word for source in sources if not _tree(source) for word in re.findall(r"\w+", source)}


def _tree(source: str) -> ast.Module | None:
    try:
        return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
