"""What several tests of one exercise share."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

from autograder.rehearse import SourceNotebook
from autograder.samples import samples_module
from tests.exercises.foundations.judging import key_in


@pytest.fixture(scope="module")
def ladder_samples(repository: Path) -> ModuleType:
    """The staff's sample answers to FND-E4, with the key they are made from."""
    return samples_module(repository, "FND-E4")


@pytest.fixture(scope="module")
def ladder_key(foundations: SourceNotebook) -> dict[str, dict[str, str]]:
    """The key in FND-E4's hidden block."""
    found: dict[str, dict[str, str]] = key_in(foundations.notebook, "FND-E4-check")
    return found
