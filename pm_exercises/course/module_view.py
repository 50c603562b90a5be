"""One module as the start page and the status panel show it: its state in words and a bar."""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import quote

from pm_exercises.course.progress import Progress, Task, headline, module_progress, next_task
from pm_exercises.course.school import Standing, module_standing
from pm_exercises.exercises.modules import Module

SIGNS = {
    "not started": "–",
    "in progress": "◔",
    "checked": "◐",
    "mastered": "✓",
    "done": "✓",
    "cannot be read": "!",
    "submitted": "…",
    "needs review": "i",
    "complete": "✓",
    "not yet": "○",
    "excused": "×",
}


@dataclass(frozen=True, slots=True)
class ModuleView:
    """A module as it stands, seen from the folder of the page that shows it."""

    module: Module
    folder: Path  # with its notebook and answers
    here: Path
    steps: tuple[Progress, ...]
    standing: Standing

    @property
    def task(self) -> Task | None:
        """What helps most now; nothing where the school is done, or has to speak next."""
        if self.standing.state in ("submitted", "needs review", "complete", "excused"):
            return None
        return next_task(self.steps, self.module)

    @property
    def headline(self) -> str:
        """How far it is here, in one line; with the time left while there is something to do."""
        line = headline(self.steps, minutes=self.task is not None)
        # What was typed in cells may have reached the school without an answer file here.
        return f"In this folder: {line}" if self.standing.by_school else line

    def link(self, words: str, cell: str = "") -> str:
        """Words that lead to a cell of the notebook, or just the words where it is not there."""
        path = self.folder / f"{self.module.name}.ipynb"
        # JupyterLab follows a path with a cell's id; an id alone only works within one output.
        place = f"#cell-id={quote(cell)}" if cell else ""
        return self._link(path, words, place) if path.is_file() else escape(words)

    def feedback_link(self, words: str) -> str:
        """Words that lead to the school's feedback page; "" where there is none."""
        return self._link(self.standing.page, words) if self.standing.page else ""

    def _link(self, path: Path, words: str, place: str = "") -> str:
        way = Path(os.path.relpath(path, self.here)).as_posix()
        return f'<a href="{escape(quote(way) + place)}">{escape(words)}</a>'


def view(module: Module, folder: Path, here: Path, student: str) -> ModuleView:
    """Look at the module in a folder, for a page in the folder `here`."""
    # Answers are read from beside a module's notebook, as that notebook itself does.
    with contextlib.chdir(folder):
        steps = module_progress(module)
    return ModuleView(module, folder, here, steps, module_standing(module, steps, folder, student))


def bar_html(seen: ModuleView) -> str:
    """A piece per exercise, filled as far as it is; the words beside it say the same."""
    pieces = "".join(
        f'<span class="pmx-piece pmx-piece-{_kind(step)}"></span>' for step in seen.steps
    )
    return f'<div class="pmx-pieces" aria-hidden="true">{pieces}</div>'


def state_html(state: str) -> str:
    """A state in a word and a sign."""
    kind = state.partition(",")[0]
    css = kind.replace(" ", "-")
    return (
        f'<span class="pmx-state pmx-state-{css}"><span class="pmx-state-sign" aria-hidden="true">'
        f"{SIGNS[kind]}</span> {escape(state)}</span>"
    )


def standing_lines(seen: ModuleView) -> tuple[str, ...]:
    """What is known of the hand-in and the school's word, in sentences."""
    standing = seen.standing
    if not standing.lines:
        return ()
    first, *more = standing.lines
    who = "Your school says: " if standing.by_school else "State: "
    return (f"{who}{standing.state}{', ' if first else ''}{first}.", *more)


def standing_html(seen: ModuleView) -> str:
    """The same, with the reasons as a list and a link to the school's page."""
    standing = seen.standing
    if not standing.lines:
        return ""
    first, *more = standing.lines
    who = "Your school says: " if standing.by_school else ""
    words = f"{who}{state_html(standing.state)}{', ' if first else ''}{escape(first)}."
    page = f" {link}." if (link := seen.feedback_link("Read the feedback")) else ""
    listed = "".join(f"<li>{escape(line)}</li>" for line in more)
    reasons = f"<ul>{listed}</ul>" if listed else ""
    return f'<div class="pmx-school"><p>{words}{page}</p>{reasons}</div>'


def problems(seen: ModuleView) -> list[str]:
    """A sentence for each file that cannot be used as it is."""
    saved = [
        f"{step.item.id}: the saved answer cannot be used ({step.problem.rstrip('.')}). It is left "
        "as it is. Run the exercise's cell to see where it is kept and to go on."
        for step in seen.steps
        if step.problem
    ]
    return [*saved, *seen.standing.problems]


def _kind(step: Progress) -> str:
    return "mastered" if step.mastered or step.done else step.state.replace(" ", "-")
