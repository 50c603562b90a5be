"""The released Foundations notebook, in a real JupyterLab, as a learner meets it."""

from __future__ import annotations

import json

from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.lab import Lab, outputs, run_all

NOTEBOOK = "foundations/foundations.ipynb"


def test_an_answer_survives_a_reload(lab: Lab, browser: Browser) -> None:
    """Answer one exercise, reload and run again: the answer is on the board and on disk."""
    page = lab.open(browser, NOTEBOOK)
    run_all(page)
    first = _card_lists(page).first
    first.scroll_into_view_if_needed()
    first.select_option("Both")
    expect(_frame(page).locator(".pmx-saved")).to_contain_text("Saved")
    saved = json.loads((lab.root / "foundations/answers/FND-E1.json").read_text())
    assert list(saved["answer"]["bins"].values()) == ["shared"]

    page.keyboard.press("Control+s")
    page.close()
    again = lab.open(browser, NOTEBOOK)
    run_all(again)

    lists = _card_lists(again)
    lists.first.scroll_into_view_if_needed()
    chosen = lists.evaluate_all("all => all.map(one => one.selectedOptions[0].text)")
    assert chosen.count("Both") == 1
    assert chosen[0] == "Both"


def test_the_whole_notebook_runs_without_an_error(lab: Lab, browser: Browser) -> None:
    """Run All on an untouched release comes to the end: no error, no warning, no missing widget."""
    page = lab.open(browser, NOTEBOOK)

    run_all(page)

    # Asked of the notebook itself: the page holds only the cells that are in view.
    found = outputs(page)
    assert len(found) > 40
    assert [cell for cell, kind in found if kind in ("error", "stderr")] == []
    assert _undrawn_widgets(page) == 0


def test_check_shows_the_result_under_the_board(lab: Lab, browser: Browser) -> None:
    """The Check button answers in place, first what is not yet met, in words."""
    page = lab.open(browser, NOTEBOOK)
    run_all(page)
    _card_lists(page).first.scroll_into_view_if_needed()
    _card_lists(page).first.select_option("Both")

    _frame(page).get_by_role("button", name="Check").click()

    result = _frame(page).locator(".pmx-result")
    expect(result).to_contain_text("17 cards have no place yet")
    expect(result).to_contain_text("FND-E1.UNSORTED")


def _frame(page: Page) -> Locator:
    return page.locator(".pmx-frame:has(.pmx-actions)", has_text="FND-E1").first


def _card_lists(page: Page) -> Locator:
    # JupyterLab draws cells as they come into view.
    page.locator(".jp-WindowedPanel-outer").evaluate("e => e.scrollTo(0, 0)")
    for _ in range(80):
        lists = _frame(page).locator("select")
        if lists.count():
            return lists
        page.locator(".jp-WindowedPanel-outer").evaluate("e => e.scrollBy(0, 500)")
        page.wait_for_timeout(150)
    raise AssertionError("the board of FND-E1 never came into view")


def _undrawn_widgets(page: Page) -> int:
    """Scroll through the notebook, and count what JupyterLab could not draw on the way."""
    panel = page.locator(".jp-WindowedPanel-outer")
    panel.evaluate("e => e.scrollTo(0, 0)")
    undrawn = 0
    for _ in range(120):
        page.wait_for_timeout(150)
        undrawn += page.locator("text=Error displaying widget").count()
        at_end = panel.evaluate(
            "e => { e.scrollBy(0, 700); return e.scrollTop + e.clientHeight + 5 >= e.scrollHeight }"
        )
        if at_end:
            return undrawn
    raise AssertionError("the notebook has no end")
