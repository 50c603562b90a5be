"""A JupyterLab with a learner's copy of the release, and a browser that talks to nobody else."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from autograder.cli.lab_verb import copy_release
from tests.browser.lab import Lab, start_browser, start_lab

# A busy machine is slow, not wrong.
expect.set_options(timeout=30_000)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's chromium; without it the test is skipped here, and fails in CI."""
    if shutil.which("chromium") is None:
        if os.environ.get("PM_REQUIRE_BROWSER"):
            pytest.fail("no chromium on this machine: .ci/run installs it")
        pytest.skip("no chromium on this machine; `apt-get install chromium` to run this test")
    with start_browser() as browser:
        yield browser


@pytest.fixture(scope="module")
def lab(
    tmp_path_factory: pytest.TempPathFactory, repository: Path, browser: Browser
) -> Iterator[Lab]:
    """JupyterLab on a fresh copy of the release. No request may leave the machine."""
    root = tmp_path_factory.mktemp("course")
    copy_release(repository / "release", root)
    with start_lab(root) as running:
        yield running
        running.close()
    assert running.outside == []
