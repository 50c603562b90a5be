"""Charts as pictures inside the page: no script, no network, the reader's own theme.

A chart is drawn to SVG here, in Python, by vl-convert. Its text and grid take their colours from
the page through CSS variables, so one picture serves JupyterLab's light and dark theme. The first
chart of a session takes about 0.5 s, because vl-convert starts its engine; later ones take 0.1 s.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from copy import deepcopy
from functools import cached_property
from hashlib import sha256
from html import escape
from numbers import Integral, Real
from typing import Any, Protocol

import pandas as pd

from pm_exercises.item import Table
from pm_exercises.render import page, table_html

# Okabe & Ito (2008): eight colours that colour-blind readers tell apart. The last follows the text.
TEXT = "var(--pmx-text, #1f1f1f)"
LINE = "var(--pmx-line, #d0d0d0)"
SERIES = (
    *("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442"),
    TEXT,
)
WIDE, NARROW = 640, 320  # pixels
HEIGHT = 280

_AXIS = {
    "labelColor": TEXT,
    "titleColor": TEXT,
    "gridColor": LINE,
    "domainColor": LINE,
    "tickColor": LINE,
    "labelFontSize": 12,
    "titleFontSize": 12,
    "titleFontWeight": "normal",
    "titlePadding": 8,
    "labelOverlap": True,
}
CONFIG: dict[str, Any] = {
    "background": None,
    # The reader's font may be wider than the one measured here: labels at the edge need room.
    "padding": {"left": 4, "top": 4, "right": 20, "bottom": 4},
    "view": {"stroke": None},
    "axis": _AXIS,
    "axisX": {"grid": False},
    "header": {"labelColor": TEXT, "titleColor": TEXT},
    "legend": {"labelColor": TEXT, "titleColor": TEXT, "orient": "top"},
    "title": {"color": TEXT, "subtitleColor": TEXT},
    "range": {"category": list(SERIES)},
    "mark": {"color": SERIES[0]},
    "line": {"strokeWidth": 2},
    "text": {"color": TEXT, "fontSize": 12},
    "rule": {"color": LINE},
}


class Chart(Protocol):
    """What figure needs of a chart; every altair chart has it."""

    def to_dict(self) -> dict[str, Any]: ...


class Figure:
    """A chart with its finding in one sentence, and its numbers one click away."""

    def __init__(self, spec: Mapping[str, Any], takeaway: str, table: Table) -> None:
        self.spec = spec
        self.takeaway = takeaway
        self.table = table

    @cached_property
    def html(self) -> str:
        """The figure as an HTML element, drawn once, for a wide and a narrow column."""
        numeric = numeric_columns(self.table)
        pictures = [("wide", WIDE), ("narrow", NARROW)] if _can_resize(self.spec) else [("any", 0)]
        drawn = "".join(
            f'<div class="pmx-plot pmx-{name}">{svg(self.spec, self.takeaway, width)}</div>'
            for name, width in pictures
        )
        return (
            f'<figure class="pmx-figure pmx-chart"><figcaption>{escape(self.takeaway)}</figcaption>'
            f"{drawn}<details><summary>Show the numbers as a table</summary>"
            f"{table_html(self.table, numeric)}</details></figure>"
        )

    def __repr__(self) -> str:
        return f"{self.takeaway}\n{self.table}"

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        words = {"text/plain": repr(self)}
        return words if graded_now() else {**words, "text/html": page(self.html)}


def graded_now() -> bool:
    """Whether a grader runs this notebook: nobody looks, so nothing needs to be drawn."""
    return "NBGRADER_EXECUTION" in os.environ


def figure(chart: Chart | Mapping[str, Any], takeaway: str, table: Table | pd.DataFrame) -> Figure:
    """Return a chart as the course shows every chart.

    `chart` is an altair chart, or a Vega-Lite dictionary, which spares the two seconds that
    importing altair takes. `takeaway` is one sentence that says what to see; it is also the
    picture's name for a screen reader. `table` holds the numbers.

    Raises:
        ValueError: there is no sentence, or the table is empty: then the chart could not be heard.
    """
    if not takeaway.strip():
        raise ValueError("a figure needs a sentence that says what it shows")
    words = table_of(table, takeaway) if isinstance(table, pd.DataFrame) else table
    if not words.rows:
        raise ValueError("a figure needs a table with the numbers it shows")
    return Figure(chart if isinstance(chart, Mapping) else chart.to_dict(), takeaway, words)


def svg(spec: Mapping[str, Any], name: str, width: int = WIDE) -> str:
    """Return a Vega-Lite chart as an SVG element that stands alone and has a name.

    `width` is in pixels; 0 keeps the chart's own. Data from a network address is refused.
    """
    import vl_convert  # late: only a reader who looks at a chart waits for it

    sized = deepcopy(dict(spec))
    sized["config"] = _merged(CONFIG, sized.get("config", {}))
    if width and _can_resize(spec):
        sized["width"] = width
        sized.setdefault("height", HEIGHT)
        sized["autosize"] = {"type": "fit", "contains": "padding"}
    return _named(vl_convert.vegalite_to_svg(sized, allowed_base_urls=[]), name)


def line_chart(
    table: pd.DataFrame,
    *,
    unit: str,
    x_title: str,
    zero: bool = True,
    height: int = HEIGHT,
) -> dict[str, Any]:
    """Return a line for every column over the table's index, as a Vega-Lite dictionary.

    The index holds numbers, such as months; the column names are the labels. Up to four lines are
    labelled where they end, more get a legend.
    """
    names = [str(column) for column in table.columns]
    points = [
        {"x": float(x), "y": float(y), "name": name}
        for name, column in zip(names, table.columns, strict=True)
        for x, y in zip(table.index, table[column], strict=True)
    ]
    x: dict[str, Any] = {
        "field": "x",
        "type": "quantitative",
        "title": x_title,
        "scale": {"nice": False},
    }
    if pd.api.types.is_integer_dtype(table.index):  # there is no month one and a half
        x["axis"] = {"tickMinStep": 1}
    y = {"field": "y", "type": "quantitative", "title": unit, "scale": {"zero": zero}}
    color = {
        "field": "name",
        "type": "nominal",
        "scale": {"domain": names, "range": list(SERIES[: len(names)])},
        "legend": {"title": None} if len(names) > 4 else None,
    }
    layers: list[dict[str, Any]] = [
        {"mark": "line", "encoding": {"x": x, "y": y, "color": color}},
    ]
    if len(names) <= 4:
        layers += _end_labels(table, names, height, zero)
    return {"height": height, "data": {"values": points}, "layer": layers}


def table_of(frame: pd.DataFrame, caption: str, decimals: int = 1) -> Table:
    """Return a DataFrame as a table of words, its index first if that has a name."""
    flat = frame.reset_index() if frame.index.name is not None else frame
    columns = tuple(str(column) for column in flat.columns)
    rows = tuple(
        tuple(_cell(value, decimals) for value in row)
        for row in flat.itertuples(index=False, name=None)
    )
    return Table(caption, columns, rows)


def numeric_columns(table: Table) -> tuple[int, ...]:
    """Which columns hold numbers only, and so are set flush right."""
    number = re.compile(r"^[-−+]?[\d, ]*\.?\d+ ?%?$")
    return tuple(
        i
        for i in range(len(table.columns))
        if table.rows and all(number.match(row[i]) for row in table.rows if row[i])
    )


def _end_labels(
    table: pd.DataFrame, names: list[str], height: int, zero: bool
) -> list[dict[str, Any]]:
    # Labels that would overlap are pushed apart; each keeps the order of its line's end.
    top, bottom = float(table.max().max()), 0.0 if zero else float(table.min().min())
    gap = 16 * (top - bottom) / max(height - 50, 1)
    last = float(table.index[-1])
    ends = sorted(zip(names, (float(y) for y in table.iloc[-1]), strict=True), key=lambda e: e[1])
    places = _spread([y for _, y in ends], gap)
    values = [
        {"x": last, "y": place, "name": name} for (name, _), place in zip(ends, places, strict=True)
    ]
    return [
        {
            "data": {"values": values},
            "mark": {"type": "text", "align": "left", "dx": 8, "baseline": "middle"},
            "encoding": {
                "x": {"field": "x", "type": "quantitative"},
                "y": {"field": "y", "type": "quantitative"},
                "text": {"field": "name"},
            },
        }
    ]


def _spread(ends: list[float], gap: float) -> list[float]:
    # Neighbours closer than the gap form a group, which is set out evenly about its own mean.
    groups = [[y] for y in ends]
    i = 0
    while i + 1 < len(groups):
        lower, upper = groups[i], groups[i + 1]
        high = sum(lower) / len(lower) + gap * (len(lower) - 1) / 2
        low = sum(upper) / len(upper) - gap * (len(upper) - 1) / 2
        if low - high < gap:
            groups[i : i + 2] = [lower + upper]
            i = max(i - 1, 0)
        else:
            i += 1
    return [
        sum(group) / len(group) + gap * (k - (len(group) - 1) / 2)
        for group in groups
        for k in range(len(group))
    ]


def _named(drawing: str, name: str) -> str:
    # One name for the whole picture; Vega's own roles inside would be read out one by one.
    bare = re.sub(r' (?:role|aria-[a-z]+)="[^"]*"', "", drawing)
    # Ids are the page's, not the picture's: two charts must not clip each other.
    prefix = "c" + sha256(bare.encode()).hexdigest()[:8]
    bare = re.sub(r'(\bid="|url\(#|href="#)', rf"\1{prefix}-", bare)
    return bare.replace("<svg ", f'<svg role="img" aria-label="{escape(name)}" ', 1)


def _can_resize(spec: Mapping[str, Any]) -> bool:
    return "mark" in spec or "layer" in spec


def _merged(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in over.items():
        mine = merged.get(key)
        both = isinstance(mine, Mapping) and isinstance(value, Mapping)
        merged[key] = _merged(mine, value) if both else value  # type: ignore[arg-type]
    return merged


def _cell(value: object, decimals: int) -> str:
    if isinstance(value, bool) or not isinstance(value, Real):
        return "" if value is None else str(value)
    if pd.isna(float(value)):
        return ""
    return f"{int(value):,}" if isinstance(value, Integral) else f"{float(value):,.{decimals}f}"
