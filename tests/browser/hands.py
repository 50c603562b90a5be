"""A learner's hands on one board: keys, buttons, mouse, finger, and a look at the saved file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from playwright.sync_api import Browser, CDPSession, FloatRect, Locator, Page, expect

from tests.browser.lab import (
    Lab,
    make_room,
    outputs,
    restart_kernel,
    run_all,
    start_lab,
    wait_for_kernel,
    wait_until,
)
from tests.gallery import sample
from tests.gallery.sample import Sample

NOTEBOOK = "gallery.ipynb"
WIDTH, HEIGHT = 1280, 1800
AUTOSAVE = "@jupyterlab/docmanager-extension/plugin"
FOCUSED = """() => {
  const now = document.activeElement;
  return now?.dataset?.focus ?? `${now?.tagName} ${now?.className}`;
}"""


@dataclass
class Hands:
    """One board open in JupyterLab, and what a learner can do to it."""

    page: Page
    lab: Lab
    name: str  # of the sample
    slept: set[str] = field(default_factory=set)  # samples that spent a night in this page

    @property
    def sample(self) -> Sample:
        """The sample that is open."""
        return sample(self.name)

    @property
    def frame(self) -> Locator:
        """The board's panel."""
        return self.page.locator(f".pmx-frame[data-exercise='{self.sample.exercise.item.id}']")

    @property
    def file(self) -> Path:
        """Where the answer is saved."""
        return self.lab.root / "answers" / f"{self.sample.exercise.item.id}.json"

    def at(self, focus: str) -> Locator:
        """A control by its data-focus, such as "grip:lid" or "move:lid"."""
        return self.frame.locator(f"[data-focus='{focus}']")

    def saved(self) -> dict[str, Any]:
        """The saved answer, or {} where nothing is saved."""
        if not self.file.exists():
            return {}
        answer = json.loads(self.file.read_bytes())["answer"]
        assert isinstance(answer, dict)
        return answer

    def wait_saved(self, wanted: dict[str, Any] | None = None, seconds: float = 15) -> None:
        """Wait until the file holds an answer, by default the sample's wanted one."""
        wanted = self.sample.wanted if wanted is None else wanted
        try:
            wait_until(self.page, lambda: self.saved() == wanted, seconds)
        except TimeoutError:
            told = self.frame.locator(".pmx-notice, .pmx-saved").all_inner_texts()
            words = f"saved: {self.saved()}\nwanted: {wanted}\nit says: {told}"
            raise AssertionError(words) from None

    def keys(self, focus: str, *presses: str) -> None:
        """Put the focus on a control, and press keys; the focus may move with what is moved."""
        self.at(focus).focus()
        for key in presses:
            self.page.keyboard.press(key)
            self.page.wait_for_timeout(30)

    def focused(self) -> str:
        """The data-focus of what has the focus now; of anything else, its name and classes."""
        return str(self.page.evaluate(FOCUSED))

    def said(self) -> str:
        """What the live region says now."""
        return self.frame.locator("[role=status][aria-live]").last.inner_text().strip()

    def choose(self, focus: str, words: str) -> None:
        """Choose from a list by its words."""
        self.at(focus).select_option(label=words)

    def press(self, words: str) -> None:
        """Press a button by its words."""
        self.frame.get_by_role("button", name=words, exact=True).click()

    def type(self, label: str, text: str) -> None:
        """Type into a box by its label, and leave it."""
        box = self.frame.get_by_label(label, exact=True)
        box.fill(text)
        box.press("Tab")

    def drag(
        self, what: Locator, where: Locator, x: float = 0.5, y: float = 0.5, *, finger: bool = False
    ) -> None:
        """Drag by mouse or finger to a point in a target: shares of its width and height."""
        what.scroll_into_view_if_needed()
        where.scroll_into_view_if_needed()
        a, b = _still(self.page, what, where)
        start = (a["x"] + a["width"] / 2, a["y"] + a["height"] / 2)
        end = (b["x"] + b["width"] * x, b["y"] + b["height"] * y)
        points = [
            (start[0] + (end[0] - start[0]) * n / 8, start[1] + (end[1] - start[1]) * n / 8)
            for n in range(9)
        ]
        (_by_finger if finger else _by_mouse)(self.page, points)

    def is_kept(self) -> None:
        """The file holds the wanted answer, and the same board comes back from it.

        The first of a board's ways spends a night: a new kernel in a new page. That the others'
        files are as good is seen by running the notebook again.
        """
        self.wait_saved()
        before = self.twin()
        if self.name in self.slept:
            self.run()
        else:
            self.slept.add(self.name)
            self.reopen()

        assert self.twin() == before
        assert self.saved() == self.sample.wanted

    def reopen(self) -> None:
        """Restart the kernel, reload the page, and run the notebook again: as after a night."""
        restart_kernel(self.page)
        self.page.reload()
        wait_for_kernel(self.page)
        self.run()

    def run(self) -> None:
        """Run the notebook, and wait for the board that this run shows."""
        self.frame.evaluate_all("frames => frames.forEach(frame => frame.dataset.before = '')")
        run_all(self.page)
        assert "error" not in [kind for _, kind in outputs(self.page)]
        self.frame.and_(self.page.locator(":not([data-before])")).wait_for()
        expect(self.frame).to_have_count(1)

    def twin(self) -> list[list[str]]:
        """The board in words, as its text view says it; opened and closed again."""
        self.press("Text view")
        table = self.frame.locator("> .pmx-scroll table")
        table.wait_for()
        rows = [
            [cell.strip() for cell in row.locator("th, td").all_inner_texts()]
            for row in table.locator("tbody tr").all()
        ]
        self.press("Text view")
        return rows


@contextmanager
def gallery_lab(root: Path) -> Iterator[Lab]:
    """Serve a folder in which notebooks can import the gallery.

    Its notebook is rewritten under the open page. JupyterLab's own saving, every two minutes, could
    come in between, and would then ask which of the two to keep: its question takes the focus.
    """
    with start_lab(root, settings={AUTOSAVE: {"autosave": False}}) as lab:
        yield lab


def write_gallery(path: Path, *names: str) -> None:
    """Write a notebook that shows boards of the gallery, one in each cell."""
    repository = Path(__file__).resolve().parents[2]
    setup = f"import sys\nsys.path.insert(0, {str(repository)!r})\nfrom tests.gallery import show"
    cells = [
        new_markdown_cell("# Gallery\n\n## Boards\n\n### One of each", id="title"),
        new_code_cell(setup, id="setup"),
        *(new_code_cell(f"board = show({name!r})\nboard", id=name) for name in names),
        new_markdown_cell("The end.", id="end"),
    ]
    notebook = new_notebook(cells=cells)
    notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3"}
    nbformat.write(notebook, path)


def open_board(
    lab: Lab, browser: Browser, name: str, *, dark: bool = False, width: int = WIDTH
) -> Hands:
    """Open a notebook that shows one board of the gallery, and run it."""
    write_gallery(lab.root / NOTEBOOK, name)
    # A whole board at once: these hands do not scroll while they drag, as the board's own would.
    page = lab.open(browser, NOTEBOOK, dark=dark, width=width, height=HEIGHT)
    hands = Hands(page, lab, name)
    make_room(page)
    hands.run()
    return hands


# Boards of the test before would have the notebook carry their answers again once it is read anew.
FORGET = """() => {
  const kernel = jupyterapp.shell.currentWidget.context.sessionContext.session.kernel;
  const code = "import ipywidgets; ipywidgets.Widget.close_all()";
  return kernel.requestExecute({ code, silent: true, store_history: false }).done;
}"""


def show_instead(hands: Hands, name: str) -> Hands:
    """Show another board, or the same one anew, in the page that is open already."""
    hands.page.evaluate(FORGET)
    write_gallery(hands.lab.root / NOTEBOOK, name)
    hands.page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    hands.page.evaluate("() => jupyterapp.shell.currentWidget.context.revert()")
    hands.page.evaluate("() => sessionStorage.clear()")  # what the board before had not saved
    shown = replace(hands, name=name)
    shown.run()
    return shown


def _still(page: Page, what: Locator, where: Locator) -> tuple[FloatRect, FloatRect]:
    """Where two things stand, once neither has moved for a while: a learner aims, too."""
    before: tuple[FloatRect | None, FloatRect | None] = (None, None)
    for _ in range(50):
        now = what.bounding_box(), where.bounding_box()
        if now == before and now[0] is not None and now[1] is not None:
            return now[0], now[1]
        before = now
        page.wait_for_timeout(60)
    raise AssertionError(f"it does not come to rest: {before}")


def _by_mouse(page: Page, points: list[tuple[float, float]]) -> None:
    page.mouse.move(*points[0])
    page.mouse.down()
    for point in points[1:]:
        page.mouse.move(*point)
        page.wait_for_timeout(15)
    page.mouse.up()


def _by_finger(page: Page, points: list[tuple[float, float]]) -> None:
    session: CDPSession = page.context.new_cdp_session(page)
    for kind, point in [
        ("touchStart", points[0]),
        *(("touchMove", point) for point in points[1:]),
        ("touchEnd", None),
    ]:
        touches = [] if point is None else [{"x": point[0], "y": point[1]}]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})
        page.wait_for_timeout(20)
    session.detach()
