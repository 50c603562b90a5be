"""axe-core on every board: empty, half done, checked wrong and right, in light and dark."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from pm_exercises.answers import AnswerRecord, save
from tests.browser.axe import violations
from tests.browser.hands import NOTEBOOK, Hands, write_gallery
from tests.browser.lab import Lab, dark_theme, run_all
from tests.gallery import BOARDS, sample

Look = Callable[[Hands], None]


def fill(folder: Path, state: str) -> None:
    """Save one state of every board, as if a learner had been there."""
    for name in BOARDS:
        found = sample(name)
        answer = {"empty": {}, "half": found.half, "wrong": found.wrong, "right": found.wanted}
        record = AnswerRecord(
            exercise=found.exercise.item.id, student="ada", hint=2, answer=answer[state]
        )
        save(record, folder / "answers")


@pytest.mark.parametrize("state", ["empty", "half", "wrong", "right"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing(lab: Lab, browser: Browser, state: str, dark: bool) -> None:
    """No violation on any board of the gallery, its result and its text view."""
    dark_theme(lab, on=dark)
    fill(lab.root, state)
    write_gallery(lab.root / NOTEBOOK, *BOARDS)
    page = lab.open(browser, NOTEBOOK, dark=dark)
    run_all(page)
    found = []
    for name in BOARDS:
        hands = Hands(page, lab, name)
        hands.frame.scroll_into_view_if_needed()
        if state != "empty":
            hands.press("Text view")
            hands.press("Check")
            hands.frame.locator("[data-focus=result]").wait_for()
        selector = f".pmx-frame[data-exercise='{hands.sample.exercise.item.id}']"
        found += [f"{name}: {line}" for line in violations(page, include=selector)]
    page.context.close()

    assert found == []
