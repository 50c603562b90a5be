"""The start page's panel: who is working, what is next, and the whole course with how far it is."""

from __future__ import annotations

from html import escape
from pathlib import Path

from IPython.display import display

from pm_exercises.course.course_plan import Planned, Stage, stages
from pm_exercises.course.module_table import steps_html
from pm_exercises.course.module_view import (
    ModuleView,
    bar_html,
    problems,
    standing_html,
    standing_lines,
    state_html,
    view,
)
from pm_exercises.course.panel import Panel
from pm_exercises.course.start_panel import AskWho, remember
from pm_exercises.course.status_panel import as_of
from pm_exercises.exercises.modules import MODULES
from pm_exercises.learner import GUEST, current_student

ASK = (
    "Enter the id that your course knows you by, once. Each exercise then shows data drawn for "
    "you. Nothing waits for it: you may also begin as a guest."
)
AFTER = "Now open a module below."
EMPTY = "There is no module in this folder."
ALL_DONE = "Every module in this folder is complete."
OR_EXCUSED = "Every module in this folder is complete, or you are excused from it."
WAITING = "Nothing waits for you here: your school has the next word."
PLANNED = "Planned, not in this copy yet"
NO_BAR = "Modules without a bar are planned and not in this copy yet."


class Welcome(AskWho):
    """The form for the id, and the map below it: links only work outside a widget."""

    def __init__(self, folder: Path, below: Panel) -> None:
        super().__init__(f"{ASK}\n{below}", f"<p>{escape(ASK)}</p>", folder, AFTER)
        self.below = below

    def _ipython_display_(self) -> None:
        display({**self._repr_mimebundle_(), "text/plain": ASK}, raw=True)
        display(self.below)


def welcome(student: str | None = None) -> Panel:
    """Show the course with how far each module is, and ask for an id where it is unknown.

    `student` is the typed way to enter the id: course.welcome(student="ada").
    """
    here = Path.cwd()
    problem = "" if student is None else remember(student, here)
    who = current_student(here)
    seen = {
        module.code: view(module, here / module.name, here, who)
        for module in MODULES
        if (here / module.name).is_dir()
    }
    saved = f"Saved: you work as {who}." if student else f"Hello, {who}."
    greeting = problem or ("You work as a guest." if who == GUEST else saved)
    panel = Panel(_text(greeting, seen), _html(greeting, seen))
    return Welcome(here, panel) if who == GUEST else panel


def _next(seen: dict[str, ModuleView]) -> tuple[str, str]:
    """What helps most now in the first module where something does: in text and in HTML."""
    for one in seen.values():
        if task := one.task:
            where = f"Next in {one.module.title}:"
            link = one.link(task.text, task.cell)
            return f"{where} {task.text}", f"<strong>{escape(where)}</strong> {link}"
    states = {one.standing.state for one in seen.values()}
    if not seen:
        return EMPTY, EMPTY
    done = OR_EXCUSED if "excused" in states else ALL_DONE
    words = done if states <= {"complete", "excused"} else WAITING
    return words, words


def _text(greeting: str, seen: dict[str, ModuleView]) -> str:
    lines = [greeting, _next(seen)[0]]
    for stage in stages():
        lines.append(stage.title)
        for planned in stage.modules:
            if one := seen.get(planned.code):
                lines.append(f"  {planned.title}, {one.standing.state}: {one.headline}")
                lines += [f"    {line}" for line in (*standing_lines(one), *problems(one))]
            else:
                lines.append(f"  {planned.title}. {PLANNED}")
    return "\n".join([*lines, as_of()])


def _html(greeting: str, seen: dict[str, ModuleView]) -> str:
    missing = any(one.code not in seen for stage in stages() for one in stage.modules)
    coming = f"{NO_BAR} " if missing else ""
    return (
        '<h2 class="pmx-title">Where you are</h2>'
        f'<p>{escape(greeting)}</p><p class="pmx-next">{_next(seen)[1]}</p>'
        f'<ol class="pmx-stages">{"".join(_stage(stage, seen) for stage in stages())}</ol>'
        f'<p class="pmx-small">{coming}{as_of()}</p>'
    )


def _stage(stage: Stage, seen: dict[str, ModuleView]) -> str:
    here = [_module(seen[one.code], one) for one in stage.modules if one.code in seen]
    coming = [_coming(one) for one in stage.modules if one.code not in seen]
    return (
        f'<li class="pmx-stage"><h3>{escape(stage.title)}</h3>'
        + "".join(here)
        + (
            f'<ul class="pmx-coming" aria-label="{PLANNED}">{"".join(coming)}</ul>'
            if coming
            else ""
        )
        + "</li>"
    )


def _module(seen: ModuleView, planned: Planned) -> str:
    notices = "".join(f'<p class="pmx-notice">{escape(line)}</p>' for line in problems(seen))
    return (
        '<div class="pmx-module">'
        f'<div class="pmx-modulehead"><h4>{seen.link(planned.title)}</h4>'
        f"{state_html(seen.standing.state)}</div>"
        f'<p class="pmx-small">{escape(planned.about)}</p>'
        f"<p>{escape(seen.headline)}</p>"
        f"{bar_html(seen)}{standing_html(seen)}{notices}"
        f"<details><summary>Exercise by exercise</summary>{steps_html(seen)}</details></div>"
    )


def _coming(planned: Planned) -> str:
    return f"<li><strong>{escape(planned.title)}</strong> <span>{escape(planned.about)}</span></li>"
