"""The empathy map (W6), solved by keyboard, by lists, by mouse and by finger."""

from __future__ import annotations

from playwright.sync_api import ViewportSize

from tests.browser.boards.conftest import Open
from tests.browser.hands import Hands

NAMES = {"says": "Says", "thinks": "Thinks", "does": "Does", "feels": "Feels"}
# The quadrants lie two above two, below the quotes to sort.
STEPS = {
    "says": ["ArrowDown"],
    "thinks": ["ArrowDown", "ArrowRight"],
    "does": ["ArrowDown", "ArrowDown"],
    "feels": ["ArrowDown", "ArrowRight", "ArrowDown"],
}

TALL: ViewportSize = {"width": 1280, "height": 1500}


def choose_needs(hands: Hands) -> None:
    """Tick the wanted needs."""
    for need in hands.sample.wanted["needs"]:
        hands.at(f"need:{need}").check()


def test_by_keyboard(show: Open) -> None:
    """Arrows move a quote as the quadrants lie; Space ticks a need."""
    hands = show("empathy_map")
    for quote, quadrant in hands.sample.wanted["quad"].items():
        hands.keys(f"grip:{quote}", "Space", *STEPS[quadrant])
        assert hands.focused() == f"grip:{quote}"
        hands.page.keyboard.press("Space")
        assert f"is in {NAMES[quadrant]}" in hands.said()
        assert hands.focused() == f"grip:{quote}"
    for need in hands.sample.wanted["needs"]:
        hands.keys(f"need:{need}", "Space")

    hands.is_kept()


def test_by_lists(show: Open) -> None:
    """The list on each quote moves it, and keeps the focus."""
    hands = show("empathy_map")
    for quote, quadrant in hands.sample.wanted["quad"].items():
        hands.choose(f"move:{quote}", NAMES[quadrant])
        assert hands.focused() == f"move:{quote}"
    choose_needs(hands)

    hands.is_kept()


def test_by_mouse(show: Open) -> None:
    """A quote is dragged from anywhere on it."""
    hands = show("empathy_map")
    for quote, quadrant in hands.sample.wanted["quad"].items():
        title = hands.frame.locator(f"[data-card='{quote}'] .pmx-card-title")
        hands.drag(title, hands.frame.locator(f"[data-drop='{quadrant}']"), 0.9, 0.3)
    choose_needs(hands)

    hands.is_kept()


def test_by_finger(show: Open) -> None:
    """A quote is dragged by its grip; the rest of it scrolls."""
    hands = show("empathy_map")
    for quote, quadrant in hands.sample.wanted["quad"].items():
        target = hands.frame.locator(f"[data-drop='{quadrant}']")
        hands.drag(hands.at(f"grip:{quote}"), target, finger=True)
    choose_needs(hands)

    hands.is_kept()


def test_one_need_too_many(show: Open) -> None:
    """A third need is not taken; the words say how many are chosen and what to do."""
    hands = show("empathy_map")
    choose_needs(hands)
    hands.wait_saved({"quad": {}, "needs": ["sure", "safe"]})
    third = hands.at("need:fast")
    assert third.get_attribute("aria-disabled") == "true"
    third.click(force=True)
    assert "take one out first" in hands.said()
    assert not third.is_checked()
    hands.at("need:sure").uncheck()
    hands.wait_saved({"quad": {}, "needs": ["safe"]})
    third.check()

    hands.wait_saved({"quad": {}, "needs": ["safe", "fast"]})


def test_escape_puts_it_back(show: Open) -> None:
    """Escape ends a move by keyboard or mouse, and nothing is saved."""
    hands = show("empathy_map")
    hands.keys("grip:q1", "Space", "ArrowDown", "ArrowRight", "Escape")
    assert "back where it was" in hands.said()
    assert hands.focused() == "grip:q1"
    box = hands.at("grip:q1").bounding_box()
    assert box is not None
    hands.page.mouse.move(box["x"] + 5, box["y"] + 5)
    hands.page.mouse.down()
    hands.frame.locator("[data-drop=says]").hover()
    hands.page.keyboard.press("Escape")
    hands.page.mouse.up()
    hands.page.wait_for_timeout(300)

    assert hands.saved() == {}
