"""Turn results and tables into HTML and plain text that say the same."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from html import escape
from importlib.resources import files

from pm_exercises.checks import Result, Verdict
from pm_exercises.item import Table

RESULT_MIME = "application/vnd.pm-bootcamp.result+json"
_SIGNS = {"met": "✓", "partly": "◐", "not yet": "○", "later": "…"}
_WORDS = {"met": "Met", "partly": "Partly met", "not yet": "Not yet", "later": "After you hand in"}


@cache
def style_sheet() -> str:
    """Return the course's style sheet: its tokens, and what panels, results and pages share."""
    return files("pm_exercises").joinpath("style.css").read_text(encoding="utf-8")


def style() -> str:
    """Return the course's style sheet as an HTML element."""
    return f"<style>{style_sheet()}</style>"


def page(body: str) -> str:
    """Wrap HTML in the course's root class, with its style sheet."""
    return f'{style()}<div class="pmx">{body}</div>'


def table_html(table: Table, numeric: Iterable[int] = ()) -> str:
    """Return a real HTML table; `numeric` lists the columns to align right."""
    right = set(numeric)
    css = [' class="pmx-num"' if i in right else "" for i in range(len(table.columns))]
    # A corner without a name heads nothing: it is an empty cell, not an empty heading.
    head = "".join(
        f'<th scope="col"{css[i]}>{escape(name)}</th>' if name else "<td></td>"
        for i, name in enumerate(table.columns)
    )
    body = "".join(
        "<tr>"
        + "".join(
            f'<th scope="row"{css[i]}>{escape(cell)}</th>'
            if i == 0
            else f"<td{css[i]}>{escape(cell)}</td>"
            for i, cell in enumerate(row)
        )
        + "</tr>"
        for row in table.rows
    )
    return (
        f'<div class="pmx-scroll" tabindex="0" role="region" aria-label="{escape(table.caption)}">'
        f'<table class="pmx-table"><caption>{escape(table.caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def headline(result: Result) -> str:
    """The first line of a result: points so far, and what is still to come."""
    if not result.attempted:
        return "Not attempted yet"
    if not result.points:
        done = sum(verdict.state == "met" for verdict in result.verdicts)
        words = "Complete" if result.complete else f"{done} of {len(result.verdicts)} done"
        return f"{words}. This carries no points"
    judged = result.judged
    if not judged:
        return f"Saved. All {_points(result.points)} are judged after you hand in"
    line = f"{_number(result.score)} of {_points(judged)} so far"
    if result.later:
        line += f" · {_points(result.later)} more are judged after you hand in"
    return line


def result_html(result: Result) -> str:
    """The result panel: the first criterion not met in full, the others one line each."""
    width = round(100 * result.share)
    parts = [
        '<section class="pmx-result" role="status">',
        f'<p class="pmx-head">{escape(headline(result))}</p>',
        f'<div class="pmx-bar" aria-hidden="true"><span style="width:{width}%"></span></div>',
    ]
    if result.notice:
        parts.append(f'<p class="pmx-notice">{escape(result.notice)}</p>')
    if result.meaning:
        parts.append(f'<p class="pmx-first">{escape(result.meaning)}</p>')
    first = _first_unmet(result)
    if first is not None and result.attempted:
        message = first.messages[0]
        parts.append(
            f'<p class="pmx-first"><strong>{_WORDS[first.state]}: {escape(first.label)}.</strong> '
            f'{escape(message.text)} <span class="pmx-code">{escape(message.code)}</span></p>'
        )
    rows = "".join(_row_html(verdict) for verdict in result.verdicts)
    parts.append(f"<details><summary>All criteria</summary><ul>{rows}</ul></details></section>")
    return page("".join(parts))


def result_text(result: Result) -> str:
    """The result panel in plain text."""
    lines = [f"{result.item_id} {result.title}: {headline(result)}"]
    if result.notice:
        lines.append(result.notice)
    if result.meaning:
        lines.append(result.meaning)
    for verdict in result.verdicts:
        line = f"  {_SIGNS[verdict.state]} {_WORDS[verdict.state]}: {verdict.label}"
        if verdict.points:
            line += f" ({_number(verdict.given)} of {_points(verdict.points)})"
        lines.append(line)
        lines += [f"      {m.text} [{m.code}]" for m in verdict.messages if result.attempted]
    return "\n".join(lines)


def _first_unmet(result: Result) -> Verdict | None:
    return next((v for v in result.verdicts if v.state in ("not yet", "partly")), None)


def _row_html(verdict: Verdict) -> str:
    css = verdict.state.replace(" ", "")
    sentences = "".join(
        f"<br>{escape(m.text)} <span class='pmx-code'>{escape(m.code)}</span>"
        for m in verdict.messages
    )
    given = "" if verdict.state == "later" else f"{_number(verdict.given)} of "
    points = f"{given}{_points(verdict.points)}" if verdict.points else ""
    return (
        f'<li class="pmx-{css}"><span class="pmx-sign" aria-hidden="true">'
        f"{_SIGNS[verdict.state]}</span>"
        f'<span class="pmx-points">{points}</span>'
        f"<strong>{_WORDS[verdict.state]}:</strong> {escape(verdict.label)}{sentences}</li>"
    )


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _points(value: float) -> str:
    return f"{_number(value)} point" + ("" if value == 1 else "s")
