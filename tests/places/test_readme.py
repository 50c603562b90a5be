"""README's first command, to the letter, in a fresh clone with an empty cache.

It downloads what the demo needs, so it runs where it is asked for: `.ci/run` sets
PM_REQUIRE_PLACES. All further places where the sandbox has to start are tried in
`tests/sandbox/test_places.py`, without downloads.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(
    "PM_REQUIRE_PLACES" not in os.environ, reason="it downloads half a gigabyte"
)
PLACES = ("~", "/tmp")
# Of this environment's own, which nobody has who clones.
NOT_THEIRS = ("VIRTUAL_ENV", "PYTHON", "UV_", "XDG_", "PYTEST", "COLUMNS", "TMPDIR", "CI")


@pytest.fixture(params=PLACES)
def clone(request: pytest.FixtureRequest, repository: Path) -> Iterator[Path]:
    """A fresh clone in a folder with spaces and an umlaut."""
    above = Path(request.param).expanduser()
    with tempfile.TemporaryDirectory(prefix="für Zoë ", dir=above) as folder:
        made = Path(folder) / "boot camp"
        subprocess.run(
            ["git", "-c", "safe.directory=*", "clone", "--quiet", repository, made], check=True
        )
        yield made


def first_command(readme: Path) -> str:
    """Return the first block of README that is to be typed."""
    return readme.read_text(encoding="utf-8").split("\n```\n")[1]


def test_the_demo_runs_as_readme_says(clone: Path) -> None:
    """As whoever runs the tests, in a shell of its own; the clone itself stays clean."""
    home = clone.parent / "home"
    home.mkdir()
    settings = {k: v for k, v in os.environ.items() if not k.startswith(NOT_THEIRS)}

    done = subprocess.run(
        ["bash", "-c", first_command(clone / "README.md")],
        cwd=clone,
        env={**settings, "HOME": str(home), "PATH": "/usr/local/bin:/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
        timeout=1_800,
    )

    assert done.returncode == 0, done.stdout[-2_000:] + done.stderr[-2_000:]
    assert "source 80 of 80 points, untouched release 0" in done.stdout
    assert "foundations: 8 complete, 1 not started, 1 needs review, 9 not yet" in done.stdout
    status = ["git", "status", "--porcelain"]
    assert not subprocess.run(status, cwd=clone, capture_output=True, check=True).stdout
    installed = list(clone.glob(".venv/lib/python*/site-packages/*.dist-info"))
    assert not [path for path in installed if path.name.startswith(("pytest", "mypy", "ruff"))]
