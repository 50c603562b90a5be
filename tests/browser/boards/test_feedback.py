"""Feedback in place: what a check says, where it says it, and what comes before and after it."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Locator, expect

from pm_exercises.answers import AnswerRecord, save
from tests.browser.boards.conftest import Open
from tests.browser.hands import Hands

SENTENCE = "The marked ones do not fit what the case says."


def opened(show: Open, state: str) -> Hands:
    """Show the card sorter with its wrong or its wanted answer, unchecked."""
    hands = show("card_sorter")
    sample = hands.sample
    answer = {"wrong": sample.wrong, "wanted": sample.wanted}[state]
    item = sample.exercise.item.id
    save(AnswerRecord(exercise=item, student="ada", answer=answer), hands.file.parent)
    hands.run()
    hands.frame.locator("[data-drop=project] [data-card=lid]").wait_for()
    return hands


def check(hands: Hands) -> Locator:
    """Press Check, and return the result's panel."""
    hands.press("Check")
    result = hands.frame.locator("[data-focus=result]")
    expect(result).to_be_focused()
    return result


def record(hands: Hands) -> dict[str, Any]:
    """All that the answer file holds."""
    found = json.loads(hands.file.read_bytes())
    assert isinstance(found, dict)
    return found


def test_the_first_unmet_criterion_is_said_in_full(show: Open) -> None:
    """The points, one criterion with its sentence and code, and the others a line each."""
    result = check(opened(show, "wrong"))

    expect(result.locator(".pmx-head")).to_have_text("4 of 10 points so far")
    first = result.locator(".pmx-first")
    expect(first).to_contain_text("Not yet: Each thing is where the case puts it.")
    expect(first).to_contain_text(f"{SENTENCE} ")
    expect(first).to_contain_text("GAL-SORT.RIGHT")
    expect(result.locator("li")).to_have_text(["✓Met: Everything has its place"])


def test_a_marked_card_says_why(show: Open) -> None:
    """A ring, words and a bar; the sentence opens in the card; the next move takes it all away."""
    hands = opened(show, "wrong")
    check(hands)
    marked = hands.frame.locator("[data-card].pmx-marked")
    assert [card.get_attribute("data-card") for card in marked.all()] == ["price", "move"]
    why = hands.at("why:price")
    because = hands.frame.locator("[data-card=price] .pmx-because")
    expect(why).to_have_text("○ Why not yet?")
    described = hands.frame.locator(f"[id='{why.get_attribute('aria-describedby')}']")
    expect(described).to_contain_text(SENTENCE)  # which a screen reader reads with the question

    hands.keys("why:price", "Enter")

    expect(because).to_contain_text(SENTENCE)
    expect(why).to_have_attribute("aria-expanded", "true")
    hands.keys("why:price", "Enter")
    expect(because).to_have_count(0)
    hands.choose("move:price", "Product management")
    expect(hands.frame.locator(".pmx-mark, [data-focus=result]")).to_have_count(0)


def test_a_check_of_nothing_says_so(show: Open) -> None:
    """No points, no bar and no reproach: only that nothing is there yet."""
    result = check(show("card_sorter"))

    expect(result).to_contain_text("Not attempted yet")
    expect(result).to_contain_text("Begin anywhere")
    expect(result.locator(".pmx-bar, li")).to_have_count(0)


def test_hints_are_a_ladder(show: Open) -> None:
    """Goal, idea; then one line of plan before the worked example; then a first step."""
    hands = show("card_sorter")
    hints = hands.frame.locator("[data-focus=hints]")
    hands.press("Hint")
    expect(hints).to_contain_text("The goal: every thing where the case puts it.")
    expect(hints).to_be_focused()
    hands.press("Hint")
    expect(hints).to_contain_text("Read the facts first; they decide.")
    hands.press("Hint")
    expect(hands.at("plan")).to_be_focused()
    expect(hints).not_to_contain_text("In another company")

    hands.page.keyboard.type("Sort by who decides")
    hands.page.keyboard.press("Enter")

    expect(hints).to_contain_text("In another company")
    expect(hints).to_contain_text("Your plan: Sort by who decides")
    hands.press("Hint")
    expect(hints).to_contain_text("That was the last hint.")
    saved = record(hands)
    assert (saved["hint"], saved["plan"]) == (4, "Sort by who decides")


def test_how_sure_is_asked_before_and_kept(show: Open) -> None:
    """How sure a learner was stands in the file beside the result; each check asks anew."""
    hands = opened(show, "wrong")
    sure = hands.frame.get_by_label("4 of 5, quite sure")
    sure.check(force=True)
    check(hands)
    expect(sure).not_to_be_checked()
    check(hands)

    assert [(one["confidence"], one["share"]) for one in record(hands)["tries"]] == [
        (4, 0.4),
        (None, 0.4),
    ]


def test_new_data_after_three_tries(show: Open) -> None:
    """Not before; then an empty board on other data, with the earlier answer kept."""
    hands = opened(show, "wrong")
    new = hands.frame.get_by_role("button", name="New data")
    for _ in range(2):
        check(hands)
        expect(new).to_have_count(0)
    check(hands)

    new.click()

    expect(hands.frame.locator(".pmx-id")).to_contain_text("data set 2")
    expect(hands.frame.locator(".pmx-tray [data-card]")).to_have_count(6)
    saved = record(hands)
    assert saved["variant"] == 1
    assert [one["answer"] for one in saved["earlier"]] == [hands.sample.wrong]


def test_compare_after_mastery(show: Open) -> None:
    """Other good answers are offered when all is met, with what each of them gives up."""
    hands = opened(show, "wrong")
    check(hands)
    expect(hands.frame.get_by_role("button", name="Compare")).to_have_count(0)
    hands.choose("move:price", "Product management")
    for card, place in (("move", "Both"), ("why", "Product management")):
        hands.choose(f"move:{card}", place)
    hands.choose("pick:talk:often", "Every month")
    result = check(hands)
    expect(result.locator(".pmx-head")).to_have_text("10 of 10 points so far")
    expect(result).to_contain_text("The case can go on as planned, and everybody knows why.")

    hands.press("Compare")

    compared = hands.frame.locator("[data-focus=compared]")
    expect(compared).to_be_focused()
    expect(compared).to_contain_text("Clear, and it leaves no slack.")
