"""Let a sample learner work on a released notebook, with the code a browser session uses.

The cells are the released ones; the answers go through the same controls that a hand would move,
and every move is saved by the same code. Runs in a process of its own.
"""

from __future__ import annotations

import contextlib
import io
import os
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from pprint import pformat

from nbformat import NotebookNode

from autograder.demo.learners import NOTEBOOK, Learner, sample_class
from autograder.notebooks import board_name, find_cell, read_notebook, write_notebook
from autograder.rehearse import SourceNotebook
from autograder.samples import Samples, sample_answers
from pm_exercises.answers import FOLDER
from pm_exercises.board import Board
from pm_exercises.exercises import exercise_ids
from pm_exercises.item import Answer
from pm_exercises.learner import remember_student
from pm_exercises.widget import BoardWidget

LETTER = """\
**Who it is for.** People who brew two or three times before work. Of the 260 posts I counted, 28 %
of subscribers name the same need first, so I start there.

**Vision.** For people with full mornings, Kettlewick makes the first ten minutes of the day go
right without thinking, which no kettle on the shelf does. That holds for years, not for a launch.

**First 90 days.** Days 1 to 30: visit 12 homes, read posts each week, agree one number with the
team. Days 31 to 60: two small trials inside Brewbook, stopped or kept by that number. Days 61 to
90: a roadmap that sales and support can repeat. This is product work and it goes on. Priya runs the
project beside it: the lid redesign, with its dates, its budget and its last day. We meet twice a
week, and neither of us decides the other's part alone.

**What I give up.** No new colours and no export model this year. Both would please a shop I like,
and neither helps the mornings above. If weekly brewing has not risen by 10 % in 90 days, I shall
say so and change the plan.
"""


def work(learner: Learner, course: Path, folder: Path) -> None:
    """Fill a learner's copy of the released module, as far as this learner goes."""
    shutil.copytree(course / "release" / "foundations", folder, dirs_exist_ok=True)
    source = SourceNotebook(course / "source" / "foundations" / NOTEBOOK)
    # What an answer should be is looked up first, away from the learner's folder.
    answers = {
        item_id: answer
        for item_id in exercise_ids()
        if item_id.startswith("FND-")
        and (answer := _choose(learner, course, source, item_id)) is not None
    }
    notebook = read_notebook(folder / NOTEBOOK)
    with contextlib.chdir(folder), contextlib.redirect_stdout(io.StringIO()):
        if answers:
            remember_student(learner.id, Path(FOLDER))
        for item_id, answer in answers.items():
            if learner.route == "typed":
                _type(notebook, item_id, answer)
            else:
                _play(notebook, item_id, answer)
    if learner.writes:
        find_cell(notebook, "FND-W")["source"] = LETTER
    write_notebook(notebook, folder / NOTEBOOK)
    if learner.mishap:
        learner.mishap(folder)


def hand_in(learner: Learner, course: Path, folder: Path, due: datetime) -> None:
    """Copy a learner's folder to where nbgrader collects it, with the time it was handed in."""
    target = course / "submitted" / learner.id / "foundations"
    shutil.copytree(folder, target)
    early = timedelta(days=2, hours=learner.id.encode()[0] % 24)
    stamp = due + timedelta(days=learner.days_late) if learner.days_late else due - early
    (target / "timestamp.txt").write_text(
        f"{stamp.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f} UTC\n", encoding="utf-8"
    )


def _choose(learner: Learner, course: Path, source: SourceNotebook, item_id: str) -> Answer | None:
    data, best = source.solve(item_id, learner.id)
    if item_id.endswith("REFLECT"):  # no points, so no sample answers: written or not
        samples = Samples([], {})
    else:
        samples = sample_answers(course, item_id, data, best)
    return learner.choose(item_id, best, samples)


def _play(notebook: NotebookNode, item_id: str, answer: Answer) -> None:
    names: dict[str, object] = {}
    for cell in (f"{item_id.split('-', maxsplit=1)[0]}-setup", f"{item_id}-board"):
        exec(compile(find_cell(notebook, cell).source, cell, "exec"), names)
    board = next(value for value in names.values() if isinstance(value, Board))
    BoardWidget(board).receive({"type": "change", "answer": answer})


def _type(notebook: NotebookNode, item_id: str, answer: Answer) -> None:
    name = board_name(notebook, item_id)
    text = pformat(answer, width=96, sort_dicts=False)
    find_cell(notebook, f"{item_id}-answer")["source"] = f"{name}.answer = {text}"


def quietly(student: str, course: Path, folder: Path) -> None:
    """Work in a child process, as the learner of the sample class with that id."""
    os.environ.pop("JUPYTERHUB_USER", None)  # the class has its own names
    learner = next(one for one in sample_class() if one.id == student)
    work(learner, course, folder)
