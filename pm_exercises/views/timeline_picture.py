"""The picture of a timeline: lanes, columns, named bars and what waits for what, as SVG."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from pm_exercises.interactions.timeline import Bar, Timeline, bars
from pm_exercises.item import ReadOnlyAnswer

WIDTH = 800  # user units; the picture scales with the page
HEAD, LANE_HEAD, ROW, GAP = 26, 26, 38, 4
LETTER = 6.6  # a generous mean width of a 12 px letter
LINES = 2  # of a bar's name


@dataclass(frozen=True, slots=True)
class Box:
    """Where a bar lies, in user units."""

    left: float
    right: float
    top: float

    @property
    def middle(self) -> float:
        """The height at which a dependency line leaves or arrives."""
        return self.top + ROW / 2


def timeline_svg(timeline: Timeline, answer: ReadOnlyAnswer) -> str:
    """Return the picture of an answer. It is for the eye: the text twin says the same in words."""
    placed = bars(answer)
    width = WIDTH / len(timeline.columns)
    parts, boxes, top = [], {}, float(HEAD)
    for lane, words in timeline.lanes.items():
        rows = packed([bar for bar in placed.values() if bar.lane == lane])
        height = LANE_HEAD + ROW * max(1, len(rows)) + GAP
        parts.append(_lane(words, sum(map(len, rows)), top, height))
        parts.append(_grid(len(timeline.columns), top + LANE_HEAD, top + height))
        for number, row in enumerate(rows):
            y = top + LANE_HEAD + ROW * number
            for bar in row:
                boxes[bar.item] = Box((bar.start - 1) * width + GAP, bar.end * width - GAP, y)
        top += height + GAP
    heads = "".join(
        f'<text class="pmx-wall-head" x="{width * n + GAP:.0f}" y="17">{escape(name)}</text>'
        for n, name in enumerate(timeline.columns)
    )
    drawn = "".join(_bar(timeline.name(item), box) for item, box in boxes.items())
    return (
        f'<svg class="pmx-wall" viewBox="0 0 {WIDTH} {top:.0f}" role="img" '
        f'aria-label="{escape(_summary(timeline, placed.values()))}">'
        f"{heads}{''.join(parts)}{drawn}{_arrows(timeline, answer, boxes)}</svg>"
    )


def packed(lane: Iterable[Bar]) -> list[list[Bar]]:
    """Share a lane's bars out to as few rows as hold them without overlap, earliest first."""
    rows: list[list[Bar]] = []
    for bar in sorted(lane, key=lambda bar: (bar.start, bar.end)):
        free = next((row for row in rows if row[-1].end < bar.start), None)
        if free is None:
            rows.append([bar])
        else:
            free.append(bar)
    return rows


def _lane(words: str, count: int, top: float, height: float) -> str:
    label = f"{words} · {count}" if count else f"{words} · nothing placed yet"
    return (
        f'<rect class="pmx-wall-lane" x="0" y="{top:.0f}" width="{WIDTH}" height="{height:.0f}" '
        f'rx="6"/><text class="pmx-wall-name" x="{2 * GAP}" y="{top + 18:.0f}">'
        f"{escape(label)}</text>"
    )


def _grid(columns: int, top: float, bottom: float) -> str:
    return "".join(
        f'<path class="pmx-wall-line" d="M{WIDTH / columns * n:.0f} {top:.0f}V{bottom:.0f}"/>'
        for n in range(1, columns)
    )


def _bar(name: str, box: Box) -> str:
    letters = max(4, int((box.right - box.left - 4 * GAP) / LETTER))
    lines = textwrap.wrap(name, letters, max_lines=LINES, placeholder="…")
    first = box.middle + 4 - 7.5 * (len(lines) - 1)
    text = "".join(
        f'<text x="{box.left + 2 * GAP:.0f}" y="{first + 15 * n:.1f}">{escape(line)}</text>'
        for n, line in enumerate(lines)
    )
    return (
        f'<g><title>{escape(name)}</title><rect class="pmx-wall-bar" x="{box.left:.0f}" '
        f'y="{box.top + 2:.0f}" width="{box.right - box.left:.0f}" height="{ROW - 4}" rx="6"/>'
        f"{text}</g>"
    )


def _arrows(timeline: Timeline, answer: ReadOnlyAnswer, boxes: dict[str, Box]) -> str:
    broken, parts = set(timeline.broken(answer)), []
    for item, befores in timeline.after.items():
        for before in befores:
            if item in boxes and before in boxes:
                css = "pmx-wall-broken" if (before, item) in broken else "pmx-wall-link"
                parts.append(_arrow(boxes[before], boxes[item], css))
    return "".join(parts)


def _arrow(start: Box, end: Box, css: str) -> str:
    """An elbow from one bar's end to another's start; it turns back where that lies earlier."""
    tip, y = end.left, end.middle
    out = start.right + GAP
    above = max(start.top, end.top)  # the gap over the lower bar
    turn = "" if out <= tip else f"V{above:.0f}H{tip - 2 * GAP:.0f}"
    return (
        f'<path class="{css}" d="M{start.right:.0f} {start.middle:.0f}'
        f'H{out:.0f}{turn}V{y:.0f}H{tip - 5:.0f}"/>'
        f'<path class="{css}-tip" d="M{tip:.0f} {y:.0f}l-7 -4v8z"/>'
    )


def _summary(timeline: Timeline, placed: Iterable[Bar]) -> str:
    lanes = [bar.lane for bar in placed]
    counts = ", ".join(f"{words}: {lanes.count(lane)}" for lane, words in timeline.lanes.items())
    return f"{counts}. The text view lists them."
