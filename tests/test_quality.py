"""The repository's own rules: style, types, layers, file sizes, and no address to download from."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

MOST_LINES = 320
# Lists of cases, each of which stands alone: there is nothing to split them by.
BANKS = {"tests/attacks/harming.py", "tests/attacks/stealing.py", "tests/parity/bank.py"}
# Where packages come from is the business of whoever installs them. Written as a pattern, so that
# this file does not contain what it looks for.
ADDRESSES = re.compile(
    r"pypi\.org|pythonhosted\.org|registry\.(npmjs|yarnpkg)\.|anaconda\.org|jsdelivr\.net|unpkg\.com"
    r"|[\"']?resolved[\"']?\s*:\s*[\"']?https?:"
    r"|https?://[^\s\"'<>]+\.(whl|tgz|tar\.gz|zip)\b"
)
TEXT = {
    ".py",
    ".ipynb",
    ".md",
    ".toml",
    ".yml",
    ".json",
    ".js",
    ".css",
    ".svg",
    ".html",
    ".cfg",
    "",
}


@pytest.fixture(scope="module")
def files(repository: Path) -> list[Path]:
    """Every file of the repository, committed or about to be."""
    listed = subprocess.run(
        # In a container the folder may belong to another user, and git would refuse to look.
        ["git", "-c", "safe.directory=*", "ls-files", "-co", "--exclude-standard", "-z"],
        cwd=repository,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    paths = [repository / name for name in listed.split("\0") if name]
    return [path for path in paths if path.is_file() and path.name != "uv.lock"]


@pytest.mark.parametrize(
    "command",
    [
        ["ruff", "check"],
        ["ruff", "format", "--check"],
        ["mypy"],
        ["lint-imports", "--no-cache"],
    ],
    ids=" ".join,
)
def test_checks_pass(command: list[str], repository: Path) -> None:
    """Style, format, types and layers hold; what does not is shown."""
    # The tool of this environment, also where it is not on the path.
    tool = shutil.which(command[0], path=str(Path(sys.executable).parent)) or command[0]

    found = subprocess.run(
        [tool, *command[1:]], cwd=repository, capture_output=True, text=True, check=False
    )

    if found.returncode:
        pytest.fail(f"{' '.join(command)}\n{found.stdout}{found.stderr}", pytrace=False)


def test_files_stay_small(files: list[Path], repository: Path) -> None:
    """A module that grows past a few screens becomes two."""
    long = {
        str(path.relative_to(repository)): lines
        for path in files
        if path.suffix == ".py"
        and str(path.relative_to(repository)) not in BANKS
        and (lines := len(path.read_text("utf-8").splitlines())) > MOST_LINES
    }

    assert not long


def test_no_download_addresses(files: list[Path], repository: Path) -> None:
    """Nothing here names a package index or a file on one."""
    named = {
        str(path.relative_to(repository)): found[0]
        for path in files
        if path.suffix in TEXT and (found := ADDRESSES.search(path.read_text("utf-8")))
    }

    assert not named
