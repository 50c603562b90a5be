"""Draw the tools of an exercise under each other, with ordinary lists and number boxes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

import ipywidgets as widgets

from pm_exercises.board import Board
from pm_exercises.errors import AnswerError, UnknownExercise
from pm_exercises.explorers.lookup import Lookup
from pm_exercises.explorers.reader import Reader
from pm_exercises.explorers.series import Measure, SeriesChart, WindowCompare
from pm_exercises.explorers.split import RatioSplit
from pm_exercises.explorers.tally import ALL, Tally
from pm_exercises.figures import graded_now, numeric_columns
from pm_exercises.item import Table
from pm_exercises.render import page, style, table_html

Tool = SeriesChart | WindowCompare | Tally | Reader | Lookup | RatioSplit


class Explorer:
    """An exercise's tools. What is set in them is nobody's answer and is not saved."""

    def __init__(self, item_id: str, tools: tuple[Tool, ...]) -> None:
        self.item_id = item_id
        self.tools = tools

    def widget(self) -> widgets.VBox:
        """The tools as one panel."""
        parts = [widgets.HTML(style()), *(_DRAW[type(tool)](tool) for tool in self.tools)]
        box = widgets.VBox(parts)
        box.add_class("pmx")
        box.add_class("pmx-frame")
        return box

    def __repr__(self) -> str:
        titles = "; ".join(tool.title for tool in self.tools)
        return f"Tools for {self.item_id}: {titles}"

    def _repr_mimebundle_(self, **options: Any) -> dict[str, Any]:
        words = {"text/plain": repr(self)}
        # Nobody looks while a grader runs the notebook, and a first chart takes half a second.
        return words if graded_now() else {**self.widget()._repr_mimebundle_(**options), **words}


def explore(board: Board) -> Explorer:
    """Open the tools that belong to a board: charts, comparisons and counts of its data.

    Raises:
        UnknownExercise: this exercise has none.
    """
    tools = getattr(board.data, "tools", None)
    if tools is None:
        raise UnknownExercise(f"{board.item.id} has no tools beside its board.")
    return Explorer(board.item.id, tools())


def _chart(tool: SeriesChart) -> widgets.Widget:
    measure = _list("Draw", {m.id: m.label for m in tool.measures})
    return _panel(tool.title, [measure], lambda: tool.figure(measure.value).html)


def _compare(tool: WindowCompare) -> widgets.Widget:
    measure = _list("Compare", {m.id: _named(m) for m in tool.measures})
    period = tool.period.lower()
    ends = [
        _number(f"{name} window, {edge} {period}", place, tool.last)
        for name, window in zip(("First", "Second"), tool.start, strict=True)
        for edge, place in zip(("from", "to"), window, strict=True)
    ]

    def shown() -> str:
        a, b, c, d = (box.value for box in ends)
        return _table(tool.table(measure.value, (a, b), (c, d)))

    return _panel(tool.title, [measure, *ends], shown)


def _tally(tool: Tally) -> widgets.Widget:
    by = _list("Count by", tool.by)
    counted = _list("What counts", {"": "Every post", "people": "Every person once"})
    parts = tool.words.get(tool.split, {})
    part = _list(f"Only this {tool.split}", {ALL: "All together", **parts})
    controls = [by, counted, part]
    leave_out = widgets.Checkbox(value=False, indent=False)
    if tool.exclusion:
        leave_out.description = tool.exclusion.label
        controls.append(leave_out)

    def shown() -> str:
        people = counted.value == "people"
        return _table(tool.table(by.value, part.value, leave_out=leave_out.value, people=people))

    return _panel(tool.title, controls, shown)


def _reader(tool: Reader) -> widgets.Widget:
    filters = {
        column: _list(f"{words} to read", {"": "Any", **tool.options(column)})
        for column, words in tool.filters.items()
    }
    number = _number("Page", 1, tool.pages({}))

    def shown() -> str:
        return _table(
            tool.table({column: box.value for column, box in filters.items()}, number.value)
        )

    return _panel(tool.title, [*filters.values(), number], shown)


def _lookup(tool: Lookup) -> widgets.Widget:
    lists = {name: _list(of.label, of.options) for name, of in tool.lists.items()}

    def shown() -> str:
        return _table(tool.table(**{name: box.value for name, box in lists.items()}))

    return _panel(tool.title, [*lists.values()], shown)


def _split(tool: RatioSplit) -> widgets.Widget:
    boxes = {
        factor: widgets.BoundedFloatText(
            value=1.0, min=0.01, max=100, step=0.01, description=f"{words}, after ÷ before"
        )
        for factor, words in tool.factors.items()
    }

    def shown() -> str:
        return _table(tool.table({factor: box.value for factor, box in boxes.items()}))

    return _panel(tool.title, [*boxes.values()], shown)


_DRAW: Mapping[type[Tool], Callable[[Any], widgets.Widget]] = {
    SeriesChart: _chart,
    WindowCompare: _compare,
    Tally: _tally,
    Reader: _reader,
    Lookup: _lookup,
    RatioSplit: _split,
}


def _panel(title: str, controls: list[widgets.Widget], shown: Callable[[], str]) -> widgets.Widget:
    result = widgets.HTML()

    def update(_change: object = None) -> None:
        try:
            result.value = page(shown())
        except AnswerError as error:
            result.value = page(f'<p class="pmx-notice" role="alert">{escape(str(error))}</p>')

    for control in controls:
        control.observe(update, "value")
    update()
    row = widgets.HBox(controls)
    row.add_class("pmx-controls")
    heading = widgets.HTML(f'<h3 class="pmx-title">{escape(title)}</h3>')
    box = widgets.VBox([heading, row, result])
    box.add_class("pmx-tool")
    return box


def _list(label: str, options: Mapping[str, str]) -> widgets.Dropdown:
    pairs = [(words, key) for key, words in options.items()]
    return widgets.Dropdown(options=pairs, value=pairs[0][1], description=label)


def _number(label: str, value: int, highest: int) -> widgets.BoundedIntText:
    return widgets.BoundedIntText(value=value, min=1, max=highest, description=label)


def _named(measure: Measure) -> str:
    return f"{measure.label} ({measure.unit})"


def _table(table: Table) -> str:
    return table_html(table, numeric_columns(table))
