"""Draw a matrix: a compact grid of lists whose labels name row and column, and a live meter."""

from __future__ import annotations

from html import escape
from typing import cast

import ipywidgets as widgets

from pm_exercises.interactions.matrix import Matrix, MatrixColumn, MatrixRow
from pm_exercises.item import Answer, ReadOnlyAnswer
from pm_exercises.render import page, table_html
from pm_exercises.views.base import Path, View


class MatrixView(View):
    """Native lists in a grid. On a narrow screen the rows stack, and every list shows its label."""

    @property
    def matrix(self) -> Matrix:
        return cast(Matrix, self.board.interaction)

    def build(self) -> widgets.Widget:
        cells: list[widgets.Widget] = [_heading(self.matrix.corner)]
        cells += [_heading(column.label) for column in self.matrix.columns]
        for row in self.matrix.rows:
            cells.append(_row_name(row))
            for column in self.matrix.columns:
                control = _list(self.matrix.cell_label(row, column), column)
                self.controls["grid", row.id, column.id] = control
                cells.append(control)
        columns = f"minmax(150px, 1.5fr) repeat({len(self.matrix.columns)}, minmax(0, 1fr))"
        grid = widgets.GridBox(cells, layout=widgets.Layout(grid_template_columns=columns))
        grid.add_class("pmx-grid")
        # Asks its own width, not the window's: a notebook may stand beside another.
        frame = widgets.VBox([grid])
        frame.add_class("pmx-gridframe")
        self._meter = widgets.HTML()
        return widgets.VBox([*self._tables(), frame, self._extra(), self._meter])

    def collect(self) -> Answer:
        answer: Answer = self.matrix.empty()
        for path, box in self.controls.items():
            if path[0] == "grid":
                answer["grid"].setdefault(path[1], {})[path[2]] = box.value
            else:
                answer["extra"][path[1]] = box.value
        return answer

    def spread(self, answer: ReadOnlyAnswer) -> dict[Path, str]:
        return {
            path: answer["grid"].get(path[1], {}).get(path[2], "")
            if path[0] == "grid"
            else answer["extra"].get(path[1], "")
            for path in self.controls
        }

    def refresh(self) -> None:
        words = escape(self.matrix.caption(self.board.answer))
        self._meter.value = page(f'<p class="pmx-meter" role="status">{words}</p>')

    def _tables(self) -> list[widgets.HTML]:
        if not self.matrix.tables:
            return []
        tables = "".join(table_html(table) for table in self.matrix.tables)
        opened = f"<details open><summary>To look up</summary>{tables}</details>"
        return [widgets.HTML(page(opened))]

    def _extra(self) -> widgets.VBox:
        questions = []
        for question in self.matrix.extra:
            control = _list(question.label, question)
            self.controls["extra", question.id] = control
            questions.append(control)
        box = widgets.VBox(questions)
        box.add_class("pmx-slots")
        return box


def _list(label: str, column: MatrixColumn) -> widgets.Dropdown:
    pairs = [("Choose…", ""), *((words, key) for key, words in column.options.items())]
    return widgets.Dropdown(options=pairs, value="", description=label)


def _heading(words: str) -> widgets.HTML:
    # Every list names its column itself, so a screen reader need not hear the headings.
    heading = widgets.HTML(f'<span class="pmx-colname" aria-hidden="true">{escape(words)}</span>')
    heading.add_class("pmx-gridhead")
    return heading


def _row_name(row: MatrixRow) -> widgets.HTML:
    note = f'<span class="pmx-small">{escape(row.note)}</span>' if row.note else ""
    name = widgets.HTML(f'<strong class="pmx-rowname">{escape(row.label)}</strong>{note}')
    name.add_class("pmx-gridrow")
    return name
