"""A module's exercises as a table: state, points so far, minutes left, the school's points."""

from __future__ import annotations

from html import escape

from pm_exercises.course.module_view import SIGNS, ModuleView, state_html
from pm_exercises.course.progress import Progress, board_cell, count, number
from pm_exercises.course.school import item_words
from pm_exercises.item import Table

STATE = "State"


def steps_table(seen: ModuleView) -> Table:
    """One row per exercise, and one for the written piece."""
    columns = _columns(seen)
    rows = tuple(zip(*columns.values(), strict=True))
    return Table(seen.headline, tuple(columns), rows)


def steps_html(seen: ModuleView) -> str:
    """The table, its rows linked to their places; in a narrow column each row is a block."""
    plain = steps_table(seen)
    cells = [*(board_cell(step.item.id) for step in seen.steps), seen.module.written]
    head = "".join(
        f'<th scope="col" role="columnheader"{_css(name)}>{escape(name)}</th>'
        for name in plain.columns
    )
    body = "".join(
        '<tr role="row">'
        f'<th scope="row" role="rowheader">{seen.link(row[0], cell)}</th>'
        + "".join(
            _cell_html(name, text) for name, text in zip(plain.columns[1:], row[1:], strict=True)
        )
        + "</tr>"
        for cell, row in zip(cells, plain.rows, strict=True)
    )
    # The roles stay where the narrow layout makes blocks of the rows.
    return (
        '<div class="pmx-steps"><table class="pmx-table pmx-stacks" role="table">'
        f"<caption>{escape(seen.module.title)}, exercise by exercise</caption>"
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{body}</tbody></table></div>'
    )


def _columns(seen: ModuleView) -> dict[str, list[str]]:
    steps, items, written = seen.steps, seen.standing.items, seen.module.written
    columns = {
        "Exercise": [
            *(f"{step.item.id} {step.item.title}" for step in steps),
            f"{written} Written piece",
        ],
        STATE: [*(step.words for step in steps), "in the notebook"],
        "Points so far": [*map(points_so_far, steps), "after hand-in"],
    }
    if seen.task:
        columns["Minutes left"] = [*(str(step.minutes_left) for step in steps), "–"]
    if items:
        ids = [*(step.item.id for step in steps), written]
        columns["From your school"] = [
            item_words(items[item_id]) if item_id in items else "–" for item_id in ids
        ]
    return columns


def _cell_html(column: str, text: str) -> str:
    known = column == STATE and text.partition(",")[0] in SIGNS
    shown = state_html(text) if known else escape(text)
    return f'<td role="cell"{_css(column)} data-label="{escape(column)}">{shown}</td>'


def _css(column: str) -> str:
    return "" if column in ("Exercise", STATE) else ' class="pmx-num"'


def points_so_far(step: Progress) -> str:
    """What the criteria judged here give; the rest is judged after hand-in."""
    if not step.item.points:
        return "no points"
    if step.result is None:
        return f"– of {number(step.item.points)}"
    judged = step.result.judged
    if not judged:
        return "after hand-in"
    return f"{number(step.result.score)} of {number(judged)}"


def points_line(steps: tuple[Progress, ...]) -> str:
    """The sum of what can be said here, and what is still to come."""
    results = [step.result for step in steps if step.result]
    score = sum(result.score for result in results)
    later = sum(result.later for result in results)
    total = sum(step.item.points for step in steps)
    line = f"So far {count(round(score, 2), 'point')} of {number(total)}"
    if later > 0:
        line += (
            f"; {count(round(later, 2), 'more point')} for what you did are judged after hand-in"
        )
    return f"{line}. The written piece comes on top."
