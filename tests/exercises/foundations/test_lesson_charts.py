"""The charts of the lessons show every number of their table, and notes sit on the line."""

from __future__ import annotations

from copy import deepcopy

import pandas as pd

from pm_exercises.exercises.foundations.lesson_charts import bars, with_notes
from pm_exercises.figures import figure, line_chart

RIDERS = pd.DataFrame({"Price": [46, 33], "Tyres": [22, 6]}, index=["All", "City"])


def test_every_cell_is_a_bar() -> None:
    """Row and column of the table name the bar, in the table's order."""
    chart = bars(RIDERS, unit="people")

    drawn = [(v["row"], v["name"], v["value"]) for v in chart["data"]["values"]]

    assert drawn == [
        ("All", "Price", 46),
        ("All", "Tyres", 22),
        ("City", "Price", 33),
        ("City", "Tyres", 6),
    ]


def test_notes_sit_on_the_line() -> None:
    """A note has the line's own height, and the chart it was made from stays as it was."""
    line = pd.DataFrame({"Share": [20.0, 20.5, 24.0]}, index=[1, 2, 3])
    plain = line_chart(line, unit="%", x_title="month")
    before = deepcopy(plain)

    noted = with_notes(plain, line["Share"], {2: "begins here"})

    assert noted["layer"][-1]["data"]["values"] == [{"x": 2, "y": 20.5, "words": "begins here"}]
    assert plain == before


def test_both_can_be_drawn() -> None:
    """Vega draws them, words and all."""
    line = pd.DataFrame({"Share": [20.0, 24.0]}, index=[1, 2])
    noted = with_notes(line_chart(line, unit="%", x_title="month"), line["Share"], {2: "up"})

    drawn = figure(bars(RIDERS, unit="people"), "Bars", RIDERS).html
    drawn += figure(noted, "Line", line).html

    assert "Tyres" in drawn
    assert ">up<" in drawn
