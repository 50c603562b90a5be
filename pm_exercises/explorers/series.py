"""Look at several series over time: as lines, and as the means of two windows."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from pm_exercises.errors import AnswerError
from pm_exercises.figures import Figure, figure, line_chart, table_of
from pm_exercises.formulas import percent_change, window_mean
from pm_exercises.item import Table

Window = tuple[int, int]  # the first and the last period, both included


@dataclass(frozen=True, eq=False, slots=True)
class Measure:
    """One way to look at the same table: a column for each series, a row for each period."""

    id: str
    label: str  # "Share of the category"
    unit: str  # "%"
    table: pd.DataFrame  # the index counts the periods from 1
    difference_unit: str = ""  # "share points", where it is not the unit itself
    decimals: int = 0


@dataclass(frozen=True, eq=False, slots=True)
class SeriesChart:
    """A line for every series, in the measure the learner chooses."""

    title: str
    measures: tuple[Measure, ...]
    period: str = "Month"

    def figure(self, measure_id: str) -> Figure:
        """Return the chart of one measure. Its sentence says what is drawn, not what to see in it.

        Raises:
            AnswerError: there is no such measure.
        """
        measure = find_measure(self.measures, measure_id)
        first, last = measure.table.index[0], measure.table.index[-1]
        sentence = f"{measure.label}, {self.period.lower()} {first} to {last}"
        axis = f"{measure.label}, {measure.unit}"
        table = measure.table.rename_axis(self.period)
        return figure(
            line_chart(table, unit=axis, x_title=self.period),
            sentence,
            table_of(table, f"{sentence}, {measure.unit}", measure.decimals),
        )


@dataclass(frozen=True, eq=False, slots=True)
class WindowCompare:
    """The mean of every series in two windows, and how far apart they are."""

    title: str
    measures: tuple[Measure, ...]
    period: str = "Month"
    opens_with: tuple[Window, Window] | None = None  # else the first two thirds, apart

    @property
    def last(self) -> int:
        """The number of the last period."""
        return len(self.measures[0].table)

    @property
    def start(self) -> tuple[Window, Window]:
        """The two windows that are set when the tool opens."""
        third = self.last // 3
        return self.opens_with or ((1, third), (third + 1, 2 * third))

    def table(self, measure_id: str, first: tuple[int, int], second: tuple[int, int]) -> Table:
        """Return both means for every series, their difference, and the change in percent.

        Raises:
            AnswerError: there is no such measure, or a window is empty or leaves the table.
        """
        measure = find_measure(self.measures, measure_id)
        for name, (start, end) in (("first window", first), ("second window", second)):
            if not 1 <= start <= end <= self.last:
                raise AnswerError(
                    name,
                    f"{self.period.lower()} {start} to {end} is no window",
                    f"Start at 1 or later, end at {self.last} or earlier, start before you end.",
                )
        rows = []
        places = max(measure.decimals, 1)
        for series in measure.table.columns:
            before = window_mean(measure.table[series], *first)
            after = window_mean(measure.table[series], *second)
            change = f"{percent_change(before, after):+z.1f} %" if before else ""
            # The z turns −0.0 into +0.0.
            apart = f"{after - before:+z,.{places}f}"
            rows.append((series, f"{before:,.{places}f}", f"{after:,.{places}f}", apart, change))
        span = self.period.lower() + "s"
        return Table(
            f"{measure.label}, {measure.unit}: the mean of two windows",
            (
                "Series",
                f"Mean, {span} {first[0]}–{first[1]}",
                f"Mean, {span} {second[0]}–{second[1]}",
                f"Second minus first, {measure.difference_unit or measure.unit}",
                "Change in percent of the first",
            ),
            tuple(rows),
        )


def find_measure(measures: tuple[Measure, ...], measure_id: str) -> Measure:
    """Return a measure by its id.

    Raises:
        AnswerError: there is none.
    """
    for measure in measures:
        if measure.id == measure_id:
            return measure
    known = ", ".join(measure.id for measure in measures)
    raise AnswerError("measure", f"there is no {measure_id!r} here", f"Choose from: {known}.")
