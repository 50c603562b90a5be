"""The RICE board (W3), solved by keyboard, by buttons, by mouse and by finger."""

from __future__ import annotations

from tests.browser.boards.conftest import Open
from tests.browser.hands import Hands

LINE = "cut line"
# From the order given to the wanted one: what is moved, over what, and so many steps up.
MOVES = (("f2", "f1", 1), ("f6", "f1", 4), ("f5", "f3", 2), (LINE, "f3", 2))


def fill_in(hands: Hands) -> None:
    """Give every item its four numbers."""
    for item, row in hands.sample.wanted["rows"].items():
        for factor, number in row.items():
            field = hands.at(f"{factor}:{item}")
            if factor in "IC":
                field.select_option(f"{number:g}")
            else:
                field.fill(f"{number:g}")
    hands.at("E:f6").press("Tab")
    hands.wait_saved({"rows": hands.sample.wanted["rows"], "order": [], "cut": []})


def test_by_keyboard(show: Open) -> None:
    """Tab goes through the numbers; Space and arrows rank items and move the line."""
    hands = show("rice")
    hands.at("R:f1").focus()
    for item, row in hands.sample.wanted["rows"].items():
        hands.at(f"R:{item}").focus()
        for factor, number in row.items():
            assert hands.focused() == f"{factor}:{item}"
            # A list finds its option by the first letters of its words.
            hands.page.keyboard.type(f"{100 * number:g}" if factor == "C" else f"{number:g}")
            hands.page.keyboard.press("Tab")
    # What a move is said to come to is Python's word, so let it have heard the numbers.
    hands.wait_saved({"rows": hands.sample.wanted["rows"], "order": [], "cut": []})
    for what, _, steps in MOVES:
        hands.keys(f"grip:{what}", "Space", *["ArrowUp"] * steps)
        assert hands.focused() == f"grip:{what}"
        hands.page.keyboard.press("Space")
        assert hands.focused() == f"grip:{what}"
    assert "4 built, 2 cut. 8.5 of 9 person-months, 0.5 left" in hands.said()

    hands.is_kept()


def test_by_buttons(show: Open) -> None:
    """Sorting waits for the number just typed, and is one move; the line has buttons of its own."""
    hands = show("rice")
    fill_in(hands)
    hands.choose("move:f1", "6, built")
    hands.type("Effort for Voice control", "0.1")
    hands.at("E:f4").fill("6")
    hands.press("Sort by score")
    hands.frame.locator("tr[data-row=f4]:nth-child(6)").wait_for()
    hands.press("Undo")
    hands.frame.locator("tr[data-row=f3]:nth-child(2)").wait_for()
    hands.press("Sort by score")
    hands.frame.locator("tr[data-row=f4]:nth-child(6)").wait_for()
    for _ in range(2):
        hands.at(f"up:{LINE}").click()
        assert hands.focused() == f"up:{LINE}"
    hands.at("up:f5").click()
    assert hands.said() == "“Guest mode” is 3 of 6, built."
    hands.choose("move:f5", "4, built")
    assert hands.focused() == "move:f5"

    hands.is_kept()


def test_by_mouse(show: Open) -> None:
    """Rows and the line are dragged from anywhere that is no control."""
    hands = show("rice")
    fill_in(hands)
    for what, over, _ in MOVES:
        target = hands.frame.locator(f"[data-row='{over}']")
        hands.drag(hands.frame.locator(f"[data-row='{what}'] [data-ghost]"), target, y=0.2)

    hands.is_kept()


def test_by_finger(show: Open) -> None:
    """A row is dragged by its grip; the rest of it scrolls."""
    hands = show("rice")
    fill_in(hands)
    for what, over, _ in MOVES:
        target = hands.frame.locator(f"[data-row='{over}']")
        hands.drag(hands.at(f"grip:{what}"), target, y=0.2, finger=True)

    hands.is_kept()


def test_escape_and_bad_numbers_save_nothing(show: Open) -> None:
    """Escape puts the line back; what cannot be read stays in its box, with the reason under it."""
    hands = show("rice")
    hands.keys(f"grip:{LINE}", "Space", "ArrowUp", "Escape")
    assert "back where it was" in hands.said()
    assert hands.focused() == f"grip:{LINE}"
    hands.type("Effort for Voice control", "0")
    cell = hands.frame.locator("td", has=hands.page.locator("[data-focus='E:f4']"))
    cell.get_by_role("alert").wait_for()
    hands.page.wait_for_timeout(300)

    assert "more than 0" in cell.get_by_role("alert").inner_text()
    assert hands.at("E:f4").input_value() == "0"
    assert hands.saved() == {}
