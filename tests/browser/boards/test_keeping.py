"""Nothing is lost: a kernel that goes away, a second tab, a second kernel, odd cards."""

from __future__ import annotations

import json
from collections import Counter

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.boards.conftest import Open
from tests.browser.hands import NOTEBOOK, Hands
from tests.browser.lab import Lab, restart_kernel, run_all, wait_for_kernel
from tests.gallery import BOARDS

LID = {"bins": {"lid": "project"}, "picks": {}}
BOTH = {"bins": {"lid": "project", "price": "product"}, "picks": {}}


def test_a_lost_kernel_is_said_and_loses_nothing(show: Open) -> None:
    """Work done while the kernel was away stays on the board, and the next kernel saves it."""
    hands = show("card_sorter")
    hands.choose("move:lid", "Project management")
    hands.wait_saved(LID)
    restart_kernel(hands.page)

    hands.choose("move:price", "Product management")

    expect(hands.frame.get_by_text("Not saved yet.")).to_be_visible()
    expect(hands.frame.locator(".pmx-saved")).to_have_text("Not saved")
    assert hands.saved() == LID
    hands.run()
    hands.wait_saved(BOTH)
    expect(hands.frame.locator(".pmx-saved")).to_contain_text("Saved ")
    expect(hands.frame.get_by_text("Not saved yet.")).to_have_count(0)


def test_reloading_the_page_in_between_loses_nothing_either(show: Open) -> None:
    """The tab remembers what the kernel never took, over a reload of the page."""
    hands = show("card_sorter")
    hands.choose("move:lid", "Project management")
    hands.wait_saved(LID)
    restart_kernel(hands.page)
    hands.choose("move:price", "Product management")
    expect(hands.frame.get_by_text("Not saved yet.")).to_be_visible()

    hands.page.reload()
    wait_for_kernel(hands.page)
    hands.run()

    hands.wait_saved(BOTH)


def test_two_tabs_on_one_kernel_show_the_same(show: Open, lab: Lab) -> None:
    """A move in one tab is seen in the other; both can go on."""
    hands = show("card_sorter")
    hands.page.keyboard.press("Control+s")  # the second tab opens what is on disk
    hands.page.wait_for_timeout(1000)
    page = hands.page.context.new_page()
    page.goto(f"{lab.url}/lab/workspaces/second/tree/{NOTEBOOK}?token={lab.token}")
    other = Hands(page, lab, "card_sorter")
    other.frame.wait_for(timeout=60_000)

    hands.choose("move:lid", "Project management")
    expect(other.frame.locator("[data-drop=project] [data-card=lid]")).to_be_visible()
    other.choose("move:price", "Product management")

    expect(hands.frame.locator("[data-drop=product] [data-card=price]")).to_be_visible()
    hands.wait_saved(BOTH)


BUSY = """() => {
  const {kernel} = jupyterapp.shell.currentWidget.sessionContext.session;
  window.busy = kernel.requestExecute({code: "import time; time.sleep(2)"}).done;
}"""


def test_moves_made_while_cells_still_run_are_all_made(show: Open) -> None:
    """They wait for the kernel, in two queues of JupyterLab's; none of them undoes another."""
    hands = show("card_sorter")
    hands.page.evaluate(BUSY)
    hands.choose("move:lid", "Project management")
    hands.choose("move:price", "Product management")

    hands.page.evaluate("() => window.busy")
    hands.wait_saved(BOTH)
    hands.page.wait_for_timeout(500)

    assert hands.saved() == BOTH
    expect(hands.frame.locator("[data-drop=project] [data-card=lid]")).to_be_visible()
    expect(hands.frame.locator("[data-drop=product] [data-card=price]")).to_be_visible()
    expect(hands.frame.locator(".pmx-notice")).to_have_count(0)


MOVE_AND_DRAW_AGAIN = """list => {
  list.value = "project";
  list.dispatchEvent(new Event("change", {bubbles: true}));
  const cells = jupyterapp.shell.currentWidget.content.widgets;
  const outputs = cells.find(cell => cell.model.id === "card_sorter").model.outputs;
  outputs.fromJSON(outputs.toJSON());
}"""


def test_a_board_drawn_again_in_the_middle_of_a_move(show: Open) -> None:
    """JupyterLab may make a new view at any time: neither view's moves are lost or refused."""
    hands = show("card_sorter")
    hands.frame.evaluate("frame => { frame.dataset.before = '' }")

    hands.at("move:lid").evaluate(MOVE_AND_DRAW_AGAIN)
    hands.page.locator(".pmx-frame:not([data-before]) [data-focus='move:price']").select_option(
        label="Product management"
    )

    hands.wait_saved(BOTH)
    expect(hands.frame).to_have_count(1)
    expect(hands.frame.locator(".pmx-saved")).to_contain_text("Saved ")
    expect(hands.frame.locator(".pmx-notice")).to_have_count(0)


@pytest.mark.parametrize("choice", ["Show the other one", "Keep this one"])
def test_two_kernels_ask_which_answer_to_keep(show: Open, choice: str) -> None:
    """An answer saved elsewhere is never written over; the learner chooses in the panel."""
    hands = show("card_sorter")
    hands.choose("move:lid", "Project management")
    hands.wait_saved(LID)
    elsewhere = json.loads(hands.file.read_bytes())
    elsewhere["answer"] = {"bins": {"crate": "shared"}, "picks": {}}
    hands.file.write_text(json.dumps(elsewhere))

    hands.choose("move:price", "Product management")
    expect(hands.frame.get_by_text("Changed in another window.")).to_be_visible()
    assert hands.saved() == elsewhere["answer"]
    hands.press(choice)

    if choice == "Keep this one":
        hands.wait_saved(BOTH)
        (kept,) = hands.file.parent.glob("*.other-window-1.json")
        assert json.loads(kept.read_bytes())["answer"] == elsewhere["answer"]
    else:
        expect(hands.frame.locator("[data-drop=shared] [data-card=crate]")).to_be_visible()
        hands.press("Undo")
        hands.wait_saved(BOTH)
    expect(hands.frame.get_by_text("Changed in another window.")).to_have_count(0)


def test_five_hundred_cards_and_markup_are_only_cards(show: Open) -> None:
    """They scroll, they move, the text twin holds them all, and text is never markup."""
    hands = show("many_cards")
    tray = hands.frame.locator(".pmx-tray ul")
    assert tray.evaluate("e => e.scrollHeight > e.clientHeight")
    long = hands.frame.locator("[data-card=long] .pmx-card-text")
    assert long.evaluate("e => e.scrollHeight > e.clientHeight")
    assert "<img src=x onerror=" in hands.frame.locator("[data-card=evil]").inner_text()

    hands.choose("move:c497", "There")
    hands.keys("grip:c496", "Space", "ArrowRight", "Space")
    hands.wait_saved({"bins": {"c496": "a", "c497": "b"}})

    assert len(hands.twin()) == 500
    assert hands.page.evaluate("window.stolen") is None
    assert hands.frame.locator("img, script").count() == 0


def test_the_same_board_twice_on_a_page(show: Open) -> None:
    """Each view is one of its own: what is chosen in one stays, and labels find their own words."""
    hands = show("card_sorter")
    twice = """from IPython.display import display
from tests.gallery import BOARDS
for name in BOARDS:
    one = show(name)
    display(one, one)"""
    hands.page.evaluate(
        """source => Array.from(jupyterapp.shell.currentWidget.content.model.cells)
          .find(cell => cell.id === 'card_sorter').sharedModel.setSource(source)""",
        twice,
    )
    run_all(hands.page)
    expect(hands.page.locator(".pmx-frame")).to_have_count(2 * len(BOARDS))
    first, second = hands.frame.all()

    first.get_by_label("3 of 5, half sure").check(force=True)
    second.get_by_label("4 of 5, quite sure").check(force=True)

    expect(first.get_by_label("3 of 5, half sure")).to_be_checked()
    ids = hands.page.locator(".pmx-frame [id]").evaluate_all("all => all.map(one => one.id)")
    assert [one for one, times in Counter(ids).items() if times > 1] == []


def test_text_view_and_check_are_reached_by_keyboard(show: Open, browser: Browser) -> None:
    """From the first card, Tab alone leads through the board to Check and its result."""
    hands = show("card_sorter")
    hands.at("grip:lid").focus()
    for _ in range(40):
        hands.page.keyboard.press("Tab")
        if hands.focused() == "check":
            break
    assert hands.focused() == "check"
    hands.page.keyboard.press("Enter")
    hands.frame.locator("[data-focus=result]").wait_for()
    hands.page.wait_for_timeout(300)

    assert hands.focused() == "result"
