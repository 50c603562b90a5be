"""The start page and the status panel, as a learner meets them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from playwright.sync_api import Browser, Page, expect

from pm_exercises.course.standing_file import StandingFile, carried_by
from tests.browser.axe import violations
from tests.browser.lab import Lab, make_room, run_all, use_theme, wait_for_kernel

NOTEBOOK = "foundations/foundations.ipynb"
PAGE = "<!doctype html><html><head><title>Feedback</title></head><body>Well argued.</body></html>"


@pytest.fixture(autouse=True)
def _nothing_done_yet(lab: Lab) -> Iterator[None]:
    """Each test begins with a learner nobody knows, and ends with its pages closed."""
    (lab.root / "learner.json").unlink(missing_ok=True)
    yield
    lab.close()


def test_the_start_page_asks_who_is_there_and_leads_on(lab: Lab, browser: Browser) -> None:
    """An id entered once is kept for every module, and the link opens the first one."""
    page = lab.open(browser, "start.ipynb")
    run_all(page)
    form = page.locator(".pmx-panel").first
    form.get_by_label("Your id in this course").fill("ada")

    form.get_by_role("button", name="Save my id").click()

    expect(form).to_contain_text("you work as ada")
    assert json.loads((lab.root / "learner.json").read_text())["student"] == "ada"
    page.get_by_role("link", name="Foundations").first.click()
    expect(page.get_by_role("tab", name="foundations.ipynb")).to_be_visible(timeout=30_000)


def test_an_exercise_is_one_click_away(lab: Lab, browser: Browser) -> None:
    """A row of the map opens the notebook at the exercise; a row of the status scrolls to it."""
    write_long_notebook(lab.root / NOTEBOOK)
    page = lab.open(browser, "start.ipynb")
    make_room(page)
    run_all(page)
    page.locator(".pmx-panel summary").first.click()
    page.get_by_role("link", name="FND-E3").click()
    expect_cell(page, "FND-E3-board")

    wait_for_kernel(page)
    run_all(page)
    page.get_by_role("link", name="FND-E1").click()

    expect_cell(page, "FND-E1-board")
    expect(page.get_by_role("tab", name="foundations.ipynb")).to_have_count(1)


def test_the_schools_word_is_on_the_page(lab: Lab, browser: Browser) -> None:
    """Where nbgrader put the feedback, its state is shown and its page is one click away."""
    (lab.root / "learner.json").write_text(json.dumps({"schema": 1, "student": "ada"}))
    give_feedback(lab.root)
    page = lab.open(browser, "start.ipynb")
    run_all(page)
    panel = page.locator(".pmx-panel")
    expect(panel).to_contain_text("Your school says: i needs review, 80 of 100 points.")

    panel.get_by_role("link", name="Read the feedback").click()

    # JupyterLab shows a page of HTML in a frame of its own.
    expect(page.frame_locator("iframe").get_by_text("Well argued.")).to_be_visible()


def test_axe_finds_nothing_at_any_width(lab: Lab, browser: Browser) -> None:
    """The map with its table open, wide and at 320 px, which is 400 % zoom: nothing is cut off."""
    give_feedback(lab.root)  # of somebody else: its path is long
    page = lab.open(browser, "start.ipynb")
    make_room(page)
    run_all(page)
    page.locator(".pmx-panel summary").first.click()
    for width, dark in [(1280, False), (320, False), (320, True), (1280, True)]:
        page.set_viewport_size({"width": width, "height": 900})
        use_theme(page, dark=dark)
        page.wait_for_timeout(500)

        assert violations(page, include=".jp-OutputArea-output .pmx") == []
        cut = "e => e.scrollWidth - e.clientWidth"
        assert max(panel.evaluate(cut) for panel in page.locator(".pmx-panel").all()) <= 1
        assert page.locator(".jp-WindowedPanel-outer").evaluate(cut) <= 1


def give_feedback(root: Path) -> None:
    """Put a page of feedback for ada where nbgrader would."""
    said = StandingFile.model_validate(
        {
            "student": "ada",
            "module": "foundations",
            "state": "needs review",
            "score": 80,
            "points": 100,
            "written_at": "2027-02-03T10:00:00Z",
        }
    )
    folder = root / "foundations/feedback/2027-02-01 09:30:00.000000 UTC"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "foundations.html").write_text(carried_by(PAGE, said))


def write_long_notebook(path: Path) -> None:
    """Write a notebook with the status on top, and two exercises many screens below."""
    filler = [new_markdown_cell("A long story. " * 200, id=f"f{n}") for n in range(30)]
    setup = "from pm_exercises import course\ncourse.status('FND')"
    cells = [
        new_code_cell(setup, id="FND-status"),
        *filler[:15],
        new_code_cell("'E1'", id="FND-E1-board"),
        *filler[15:],
        new_code_cell("'E3'", id="FND-E3-board"),
    ]
    notebook = new_notebook(cells=cells)
    notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3"}
    nbformat.write(notebook, path)


def expect_cell(page: Page, cell: str) -> None:
    """Wait until a cell of the notebook in front is in view."""
    seen = """id => {
      const cell = window.jupyterapp.shell.currentWidget?.content?.widgets?.find(
        w => w.model?.id === id);
      const box = cell?.node.isConnected ? cell.node.getBoundingClientRect() : null;
      return !!box && box.height > 0 && box.top >= 0 && box.top < window.innerHeight;
    }"""
    page.wait_for_function(seen, arg=cell, timeout=30_000)
