"""How quick the boards are: `uv run python -m tests.benchmarks.boards`.

Prints, measured in a real JupyterLab with Debian's chromium on this machine:
click to saved file (50th and 95th percentile, milliseconds), opening the Foundations notebook to
its first usable board (seconds), and what the tab holds after every board of the gallery was used.
"""

from __future__ import annotations

import contextlib
import math
import os
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Browser, Page

from autograder.cli.lab_verb import copy_release
from tests.browser.hands import NOTEBOOK, Hands, gallery_lab, open_board, write_gallery
from tests.browser.lab import Lab, run_all, start_all, start_browser, start_lab
from tests.gallery import BOARDS

REPOSITORY = Path(__file__).resolve().parents[2]
MOVES = 100


def main() -> None:
    """Run the three measurements, one after another, and print them."""
    with start_browser() as browser:
        with tempfile.TemporaryDirectory() as folder, gallery_lab(Path(folder)) as lab:
            hands = open_board(lab, browser, "card_sorter")
            times = saving(hands)
            hands.page.close()
            half, most = percentile(times, 50), percentile(times, 95)
            print(f"click to saved file: {half:.0f} ms median, {most:.0f} ms 95th percentile")
            print(f"  ({MOVES} moves of a card, each awaited)")
            print(memory(lab, browser))
        with tempfile.TemporaryDirectory() as folder:
            copy_release(REPOSITORY / "release", Path(folder))
            with start_lab(Path(folder)) as lab:
                print(opening(lab, browser))


def saving(hands: Hands) -> list[float]:
    """Milliseconds from the moment a list says where a card goes until the file is in place."""
    bins = ["project", "product", "shared"]
    times = []
    for n in range(MOVES):
        place = bins[n % len(bins)]
        clicked = hands.at("move:lid").evaluate(
            """(list, place) => {
              list.value = place;
              const now = performance.timeOrigin + performance.now();
              list.dispatchEvent(new Event('change', {bubbles: true}));
              return now;
            }""",
            place,
        )
        hands.wait_saved({"bins": {"lid": place}, "picks": {}})
        # The file is renamed into place: its inode changed then.
        times.append(hands.file.stat().st_ctime_ns / 1e6 - clicked)
    return times


def memory(lab: Lab, browser: Browser) -> str:
    """JavaScript heap and resident memory of the tab, with no board and after using them all."""
    write_gallery(lab.root / NOTEBOOK, *BOARDS)
    page = lab.open(browser, NOTEBOOK)
    empty = held(page)
    run_all(page)
    for name in BOARDS:
        hands = Hands(page, lab, name)
        hands.frame.scroll_into_view_if_needed()
        for button in ("Hint", "Check", "Text view"):
            hands.press(button)
        hands.frame.locator("[data-focus=result]").wait_for()
    full = held(page)
    return (
        f"memory of the tab: {empty[0]:.0f} MB of JavaScript heap with no board, {full[0]:.0f} MB "
        f"after {len(BOARDS)} boards were used; resident {empty[1]:.0f} and {full[1]:.0f} MB"
    )


def held(page: Page) -> tuple[float, float]:
    """Megabytes of JavaScript heap after collecting garbage, and of the largest renderer."""
    session = page.context.new_cdp_session(page)
    session.send("HeapProfiler.collectGarbage")
    heap = session.send("Runtime.getHeapUsage")["usedSize"] / 1e6
    session.detach()
    return heap, max(_renderers(), default=0.0)


def _renderers() -> list[float]:
    """Resident megabytes of every chromium renderer on this machine."""
    sizes = []
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):  # it may end while we look
            if b"--type=renderer" in (process / "cmdline").read_bytes():
                pages = int((process / "statm").read_text().split()[1])
                sizes.append(pages * os.sysconf("SC_PAGE_SIZE") / 1e6)
    return sizes


def opening(lab: Lab, browser: Browser) -> str:
    """From asking for the page to a board that takes a click, the notebook run from the top."""
    start = time.monotonic()
    page = lab.open(browser, "foundations/foundations.ipynb")
    opened = time.monotonic() - start
    start_all(page)
    page.locator(".pmx-frame [data-focus=check]").first.wait_for(timeout=60_000)
    first = time.monotonic() - start
    return (
        f"opening Foundations to the first usable board: {first:.1f} s, "
        f"{opened:.1f} s of it until JupyterLab and its kernel are there"
    )


def percentile(times: Sequence[float], percent: float) -> float:
    """The smallest time that so many percent of the times do not exceed."""
    ranked = sorted(times)
    return ranked[max(0, math.ceil(len(ranked) * percent / 100) - 1)]


if __name__ == "__main__":
    main()
