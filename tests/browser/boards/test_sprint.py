"""The sprint board (W5), solved by keyboard, by lists, by mouse and by finger."""

from __future__ import annotations

from tests.browser.boards.conftest import Open
from tests.browser.hands import Hands

COLUMNS = {"now": "Sprint 7", "next": "Sprint 8", "no": "Decline"}


def plan(hands: Hands) -> list[tuple[str, str]]:
    """Every story with its column, in an order that ends in the wanted order."""
    return [(story, column) for column in COLUMNS for story in hands.sample.wanted[column]]


def answer_the_rest(hands: Hands) -> None:
    """Give the reason, the limits and the goal."""
    hands.choose("pick:race:why", "Could hurt someone")
    hands.type("Doing · limit", "3")
    hands.type("Review · limit", "2")
    hands.choose("cell:goal", "Anyone can start a ride")


def test_by_keyboard(show: Open) -> None:
    """Right and left change the column, up and down the place; the focus stays on the story."""
    hands = show("sprint")
    steps = {column: n for n, column in enumerate(COLUMNS, 1)}
    for story, column in plan(hands):
        hands.keys(f"grip:{story}", "Space", *["ArrowRight"] * steps[column], "Space")
        assert f"is in {COLUMNS[column]}" in hands.said()
        assert hands.focused() == f"grip:{story}"
    hands.keys("grip:log", "Space", "ArrowUp", "ArrowUp")
    assert "is in Sprint 7, 1 of 3" in hands.said()
    for key in ("ArrowDown", "ArrowDown", "Space"):
        hands.page.keyboard.press(key)
    for focus, words in (("pick:race:why", "Could"), ("cell:goal", "Anyone")):
        hands.at(focus).focus()
        hands.page.keyboard.type(words)
    for focus, limit in (("limit:dev", "3"), ("limit:test", "2")):
        hands.at(focus).focus()
        hands.page.keyboard.type(limit)
        hands.page.keyboard.press("Enter")

    hands.is_kept()


def test_by_lists(show: Open) -> None:
    """The list on each story moves it, also up and down, and keeps the focus."""
    hands = show("sprint")
    for story, column in reversed(plan(hands)):
        hands.choose(f"move:{story}", COLUMNS[column])
        assert hands.focused() == f"move:{story}"
    for story, times in (("map", 2), ("lock", 1), ("pay", 2), ("slip", 1)):
        for _ in range(times):
            hands.choose(f"move:{story}", "Up by one")
    answer_the_rest(hands)

    hands.is_kept()


def test_by_mouse(show: Open) -> None:
    """A story is dragged from anywhere on it, and inserted above the one it is dropped on."""
    hands = show("sprint")
    for story, column in reversed(plan(hands)):
        lane = hands.frame.locator(f"[data-drop='{column}']")
        first = lane.locator("[data-card]").first
        card = hands.frame.locator(f"[data-card='{story}'] .pmx-card-title")
        if first.count():
            hands.drag(card, first, y=0.2)
        else:
            hands.drag(card, lane)
        assert hands.focused() == f"grip:{story}"
    answer_the_rest(hands)

    hands.is_kept()


def test_by_finger(show: Open) -> None:
    """A story is dragged by its grip, and dropped below the others."""
    hands = show("sprint")
    # From the bottom up: the page scrolls, and a hand cannot reach what has scrolled away.
    for story, column in sorted(plan(hands), key=lambda pair: pair[1] != "no"):
        lane = hands.frame.locator(f"[data-drop='{column}']")
        hands.drag(hands.at(f"grip:{story}"), lane, y=0.98, finger=True)
    answer_the_rest(hands)

    hands.is_kept()


def test_what_is_impossible_is_said(show: Open) -> None:
    """Too many points and a story before what it waits for: on the board, and announced."""
    hands = show("sprint")
    hands.choose("move:pay", "Sprint 7")
    hands.choose("move:lock", "Sprint 7")
    hands.wait_saved({**hands.sample.exercise.interaction(None).empty(), "now": ["pay", "lock"]})
    hands.frame.get_by_text("10 of 9 points, 1 too many", exact=True).wait_for()
    hands.page.wait_for_timeout(300)

    assert "Sprint 7, backend: 10 of 9 points, 1 too many." in hands.said()
    assert "waits for “Log in with a phone number”" in hands.frame.inner_text()
    assert "Too early" in hands.frame.locator("[data-card=pay]").inner_text()


def test_escape_puts_it_back(show: Open) -> None:
    """Escape ends a move by keyboard or mouse, and nothing is saved."""
    hands = show("sprint")
    hands.keys("grip:lock", "Space", "ArrowRight", "Escape")
    assert "back where it was" in hands.said()
    assert hands.focused() == "grip:lock"
    grip = hands.at("grip:lock").bounding_box()
    assert grip is not None
    hands.page.mouse.move(grip["x"] + 5, grip["y"] + 5)
    hands.page.mouse.down()
    hands.frame.locator("[data-drop=now]").hover()
    hands.page.keyboard.press("Escape")
    hands.page.mouse.up()
    hands.page.wait_for_timeout(300)

    assert hands.saved() == {}
