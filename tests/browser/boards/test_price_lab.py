"""The price lab (W11), by number boxes, by its buttons, by mouse and by finger."""

from __future__ import annotations

from tests.browser.boards.conftest import Open
from tests.browser.boards.test_threshold_tuner import thumb_at
from tests.browser.hands import Hands

LOW, HIGH = 1, 5
PRICES = {"PMC": 2.1, "PME": 2.95, "price": 2.75}
LABELS = {
    "PMC": "Marginal cheapness: too cheap meets expensive",
    "PME": "Marginal expensiveness: cheap meets too expensive",
    "price": "Your price",
}


def rest(hands: Hands) -> None:
    """Fill in what is no price."""
    hands.type("People whose answers count", "120 people")
    hands.choose("cell:caution", "How many will buy")


def slide(hands: Hands, price: float, *, finger: bool = False) -> None:
    """Drag the slider's thumb to a price."""
    slider = hands.at("slider")
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    assert box is not None
    now = float(slider.input_value()) / float(slider.get_attribute("max") or 1)
    shares = (now, (price - LOW) / (HIGH - LOW))
    start, end = ((10 + share * (box["width"] - 20)) / box["width"] for share in shares)
    hands.drag(thumb_at(hands, start), slider, x=end, finger=finger)


def is_kept(hands: Hands) -> None:
    """The file holds the wanted answer, and the same board comes back after a night."""
    hands.is_kept()

    assert hands.frame.locator(".pmx-pin text").all_text_contents() == ["PMC", "price", "PME"]


def test_by_keyboard(show: Open) -> None:
    """Prices are tried by typing and with arrows; what is read off them is typed."""
    hands = show("price_lab")
    hands.keys("try", "Control+a")
    hands.page.keyboard.type("2,20")
    hands.keys("try", "Enter", "ArrowDown")
    hands.keys("slider", "ArrowLeft")
    assert "Price 2.10 €: too cheap" in hands.said()
    assert hands.focused() == "slider"
    for cell, price in PRICES.items():
        hands.keys(f"cell:{cell}")
        hands.page.keyboard.type(f"{price} €")
        hands.page.keyboard.press("Tab")
    hands.keys("cell:n")
    hands.page.keyboard.type("120 people")
    hands.page.keyboard.press("Tab")
    hands.page.keyboard.type("How")

    is_kept(hands)


def test_by_buttons(show: Open) -> None:
    """Step buttons try a price, and a button beside each cell takes it over."""
    hands = show("price_lab")
    stands = 3.0
    for cell, price in PRICES.items():
        steps = round((price - stands) / 0.05)
        for _ in range(abs(steps)):
            hands.at("try:more" if steps > 0 else "try:less").click()
        stands = price
        hands.at(f"take:{cell}").click()
        assert hands.said() == f"{LABELS[cell]}: {price:.2f} €."
        assert hands.focused() == f"take:{cell}"
    rest(hands)

    is_kept(hands)


def test_by_mouse(show: Open) -> None:
    """The slider follows the mouse; trying a price saves nothing."""
    hands = show("price_lab")
    slide(hands, 4.0)
    assert "At 4.00 €" in hands.frame.locator(".pmx-reading").inner_text()
    assert hands.saved() == {}
    for cell, price in PRICES.items():
        slide(hands, price)
        hands.at(f"take:{cell}").click()
    rest(hands)

    is_kept(hands)


def test_by_finger(show: Open) -> None:
    """The slider follows a finger."""
    hands = show("price_lab")
    for cell, price in PRICES.items():
        slide(hands, price, finger=True)
        hands.at(f"take:{cell}").click()
    rest(hands)

    is_kept(hands)


def test_escape_puts_it_back(show: Open) -> None:
    """Escape lets a slider that is held go back, and forgets what was half typed."""
    hands = show("price_lab")
    slider = hands.at("slider")
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    assert box is not None
    middle = box["y"] + box["height"] / 2
    hands.page.mouse.move(box["x"] + box["width"] / 2, middle)
    hands.page.mouse.down()
    hands.page.mouse.move(box["x"] + 60, middle, steps=4)
    assert hands.at("try").input_value() != "3.00"
    hands.page.keyboard.press("Escape")
    hands.page.mouse.move(box["x"] + 90, middle, steps=4)
    hands.page.mouse.up()
    assert hands.at("try").input_value() == "3.00"
    hands.keys("try", "9", "Escape")
    assert hands.at("try").input_value() == "3.00"
    hands.type("Try a price, €", "90")

    assert "from 1.00 € to 5.00 €" in hands.frame.locator(".pmx-problem").inner_text()
    assert hands.saved() == {}
