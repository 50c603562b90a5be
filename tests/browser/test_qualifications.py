"""The released Qualifications notebook, in a real JupyterLab, as a learner meets it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.lab import Lab
from tests.browser.notebook import WholeNotebook, run_and_draw

NOTEBOOK = "qualifications/qualifications.ipynb"


@pytest.fixture(scope="module")
def page(lab: Lab, browser: Browser) -> Page:
    """The notebook as it was released, run from top to bottom, with all of it drawn."""
    return run_and_draw(lab, browser, NOTEBOOK)


class TestWholeNotebook(WholeNotebook):
    """What holds for every notebook."""


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
