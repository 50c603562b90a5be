"""How far a learner is, read from the answers folder without changing anything in it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from pm_exercises import checks
from pm_exercises.answers import read
from pm_exercises.board import earlier_sheets
from pm_exercises.checks import Result, Sheet
from pm_exercises.errors import AnswerError, AnswerFileError, UnknownExercise
from pm_exercises.exercises import find
from pm_exercises.exercises.modules import MODULES, Module
from pm_exercises.item import Item, Table
from pm_exercises.variants import rng_for

State = Literal["not started", "in progress", "checked", "cannot be read"]


@dataclass(frozen=True, slots=True)
class Progress:
    """One exercise as it stands: its state, what it earns here, and what it would still take."""

    item: Item
    state: State
    minutes_left: int
    student: str = ""  # whose data the answer was made on
    result: Result | None = None  # of the criteria that can be judged here
    table: Table | None = None  # the answer in words
    problem: str = ""

    @property
    def mastered(self) -> bool:
        """Whether 8 points of 10 are there, of those that can be judged here."""
        return self.state == "checked" and self.result is not None and self.result.mastered

    @property
    def done(self) -> bool:
        """Whether it carries no points, and all it asks is there."""
        return not self.item.points and self.result is not None and self.result.complete

    @property
    def words(self) -> str:
        """The state as a person reads it, with the share of what can be judged here."""
        if self.mastered:
            return "mastered"
        if self.done:
            return "done"
        if self.state == "checked" and self.result and self.result.judged:
            return f"checked, {math.floor(100 * self.result.share)} %"
        return self.state


@dataclass(frozen=True, slots=True)
class Task:
    """The one thing that helps most now, and the notebook's cell where it is done."""

    text: str
    cell: str


def find_module(code: str) -> Module:
    """Return a module by its code.

    Raises:
        UnknownExercise: there is none, with the nearest code there is.
    """
    by_code = {module.code: module for module in MODULES}
    if code in by_code:
        return by_code[code]
    near = get_close_matches(code.upper(), by_code, n=1, cutoff=0.3)
    raise UnknownExercise(
        f"There is no module {code!r}. "
        + (f"Did you mean {near[0]!r}?" if near else f"There is: {', '.join(by_code)}.")
    )


def module_progress(module: Module) -> tuple[Progress, ...]:
    """How far each exercise of a module is, in the module's order."""
    return tuple(exercise_progress(item_id) for item_id in module.exercises)


def exercise_progress(item_id: str) -> Progress:
    """How far one exercise is."""
    exercise = find(item_id)
    item = exercise.item
    try:
        record = read(item_id)
        if record is None:
            return Progress(item, "not started", item.minutes)
        data = exercise.generate(rng_for(record.student, item_id, record.variant))
        interaction = exercise.interaction(data)
        answer = interaction.read(record.answer)
    except (AnswerFileError, AnswerError, OSError) as error:
        return Progress(item, "cannot be read", item.minutes, problem=str(error))
    if answer == interaction.empty():
        return Progress(item, "not started", item.minutes, record.student)
    sheet = Sheet(
        item=item,
        criteria=exercise.criteria,
        messages=exercise.messages,
        student=record.student,
        data=data,
        answer=answer,
        attempted=True,
        earlier=earlier_sheets(exercise, record),
    )
    missing = len(interaction.missing(answer))
    everything = len(interaction.missing(interaction.empty()))
    # An answer with nothing left to fill in is judged below, so it is checked by that.
    done = not missing or record.checks > 0
    return Progress(
        item,
        "checked" if done else "in progress",
        0 if done else math.ceil(item.minutes * missing / max(everything, missing)),
        record.student,
        checks.check(sheet),
        interaction.table(answer),
    )


def borrowed(module: Module, student: str) -> tuple[str, ...]:
    """The exercises whose answers were made on data drawn for somebody else, such as a guest."""
    found = []
    for item_id in module.exercises:
        try:
            record = read(item_id)
        except (AnswerFileError, OSError):
            continue
        if record and record.student != student:
            found.append(item_id)
    return tuple(found)


def next_task(steps: tuple[Progress, ...], module: Module) -> Task:
    """The one thing that helps most now."""
    for state, words in (
        ("cannot be read", "Open {name} (its saved answer cannot be read)."),
        ("in progress", "Finish {name}, about {minutes}."),
        ("not started", "Begin {name}, about {minutes}."),
    ):
        for step in steps:
            if step.state == state:
                minutes = count(step.minutes_left, "minute")
                text = words.format(name=_named(step), minutes=minutes)
                return Task(text, board_cell(step.item.id))
    for step in steps:
        for verdict in step.result.verdicts if step.result else ():
            if verdict.state in ("not yet", "partly"):
                text = f"Look at {_named(step)} again: {verdict.label}."
                return Task(text, board_cell(step.item.id))
    return Task(
        f"All exercises are checked. Finish the written piece {module.written}, save, and hand in.",
        module.written,
    )


def next_step(steps: tuple[Progress, ...], module: Module) -> str:
    """The one thing that helps most now, as a sentence."""
    return next_task(steps, module).text


def board_cell(item_id: str) -> str:
    """The id of the notebook's cell that shows an exercise's board."""
    return f"{item_id}-board"


def _named(step: Progress) -> str:
    return f"{step.item.id} {step.item.title}"


def number(value: float) -> str:
    """Write a number of points or minutes as short as it goes: "5", "2.5", "0.83"."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def count(value: float, thing: str) -> str:
    """Say how many: "1 minute", "2.5 points"."""
    return f"{number(value)} {thing}" + ("" if value == 1 else "s")


def headline(steps: tuple[Progress, ...], *, minutes: bool = True) -> str:
    """How far a module is, in one line."""
    checked = sum(step.state == "checked" for step in steps)
    line = f"{checked} of {len(steps)} exercises checked"
    if mastered := sum(step.mastered for step in steps):
        line += f", {mastered} mastered"
    left = sum(step.minutes_left for step in steps)
    if minutes and left:
        line += f", about {count(left, 'minute')} left"
    return line
