"""Extended text: written by hand, saved while it is written, and never written over."""

from __future__ import annotations

import time

from playwright.sync_api import expect

from tests.browser.boards.conftest import Open

STEADY = "The shops knew first, and the service desk on the same day. "


def test_by_keyboard(show: Open) -> None:
    """Tab goes from one text to the next; line breaks are the writer's own."""
    hands = show("extended_text")
    hands.at("text:kept").focus()
    for prompt, text in hands.sample.wanted["texts"].items():
        assert hands.focused() == f"text:{prompt}"
        for line in text.split("\n"):
            hands.page.keyboard.type(line)
            hands.page.keyboard.press("Enter")
        hands.page.keyboard.press("Backspace")
        hands.page.keyboard.press("Tab")

    hands.is_kept()


def test_by_mouse_with_check_at_once(show: Open) -> None:
    """Check sees the last words typed, without a pause before it."""
    hands = show("extended_text")
    for prompt, text in hands.sample.wanted["texts"].items():
        hands.at(f"text:{prompt}").click()
        hands.page.keyboard.insert_text(text)
    hands.press("Check")

    expect(hands.frame.locator(".pmx-head")).to_contain_text("10 of 10")
    hands.is_kept()


def test_replies_never_write_over_what_is_being_typed(show: Open) -> None:
    """Typed inside a text for seconds, with saves under way: all there, cursor in place."""
    hands = show("extended_text")
    area = hands.at("text:kept")
    area.fill("[]")
    hands.wait_saved({"texts": {"kept": "[]"}})
    area.press("Home")
    area.press("ArrowRight")
    # Saves at every rest, and a kernel that takes its time over each.
    started, typed = time.monotonic(), 0
    while time.monotonic() - started < 4:
        hands.page.keyboard.type(STEADY[typed % len(STEADY)])
        typed += 1
        rests = typed % 12 == 0
        hands.page.wait_for_timeout(610 if rests else 25)
    written = "".join(STEADY[n % len(STEADY)] for n in range(typed))
    assert area.input_value() == f"[{written}]"
    assert area.evaluate("area => area.selectionStart") == typed + 1
    # And with no rest at all.
    for letter in STEADY:
        hands.page.keyboard.type(letter)
        hands.page.wait_for_timeout(50)

    hands.wait_saved({"texts": {"kept": f"[{written}{STEADY}]"}})
    assert area.input_value() == f"[{written}{STEADY}]"
    assert area.evaluate("area => area.selectionStart") == len(written + STEADY) + 1


def test_a_text_that_is_too_long_stays(show: Open) -> None:
    """It says so, keeps the last version that fitted in the file, and outlives a reload."""
    hands = show("extended_text")
    area = hands.at("text:next")
    area.press_sequentially("x" * 60)
    hands.wait_saved({"texts": {"next": "x" * 60}})
    area.press_sequentially("yz")
    hands.at("text:kept").press_sequentially("We told the shops.")
    hands.wait_saved({"texts": {"next": "x" * 60, "kept": "We told the shops."}})
    assert "2 characters too many" in hands.frame.inner_text()
    assert "Not saved: this text is too long." in hands.frame.inner_text()
    hands.reopen()
    area = hands.at("text:next")
    expect(area).to_have_value("x" * 60 + "yz")
    expect(area).to_have_attribute("aria-invalid", "true")
    area.press("End")
    for _ in range(3):
        area.press("Backspace")

    hands.wait_saved({"texts": {"next": "x" * 59, "kept": "We told the shops."}})
    expect(hands.frame.get_by_text("Not saved")).to_have_count(0)
    assert "1 character left" in hands.frame.inner_text()


def test_undo_brings_the_text_before_back(show: Open) -> None:
    """Undo takes back the last words saved, Ctrl+Z the last typed; the area grows with its text."""
    hands = show("extended_text")
    area = hands.at("text:changed")
    area.fill("One line.")
    hands.wait_saved({"texts": {"changed": "One line."}})
    low = area.bounding_box()
    area.press("End")
    area.press_sequentially("\n\n\n\n\nFive lines on.")
    hands.press("Undo")
    expect(area).to_have_value("One line.")
    hands.press("Redo")
    expect(area).to_have_value("One line.\n\n\n\n\nFive lines on.")
    high = area.bounding_box()
    area.press("End")
    area.press_sequentially("!")
    area.press("Control+z")

    hands.wait_saved({"texts": {"changed": "One line.\n\n\n\n\nFive lines on."}})
    assert low is not None
    assert high is not None
    assert high["height"] > low["height"] + 40
