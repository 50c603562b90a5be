"""Run commands as their users do: nbgrader itself, and ours."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path


def environment() -> dict[str, str]:
    """Return the environment in which nbgrader finds the tools it needs."""
    tools = str(Path(sys.executable).parent)  # nbgrader looks for `alembic` on the PATH
    return {**os.environ, "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}", "COLUMNS": "200"}


def nbgrader(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run nbgrader in a course folder."""
    return _run("nbgrader", words, folder)


def bootcamp(
    *words: str, folder: Path | None = None, **settings: str
) -> subprocess.CompletedProcess[str]:
    """Run our command; settings are added to its environment."""
    return _run("autograder", words, folder, settings)


def pasted(line: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run a line in a new shell that stands elsewhere and has no environment on its path."""
    return subprocess.run(
        ["sh", "-c", line],
        check=False,
        cwd="/",
        env={"PATH": "/usr/bin:/bin", "HOME": os.environ.get("HOME", "/"), **settings},
        capture_output=True,
        text=True,
        timeout=600,
    )


def _run(
    module: str,
    words: tuple[str, ...],
    folder: Path | None,
    settings: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", module, *words],
        check=False,
        cwd=folder,
        env={**environment(), **(settings or {})},
        capture_output=True,
        text=True,
        timeout=600,
    )
