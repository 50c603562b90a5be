"""Run commands as their users do: nbgrader itself, and ours."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def environment() -> dict[str, str]:
    """Return the environment in which nbgrader finds the tools it needs."""
    tools = str(Path(sys.executable).parent)  # nbgrader looks for `alembic` on the PATH
    return {**os.environ, "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}", "COLUMNS": "200"}


def nbgrader(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run nbgrader in a course folder."""
    return _run("nbgrader", words, folder)


def bootcamp(*words: str, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run our command."""
    return _run("autograder", words, folder)


def _run(
    module: str, words: tuple[str, ...], folder: Path | None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", module, *words],
        check=False,
        cwd=folder,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=600,
    )
