"""The start page's panel: who is working, and how far each module is."""

from __future__ import annotations

import contextlib
from html import escape
from pathlib import Path

from pm_exercises.course.panel import Panel
from pm_exercises.course.progress import headline, module_progress
from pm_exercises.course.start_panel import AskWho, remember, saved_line
from pm_exercises.exercises.modules import MODULES, Module
from pm_exercises.item import Table
from pm_exercises.learner import GUEST, current_student
from pm_exercises.render import table_html

ASK = (
    "Enter the id that your course knows you by, once. Each exercise then shows data drawn for "
    "you. Nothing waits for it: you may also begin as a guest."
)


def welcome(student: str | None = None) -> Panel:
    """Show the modules with how far each is, and ask for an id where it is unknown.

    `student` is the typed way to enter the id: course.welcome(student="ada").
    """
    here = Path.cwd()
    problem = "" if student is None else remember(student, here)
    who = current_student(here)
    modules = [module for module in MODULES if (here / module.name).is_dir()]
    table = Table(
        "Modules", ("Module", "Minutes", "How far"), tuple(_row(module, here) for module in modules)
    )
    line = problem or (ASK if who == GUEST else saved_line(who) if student else f"Hello, {who}.")
    words = (f"{line}\n{table}", f"<p>{escape(line)}</p>{table_html(table, numeric=(1,))}")
    return AskWho(*words, here) if who == GUEST else Panel(*words)


def _row(module: Module, here: Path) -> tuple[str, str, str]:
    # Answers are read from beside a module's notebook, as that notebook itself does.
    with contextlib.chdir(here / module.name):
        return module.title, str(module.minutes), headline(module_progress(module))
