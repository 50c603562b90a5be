"""What the tests share: the course's own folder and its source notebooks."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.rehearse import SourceNotebook

REPOSITORY = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def repository() -> Path:
    """The folder that holds source/ and release/."""
    return REPOSITORY


@pytest.fixture(scope="session")
def foundations() -> SourceNotebook:
    """The Foundations source notebook."""
    return SourceNotebook(REPOSITORY / "source/foundations/foundations.ipynb")
