"""A JupyterLab for the gallery, one page in it for all tests, and a fresh board for each."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.hands import Hands, gallery_lab, open_board, show_instead
from tests.browser.lab import Lab

Open = Callable[[str], Hands]


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Lab]:
    """JupyterLab on an empty folder. No request may leave the machine."""
    with gallery_lab(tmp_path_factory.mktemp("gallery")) as running:
        yield running
        running.close()
    assert running.outside == []


@pytest.fixture(scope="session")
def opened() -> list[Hands]:
    """The page that the tests share, once one has opened it: loading JupyterLab takes seconds."""
    return []


@pytest.fixture
def show(
    lab: Lab, browser: Browser, opened: list[Hands], request: pytest.FixtureRequest
) -> Iterator[Open]:
    """Show a board of the gallery by name, with nothing saved."""
    shutil.rmtree(lab.root / "answers", ignore_errors=True)
    failed = request.session.testsfailed

    def show(name: str) -> Hands:
        hands = show_instead(opened.pop(), name) if opened else open_board(lab, browser, name)
        opened.append(hands)
        return hands

    yield show
    if request.session.testsfailed > failed:
        opened.clear()  # who knows what a failed test left pressed, open or half drawn
    for page in lab.pages():
        if page not in [hands.page for hands in opened]:
            page.close()
