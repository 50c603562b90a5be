"""The threshold tuner (W8), set by its number box, by its buttons, by mouse and by finger."""

from __future__ import annotations

from typing import Any

from tests.browser.boards.conftest import Open
from tests.browser.hands import Hands

WANTED = 0.09
STEP = 0.005


def cells(hands: Hands) -> None:
    """Fill in what is asked beside the cutoff."""
    hands.type("Precision, stopped payments that are fraud", "25,4 %")
    hands.choose("cell:reason", "Both errors together cost least")


def slide(hands: Hands, cutoff: float, *, finger: bool = False) -> None:
    """Drag the slider's thumb from where it stands to a cutoff."""
    slider = hands.at("slider")
    slider.scroll_into_view_if_needed()
    box, now = slider.bounding_box(), float(slider.input_value()) * STEP
    assert box is not None
    thumb = 20
    along = [(thumb / 2 + share * (box["width"] - thumb)) / box["width"] for share in (now, cutoff)]
    hands.drag(thumb_at(hands, along[0]), slider, x=along[1], finger=finger)


def thumb_at(hands: Hands, along: float) -> Any:
    """Something whose middle is the thumb: hands drag things from their middle."""

    class Thumb:
        def scroll_into_view_if_needed(self) -> None:
            """It is in view: the slider is."""

        def bounding_box(self) -> dict[str, float]:
            box = hands.at("slider").bounding_box()
            assert box is not None
            middle = box["x"] + box["width"] * along
            return {"x": middle, "y": box["y"], "width": 0, "height": box["height"]}

    return Thumb()


def is_kept(hands: Hands) -> None:
    """The file holds the wanted answer, and the same board comes back after a night."""
    hands.is_kept()

    assert hands.at("slider").input_value() == "18"


def test_by_keyboard(show: Open) -> None:
    """A number is typed, the arrows in its box step, and so do those on the slider."""
    hands = show("threshold_tuner")
    hands.keys("threshold", "Control+a")
    hands.page.keyboard.type("0,12")
    hands.keys("threshold", "Enter", "ArrowDown", "ArrowDown")
    hands.wait_saved({"threshold": 0.11})
    assert hands.focused() == "threshold"
    hands.keys("slider", *["ArrowLeft"] * 4)
    hands.wait_saved({"threshold": WANTED})
    assert "6 missed, 159 false alarms, cost 1,794 €" in hands.said()
    assert hands.focused() == "slider"
    hands.frame.get_by_label("Precision, stopped payments that are fraud").focus()
    hands.page.keyboard.type("25,4 %")
    hands.page.keyboard.press("Tab")
    hands.page.keyboard.type("Both")

    is_kept(hands)


def test_by_buttons(show: Open) -> None:
    """The first press sets the start, and every further one goes a step."""
    hands = show("threshold_tuner")
    less = hands.at("threshold:less")
    less.click()
    hands.wait_saved({"threshold": 0.5})
    for _ in range(82):
        less.click()
    hands.wait_saved({"threshold": WANTED})
    assert hands.frame.locator(".pmx-cost strong").inner_text() == "1,794 €"
    assert "54 caught" in hands.frame.locator(".pmx-effects").inner_text()
    cells(hands)

    is_kept(hands)


def test_by_mouse(show: Open) -> None:
    """The slider follows the mouse; it is saved once, where it is let go."""
    hands = show("threshold_tuner")
    hands.at("slider").click()  # on the thumb, which stands in the middle
    hands.wait_saved({"threshold": 0.5})
    slide(hands, 0.3)
    hands.wait_saved({"threshold": 0.3})
    slide(hands, WANTED)
    hands.wait_saved({"threshold": WANTED})
    hands.press("Undo")
    hands.wait_saved({"threshold": 0.3})
    hands.press("Redo")
    hands.wait_saved({"threshold": WANTED})
    cells(hands)

    is_kept(hands)


def test_by_finger(show: Open) -> None:
    """The slider follows a finger."""
    hands = show("threshold_tuner")
    slide(hands, WANTED, finger=True)
    hands.wait_saved({"threshold": WANTED})
    cells(hands)

    is_kept(hands)


def test_escape_puts_it_back(show: Open) -> None:
    """Escape forgets what was half typed, and lets a slider that is held go back."""
    hands = show("threshold_tuner")
    hands.keys("threshold", "9", "9", "Escape")
    assert hands.at("threshold").input_value() == ""
    slider = hands.at("slider")
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    assert box is not None
    middle = box["y"] + box["height"] / 2
    hands.page.mouse.move(box["x"] + box["width"] / 2, middle)
    hands.page.mouse.down()
    hands.page.mouse.move(box["x"] + 60, middle, steps=4)
    assert "caught" in hands.frame.locator(".pmx-effects").inner_text()
    assert hands.frame.locator(".pmx-rule").count() == 1
    hands.page.keyboard.press("Escape")
    hands.page.mouse.move(box["x"] + 90, middle, steps=4)
    hands.page.mouse.up()
    hands.page.wait_for_timeout(300)

    assert hands.saved() == {}
    assert hands.frame.locator(".pmx-rule").count() == 0


def test_what_cannot_be_is_said_under_the_box(show: Open) -> None:
    """A cutoff above 1 stays in its box with the reason, and nothing is saved."""
    hands = show("threshold_tuner")
    hands.type("Cutoff", "8.5")
    hands.frame.locator(".pmx-problem").wait_for()

    assert "from 0 to 1" in hands.frame.locator(".pmx-problem").inner_text()
    assert hands.at("threshold").input_value() == "8.5"
    assert hands.saved() == {}
