"""The panel at the top of a notebook: who is working, how far they are, and what to do next."""

from __future__ import annotations

from html import escape
from pathlib import Path

import ipywidgets as widgets

from pm_exercises.answers import FOLDER
from pm_exercises.course.panel import Panel
from pm_exercises.course.progress import (
    borrowed,
    find_module,
    headline,
    module_progress,
    next_step,
)
from pm_exercises.exercises.modules import Module
from pm_exercises.learner import GUEST, current_student, remember_student
from pm_exercises.render import style

AGAIN = (
    "Now run the notebook from the top: in the menu Run, choose “Restart Kernel and Run All "
    "Cells”. Each exercise then shows data drawn for you."
)
ASK = (
    "Nobody has said yet who is working here, so the exercises show a guest's data. Enter the id "
    "that your course knows you by, once. Nothing waits for it: you may also go on as a guest."
)


class AskWho(Panel):
    """A start panel with a tiny form. It only shows itself, so Run All never stops at it."""

    def __init__(self, text: str, html: str, folder: Path, after: str = AGAIN) -> None:
        super().__init__(text, html)
        self.folder = folder  # where the id is kept
        self.after = after  # what to do when it is

    def _repr_mimebundle_(self, **options: object) -> dict[str, object]:
        bundle = self._form()._repr_mimebundle_(**options)
        return {**bundle, "text/plain": self.text}

    def _form(self) -> widgets.VBox:
        box = widgets.Text(description="Your id in this course", placeholder="such as ada")
        button = widgets.Button(description="Save my id", button_style="primary")
        said = widgets.HTML()

        def save(_source: object) -> None:
            problem = remember(box.value, self.folder)
            css, words = (
                ("pmx-notice", problem)
                if problem
                else ("pmx-next", saved_line(box.value, self.after))
            )
            said.value = f'<p class="{css}" role="status">{escape(words)}</p>'

        button.on_click(save)
        row = widgets.HBox([box, button])
        row.add_class("pmx-idform")
        form = widgets.VBox([widgets.HTML(style() + self.html), row, said])
        for name in ("pmx", "pmx-frame", "pmx-panel"):
            form.add_class(name)
        return form


def start(module: str, student: str | None = None) -> Panel:
    """Say who is working and how far the module is; ask for an id once where it is unknown.

    `student` is the typed way to enter the id: course.start("FND", student="ada").

    Raises:
        UnknownExercise: there is no such module.
    """
    found = find_module(module)
    answers = Path.cwd() / FOLDER
    problem = "" if student is None else remember(student, answers)
    who = current_student()
    typed = f'run course.start("{module}", student="your-id") in a cell'
    if who == GUEST:
        return AskWho(*_words(found, [problem, ASK], f"Without the form, {typed}."), answers)
    saved = student is not None and not problem
    here = (
        saved_line(who)
        if saved
        else f"You work as {who}. Each exercise shows data drawn for {who}."
    )
    lines = [problem, here]
    if others := borrowed(found, who):
        lines.append(
            f"Begun under another id, on that id's data: {', '.join(others)}. They are kept and "
            f"can be handed in. To start one afresh on your own data, move its file out of "
            f"“{FOLDER}” and run its cell again."
        )
    return Panel(*_words(found, lines, f"If this is not you, {typed}."))


def _words(module: Module, lines: list[str], typed: str) -> tuple[str, str]:
    """The panel in plain text and in HTML; `typed` says how to enter an id without a form."""
    steps = module_progress(module)
    lines = [line for line in lines if line]
    lines.append(f"{headline(steps)}. {next_step(steps, module)}")
    text = "\n".join([f"{module.code} {module.title}", *lines, typed])
    html = (
        f'<h3 class="pmx-title">{escape(module.title)}'
        f'<span class="pmx-id">{module.code} · about {module.minutes} minutes</span></h3>'
        + "".join(f"<p>{escape(line)}</p>" for line in lines)
        + f'<p class="pmx-small">{escape(typed)}</p>'
    )
    return text, html


def remember(student: str, folder: Path) -> str:
    """Keep the id in a folder. Return what went wrong, or nothing."""
    try:
        remember_student(student, folder)
    except ValueError as error:
        return str(error)
    except OSError as error:
        return (
            f"The id could not be saved in “{folder.name}” ({error.strerror or error}). Free some "
            "space or ask for write access, then try again."
        )
    return ""


def saved_line(student: str, after: str = AGAIN) -> str:
    """Say that an id is saved, and what to do now."""
    return f"Saved: you work as {student.strip()}. {after}"
