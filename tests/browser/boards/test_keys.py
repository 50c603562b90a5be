"""Keys that JupyterLab binds reach the board, and never edit the notebook."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.boards.conftest import Open

# What the notebook's own bindings are called in Playwright.
KEYS = {
    "Accel": "Control",
    "Ctrl": "Control",
    "Cmd": "Meta",
    "Up": "ArrowUp",
    "Down": "ArrowDown",
    "Left": "ArrowLeft",
    "Right": "ArrowRight",
    "Esc": "Escape",
    "Del": "Delete",
}
NOTEBOOK = """() => {
  const panel = window.jupyterapp.shell.currentWidget;
  const cells = Array.from(panel.content.model.cells).map(
    c => [c.id, c.type, c.sharedModel.source, c.executionCount ?? null]);
  return {cells, active: panel.content.activeCellIndex, mode: panel.content.mode,
          path: panel.context?.path, dialogs: document.querySelectorAll('.jp-Dialog').length};
}"""


def bindings(page: Page) -> list[list[str]]:
    """Return every key binding of the notebook, as keys that Playwright presses."""
    found: list[list[str]] = page.evaluate(
        """() => window.jupyterapp.commands.keyBindings
          .filter(b => /jp-Notebook|jp-CodeCell|jp-Cell/.test(b.selector))
          .map(b => Array.from(b.keys))"""
    )
    pressed = []
    for keys in found:
        named = ["+".join(KEYS.get(part, part) for part in key.split()) for key in keys]
        if named not in pressed:
            pressed.append(named)
    return pressed


def state(page: Page) -> dict[str, Any]:
    """Return what the keys must not change: cells, their order, kind, text and numbers."""
    found = page.evaluate(NOTEBOOK)
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("focus", ["grip:lid", "move:lid", "check"])
def test_no_key_edits_the_notebook(show: Open, focus: str) -> None:
    """b, d d, Enter, arrows, Escape and every other key of the notebook stay in the board."""
    hands = show("card_sorter")
    keys = bindings(hands.page)
    letters = {key for binding in keys for key in binding}
    assert {"B", "D", "Enter", "Escape", "ArrowUp", "ArrowDown"} <= letters
    hands.at(focus).focus()  # which makes its cell the active one
    before = state(hands.page)

    for binding in keys:
        hands.at(focus).focus()
        for key in binding:
            # Playwright presses "B" with Shift; JupyterLab writes the plain key that way.
            hands.page.keyboard.press(key.lower() if len(key) == 1 else key)
        assert state(hands.page) == before, f"{binding} on {focus}"


def test_a_text_is_the_writers_own(show: Open) -> None:
    """Ctrl+Z in a box takes back what was typed there: JupyterLab would forbid it in a cell."""
    hands = show("card_sorter")
    for _ in range(3):
        hands.press("Hint")
    plan = hands.at("plan")
    plan.press_sequentially("Read the facts")
    plan.press("Control+z")
    assert plan.input_value() != "Read the facts"
    plan.press("Control+y")
    assert plan.input_value() == "Read the facts"


def test_saving_the_notebook_stays_jupyterlabs(show: Open) -> None:
    """Control+S in a board saves the notebook, instead of offering to save the page."""
    hands = show("card_sorter")
    hands.page.evaluate(
        """() => { window.ran = [];
        window.jupyterapp.commands.commandExecuted.connect((_, a) => window.ran.push(a.id)); }"""
    )
    hands.at("grip:lid").focus()

    hands.page.keyboard.press("Control+s")
    hands.page.wait_for_timeout(300)

    assert "docmanager:save" in hands.page.evaluate("window.ran")
