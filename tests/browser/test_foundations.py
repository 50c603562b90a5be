"""The released Foundations notebook, in a real JupyterLab, as a learner meets it."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.axe import violations
from tests.browser.lab import Lab, outputs, run_all, use_theme, wait_for_kernel

NOTEBOOK = "foundations/foundations.ipynb"
BOARDS = 10  # seven exercises, the warm start, the exit ticket and the reflection


@pytest.fixture(scope="module")
def page(lab: Lab, browser: Browser) -> Page:
    """The notebook as it was released, run from top to bottom, with all of it drawn."""
    page = lab.open(browser, NOTEBOOK)
    run_all(page)
    for _ in _scrolled(page):  # what comes into view is drawn, and stays
        pass
    expect(page.locator(".pmx-frame[data-exercise]")).to_have_count(BOARDS)
    return page


def test_the_whole_notebook_runs_without_an_error(page: Page) -> None:
    """Run All on an untouched release comes to the end: no error, no warning, no missing widget."""
    # Asked of the notebook itself: the page holds only the cells that are in view.
    found = outputs(page)

    assert len(found) > 40
    assert [cell for cell, kind in found if kind in ("error", "stderr")] == []
    assert page.locator("text=Error displaying widget").count() == 0


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_in_the_whole_notebook(page: Page, dark: bool) -> None:
    """Every board, tool, picture, chart and panel of the released notebook, from top to bottom."""
    use_theme(page, dark=dark)

    assert violations(page, include=".jp-OutputArea-output .pmx") == []


def test_check_shows_the_result_under_the_board(page: Page) -> None:
    """The Check button answers in place, first what is not yet met, in words."""
    frame = _frame(page, "FND-E1")
    frame.locator(".pmx-move").first.select_option(label="Both")

    frame.get_by_role("button", name="Check", exact=True).click()

    result = frame.locator(".pmx-result")
    expect(result).to_contain_text("17 cards have no place yet")
    expect(result).to_contain_text("FND-E1.UNSORTED")


def test_an_answer_survives_a_reload(page: Page, lab: Lab) -> None:
    """Answer one exercise, reload and run again: the answer is on the board and on disk."""
    frame = _frame(page, "FND-E1")
    card = frame.locator("[data-card]").first
    moved = card.get_attribute("data-card")
    card.locator(".pmx-move").select_option(label="Both")
    expect(frame.locator(f"[data-drop=shared] [data-card='{moved}']")).to_be_visible()
    expect(frame.locator(".pmx-saved")).to_contain_text("Saved ")
    saved = json.loads((lab.root / "foundations/answers/FND-E1.json").read_text())
    assert saved["answer"]["bins"][moved] == "shared"

    page.keyboard.press("Control+s")
    page.reload()
    wait_for_kernel(page)
    run_all(page)

    shared = _frame(page, "FND-E1").locator(f"[data-drop=shared] [data-card='{moved}']")
    expect(shared).to_be_visible()


def _frame(page: Page, item_id: str) -> Locator:
    """A board's panel, once it has come into view: JupyterLab draws cells as they do."""
    frame = page.locator(f".pmx-frame[data-exercise='{item_id}']")
    for _ in _scrolled(page):
        if frame.count():
            frame.scroll_into_view_if_needed()
            return frame
    raise AssertionError(f"the board of {item_id} never came into view")


def _scrolled(page: Page) -> Iterator[None]:
    """Scroll through the notebook from its top, and stop at each screenful."""
    panel = page.locator(".jp-WindowedPanel-outer")
    panel.evaluate("e => e.scrollTo(0, 0)")
    for _ in range(150):
        page.wait_for_timeout(150)
        yield
        at_end = panel.evaluate(
            "e => { e.scrollBy(0, 600); return e.scrollTop + e.clientHeight + 5 >= e.scrollHeight }"
        )
        if at_end:
            return
    raise AssertionError("the notebook has no end")
