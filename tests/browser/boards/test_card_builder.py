"""The card builder (W17), solved by keyboard, by lists, by mouse and by finger."""

from __future__ import annotations

from playwright.sync_api import ViewportSize

from tests.browser.boards.conftest import Open
from tests.browser.hands import Hands

KINDS = {"a": "aim", "t": "target", "w": "work", "s": "sign"}  # by a card's first letter
LINKS = {"for1": "Target 1", "for2": "Target 2"}
DOWN = {"aim": 1, "one": 1, "two": 2, "work1": 1, "work2": 2, "sign1": 1, "sign2": 2}

TALL: ViewportSize = {"width": 1280, "height": 1500}


def cards(hands: Hands) -> dict[str, str]:
    """The slots that take a card, with the wanted one."""
    return {slot: card for slot, card in hands.sample.wanted["slots"].items() if slot in DOWN}


def show_card(hands: Hands, card: str) -> None:
    """Open the kind that a card belongs to, if the hand has not come to it by itself."""
    heading = hands.at(f"kind:{KINDS[card[0]]}")
    if heading.get_attribute("aria-expanded") == "false":
        heading.click()


def link(hands: Hands) -> None:
    """Say which target each work serves."""
    for slot, target in LINKS.items():
        box = hands.at(f"link:{slot}")
        words = next(text for text in box.locator("option").all_inner_texts() if target in text)
        box.select_option(label=words)
        assert hands.focused() == f"link:{slot}"


def test_by_keyboard(show: Open) -> None:
    """Space picks a card up, arrows go through the places it fits, and the focus stays on it."""
    hands = show("card_builder")
    for slot, card in cards(hands).items():
        heading = hands.at(f"kind:{KINDS[card[0]]}")
        if heading.get_attribute("aria-expanded") == "false":
            heading.press("Enter")
        hands.keys(f"grip:{card}", "Space", *["ArrowDown"] * DOWN[slot])
        assert hands.focused() == f"grip:{card}"
        hands.page.keyboard.press("Space")
        hands.page.wait_for_timeout(50)
        assert hands.said().startswith("Dropped.")
        assert hands.focused() == f"grip:{card}"
    for slot in LINKS:
        hands.keys(f"link:{slot}", *["ArrowDown"] * int(slot[-1]))
        hands.page.wait_for_timeout(100)

    hands.is_kept()


def test_by_lists(show: Open) -> None:
    """The list in each place has every card that fits, at full length, and keeps the focus."""
    hands = show("card_builder")
    texts = {
        card["id"]: card["text"]
        for kind in hands.sample.exercise.interaction(0).spec()["cards"].values()
        for card in kind
    }
    for slot, card in cards(hands).items():
        hands.choose(f"slot:{slot}", texts[card])
        assert hands.focused() == f"slot:{slot}"
    link(hands)

    hands.is_kept()


def test_by_mouse(show: Open) -> None:
    """A card is dragged from anywhere on it."""
    hands = show("card_builder")
    for slot, card in cards(hands).items():
        show_card(hands, card)
        title = hands.frame.locator(f"[data-card='{card}'] .pmx-card-title")
        hands.drag(title, hands.frame.locator(f"[data-slot='{slot}']"))
    link(hands)

    hands.is_kept()


def test_by_finger(show: Open) -> None:
    """A card is dragged by its grip, and the whole part takes what only one of its places fits."""
    hands = show("card_builder")
    link(hands)
    for slot, card in cards(hands).items():
        show_card(hands, card)
        part = hands.frame.locator(".pmx-part-body").filter(
            has=hands.frame.page.locator(f"[data-slot='{slot}']")
        )
        hands.drag(hands.at(f"grip:{card}"), part, finger=True)

    hands.is_kept()


def test_what_does_not_fit_is_no_target(show: Open) -> None:
    """A card dropped on a place for another kind, or let go by Escape, stays where it was."""
    hands = show("card_builder")
    hands.drag(hands.at("grip:a1"), hands.frame.locator("[data-slot='one']"))
    hands.keys("grip:a1", "Space", "ArrowDown", "Escape")
    assert "back where it was" in hands.said()
    assert hands.focused() == "grip:a1"
    hands.page.wait_for_timeout(300)

    assert hands.saved() == {}


def test_a_card_is_one_thing(show: Open) -> None:
    """A card put elsewhere leaves its old place, and what stood there takes it."""
    hands = show("card_builder")
    hands.choose("slot:one", "Sell 400 tickets a week after six by March.")
    hands.choose("slot:two", "Become better known.")
    hands.choose("slot:two", "Sell 400 tickets a week after six by March. (now in Target 1)")
    assert "“Become better known.” is in Target 1." in hands.said()
    hands.wait_saved({"slots": {"one": "t3", "two": "t1"}})
    hands.choose("slot:two", "Take it out")
    hands.wait_saved({"slots": {"one": "t3"}})
    assert hands.focused() == "slot:two"
    hands.drag(hands.at("grip:t3"), hands.frame.locator(".pmx-hand"))

    hands.wait_saved({"slots": {}})
    assert hands.focused() == "grip:t3"
