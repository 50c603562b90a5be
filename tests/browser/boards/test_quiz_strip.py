"""The quiz strip (W18): answered by keyboard, by mouse and by finger, in any order."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.boards.conftest import Open
from tests.browser.hands import Hands


def is_kept(hands: Hands) -> None:
    """The file holds the wanted answer, and the same board comes back after a night."""
    hands.is_kept()

    expect(hands.at("answer:q1:b")).to_be_checked()


def states(hands: Hands) -> list[str]:
    """What each question says of itself."""
    return hands.frame.locator("fieldset legend .pmx-count").all_inner_texts()


def test_by_keyboard(show: Open) -> None:
    """Space chooses, arrows change the choice, Tab goes on to the next question."""
    hands = show("quiz_strip")
    hands.keys("answer:q1:a", "Space", "ArrowDown")
    assert hands.focused() == "answer:q1:b"
    hands.page.keyboard.press("Tab")  # the table scrolls, so it can be reached
    hands.page.keyboard.press("Tab")
    hands.page.keyboard.type("60 %")
    hands.page.keyboard.press("Tab")
    assert hands.focused() == "answer:q3:a"
    for key in ("ArrowDown", "Tab", *"250", "Enter"):
        hands.page.keyboard.press(key)
    hands.wait_saved()

    assert states(hands) == ["answered"] * 4
    is_kept(hands)


def test_by_mouse(show: Open) -> None:
    """The words of an option are as good to press as its button."""
    hands = show("quiz_strip")
    assert states(hands) == ["open"] * 4
    hands.frame.get_by_text("It rose by 5 percentage points.").click()
    hands.frame.get_by_text("Have the mould measured").click()
    hands.frame.get_by_text("Say which kettles are to get").click()
    assert states(hands) == ["answered", "open", "answered", "open"]
    for question, typed in {"q2": "60", "q4": "250 kettles"}.items():
        hands.at(f"answer:{question}").click()
        hands.page.keyboard.type(typed)
    hands.press("Check")
    expect(hands.frame.locator(".pmx-head")).to_contain_text("10 of 10")

    is_kept(hands)


def test_by_finger(show: Open) -> None:
    """A tap chooses, and what is tapped is large enough for a finger."""
    hands = show("quiz_strip")
    for question, letter in {"q1": "b", "q3": "b"}.items():
        option = hands.frame.locator(f"label:has([data-focus='answer:{question}:{letter}'])")
        size = option.bounding_box()
        assert size is not None
        assert size["height"] >= 32
        hands.drag(option, option, finger=True)  # down and up in one place: a tap
        expect(hands.at(f"answer:{question}:{letter}")).to_be_checked()
    hands.type("Answer to question 2", "60")
    hands.type("Answer to question 4", "250")

    is_kept(hands)


def test_an_unreadable_number_stays_open_and_undo_takes_answers_back(show: Open) -> None:
    """Words in a number box are told under it; the other answers are saved, and can be undone."""
    hands = show("quiz_strip")
    hands.type("Answer to question 4", "a lot")
    hands.at("answer:q1:c").check()
    hands.at("answer:q1:b").check()
    hands.wait_saved({"q1": "b"})
    expect(hands.frame.locator(".pmx-quizitem").nth(3)).to_contain_text(
        "Not saved: 'a lot' is not a number. Write it like 12.5."
    )
    hands.press("Undo")
    expect(hands.at("answer:q1:c")).to_be_checked()

    assert hands.at("answer:q4").input_value() == "a lot"
    assert states(hands) == ["answered", "open", "open", "open"]
    hands.wait_saved({"q1": "c"})


def test_number_keys_stay_with_the_learner(show: Open) -> None:
    """A digit on an option neither chooses anything nor turns the cell into a heading."""
    hands = show("quiz_strip")
    hands.keys("answer:q1:a", "1", "2", "3", "b", "m", "y")
    hands.page.wait_for_timeout(400)

    assert hands.saved() == {}
    assert states(hands) == ["open"] * 4
    kinds = hands.page.evaluate(
        "() => Array.from(window.jupyterapp.shell.currentWidget.content.model.cells, c => c.type)"
    )
    assert kinds == ["markdown", "code", "code", "markdown"]
