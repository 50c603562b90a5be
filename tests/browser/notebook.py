"""A whole notebook in JupyterLab: run, drawn from top to bottom, and what holds for every one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.axe import violations
from tests.browser.lab import Lab, outputs, run_all, use_theme

BOARDS = 10  # seven exercises, the warm start, the exit ticket and the reflection


def run_and_draw(lab: Lab, browser: Browser, notebook: str) -> Page:
    """Open a notebook, run it from top to bottom, and have all of it drawn."""
    page = lab.open(browser, notebook)
    run_all(page)
    for _ in scrolled(page):  # what comes into view is drawn, and stays
        pass
    expect(page.locator(".pmx-frame[data-exercise]")).to_have_count(BOARDS)
    return page


def frame_of(page: Page, item_id: str) -> Locator:
    """A board's panel, once it has come into view: JupyterLab draws cells as they do."""
    frame = page.locator(f".pmx-frame[data-exercise='{item_id}']")
    for _ in scrolled(page):
        if frame.count():
            frame.scroll_into_view_if_needed()
            return frame
    raise AssertionError(f"the board of {item_id} never came into view")


def scrolled(page: Page) -> Iterator[None]:
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


class WholeNotebook:
    """What holds for every released notebook. A module's tests say with `page` which one."""

    def test_it_runs_without_an_error(self, page: Page) -> None:
        """Run All on an untouched release comes to its end: no error, warning or lost widget."""
        # Asked of the notebook itself: the page holds only the cells that are in view.
        found = outputs(page)

        assert len(found) > 3 * BOARDS
        assert [cell for cell, kind in found if kind in ("error", "stderr")] == []
        assert page.locator("text=Error displaying widget").count() == 0

    @pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
    def test_axe_finds_nothing(self, page: Page, *, dark: bool) -> None:
        """Every board, tool, picture, chart and panel, from top to bottom."""
        use_theme(page, dark=dark)

        assert violations(page, include=".jp-OutputArea-output .pmx") == []
