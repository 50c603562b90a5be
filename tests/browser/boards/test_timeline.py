"""The roadmap timeline (W4), solved by keyboard, by lists, by mouse and by finger."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.browser.boards.conftest import Open
from tests.browser.hands import Hands

LANES = {"hw": "Hardware", "sw": "App and firmware", "svc": "Service"}
QUARTERS = 4


def rows(hands: Hands) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every item with its row in the wanted answer."""
    yield from hands.sample.wanted["items"].items()


def choose_picks(hands: Hands, item: str, row: dict[str, Any]) -> None:
    """Choose requirement and indicator in the details, which are open."""
    hands.at(f"req:{item}").select_option(row["req"])
    hands.at(f"sign:{item}").select_option(row["sign"])


def length(hands: Hands, item: str) -> int:
    """How many columns an item's bar covers on the screen."""
    style = hands.frame.locator(f".pmx-tl-bar[data-card='{item}']").get_attribute("style")
    return int((style or "").split("--len: ")[1].split(";")[0])


def drag_all(hands: Hands, *, finger: bool) -> None:
    """Drag every card to the middle of its first column, and its edge to where it ends."""
    for item, row in rows(hands):
        card = f"[data-card='{item}']"
        what = hands.at(f"grip:{item}") if finger else hands.frame.locator(f"{card} .pmx-tl-title")
        lane = hands.frame.locator(f"[data-drop='{row['lane']}']")
        hands.drag(what, lane, (row["start"] - 0.5) / QUARTERS, finger=finger)
        if row["len"] > 1:
            end = (row["start"] + row["len"] - 1.1) / QUARTERS
            edge = hands.frame.locator(f"{card} [data-edge]")
            hands.drag(edge, lane, end, finger=finger)
        # What was placed is open below: the rest of its row is chosen there.
        choose_picks(hands, item, row)


def test_by_keyboard(show: Open) -> None:
    """Space picks up, arrows move, Shift with an arrow makes longer; the focus stays on the bar."""
    hands = show("timeline")
    for item, row in rows(hands):
        down, right = list(LANES).index(row["lane"]) + 1, row["start"] - 1
        hands.keys(f"grip:{item}", "Space", *["ArrowDown"] * down, *["ArrowRight"] * right)
        for _ in range(row["len"] - 1):
            hands.page.keyboard.press("Shift+ArrowRight")
        assert hands.focused() == f"grip:{item}"
        hands.page.keyboard.press("Space")
        assert LANES[row["lane"]] in hands.said()
        hands.keys(f"name:{item}", "Enter")
        assert hands.focused() == f"lane:{item}"
        for pick in ("req", "sign"):
            hands.at(f"{pick}:{item}").focus()
            words = hands.at(f"{pick}:{item}").locator(f"[value='{row[pick]}']").inner_text()
            hands.page.keyboard.type(words[:24])
    hands.page.keyboard.press("Escape")
    assert hands.focused() == f"name:{item}"

    hands.is_kept()


def test_by_lists(show: Open) -> None:
    """The details hold a list for everything, and lead from one item to the next."""
    hands = show("timeline")
    hands.at("name:seal").click()
    left = len(hands.sample.wanted["items"])
    while left:
        item = hands.focused().removeprefix("lane:")
        row = hands.sample.wanted["items"][item]
        hands.choose(f"lane:{item}", LANES[row["lane"]])
        hands.choose(f"start:{item}", f"Quarter {row['start']}")
        lengths = hands.at(f"len:{item}").locator("option").all_inner_texts()
        assert len(lengths) == QUARTERS - row["start"] + 1
        hands.choose(f"len:{item}", lengths[row["len"] - 1])
        choose_picks(hands, item, row)
        left -= 1
        if left:
            hands.at("next").click()
    hands.at(f"off:{item}").click()
    assert hands.focused() == f"lane:{item}"
    hands.choose(f"lane:{item}", LANES[row["lane"]])
    hands.choose(f"start:{item}", f"Quarter {row['start']}")

    hands.is_kept()


def test_by_mouse(show: Open) -> None:
    """A card is dragged from anywhere on it, and a bar's edge to where it ends."""
    hands = show("timeline")
    drag_all(hands, finger=False)

    hands.is_kept()


def test_by_finger(show: Open) -> None:
    """A card is dragged by its grip, in a narrow column where every bar has a row of its own."""
    hands = show("timeline")
    hands.page.set_viewport_size({"width": 420, "height": 1800})  # cards and lanes at once
    drag_all(hands, finger=True)
    assert hands.frame.locator(".pmx-tl-stacked").count() == 1
    hands.wait_saved()

    hands.is_kept()


def test_escape_puts_it_back(show: Open) -> None:
    """Escape ends a move by key or mouse, of a card or an edge, and nothing more is saved."""
    hands = show("timeline")
    hands.keys("grip:seal", "Space", "ArrowDown", "ArrowRight", "+", "Escape")
    assert "back where it was" in hands.said()
    assert hands.focused() == "grip:seal"
    assert hands.saved() == {}
    hands.keys("grip:seal", "Space", "ArrowDown", "Space")
    kept = {"items": {"seal": {"lane": "hw", "start": 1, "len": 1}}}
    hands.wait_saved(kept)
    for handle in ("[data-edge]", ".pmx-tl-title"):
        box = hands.frame.locator(f"[data-card=seal] {handle}").bounding_box()
        assert box is not None
        hands.page.mouse.move(box["x"] + 5, box["y"] + 5)
        hands.page.mouse.down()
        hands.frame.locator("[data-drop=svc]").hover()
        assert hands.frame.locator(".pmx-tl-slot").count() == 1
        hands.page.keyboard.press("Escape")
        hands.page.mouse.up()
    hands.page.wait_for_timeout(300)

    assert hands.saved() == kept


def test_an_impossible_order_is_drawn_and_said(show: Open) -> None:
    """What cannot be is a dashed line, a word on the bar, a sentence below, and announced."""
    hands = show("timeline")
    hands.keys("grip:seal", "Space", "ArrowDown", "Shift+ArrowRight", "Space")
    hands.keys("grip:cert", "Space", "ArrowDown", "ArrowRight", "Space")
    hands.frame.locator(".pmx-live .pmx-warning").wait_for()

    sentence = "“Road approval” starts in Quarter 2, but it waits for “Rain-proof housing”"
    assert sentence in hands.frame.locator(".pmx-live .pmx-warning").inner_text()
    assert sentence in hands.said()
    assert hands.frame.locator(".pmx-tl-broken").count() == 1
    assert "Too soon" in hands.frame.locator("[data-card=cert]").inner_text()
    hands.keys("grip:cert", "Space", "ArrowRight", "Space")
    hands.frame.locator(".pmx-warning").first.wait_for(state="detached")
    assert hands.frame.locator(".pmx-tl-link:not(.pmx-tl-broken)").count() == 1
    assert length(hands, "seal") == 2
