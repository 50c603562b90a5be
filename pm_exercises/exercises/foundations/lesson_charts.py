"""The two kinds of chart that the lessons of Foundations draw, as Vega-Lite dictionaries."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

BAR = 20  # pixels


def bars(table: pd.DataFrame, unit: str) -> dict[str, Any]:
    """Return a group of bars for every row of a table, and in it a bar for every column."""
    rows, names = [str(row) for row in table.index], [str(name) for name in table.columns]
    values = [
        {"row": row, "name": name, "value": float(value)}
        for row, line in zip(rows, table.to_numpy(), strict=True)
        for name, value in zip(names, line, strict=True)
    ]
    return {
        "height": BAR * (len(names) + 1) * len(rows),
        "data": {"values": values},
        "mark": "bar",
        "encoding": {
            "y": {"field": "row", "type": "nominal", "sort": rows, "title": None},
            "yOffset": {"field": "name", "sort": names},
            "x": {"field": "value", "type": "quantitative", "title": unit},
            "color": {"field": "name", "type": "nominal", "sort": names, "title": None},
        },
    }


def with_notes(
    chart: Mapping[str, Any], line: pd.Series[float], notes: Mapping[int, str]
) -> dict[str, Any]:
    """Return a line chart with a dot and a few words at some of the line's points."""
    values = [{"x": x, "y": float(line[x]), "words": words} for x, words in notes.items()]
    place = {axis: {"field": axis, "type": "quantitative"} for axis in "xy"}
    words = {**place, "text": {"field": "words"}}
    return {
        **chart,
        "layer": [
            *chart["layer"],
            {
                "data": {"values": values},
                "mark": {"type": "point", "filled": True, "size": 80, "opacity": 1},
                "encoding": place,
            },
            {"data": {"values": values}, "mark": {"type": "text", "dy": 24}, "encoding": words},
        ],
    }
