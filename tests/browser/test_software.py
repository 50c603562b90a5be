"""The released Software notebook, in a real JupyterLab, as a learner meets it."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.lab import Lab
from tests.browser.notebook import WholeNotebook, frame_of, run_and_draw

NOTEBOOK = "software/software.ipynb"


@pytest.fixture(scope="module")
def page(lab: Lab, browser: Browser) -> Page:
    """The notebook as it was released, run from top to bottom, with all of it drawn."""
    return run_and_draw(lab, browser, NOTEBOOK)


class TestWholeNotebook(WholeNotebook):
    """What holds for every notebook."""


def test_the_test_desk_is_worked_by_keyboard_alone(page: Page, lab: Lab) -> None:
    """SW-E3 with Tab, typed numbers and letters in lists, from the first cell to Check."""
    frame = frame_of(page, "SW-E3")
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
