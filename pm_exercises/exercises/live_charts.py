"""The charts that boards are played on: drawn once, with fixed margins, so that a rule can move."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import replace
from functools import lru_cache
from typing import Any

import numpy as np

from pm_exercises.figures import Chart, svg
from pm_exercises.interactions import Backdrop, Curve, CutoffNames, Dial, Drawn
from pm_exercises.item import Table

SIZES = ((800, 280), (600, 260), (440, 240), (288, 220))  # pixels, margins included
MARGIN = {"left": 52, "top": 24, "right": 20, "bottom": 44}

# Two line colours that hold 3:1 on both themes (style.css).
COLOURS = {"one": "var(--pmx-one, #0072b2)", "two": "var(--pmx-two, #00815e)"}
TICKS = (1, 10, 100, 1_000, 10_000, 100_000)


def backdrop(
    chart: Chart | Mapping[str, Any],
    takeaway: str,
    table: Table,
    *,
    x: tuple[float, float],
    y: tuple[float, float] | None = None,
) -> Backdrop:
    """Return a chart for a board, over which the frontend can put a rule or a dot.

    `chart` is a single or layered altair chart, or a Vega-Lite dictionary. `takeaway` is one
    sentence that says what to see, and `table` holds the numbers. `x` and `y` are the ends of the
    axes, in the chart's units; an axis given here is linear, the other stays as it is.
    """
    spec = deepcopy(dict(chart if isinstance(chart, Mapping) else chart.to_dict()))
    for name, ends in (("x", x), ("y", y)):
        if ends is not None:
            _fix_axis(spec, name, ends)
    # A board asks again at every change: the same chart is not drawn twice.
    pictures = _drawn(json.dumps(spec, sort_keys=True), takeaway)
    return Backdrop(takeaway, table, pictures, x, y)


def scores_backdrop(
    scores: Sequence[float],
    outcomes: Sequence[bool],
    names: CutoffNames,
    *,
    low: float = 0.0,
    high: float = 1.0,
    bins: int = 25,
) -> Backdrop:
    """Return two histograms back to back: what should be flagged upwards, the rest downwards.

    A cutoff splits them into the four counts. Each grid line stands for ten times as many as the
    one before, so that 50 frauds can be seen beside 3,000 payments that are fine.
    """
    edges = np.linspace(low, high, bins + 1)
    each, true = np.asarray(scores, dtype=float), np.asarray(outcomes, dtype=bool)
    up, down = (np.histogram(each[side], edges)[0] for side in (true, ~true))
    values = [
        {"from": float(a), "to": float(b), "count": sign * int(count), "name": name}
        for name, sign, counts in ((names.yes, 1, up), (names.no, -1, down))
        for a, b, count in zip(edges, edges[1:], counts, strict=False)
        if count
    ]
    ticks = [
        sign * n for sign, most in ((1, up.max()), (-1, down.max())) for n in TICKS if n < most
    ]
    chart = {
        "data": {"values": values},
        "mark": {"type": "rect", "stroke": "var(--pmx-panel, #fff)"},
        "encoding": {
            "x": {
                "field": "from",
                "type": "quantitative",
                "title": "Score",
                "axis": {"tickCount": 10},
            },
            "x2": {"field": "to"},
            "y": {
                "field": "count",
                "type": "quantitative",
                "title": f"Number of {names.cases}",
                "scale": {"type": "symlog", "domain": [-int(down.max()), int(up.max())]},
                "axis": {"values": [0, *ticks], "labelExpr": "format(abs(datum.value), ',')"},
            },
            "y2": {"datum": 0},
            "color": {
                "field": "name",
                "type": "nominal",
                "legend": None,
                "scale": {"domain": [names.yes, names.no], "range": list(COLOURS.values())},
            },
        },
    }
    rows = tuple(
        (f"{a:.3f} to {b:.3f}", f"{int(u):,}", f"{int(d):,}")
        for a, b, u, d in zip(edges, edges[1:], up, down, strict=False)
        if u or d
    )
    takeaway = (
        f"{names.yes} upwards, {names.no.lower()} downwards, by score. "
        "Each grid line stands for ten times as many as the one before."
    )
    table = Table(f"Number of {names.cases} by score", ("Score", names.yes, names.no), rows)
    drawn = backdrop(chart, takeaway, table, x=(low, high))
    # In the scale's own units, so that the frontend finds where the two halves meet: at 0.
    return replace(drawn, y=(-float(np.log1p(down.max())), float(np.log1p(up.max()))))


def curves_backdrop(
    curves: Sequence[Curve], dial: Dial, *, takeaway: str, unit: str, most: float, every: int = 10
) -> Backdrop:
    """Return curves over the prices of a dial, each with the line its Curve asks for.

    `unit` is what the height stands for, and `most` is where its axis ends; `every` is how many
    prices the table steps over.
    """
    points = [
        {"price": price, "value": value, "name": curve.name}
        for curve in curves
        for price, value in zip(dial.values, curve.values, strict=True)
        if value is not None
    ]
    names = [curve.name for curve in curves]
    looks = {
        "color": [COLOURS[curve.colour] for curve in curves],
        "strokeDash": [[6, 4] if curve.dashed else [1, 0] for curve in curves],
    }
    encoding: dict[str, Any] = {
        "x": {
            "field": "price",
            "type": "quantitative",
            "title": f"{dial.label}, {dial.unit}" if dial.unit else dial.label,
        },
        "y": {"field": "value", "type": "quantitative", "title": unit},
        **{
            channel: {
                "field": "name",
                "type": "nominal",
                "legend": None,
                "scale": {"domain": names, "range": look},
            }
            for channel, look in looks.items()
        },
    }
    chart = {"data": {"values": points}, "mark": "line", "encoding": encoding}
    rows = tuple(
        (
            dial.words(price),
            *(curve.words(value) for curve, value in zip(curves, line, strict=True)),
        )
        for price, *line in list(zip(dial.values, *(c.values for c in curves), strict=True))[
            ::every
        ]
    )
    table = Table(takeaway, (dial.label, *names), rows)
    ends = (dial.low, dial.high)
    return backdrop(chart, takeaway, table, x=ends, y=(0, most))


@lru_cache(maxsize=8)
def _drawn(spec: str, name: str) -> tuple[Drawn, ...]:
    return tuple(_framed(json.loads(spec), name, *size) for size in SIZES)


def _framed(spec: dict[str, Any], name: str, width: int, height: int) -> Drawn:
    left, top = MARGIN["left"], MARGIN["top"]
    right, bottom = width - MARGIN["right"], height - MARGIN["bottom"]
    size = {"width": right - left, "height": bottom - top, "autosize": "none"}
    config = {
        **spec.get("config", {}),
        "padding": MARGIN,
        "axisX": {"grid": False, "labelFlush": False, "labelSeparation": 8},
    }
    picture = svg({**spec, **size, "config": config}, name, 0)
    return Drawn(picture, width, height, left, top, right, bottom)


def _fix_axis(spec: dict[str, Any], name: str, ends: tuple[float, float]) -> None:
    for layer in (spec, *spec.get("layer", ())):
        if name in layer.get("encoding", {}):
            layer["encoding"][name]["scale"] = {"domain": list(ends), "nice": False, "zero": False}
