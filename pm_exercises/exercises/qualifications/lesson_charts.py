"""The charts that the lessons of Qualifications draw, as Vega-Lite dictionaries."""

from __future__ import annotations

from typing import Any

import pandas as pd

ROW, AXIS = 22, 56  # pixels: one line, and what the axis below takes
# The reader's font may be wider than the one measured: long names need room on the left.
ROOM = {"padding": {"left": 32, "top": 4, "right": 20, "bottom": 4}, "axisY": {"labelLimit": 260}}


def spreads(table: pd.DataFrame) -> dict[str, Any]:
    """Return a dot and a bar for every row: the median, and where the middle half lies."""
    names = [str(name) for name in table.index]
    values = [
        {"name": name, "low": float(row[1]), "median": float(row[0]), "high": float(row[2])}
        for name, row in zip(names, table.to_numpy(), strict=True)
    ]
    y = {"field": "name", "type": "nominal", "sort": names[::-1], "title": None}
    x = {
        "type": "quantitative",
        "scale": {"domain": [0, 100]},
        "title": "taken to mean, in percent",
    }
    return {
        "height": ROW * len(names) + AXIS,
        "config": ROOM,
        "data": {"values": values},
        "layer": [
            {
                "mark": {"type": "bar", "height": 8, "opacity": 0.45},
                "encoding": {"y": y, "x": {"field": "low", **x}, "x2": {"field": "high"}},
            },
            {
                "mark": {"type": "point", "filled": True, "size": 70, "opacity": 1},
                "encoding": {"y": y, "x": {"field": "median", **x}},
            },
        ],
    }


def steps(table: pd.DataFrame, unit: str) -> dict[str, Any]:
    """Return a bar for every row of a table with one column, in the table's order."""
    names = [str(name) for name in table.index]
    values = [
        {"name": name, "value": float(value)}
        for name, value in zip(names, table.iloc[:, 0], strict=True)
    ]
    return {
        "height": 30 * len(names) + AXIS,
        "config": ROOM,
        "data": {"values": values},
        "mark": {"type": "bar", "height": 18},
        "encoding": {
            "y": {"field": "name", "type": "nominal", "sort": names, "title": None},
            "x": {"field": "value", "type": "quantitative", "title": unit},
        },
    }
