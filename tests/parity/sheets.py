"""Sheets of generated questions, and classes that answer them."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from random import Random

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from nbformat import NotebookNode
from traitlets.config import Config

from autograder.notebooks import find_cell, write_notebook
from autograder.release import release_notebook
from tests import cells
from tests.parity.bank import CHECKED, READ
from tests.parity.questions import UNTOUCHED, Question, Read

ON_A_SHEET = 10
IN_A_CLASS = 20
OWN = ("print('looking around')\n[1, 2]", "%time sum(range(3))", "a, b = 1, 2\n{a: b}", "1 +", "")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question on a sheet, with numbers of its own, and the answers of a class."""

    question: Question | Read
    mark: str
    first: int
    second: int
    answers: tuple[str, ...]

    def filled(self, text: str) -> str:
        """Return a text with this question's names and numbers."""
        text = re.sub(r"_Q\b", f"_{self.mark}", text)
        return re.sub(r"\bN2\b", str(self.second), re.sub(r"\bN1\b", str(self.first), text))


@dataclass(frozen=True, slots=True)
class Sheet:
    """An assignment with one notebook, and what a class handed in."""

    name: str
    asked: tuple[Asked, ...]

    def source(self) -> NotebookNode:
        """Return the instructor's notebook."""
        made = [cells.locked("tools", "import numpy\nimport pandas")]  # and not yet np and pd
        for asked in self.asked:
            made.append(cells.text(f"## {asked.question.kind}", f"{asked.mark}-title"))
            for cell in asked.question.cells(asked.mark):
                cell.source = asked.filled(cell.source)
                made.append(cell)
        return cells.notebook(*made)

    def handed_in(self, learner: int) -> NotebookNode:
        """Return one learner's notebook."""
        work = release_notebook(deepcopy(self.source()), Config())
        for asked in self.asked:
            text = asked.answers[learner % len(asked.answers)]
            if text != UNTOUCHED:
                find_cell(work, f"{asked.mark}-answer")["source"] = asked.filled(text)
        own = cells.code(OWN[learner % len(OWN)], "own")
        work.cells.insert(1 + learner % len(work.cells), own)
        return work

    def write(self, root: Path) -> None:
        """Put the source and what the class handed in into a course's folder."""
        write_notebook(self.source(), root / "source" / self.name / "sheet.ipynb")
        for learner in range(IN_A_CLASS):
            folder = root / "submitted" / f"learner-{learner:02}" / self.name
            write_notebook(self.handed_in(learner), folder / "sheet.ipynb")
            if learner % 4:
                stamp = f"2026-11-{1 + learner:02} 10:00:0{learner % 10}.123456 UTC"
                (folder / "timestamp.txt").write_text(stamp if learner % 3 else stamp[:19])

    def answer(self, learner: int, cell: str) -> str:
        """Return a check and what it checked, for whoever has to find out why two grades differ."""
        (asked,) = (a for a in self.asked if cell.startswith(f"{a.mark}-"))
        work = self.handed_in(learner)
        parts = [c.source for c in self.source().cells if c.id == f"{asked.mark}-check"]
        return "\n---\n".join([find_cell(work, f"{asked.mark}-answer").source, *parts])


@st.composite
def terms(draw: st.DrawFn) -> tuple[Sheet, ...]:
    """Draw sheets that ask every question once, and give each of its answers to somebody."""
    dice: Random = draw(st.randoms(use_true_random=False))
    questions = dice.sample(CHECKED, len(CHECKED))
    sheets = []
    for start in range(0, len(questions), ON_A_SHEET):
        chosen: list[Question | Read] = [*questions[start : start + ON_A_SHEET], dice.choice(READ)]
        asked = (
            Asked(
                question,
                f"q{start + number}",
                dice.randint(3, 28),
                dice.randint(1, 40),
                tuple(dice.sample(question.all_answers, len(question.all_answers))),
            )
            for number, question in enumerate(dice.sample(chosen, len(chosen)))
        )
        sheets.append(Sheet(f"ps{start // ON_A_SHEET}", tuple(asked)))
    return tuple(sheets)


def drawn(count: int) -> list[tuple[Sheet, ...]]:
    """Return so many terms, the same ones every time."""
    found: list[tuple[Sheet, ...]] = []

    @settings(
        max_examples=count,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(terms())
    def take(term: tuple[Sheet, ...]) -> None:
        found.append(term)

    take()
    return found
