"""The instructor's own solutions, typed in cells, stand on the boards above them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.lab import Lab
from tests.browser.notebook import BOARDS, run_and_draw

SOURCE = Path(__file__).resolve().parents[2] / "source"
MODULES = sorted(path.parent.name for path in SOURCE.glob("*/*.ipynb"))


@pytest.mark.parametrize("module", MODULES)
def test_every_board_shows_the_answer_typed_below_it(
    module: str, lab: Lab, browser: Browser
) -> None:
    """However soon the answer comes after the board, and whether or not the board is in view."""
    folder = lab.root / f"solved-{module}"
    shutil.copytree(SOURCE / module, folder)

    page = run_and_draw(lab, browser, f"{folder.name}/{module}.ipynb")

    saved = page.locator(".pmx-frame[data-exercise] .pmx-saved")
    expect(saved.filter(has_text="Saved ")).to_have_count(BOARDS)
    page.close()
