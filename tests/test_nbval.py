"""nbval over every source notebook: each cell runs, as an instructor would run it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY

NOTEBOOKS = sorted(
    path.relative_to(REPOSITORY).as_posix() for path in REPOSITORY.glob("source/**/*.ipynb")
)


@pytest.mark.parametrize("notebook", NOTEBOOKS)
def test_every_cell_runs(notebook: str, repository: Path, tmp_path: Path) -> None:
    """The source notebook runs from top to bottom, without an error in any cell."""
    # In a copy: the solutions save answers beside the notebook, and source/ must hold none.
    copy = tmp_path / "course" / Path(notebook).relative_to("source")
    shutil.copytree(repository / "source", tmp_path / "course")

    done = subprocess.run(
        [sys.executable, "-m", "pytest", "--nbval-lax", "-q", "-p", "no:cacheprovider", str(copy)],
        cwd=tmp_path,
        check=False,
        capture_output=True,
        text=True,
    )

    assert done.returncode == 0, done.stdout[-3000:]
    assert re.search(r"[1-9]\d* passed", done.stdout)
