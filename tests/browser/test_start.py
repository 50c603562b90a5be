"""The start page, as a learner meets it first."""

from __future__ import annotations

import json

from playwright.sync_api import Browser, expect

from tests.browser.lab import Lab, run_all


def test_the_start_page_asks_who_is_there_and_leads_on(lab: Lab, browser: Browser) -> None:
    """An id entered once is kept for every module, and the link opens the first one."""
    page = lab.open(browser, "start.ipynb")
    run_all(page)
    panel = page.locator(".pmx-panel")
    panel.get_by_label("Your id in this course").fill("ada")

    panel.get_by_role("button", name="Save my id").click()

    expect(panel).to_contain_text("you work as ada")
    assert json.loads((lab.root / "learner.json").read_text())["student"] == "ada"
    page.get_by_role("link", name="Foundations").first.click()
    expect(page.get_by_role("tab", name="foundations.ipynb")).to_be_visible(timeout=30_000)
