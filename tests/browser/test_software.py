"""The released Software notebook, in a real JupyterLab, as a learner meets it."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.axe import violations
from tests.browser.lab import Lab, outputs, run_all, use_theme

NOTEBOOK = "software/software.ipynb"
BOARDS = 10  # seven exercises, the warm start, the exit ticket and the reflection


@pytest.fixture(scope="module")
def page(lab: Lab, browser: Browser) -> Page:
    """The notebook as it was released, run from top to bottom, with all of it drawn."""
    page = lab.open(browser, NOTEBOOK)
    run_all(page)
    for _ in _scrolled(page):
        pass
    expect(page.locator(".pmx-frame[data-exercise]")).to_have_count(BOARDS)
    return page


def test_the_whole_notebook_runs_without_an_error(page: Page) -> None:
    """Run All on an untouched release comes to the end: no error, no warning, no missing widget."""
    found = outputs(page)

    assert len(found) > 40
    assert [cell for cell, kind in found if kind in ("error", "stderr")] == []
    assert page.locator("text=Error displaying widget").count() == 0


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_in_the_whole_notebook(page: Page, dark: bool) -> None:
    """Every board, panel, chart and table of the released notebook, from top to bottom."""
    use_theme(page, dark=dark)

    assert violations(page, include=".jp-OutputArea-output .pmx") == []


def test_the_test_desk_is_worked_by_keyboard_alone(page: Page, lab: Lab) -> None:
    """SW-E3 with Tab, typed numbers and letters in lists, from the first cell to Check."""
    frame = _frame(page, "SW-E3")
    frame.locator("input").first.focus()
    for number in ("0.5", "1.2", "0.1", "2.3"):
        page.keyboard.press("Control+a")
        page.keyboard.type(number)
        page.keyboard.press("Tab")
    for letters in ("A gain", "No rise", "Ship B"):
        page.keyboard.type(letters)
        page.keyboard.press("Tab")
    frame.get_by_role("button", name="Check", exact=True).press("Enter")

    expect(frame.locator(".pmx-result")).to_contain_text("of 10")
    expect(frame.locator(".pmx-saved")).to_contain_text("Saved ")
    saved = json.loads((lab.root / "software/answers/SW-E3.json").read_text())["answer"]
    assert saved == {
        "vals": {"srm_p": 0.5, "lift_pp": 1.2, "ci_low": 0.1, "ci_high": 2.3},
        "pick": {"reading": "gain", "guard": "calm", "decision": "ship"},
    }


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
    for _ in range(200):
        page.wait_for_timeout(150)
        yield
        at_end = panel.evaluate(
            "e => { e.scrollBy(0, 600); return e.scrollTop + e.clientHeight + 5 >= e.scrollHeight }"
        )
        if at_end:
            return
    raise AssertionError("the notebook has no end")
