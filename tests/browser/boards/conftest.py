"""A JupyterLab for the gallery, one for each file of tests, and a fresh board for each test."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.hands import Hands, gallery_lab, open_board
from tests.browser.lab import Lab

Open = Callable[..., Hands]


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """JupyterLab on an empty folder. No request may leave the machine."""
    with gallery_lab(tmp_path_factory.mktemp("gallery")) as running:
        yield running
    assert running.outside == []


@pytest.fixture
def show(lab: Lab, browser: Browser) -> Iterator[Open]:
    """Open a board of the gallery by name, with nothing saved; it is closed after the test."""
    shutil.rmtree(lab.root / "answers", ignore_errors=True)
    opened: list[Hands] = []

    def show(name: str, **look: object) -> Hands:
        opened.append(open_board(lab, browser, name, **look))
        return opened[-1]

    yield show
    for hands in opened:
        hands.page.context.close()
