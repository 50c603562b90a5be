"""The released Foundations notebook, in a real JupyterLab, as a learner meets it."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.lab import Lab, run_all, wait_for_kernel, wait_until
from tests.browser.notebook import WholeNotebook, frame_of, run_and_draw

NOTEBOOK = "foundations/foundations.ipynb"


@pytest.fixture(scope="module")
def page(lab: Lab, browser: Browser) -> Page:
    """The notebook as it was released, run from top to bottom, with all of it drawn."""
    return run_and_draw(lab, browser, NOTEBOOK)


class TestWholeNotebook(WholeNotebook):
    """What holds for every notebook."""


def test_check_shows_the_result_under_the_board(page: Page) -> None:
    """The Check button answers in place, first what is not yet met, in words."""
    frame = frame_of(page, "FND-E1")
    frame.locator(".pmx-move").first.select_option(label="Both")

    frame.get_by_role("button", name="Check", exact=True).click()

    result = frame.locator(".pmx-result")
    expect(result).to_contain_text("17 cards have no place yet")
    expect(result).to_contain_text("FND-E1.UNSORTED")


def test_an_answer_survives_a_reload(page: Page, lab: Lab) -> None:
    """Answer one exercise, reload and run again: the answer is on the board and on disk."""
    frame = frame_of(page, "FND-E1")
    card = frame.locator("[data-card]").first
    moved = card.get_attribute("data-card")
    card.locator(".pmx-move").select_option(label="Both")
    expect(frame.locator(f"[data-drop=shared] [data-card='{moved}']")).to_be_visible()
    file = lab.root / "foundations/answers/FND-E1.json"

    def is_saved() -> bool:
        bins = json.loads(file.read_text())["answer"]["bins"] if file.exists() else {}
        return bins.get(moved) == "shared"

    wait_until(page, is_saved)

    page.keyboard.press("Control+s")
    page.reload()
    wait_for_kernel(page)
    run_all(page)

    shared = frame_of(page, "FND-E1").locator(f"[data-drop=shared] [data-card='{moved}']")
    expect(shared).to_be_visible()
