"""The frontend's own checks: types, unit tests, and that its source builds what is committed."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

MOST_GZIPPED = 150_000  # bytes, JavaScript and style sheet together
BUILT = ("boards.js", "boards.css")


@pytest.fixture(scope="module")
def frontend(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Path:
    """A copy of the frontend's source with its libraries installed; skipped without Node."""
    if shutil.which("npm") is None:
        if os.environ.get("PM_REQUIRE_NODE"):
            pytest.fail("no npm on this machine: .ci/run installs it")
        pytest.skip("no npm on this machine; `apt-get install npm` to run this test")
    copy = tmp_path_factory.mktemp("kit") / "frontend"
    ignored = shutil.ignore_patterns("node_modules", "build")
    shutil.copytree(repository / "pm_exercises" / "frontend", copy, ignore=ignored)
    run(copy, "npm", "ci", "--no-audit", "--no-fund", "--loglevel=error")
    return copy


def run(folder: Path, *command: str) -> str:
    """Run a command in the frontend's folder; its output is the failure's explanation."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def test_types_hold(frontend: Path) -> None:
    """TypeScript, strict, finds nothing."""
    run(frontend, "npm", "run", "--silent", "check")


def test_unit_tests_pass(frontend: Path) -> None:
    """The boards' moves and the line to the kernel, without a browser."""
    printed = run(frontend, "npm", "test", "--silent")

    counted = re.search(r"^# pass (\d+)$", printed, re.MULTILINE)
    assert counted is not None
    assert int(counted[1]) > 40


def test_what_is_committed_is_what_the_source_builds(frontend: Path, repository: Path) -> None:
    """One command builds the same bytes."""
    run(frontend, "npm", "run", "--silent", "build")

    for name in BUILT:
        committed = (repository / "pm_exercises" / "static" / name).read_bytes()
        assert (frontend.parent / "static" / name).read_bytes() == committed, (
            f"{name} is stale: run `npm ci && npm run build` in pm_exercises/frontend"
        )


def test_the_bundle_is_small_and_asks_nobody(repository: Path) -> None:
    """All boards together stay under 150 kB gzipped, and nothing in them names another host."""
    files = [repository / "pm_exercises" / "static" / name for name in BUILT]
    size = sum(len(gzip.compress(file.read_bytes())) for file in files)
    print(f"bundle: {size:,} bytes gzipped")

    assert size < MOST_GZIPPED
    for file in files:
        text = file.read_text(encoding="utf-8")
        hosts = set(re.findall(r"https?://[^\s\"'`)]+", text))
        # Namespaces name things; nobody fetches them.
        assert {host for host in hosts if "www.w3.org" not in host} == set()
        assert not re.search(r"(?:^|[;}\s])import[\s{*\"'(]", text)
