"""What an author may write in a check that is decided outside the learner's process.

Everything Python has, on values: numbers, text, lists, dicts, sets, arrays, tables, and calls of a
learner's functions with such values. Not what reaches into the learner's process in another way,
because the check does not stand there: its figures, its random numbers, its streams, its source.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from IPython.core.inputtransformer2 import TransformerManager

MODULES = {
    "matplotlib": "looks at figures that stand in the learner's process",
    "pylab": "looks at figures that stand in the learner's process",
    "seaborn": "looks at figures that stand in the learner's process",
    "plotly": "looks at figures that stand in the learner's process",
    "inspect": "looks into a learner's function, which is not here",
    "ast": "looks at a learner's source, which is not here",
    "dis": "looks into a learner's function, which is not here",
    "gc": "looks at objects of the learner's process",
    "unittest.mock": "puts something in the place of a name of the learner's process",
    "mock": "puts something in the place of a name of the learner's process",
    "importlib": "imports by name",
    "subprocess": "starts programs beside the learner's process, not in it",
    "pickle": "rebuilds objects from bytes that a learner's code may have made",
    "dill": "rebuilds objects from bytes that a learner's code may have made",
    "joblib": "rebuilds objects from bytes that a learner's code may have made",
    "shelve": "rebuilds objects from bytes that a learner's code may have made",
    "multiprocessing": "starts processes beside the learner's, not in it",
    "nbgrader": "looks at the notebook that is being run",
    "__main__": "is the learner's notebook",
}
CALLS = {
    "get_ipython": "asks the learner's shell, or uses a magic or a shell command",
    "open": "reads a file of the learner's process",
    "globals": "looks at all names of the learner's process",
    "locals": "looks at all names of the learner's process",
    "vars": "looks into an object of the learner's process",
    "dir": "looks into an object of the learner's process",
    "eval": "computes from text that may be a learner's",
    "exec": "runs text that may be a learner's",
    "compile": "turns text that may be a learner's into code",
    "__import__": "imports by name",
    "input": "asks somebody at a keyboard",
}
METHODS = {
    "seed": "sets random numbers here, not in the learner's process",
    "read_pickle": "rebuilds objects from bytes that a learner's code may have made",
    "read_csv": "reads a file of the learner's process",
    "read_excel": "reads a file of the learner's process",
    "read_json": "reads a file of the learner's process",
    "loadtxt": "reads a file of the learner's process",
    "getsource": "looks at a learner's source, which is not here",
    "exists": "looks at a file of the learner's process",
    "read_text": "reads a file of the learner's process",
    "__code__": "looks into a learner's function, which is not here",
    "__globals__": "looks into a learner's function, which is not here",
    "__closure__": "looks into a learner's function, which is not here",
}


def problems_of(source: str) -> tuple[str, ...]:
    """Say what in a check's text cannot be decided outside the learner's process, and why."""
    try:
        tree = ast.parse(TransformerManager().transform_cell(source))
    except (SyntaxError, ValueError, RecursionError) as error:
        return (f"it is no Python that can be read here ({error})",)
    return tuple(dict.fromkeys([*_found(tree), *_identities(tree)]))


def _found(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield from _module(node, alias.name)
        elif isinstance(node, ast.ImportFrom):
            yield from _module(node, node.module or ".")
        elif isinstance(node, ast.Name) and node.id in CALLS:
            yield f"line {node.lineno}: {node.id} {CALLS[node.id]}"
        elif isinstance(node, ast.Attribute) and node.attr in METHODS:
            yield f"line {node.lineno}: .{node.attr} {METHODS[node.attr]}"
        elif isinstance(node, ast.Attribute | ast.Name):
            name = node.attr if isinstance(node, ast.Attribute) else node.id
            if name in ("plt", "gcf", "gca", "mock", "patch"):
                yield f"line {node.lineno}: {name} looks at or changes the learner's process"
        elif isinstance(node, ast.Await | ast.AsyncFor | ast.AsyncWith):
            yield f"line {node.lineno}: await needs the learner's event loop"


def _identities(tree: ast.AST) -> Iterator[str]:
    for node in (node for node in ast.walk(tree) if isinstance(node, ast.Compare)):
        sides = [node.left, *node.comparators]
        for at, how in enumerate(node.ops):
            plain = any(isinstance(s, ast.Constant) or _is_type(s) for s in sides[at : at + 2])
            if isinstance(how, ast.Is | ast.IsNot) and not plain:
                yield f"line {node.lineno}: `is` asks whether two are one, and here are copies"


def _is_type(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "type"


def _module(node: ast.stmt, name: str) -> Iterator[str]:
    for wanted, why in MODULES.items():
        if name == wanted or name.startswith(f"{wanted}."):
            yield f"line {node.lineno}: {wanted} {why}"
