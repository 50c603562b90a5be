"""The released Qualifications notebook, in a real JupyterLab, as a learner meets it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import violations
from tests.browser.lab import Lab, outputs, run_all, use_theme

NOTEBOOK = "qualifications/qualifications.ipynb"
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
    found = outputs(page)

    assert len(found) > 30
    assert [cell for cell, kind in found if kind in ("error", "stderr")] == []
    assert page.locator("text=Error displaying widget").count() == 0


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_in_the_whole_notebook(page: Page, dark: bool) -> None:
    """Every board, tool, picture, chart and panel of the released notebook, from top to bottom."""
    use_theme(page, dark=dark)

    assert violations(page, include=".jp-OutputArea-output .pmx") == []


def test_the_wheel_turns_by_keyboard(page: Page) -> None:
    """Arrow keys choose the next quarter, its panel is shown, and no cell is left."""
    wheel = page.locator(".pmx-wheel")
    wheel.scroll_into_view_if_needed()
    wheel.get_by_role("radio", name="Empathy").focus()

    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")

    expect(wheel.get_by_role("radio", name="Leadership")).to_be_checked()
    expect(wheel.get_by_role("radio", name="Leadership")).to_be_focused()
    expect(wheel.locator(".pmx-wheel-panel:visible h3")).to_have_text("Leadership")


def test_the_wheel_turns_by_pointer_and_leads_on(page: Page) -> None:
    """A click on a quarter chooses it, and its link brings the lesson into view."""
    wheel = page.locator(".pmx-wheel")
    wheel.scroll_into_view_if_needed()
    face = wheel.locator(".pmx-wheel-face").bounding_box()
    assert face

    page.mouse.click(face["x"] + face["width"] * 0.25, face["y"] + face["height"] * 0.72)
    expect(wheel.locator(".pmx-wheel-panel:visible h3")).to_have_text("Organization")
    wheel.get_by_role("link", name="Lesson 6 One home for everything").click()

    heading = page.get_by_role("heading", name="Lesson 6 One home for everything")
    expect(heading).to_be_in_viewport()


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
