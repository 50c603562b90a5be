"""Put files into a submission, and ask why it cannot be used."""

from __future__ import annotations

from pathlib import Path

import pytest
from nbformat import NotebookNode

from autograder.errors import SubmissionError
from autograder.notebooks import to_text
from autograder.submission import Submission, find_notebook, names_in
from tests import cells

KNOWN = names_in([cells.squares()])


def put(where: Submission, name: str, work: NotebookNode | str | bytes) -> Path:
    """Put a file into a submission."""
    path = where.folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    text = to_text(work) if isinstance(work, NotebookNode) else work
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def problem(where: Submission) -> str:
    """Return why a submission has no usable notebook."""
    with pytest.raises(SubmissionError) as caught:
        find_notebook(where, "nb", KNOWN)
    return str(caught.value)
