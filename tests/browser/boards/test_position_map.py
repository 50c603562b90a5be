"""The positioning map (W7): numbers and lists alone, keyboard, mouse and finger."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.boards.conftest import Open
from tests.browser.hands import Hands


def choose(hands: Hands) -> None:
    """Choose the axes and the segment from their lists."""
    hands.choose("axis:0", "Price")
    hands.choose("axis:1", "Days of freshness")
    hands.choose("segment", "Shared flats")
    hands.wait_saved({"axes": ["price", "fresh"], "segment": "flat"})


def share(hands: Hands, x: float, y: float) -> tuple[float, float]:
    """Where a value lies in the picture, as shares of its width and height."""
    across, down = hands.frame.evaluate(
        """(frame, [x, y]) => {
            const at = (name) => frame.querySelector(name).getBoundingClientRect();
            const [plot, field] = [at("[data-drop=map]"), at(".pmx-plot-field")];
            return [(field.left - plot.left + x / 10 * field.width) / plot.width,
                    (field.bottom - plot.top - y / 10 * field.height) / plot.height];
        }""",
        [x, y],
    )
    return across, down


def test_by_numbers_and_lists(show: Open) -> None:
    """Nothing has to be dragged; a number is read kindly, and a wrong one says so and stays."""
    hands = show("position_map")
    choose(hands)
    hands.type("Price (0 cheap, 10 dear)", "3,0")
    hands.type("Days of freshness (0 one day, 10 a week)", "65")
    hands.frame.locator(".pmx-problem", has_text="from 0 to 10, got 65").wait_for()
    assert hands.at("y").input_value() == "65"
    hands.type("Days of freshness (0 one day, 10 a week)", "6.5")
    hands.wait_saved()
    rows = hands.frame.locator(".pmx-distances tbody tr")
    expect(rows.first).to_contain_text("Clay pot")  # drawn anew once the kernel has counted
    assert rows.first.inner_text().split() == ["Clay", "pot", "2.5", "5", "8"]
    hands.press("Swap axes")
    hands.wait_saved({"x": 6.5, "y": 3.0, "axes": ["fresh", "price"], "segment": "flat"})
    hands.press("Swap axes")

    hands.is_kept()


def test_by_keyboard(show: Open) -> None:
    """Space picks the product up in the middle of the map, arrows move it by half a point."""
    hands = show("position_map")
    for focus, words in (("axis:0", "Price"), ("axis:1", "Days"), ("segment", "Shared")):
        hands.at(focus).focus()
        hands.page.keyboard.type(words)
    hands.wait_saved({"axes": ["price", "fresh"], "segment": "flat"})
    hands.keys("grip:you", "Space", "ArrowUp", *["ArrowUp"] * 3, *["ArrowLeft"] * 4)
    assert "Price 3, Days of freshness 6.5" in hands.said()
    assert hands.focused() == "grip:you"
    hands.page.keyboard.press("Space")
    assert hands.focused() == "grip:you"
    hands.wait_saved()
    hands.page.wait_for_timeout(300)
    assert "Nearest rival: Clay pot" in hands.said()

    hands.is_kept()


@pytest.mark.parametrize("finger", [False, True], ids=["mouse", "finger"])
def test_by_dragging(show: Open, *, finger: bool) -> None:
    """The diamond is dragged onto the map, and from there to another place."""
    hands = show("position_map")
    choose(hands)
    plot = hands.frame.locator("[data-drop=map]")
    for x, y in ((8.0, 2.0), (3.0, 6.5)):
        hands.drag(hands.at("grip:you"), plot, *share(hands, x, y), finger=finger)
        hands.wait_saved({**hands.sample.wanted, "x": x, "y": y})
        assert hands.focused() == "grip:you"

    hands.is_kept()


def test_a_click_places_and_escape_puts_back(show: Open) -> None:
    """A click in the map is enough; Escape ends a move by keyboard or mouse."""
    hands = show("position_map")
    choose(hands)
    plot = hands.frame.locator("[data-drop=map]")
    box = plot.bounding_box()
    assert box is not None
    across, down = share(hands, 3.0, 6.5)
    plot.click(position={"x": across * box["width"], "y": down * box["height"]})
    hands.wait_saved()
    hands.keys("grip:you", "Space", "ArrowRight", "ArrowRight", "Escape")
    assert "back where it was" in hands.said()
    grip = hands.at("grip:you").bounding_box()
    assert grip is not None
    hands.page.mouse.move(grip["x"] + 18, grip["y"] + 18)
    hands.page.mouse.down()
    hands.page.mouse.move(grip["x"] + 120, grip["y"] + 60, steps=5)
    hands.page.keyboard.press("Escape")
    hands.page.mouse.up()
    hands.page.wait_for_timeout(300)

    assert hands.saved() == hands.sample.wanted
