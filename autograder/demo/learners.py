"""The sample class: nineteen learners, each with one thing that happens in real classes."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell

from autograder.notebooks import find_cell, read_notebook, write_notebook
from autograder.samples import Samples
from pm_exercises.item import Answer

NOTEBOOK = "foundations.ipynb"

# Which answer a learner gives to an exercise: from its best answer and the samples; None for none.
Choice = Callable[[str, Answer, Samples], Answer | None]
# What happens to a learner's folder before it is handed in.
Mishap = Callable[[Path], None]


@dataclass(frozen=True, slots=True)
class Learner:
    """One learner of the sample class."""

    id: str
    story: str
    choose: Choice
    route: Literal["board", "typed"] = "board"
    writes: bool = True  # the written artefact
    mark: float | None = 16.0  # what the reader gives for it; None while it waits
    days_late: int = 0
    mishap: Mishap | None = None
    hands_in: bool = True


def best(_item: str, best_answer: Answer, _samples: Samples) -> Answer | None:
    """The reference answer."""
    return best_answer


def alternative(_item: str, _best: Answer, samples: Samples) -> Answer | None:
    """Another answer that a fair reader would accept."""
    return samples.alternatives[0] if samples.alternatives else _best


def nothing(_item: str, _best: Answer, _samples: Samples) -> Answer | None:
    """No answer at all."""
    return None


def first_half(item: str, best_answer: Answer, _samples: Samples) -> Answer | None:
    """Right as far as it goes, which is exercise 3."""
    return best_answer if item in ("FND-WARM", "FND-E1", "FND-E2", "FND-E3") else None


def misconception(number: int) -> Choice:
    """The answers of somebody who falls for the number-th misconception of every exercise."""

    def choose(_item: str, best_answer: Answer, samples: Samples) -> Answer | None:
        wrong = list(samples.misconceptions.values())
        return wrong[number % len(wrong)] if wrong else best_answer

    return choose


def sample_class() -> tuple[Learner, ...]:
    """Everybody, in the order of the completion table."""
    return (
        Learner("ada", "solves everything", best, mark=18.0),
        Learner("ben", "solves everything in other good ways", alternative),
        Learner("chi", "stops half-way", first_half, writes=False),
        *(
            Learner(name, f"misconception {n + 1} of every exercise", misconception(n), mark=11.0)
            for n, name in enumerate(("dia", "eli", "fay", "gus", "hana", "iris"))
        ),
        Learner("ivo", "hands in an untouched notebook", nothing, writes=False),
        Learner("jun", "types every answer; nobody has read the letter", best, "typed", mark=None),
        Learner("kai", "is two days late", best, days_late=2),
        Learner("lea", "deleted a test cell", best, mishap=_delete_test_cell),
        Learner("mia", "has a cell twice", best, "typed", mishap=_duplicate_cell),
        Learner("noa", "renamed the notebook", best, mishap=_rename),
        Learner("oli", "has half an answer file", best, mishap=_corrupt_answer),
        Learner("pia", "has a cell that never ends", best, mishap=_endless_cell),
        Learner("quin", "has a cell that ends the process", best, mishap=_exit_cell),
        Learner("rui", "never hands anything in", nothing, writes=False, hands_in=False),
    )


def _edit(folder: Path, change: Callable[[NotebookNode], None]) -> None:
    notebook = read_notebook(folder / NOTEBOOK)
    change(notebook)
    write_notebook(notebook, folder / NOTEBOOK)


def _delete_test_cell(folder: Path) -> None:
    def change(notebook: NotebookNode) -> None:
        notebook.cells.remove(find_cell(notebook, "FND-E3-check"))

    _edit(folder, change)


def _duplicate_cell(folder: Path) -> None:
    def change(notebook: NotebookNode) -> None:
        cell = find_cell(notebook, "FND-E4-answer")
        copy = deepcopy(cell)
        copy["id"] = "copied"
        notebook.cells.insert(notebook.cells.index(cell), copy)

    _edit(folder, change)


def _rename(folder: Path) -> None:
    (folder / NOTEBOOK).rename(folder / "foundations FINAL (2).ipynb")


def _corrupt_answer(folder: Path) -> None:
    path = folder / "answers" / "FND-E4.json"
    text = path.read_bytes()
    path.write_bytes(text[: len(text) // 2])


def _endless_cell(folder: Path) -> None:
    _edit(
        folder, lambda notebook: _insert_after(notebook, "FND-E5-answer", "while True:\n    pass")
    )


def _exit_cell(folder: Path) -> None:
    _edit(
        folder,
        lambda notebook: _insert_after(notebook, "FND-E6-answer", "import os\n\nos._exit(0)"),
    )


def _insert_after(notebook: NotebookNode, name: str, source: str) -> None:
    index = notebook.cells.index(find_cell(notebook, name))
    notebook.cells.insert(index + 1, new_code_cell(source))
