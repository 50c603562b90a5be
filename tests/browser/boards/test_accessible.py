"""axe-core on every board: empty, half done, checked wrong and right, in light and dark."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from pm_exercises.answers import AnswerRecord, save
from tests.browser.axe import violations
from tests.browser.hands import Hands, write_gallery
from tests.browser.lab import Lab, make_room, run_all, use_theme
from tests.gallery import BOARDS, sample

EVERY = "every-board.ipynb"
CUT_OFF = """frame => {
  const edge = frame.getBoundingClientRect().right;
  const told = node => `${node.tagName} ${node.className} ${node.textContent.slice(0, 40)}`;
  const outside = node => node.getBoundingClientRect().right > edge
    && !node.closest(".pmx-scroll, thead");
  const cut = [...frame.querySelectorAll("button, select, input, .pmx-unit")].filter(outside);
  cut.push(...[...frame.querySelectorAll(".pmx-choice-words")].filter(
    words => words.scrollWidth > words.clientWidth));
  return [...(frame.scrollWidth > frame.clientWidth ? [frame] : []), ...cut].map(told);
}"""
SILENT = """all => all
  .filter(node => ![...node.querySelectorAll(".pmx-mark")].some(m => /not yet/i.test(m.innerText)))
  .map(node => node.className)"""
# Words of a drawing that are hardly told from what they stand on, by WCAG's contrast ratio.
FAINT = """frame => {
  const light = colour => {
    const parts = colour.match(/[0-9.]+/g).slice(0, 3).map(Number);
    const linear = (colour.startsWith("color(") ? parts : parts.map(part => part / 255)).map(
      part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  };
  const ground = light(getComputedStyle(frame).backgroundColor);
  const contrast = node => {
    const [low, high] = [ground, light(getComputedStyle(node).fill)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  return [...frame.querySelectorAll("svg text")].filter(node => contrast(node) < 4.5).map(
    node => `${node.textContent}: ${getComputedStyle(node).fill}`);
}"""


def fill(folder: Path, state: str) -> None:
    """Save one state of every board, as if a learner had been there."""
    for name in BOARDS:
        found = sample(name)
        answer = {"empty": {}, "half": found.half, "wrong": found.wrong, "right": found.wanted}
        record = AnswerRecord(
            exercise=found.exercise.item.id, student="ada", hint=2, answer=answer[state]
        )
        save(record, folder / "answers")


@pytest.fixture(scope="module")
def page(lab: Lab, browser: Browser) -> Iterator[Page]:
    """A notebook of every board, which is still to be run."""
    write_gallery(lab.root / EVERY, *BOARDS)
    page = lab.open(browser, EVERY)
    make_room(page)
    yield page
    use_theme(page, dark=False)  # JupyterLab keeps it for the pages to come
    page.close()


@pytest.mark.parametrize("state", ["empty", "half", "wrong", "right"])
def test_axe_finds_nothing(lab: Lab, page: Page, state: str) -> None:
    """No violation on any board of the gallery, its result and its text view."""
    fill(lab.root, state)
    run_all(page)
    found = []
    for name in BOARDS:
        hands = Hands(page, lab, name)
        hands.frame.scroll_into_view_if_needed()
        if state != "empty":
            hands.press("Text view")
            hands.press("Check")
            hands.frame.locator("[data-focus=result]").wait_for()
    for dark in (False, True):
        use_theme(page, dark=dark)
        for name in BOARDS:
            selector = f".pmx-frame[data-exercise='{sample(name).exercise.item.id}']"
            lines = violations(page, include=selector)
            found += [f"{name}, {'dark' if dark else 'light'}: {line}" for line in lines]

    assert found == []


def test_a_mark_is_words_as_well_as_colour(lab: Lab, page: Page) -> None:
    """On every board, what a check marks says "not yet" where it stands."""
    fill(lab.root, "wrong")
    run_all(page)
    silent = []
    for name in BOARDS:
        hands = Hands(page, lab, name)
        hands.press("Check")
        hands.frame.locator("[data-focus=result]").wait_for()
        marked = hands.frame.locator("[class*=marked]")
        expect(marked.first).to_be_visible()
        silent += [f"{name}: {one}" for one in marked.evaluate_all(SILENT)]

    assert silent == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_drawings_obey_forced_colours(
    lab: Lab, page: Page, scheme: Literal["light", "dark"]
) -> None:
    """In a contrast theme of the system, whatever JupyterLab's own is, a drawing can be read."""
    fill(lab.root, "wrong")
    run_all(page)
    page.emulate_media(forced_colors="active", color_scheme=scheme)
    faint = []
    for name in BOARDS:
        frame = Hands(page, lab, name).frame
        frame.scroll_into_view_if_needed()
        faint += [f"{name}: {one}" for one in frame.evaluate(FAINT)]
    page.emulate_media(forced_colors="none", color_scheme="light")

    assert faint == []


def test_nothing_is_cut_off_at_400_percent(lab: Lab, page: Page) -> None:
    """At 320 px every control and unit is inside its board, whose page never scrolls sideways."""
    fill(lab.root, "wrong")
    run_all(page)
    for name in BOARDS:
        hands = Hands(page, lab, name)
        hands.press("Check")
        hands.frame.locator("[data-focus=result]").wait_for()
    page.set_viewport_size({"width": 320, "height": 900})
    page.wait_for_timeout(500)

    found = []
    for name in BOARDS:
        frame = Hands(page, lab, name).frame
        frame.scroll_into_view_if_needed()
        found += [f"{name}: {one}" for one in frame.evaluate(CUT_OFF)]
    assert found == []
