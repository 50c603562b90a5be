"""The allocator (W16), solved by keyboard, by boxes, by buttons, by mouse and by finger."""

from __future__ import annotations

from playwright.sync_api import Locator

from tests.browser.boards.conftest import Open
from tests.browser.hands import Hands

THUMB = 20  # pixels: the middle of the bar's end is half of it away from both sides
TOTAL = 100


def point(bar: Locator, value: float) -> tuple[float, float]:
    """Where on the page the middle of a bar's end is for a value."""
    bar.scroll_into_view_if_needed()
    box = bar.bounding_box()
    assert box is not None
    along = THUMB / 2 + (box["width"] - THUMB) * value / TOTAL
    return box["x"] + along, box["y"] + box["height"] / 2


def pull(hands: Hands, share: str, start: float, end: float) -> None:
    """Drag the end of a bar with the mouse, and do not let go."""
    bar = hands.at(f"bar:{share}")
    hands.page.mouse.move(*point(bar, start))
    hands.page.mouse.down()
    for step in range(1, 9):
        hands.page.mouse.move(*point(bar, start + (end - start) * step / 8))
        hands.page.wait_for_timeout(15)


def swipe(hands: Hands, share: str, start: float, end: float) -> None:
    """Drag the end of a bar with a finger."""
    bar = hands.at(f"bar:{share}")
    session = hands.page.context.new_cdp_session(hands.page)
    values = [start + (end - start) * step / 8 for step in range(9)]
    for n, value in enumerate(values):
        x, y = point(bar, value)
        kind = "touchMove" if n else "touchStart"
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
        hands.page.wait_for_timeout(20)
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    session.detach()


def says(hands: Hands, words: str) -> None:
    """Wait until the live region says something."""
    region = hands.frame.locator("[role=status][aria-live]").last
    region.filter(has_text=words).wait_for(state="attached", timeout=5_000)


def test_by_keyboard(show: Open) -> None:
    """Arrows move a bar's end by one step, Home and End go to its limits; what is left is said."""
    hands = show("allocator")
    hands.keys("bar:search", *["ArrowRight"] * 7)
    says(hands, "Search that forgives typing errors: 35 points; 35 of 100 points given, 65 left.")
    assert hands.focused() == "bar:search"
    hands.keys("bar:servers", "ArrowUp", "ArrowUp", "ArrowUp", "ArrowUp", "ArrowUp", "Home")
    says(hands, "Servers and backups: 10 points")
    hands.keys("bar:servers", *["ArrowRight"] * 3)
    hands.keys("bar:app", "End")
    says(hands, "120 of 100 points given, 20 over.")
    hands.keys("bar:app", *["ArrowLeft"] * 6)
    hands.keys("bar:desk", "PageUp", *["ArrowDown"] * 8)
    says(hands, "Training for the desk: 10 points; all 100 points given.")

    hands.is_kept()


def test_by_numbers(show: Open) -> None:
    """Numbers are typed; one that cannot be is refused under its box, and nothing is lost."""
    hands = show("allocator")
    hands.type("Search that forgives typing errors (points)", "35,0")
    hands.type("Servers and backups (points)", "25")
    hands.type("Loans by phone (points)", "61")
    problem = hands.frame.locator(".pmx-share .pmx-problem")
    problem.filter(has_text="expected at most 60, got 61").wait_for()
    hands.at("box:app").fill("30")
    hands.at("box:app").press("Enter")
    problem.wait_for(state="detached")
    hands.type("Training for the desk (points)", "10")
    says(hands, "all 100 points given.")

    hands.is_kept()


def test_by_buttons(show: Open) -> None:
    """Plus and minus give and take one step, keep the focus, and stop at the limits."""
    hands = show("allocator")
    for share, times in {"search": 8, "servers": 4, "app": 6, "desk": 2}.items():
        for _ in range(times):
            hands.at(f"more:{share}").click()
        assert hands.focused() == f"more:{share}"
    says(hands, "105 of 100 points given, 5 over.")
    hands.at("less:search").click()
    assert hands.focused() == "less:search"
    hands.wait_saved()
    for _ in range(2):
        hands.at("less:desk").click()
    says(hands, "Training for the desk: 0 points")
    hands.keys("less:desk", "Enter")
    says(hands, "Training for the desk cannot get less.")
    for _ in range(2):
        hands.at("more:desk").click()

    hands.is_kept()


def test_by_mouse(show: Open) -> None:
    """A bar's end is dragged; the number follows at once and is saved when it is let go."""
    hands = show("allocator")
    pull(hands, "search", 0, 36)
    assert hands.at("box:search").input_value() == "35"
    assert hands.saved() == {}
    hands.page.mouse.up()
    says(hands, "35 of 100 points given, 65 left.")
    for share, end in {"servers": 24, "app": 31, "desk": 10}.items():
        pull(hands, share, 0, end)
        hands.page.mouse.up()

    hands.is_kept()


def test_by_finger(show: Open) -> None:
    """A bar's end is dragged by a finger."""
    hands = show("allocator")
    for share, end in {"search": 36, "servers": 24, "app": 31, "desk": 10}.items():
        swipe(hands, share, 0, end)

    hands.is_kept()


def test_escape_puts_it_back(show: Open) -> None:
    """Escape ends a drag or a key held down, and nothing is saved."""
    hands = show("allocator")
    pull(hands, "search", 0, 50)
    hands.page.keyboard.press("Escape")
    hands.page.mouse.move(*point(hands.at("bar:search"), 70))
    hands.page.mouse.up()
    assert hands.at("bar:search").input_value() == "0"
    assert hands.at("box:search").input_value() == ""
    hands.at("bar:app").focus()
    hands.page.keyboard.down("End")
    assert hands.at("box:app").input_value() == "60"
    hands.page.keyboard.press("Escape")
    hands.page.keyboard.up("End")
    hands.page.wait_for_timeout(300)

    assert hands.at("box:app").input_value() == ""
    assert hands.saved() == {}
