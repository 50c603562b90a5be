"""The verbs a notebook uses on a board: check, hint, finish."""

from __future__ import annotations

from html import escape

from IPython.display import HTML, display

from pm_exercises import checks
from pm_exercises.board import Board
from pm_exercises.checks import Key, Result
from pm_exercises.render import RESULT_MIME, page, result_html, result_text


class Report:
    """A result that shows itself in a notebook, and in plain text without one."""

    def __init__(self, result: Result) -> None:
        self.result = result

    def __repr__(self) -> str:
        return result_text(self.result)

    def _repr_mimebundle_(self, **_: object) -> dict[str, object]:
        return {
            "text/plain": result_text(self.result),
            "text/html": result_html(self.result),
            RESULT_MIME: self.result.to_json(),
        }


def check(board: Board, key: Key | None = None) -> Report:
    """Judge a board's answer. The key holds what must not ship, and only graders pass one."""
    return Report(checks.check(board, key))


def finish(report: Report) -> float:
    """Show the result and return the score, a plain float from 0 to the exercise's points.

    nbgrader reads the last line of a test cell: only a plain float in range is safe there.
    """
    display(report)
    return float(report.result.score)


def hint(board: Board, level: int | None = None) -> None:
    """Show the next hint, or the one asked for (0 restates the goal)."""
    hints = board.exercise.hints(board.data)
    wanted = min(board.record.hint, len(hints) - 1) if level is None else level
    if not 0 <= wanted < len(hints):
        raise ValueError(f"There are hints 0 to {len(hints) - 1}.")
    board._note(hint=max(board.record.hint, wanted + 1))
    text = escape(hints[wanted])  # hints name cards, and a card's text is no HTML
    display(HTML(page(f'<p class="pmx-result"><strong>Hint.</strong> {text}</p>')))
