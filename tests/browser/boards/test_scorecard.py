"""The scorecard (W13): boxes and lists by keyboard and by mouse, and no number is lost."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from tests.browser.boards.conftest import Open
from tests.browser.hands import Hands

# As a learner types them: with a comma, with the unit, as plain digits.
TYPED = {"share": "9,5", "change": "-2.4 percentage points", "week": "31"}
PICKED = {"cause": "The lid", "step": "Tell the shops now, and swap every lid that comes back"}


def problem(hands: Hands, cell: str) -> Locator:
    """The sentence under a box, where there is one."""
    return hands.frame.locator(f".pmx-field:has([data-focus='cell:{cell}']) [role=alert]")


def changes_sent(hands: Hands) -> int:
    """How many changes the kernel has taken since the board was opened: one undo for each."""
    sent = 0
    undo = hands.frame.get_by_role("button", name="Undo", exact=True)
    while undo.get_attribute("aria-disabled") == "false":
        undo.click()
        hands.page.wait_for_timeout(250)
        sent += 1
    return sent


def test_by_keyboard(show: Open) -> None:
    """Tab goes from cell to cell in their order; each is typed into, and saved when it is left."""
    hands = show("scorecard")
    hands.at("cell:share").focus()
    for cell in (*TYPED, *PICKED):
        assert hands.focused() == f"cell:{cell}"
        hands.page.keyboard.type(TYPED.get(cell) or PICKED[cell][:4])
        hands.page.keyboard.press("Tab")

    expect(hands.frame).to_contain_text("Read as 9.5 percent.")
    hands.is_kept()


def test_by_mouse_and_lists(show: Open) -> None:
    """Boxes are clicked into, lists are chosen from, and Check sees the number typed last."""
    hands = show("scorecard")
    for cell, words in PICKED.items():
        hands.choose(f"cell:{cell}", words)
    for cell, typed in TYPED.items():
        hands.at(f"cell:{cell}").click()
        hands.page.keyboard.type(typed)
    hands.press("Check")

    expect(hands.frame.locator(".pmx-head")).to_contain_text("10 of 10")
    hands.is_kept()


def test_what_cannot_be_read_stays_and_the_rest_is_saved(show: Open) -> None:
    """The sentence is under the box, outlives work elsewhere, and goes when the box is mended."""
    hands = show("scorecard")
    hands.keys("cell:week", *"autumn", "Tab")
    hands.keys("cell:share", *"9.5", "Tab", *"-2.4", "Tab")
    hands.choose("cell:cause", "The lid")
    hands.wait_saved({"vals": {"share": 9.5, "change": -2.4}, "pick": {"cause": "lid"}})

    week = hands.at("cell:week")
    assert week.input_value() == "autumn"
    expect(problem(hands, "week")).to_have_text(
        "Not saved: 'autumn' is not a number. Write it like 8."
    )
    expect(week).to_have_attribute("aria-invalid", "true")
    expect(week).to_have_css("border-top-width", "2px")
    expect(problem(hands, "share").or_(problem(hands, "change"))).to_have_count(0)
    week.fill("99")
    week.press("Enter")
    expect(problem(hands, "week")).to_contain_text("expected a number from 1 to 52, got 99")
    week.fill("31")
    expect(problem(hands, "week")).to_contain_text("got 99")
    week.press("Enter")
    hands.wait_saved({"vals": {"share": 9.5, "change": -2.4, "week": 31}, "pick": {"cause": "lid"}})
    expect(problem(hands, "week")).to_have_count(0)
    # A sentence that appears while Check is held down must not push it away from under the mouse.
    week.fill("soon")
    hands.at("check").click(delay=300)
    expect(hands.frame.locator(".pmx-head")).to_be_visible()
    expect(problem(hands, "week")).to_be_visible()


def test_a_slip_does_not_cost_the_next_box_typed_at_once(show: Open) -> None:
    """Two boxes filled faster than the kernel replies: the good one is saved, the other told."""
    hands = show("scorecard")
    # Without a pause for the reply in between, as a busy kernel would have it.
    hands.page.evaluate(
        """() => {
          for (const [cell, text] of [["week", "soon"], ["share", "9,5"], ["change", "-2.4"]]) {
            const box = document.querySelector(`[data-focus='cell:${cell}']`);
            box.focus();
            box.value = text;
            box.dispatchEvent(new InputEvent("input", { bubbles: true }));
          }
          document.activeElement.blur();
        }"""
    )
    hands.wait_saved({"vals": {"share": 9.5, "change": -2.4}, "pick": {}})

    expect(problem(hands, "week")).to_contain_text("is not a number")
    expect(hands.at("cell:week")).to_have_value("soon")
    expect(problem(hands, "share").or_(problem(hands, "change"))).to_have_count(0)


def test_enter_and_leaving_send_once_and_undo_brings_the_old_number_back(show: Open) -> None:
    """Enter, then Tab: one change. Undo shows the number before; Escape the saved one."""
    hands = show("scorecard")
    share = hands.at("cell:share")
    hands.keys("cell:share", *"12", "Enter", "Tab")
    hands.wait_saved({"vals": {"share": 12}, "pick": {}})
    share.fill("9.5")
    share.press("Enter")
    share.press("Tab")
    hands.wait_saved({"vals": {"share": 9.5}, "pick": {}})
    hands.press("Undo")
    expect(share).to_have_value("12")
    hands.wait_saved({"vals": {"share": 12}, "pick": {}})
    share.fill("many")
    share.press("Escape")
    expect(share).to_have_value("12")

    assert changes_sent(hands) == 1
    assert hands.saved() == {"vals": {}, "pick": {}}
    expect(share).to_have_value("")
