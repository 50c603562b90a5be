"""The card sorter (W1), solved by keyboard, by buttons, by mouse and by finger."""

from __future__ import annotations

from tests.browser.boards.conftest import Open
from tests.browser.hands import Hands

PLACES = {"project": "Project management", "product": "Product management", "shared": "Both"}
# Lanes lie as in the picture: project, both, product. So many steps to the right from unsorted.
STEPS = {"project": 1, "shared": 2, "product": 3}


def pick(hands: Hands) -> None:
    """Answer the extra question that one card has."""
    box = hands.frame.get_by_label("How often for “Talk with five people who returned a kettle”")
    box.select_option(label="Every month")


def test_by_keyboard(show: Open) -> None:
    """Space picks a card up, arrows move it, Space drops it; the focus stays on it throughout."""
    hands = show("card_sorter")
    for card, bin_id in hands.sample.wanted["bins"].items():
        hands.keys(f"grip:{card}", "Space", *["ArrowRight"] * STEPS[bin_id])
        assert hands.focused() == f"grip:{card}"
        hands.page.keyboard.press("Space")
        assert PLACES[bin_id] in hands.said()
        assert hands.focused() == f"grip:{card}"
    select = hands.frame.get_by_label("How often for “Talk with five people who returned a kettle”")
    select.focus()
    hands.page.keyboard.type("Every")

    hands.is_kept()


def test_by_buttons(show: Open) -> None:
    """The list on each card moves it, and keeps the focus."""
    hands = show("card_sorter")
    for card, bin_id in hands.sample.wanted["bins"].items():
        hands.choose(f"move:{card}", PLACES[bin_id])
        assert hands.focused() == f"move:{card}"
    pick(hands)

    hands.is_kept()


def test_by_mouse(show: Open) -> None:
    """A card is dragged from anywhere on it."""
    hands = show("card_sorter")
    for card, bin_id in hands.sample.wanted["bins"].items():
        target = hands.frame.locator(f"[data-drop='{bin_id}']")
        hands.drag(hands.frame.locator(f"[data-card='{card}'] .pmx-card-title"), target)
    pick(hands)

    hands.is_kept()


def test_by_finger(show: Open) -> None:
    """A card is dragged by its grip; the rest of it scrolls."""
    hands = show("card_sorter")
    for card, bin_id in hands.sample.wanted["bins"].items():
        target = hands.frame.locator(f"[data-drop='{bin_id}']")
        hands.drag(hands.at(f"grip:{card}"), target, finger=True)
    pick(hands)

    hands.is_kept()


def test_what_follows_the_mouse_is_the_card_as_it_is(show: Open) -> None:
    """Its list shows what was chosen, and selected words are not dragged instead of the card."""
    hands = show("card_sorter")
    pick(hands)
    card, lane = hands.frame.locator("[data-card=talk]"), hands.frame.locator("[data-drop=product]")
    title = card.locator(".pmx-card-title")
    title.evaluate("words => getSelection().selectAllChildren(words)")
    title.hover()
    hands.page.mouse.down()
    lane.hover()
    lane.hover(position={"x": 40, "y": 40})

    copied = hands.frame.locator(".pmx-ghost .pmx-field select")
    assert copied.input_value() == "month"
    hands.page.mouse.up()
    hands.wait_saved({"bins": {"talk": "product"}, "picks": {"talk": {"often": "month"}}})


def test_escape_puts_it_back(show: Open) -> None:
    """Escape ends a move by keyboard or mouse, and nothing is saved."""
    hands = show("card_sorter")
    hands.keys("grip:lid", "Space", "ArrowRight", "Escape")
    assert "back where it was" in hands.said()
    assert hands.focused() == "grip:lid"
    card, lane = hands.at("grip:lid").bounding_box(), hands.frame.locator("[data-drop=shared]")
    assert card is not None
    hands.page.mouse.move(card["x"] + 5, card["y"] + 5)
    hands.page.mouse.down()
    lane.hover()
    hands.page.keyboard.press("Escape")
    hands.page.mouse.up()
    hands.page.wait_for_timeout(300)

    assert hands.saved() == {}
