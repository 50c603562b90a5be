"""Read a cell's text: as Python, without its secrets, and for the modules that it imports.

Nothing heavy is imported here, so that the processes that run code can begin to load what they will
need while everything else is still being looked up.
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterable
from pathlib import Path

# A region that nbgrader takes out of a release, with its two marker lines.
SECRET_REGION = re.compile(
    r"^[^\n]*BEGIN (SOLUTION|HIDDEN TESTS|MARK SCHEME)[^\n]*\n(.*?)^[^\n]*END \1[^\n]*(?:\n|\Z)",
    re.DOTALL | re.MULTILINE,
)
NO_PYTHON = (SyntaxError, ValueError, RecursionError)  # what its parser raises


def without_secrets(text: str) -> str:
    """Return a cell's text without solutions, hidden tests and mark schemes."""
    return SECRET_REGION.sub("", text)


def as_python(source: str) -> tuple[str, ast.Module] | None:
    """Return a cell's text with its magics as calls, and its tree; None if it is no Python."""
    try:
        return source, ast.parse(source)
    except NO_PYTHON:
        pass
    from IPython.core.inputtransformer2 import TransformerManager

    try:
        text = TransformerManager().transform_cell(source)
        return text, ast.parse(text)
    except NO_PYTHON:
        return None


def statements_of(source: str) -> list[ast.stmt]:
    """Return a cell's statements; none if it is no Python."""
    found = as_python(source)
    return found[1].body if found else []


def code_in(path: Path) -> list[str]:
    """Return the texts of a saved notebook's code cells; none where it cannot be read."""
    try:
        cells = json.loads(path.read_bytes())["cells"]
        return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return []


def imports_of(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the modules that cells import, anywhere in them."""
    found: set[str] = set()
    for node in (n for text in texts for part in statements_of(text) for n in ast.walk(part)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module)
    return tuple(sorted(found))
