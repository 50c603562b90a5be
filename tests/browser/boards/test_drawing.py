"""What the kernel says while a board is being drawn is drawn, too."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from pm_exercises.widget import BoardWidget, built
from tests.boards import FULL, board

DRAW = """
async ([code, [spec, before, after]]) => {
  const file = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
  const { default: widget } = await import(file);
  const values = { spec, state: before };
  const heard = {};
  const model = {
    get: (name) => values[name],
    on: (event, callback) => (heard[event] = callback),
    off: () => {},
    send: () => {},
  };
  widget.render({ model, el: document.body });
  values.state = after;  // in the same breath, as after a cell that ran at once
  heard["change:state"]();
  await new Promise((resolve) => setTimeout(resolve, 300));
  return [...document.querySelectorAll("[data-drop] [data-card]")].map((card) => [
    card.dataset.card,
    card.closest("[data-drop]").dataset.drop,
  ]);
}
"""


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_an_answer_that_comes_at_once_is_shown(browser: Browser) -> None:
    """Between the first drawing and whatever follows it, nothing is missed."""
    opened = board()
    widget = BoardWidget(opened)
    states: list[Any] = [widget.spec, widget.state]
    opened.answer = FULL
    states.append(widget.state)
    page = browser.new_page()

    found = page.evaluate(DRAW, [built("boards.js"), json.loads(json.dumps(states))])

    assert dict(found) == FULL["bins"]
    page.close()
