"""The charts that the lessons of Software draw, as Vega-Lite dictionaries."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from pm_exercises.exercises.foundations import lesson_charts

ROW = 44  # pixels
# Long row names are measured in a narrower font than some readers have: they need room at the left.
ROOM = {"padding": {"left": 32, "top": 4, "right": 20, "bottom": 4}}


def bars(table: pd.DataFrame, unit: str) -> dict[str, Any]:
    """Return a group of bars for every row of a table, with room for long names."""
    return {**lesson_charts.bars(table, unit), "config": ROOM}


def counted(chart: Mapping[str, Any]) -> dict[str, Any]:
    """Return a line chart whose first axis counts in whole steps: months, cohorts."""
    first, *rest = chart["layer"]
    x = {**first["encoding"]["x"], "axis": {"tickMinStep": 1, "format": "d"}}
    layer = {**first, "encoding": {**first["encoding"], "x": x}}
    return {**chart, "layer": [layer, *rest]}


def intervals(
    table: pd.DataFrame, unit: str, lines: Mapping[float, str] | None = None
) -> dict[str, Any]:
    """Return a dot with a bar from low to high for every row of a table, and named upright lines.

    The table has the columns middle, low and high; its index names the rows.
    """
    rows = [str(row) for row in table.index]
    values = [
        {"row": row, "middle": float(middle), "low": float(low), "high": float(high)}
        for row, (middle, low, high) in zip(
            rows, table[["middle", "low", "high"]].to_numpy(), strict=True
        )
    ]
    y = {"field": "row", "type": "nominal", "sort": rows, "title": None}
    x = {"type": "quantitative", "title": unit}
    layers: list[dict[str, Any]] = [
        {
            "mark": {"type": "rule", "strokeWidth": 3, "color": "#0072B2"},
            "encoding": {"y": y, "x": {**x, "field": "low"}, "x2": {"field": "high"}},
        },
        {
            "mark": {"type": "point", "filled": True, "size": 90, "opacity": 1},
            "encoding": {"y": y, "x": {**x, "field": "middle"}},
        },
    ]
    for at, words in (lines or {}).items():
        place = [{"at": float(at), "words": words}]
        here = {"x": {**x, "field": "at"}}
        layers += [
            {
                "data": {"values": place},
                "mark": {"type": "rule", "strokeDash": [4, 4], "color": "var(--pmx-text, #1f1f1f)"},
                "encoding": here,
            },
            {
                "data": {"values": place},
                "mark": {"type": "text", "align": "left", "dx": 4, "baseline": "top", "y": 0},
                "encoding": {**here, "text": {"field": "words"}},
            },
        ]
    return {
        "height": ROW * len(rows),
        "data": {"values": values},
        "layer": layers,
        "config": ROOM,
    }
