"""What the tests of Qualifications share: the keys in the instructor's notebook."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.exercises.foundations.judging import key_in
from tests.sources import notebook_of

KeyOf = Callable[[str], Any]


@pytest.fixture(scope="session")
def key_of() -> KeyOf:
    """An exercise's key, as its hidden block has it."""
    notebook = notebook_of("qualifications").notebook
    return lambda item_id: key_in(notebook, f"{item_id}-check")
