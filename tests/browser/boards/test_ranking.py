"""The ranking (W2), solved by keyboard, by buttons, by lists, by mouse and by finger."""

from __future__ import annotations

from tests.browser.boards.conftest import Open
from tests.browser.hands import Hands


def pick(hands: Hands) -> None:
    """Answer the extra question that one card has."""
    box = hands.frame.get_by_label("Reason for its place for “Show the fuel surcharge”")
    box.select_option(label="As the score says")


def row(card: str) -> str:
    """Where a card's row is."""
    return f"[data-card='{card}']"


def test_by_keyboard(show: Open) -> None:
    """Space picks an item up, arrows carry it, Space drops it; the focus stays on it throughout."""
    hands = show("ranking")
    for place, card in enumerate(reversed(hands.sample.wanted["order"])):
        # From the tray to the end of the order, and then up to its top.
        hands.keys(f"grip:{card}", "Space", *["ArrowUp"] * (place + 1))
        assert hands.focused() == f"grip:{card}"
        hands.page.keyboard.press("Space")
        assert f"is number 1 of {place + 1}" in hands.said()
        assert hands.focused() == f"grip:{card}"
    box = hands.frame.get_by_label("Reason for its place for “Show the fuel surcharge”")
    box.focus()
    hands.page.keyboard.type("As")

    hands.is_kept()


def test_by_buttons(show: Open) -> None:
    """Add ranks an item as the last one; Up and Down move it and keep the focus, at the end too."""
    hands = show("ranking")
    for card in reversed(hands.sample.wanted["order"]):
        hands.at(f"add:{card}").click()
        while hands.at(f"up:{card}").get_attribute("aria-disabled") == "false":
            hands.at(f"up:{card}").click()
            assert hands.focused() == f"up:{card}"
    hands.keys("up:refund", "Enter")
    assert "cannot go further up" in hands.said()
    hands.at("down:refund").click()
    assert hands.focused() == "down:refund"
    assert "is number 2 of 6" in hands.said()
    hands.at("up:refund").click()
    pick(hands)

    hands.is_kept()


def test_by_lists(show: Open) -> None:
    """The list on each row ranks, moves and takes back, and keeps the focus."""
    hands = show("ranking")
    for place, card in enumerate(reversed(hands.sample.wanted["order"]), start=1):
        hands.choose(f"move:{card}", "1, the top")
        assert hands.focused() == f"move:{card}"
        assert f"is number 1 of {place}" in hands.said()
    hands.choose("move:law", "Not ranked yet")
    assert "is not ranked" in hands.said()
    hands.choose("move:law", "3")
    pick(hands)

    hands.is_kept()


def test_by_mouse(show: Open) -> None:
    """A row is dragged from anywhere on it, to above or below another, and back out."""
    hands = show("ranking")
    at = hands.frame.locator
    for card in ("dog", "refund", "dark"):
        hands.drag(at(f"{row(card)} .pmx-card-title"), at("[data-drop='end']"))
    hands.drag(at(row("dog")), at(row("refund")), x=0.3, y=0.9)
    hands.drag(at(row("law")), at(row("dog")), x=0.3, y=0.9)
    hands.drag(at(row("queue")), at(row("dark")), x=0.3, y=0.1)
    hands.drag(at(row("map")), at("[data-drop='end']"))
    hands.drag(at(f"{row('queue')} .pmx-small"), at(row("refund")), x=0.3, y=0.1)
    hands.drag(at(f"{row('queue')} .pmx-small"), at(row("law")), x=0.3, y=0.9)
    pick(hands)

    hands.is_kept()


def test_by_finger(show: Open) -> None:
    """A row is dragged by its grip; the rest of it scrolls."""
    hands = show("ranking")
    for card in hands.sample.wanted["order"]:
        hands.drag(hands.at(f"grip:{card}"), hands.frame.locator("[data-drop='end']"), finger=True)
    pick(hands)

    hands.is_kept()


def test_escape_puts_it_back(show: Open) -> None:
    """Escape ends a move by keyboard or mouse, and nothing is saved."""
    hands = show("ranking")
    hands.keys("grip:law", "Space", "ArrowUp", "Escape")
    assert "back where it was" in hands.said()
    assert hands.focused() == "grip:law"
    grip = hands.at("grip:law").bounding_box()
    assert grip is not None
    hands.page.mouse.move(grip["x"] + 5, grip["y"] + 5)
    hands.page.mouse.down()
    hands.frame.locator("[data-drop='end']").hover()
    hands.page.keyboard.press("Escape")
    hands.page.mouse.up()
    hands.page.wait_for_timeout(300)

    assert hands.saved() == {}
