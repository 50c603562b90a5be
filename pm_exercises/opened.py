"""One exercise as one learner has it open: what it is made of, and what of it is saved."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import Any, Concatenate, ParamSpec, TypeVar

from pm_exercises import checks
from pm_exercises.answers import AnswerRecord
from pm_exercises.blueprint import Exercise, dealt, earlier_sheets
from pm_exercises.errors import AnswerChangedElsewhere, AnswerError
from pm_exercises.interactions.base import Interaction
from pm_exercises.item import Item, ReadOnlyAnswer
from pm_exercises.learner import current_student
from pm_exercises.readonly import read_only
from pm_exercises.saving import AnswerFile

P = ParamSpec("P")
R = TypeVar("R")
B = TypeVar("B", bound="OpenExercise")


def alone(
    method: Callable[Concatenate[B, P], R],
) -> Callable[Concatenate[B, P], R]:
    """Let nobody else change the board meanwhile."""

    @functools.wraps(method)
    def locked(one: B, /, *args: P.args, **named: P.kwargs) -> R:
        with one._lock:
            return method(one, *args, **named)

    return locked


class OpenExercise:
    """What a board knows: the exercise, this learner's data, the answer, and its file."""

    # What is not here cannot be set: `board.anwser = …` is a slip of the pen, and would be lost.
    __slots__ = (
        *("__weakref__", "_answer", "_data", "_exercise", "_file", "_interaction", "_listeners"),
        *("_lock", "_notice", "_past", "_record", "_undone", "_view"),
    )

    def __init__(
        self,
        exercise: Exercise,
        student: str | None = None,
        view: Callable[[Any], Any] | None = None,
    ) -> None:
        # What a view sends is handled in another thread than the one that runs cells.
        self._lock = threading.RLock()
        self._view = view
        self._exercise = exercise
        self._listeners: list[Callable[[], None]] = []
        self._file = AnswerFile(exercise.item.id)
        self._notice = self._file.found.notice
        now = AnswerRecord(exercise=exercise.item.id, student=student or current_student())
        self._record = self._file.found.record or now
        # An answer keeps the data it was made on, whoever runs the notebook later. A hint or a
        # check alone does not: with nothing answered yet, the data are the present learner's.
        if not self._record.answer and self._record.typed is None:
            self._record = self._record.model_copy(update={"student": now.student})
        self._deal()
        self._answer = self._read_saved(self._record.answer)
        self._past: list[ReadOnlyAnswer] = []  # since the board was opened, oldest first
        self._undone: list[ReadOnlyAnswer] = []  # what redo brings back, next one last

    def __setattr__(self, name: str, value: Any) -> None:
        if name != "answer" and name not in OpenExercise.__slots__:
            near = get_close_matches(name, ["answer"], cutoff=0.5)
            known = f"a board's {name!r} cannot be set" if hasattr(type(self), name) else ""
            raise AttributeError(
                f"{known or f'a board has no {name!r}'}."
                + (" Did you mean 'answer'?" if near else "")
                + " What you set is the answer, as a whole dictionary: board.answer = {…}."
            )
        object.__setattr__(self, name, value)

    @property
    def exercise(self) -> Exercise:
        """All that ships of the exercise."""
        return self._exercise

    @property
    def item(self) -> Item:
        """What the exercise is called, and what it is worth."""
        return self._exercise.item

    @property
    def criteria(self) -> tuple[checks.Criterion, ...]:
        """What a good answer makes true."""
        return self._exercise.criteria

    @property
    def messages(self) -> Mapping[str, str]:
        """The sentences by feedback code."""
        return self._exercise.messages

    @property
    def meaning(self) -> str:
        """What it means for the case that every criterion is met."""
        return self._exercise.meaning

    @property
    def data(self) -> Any:
        """This learner's own data."""
        return self._data

    @property
    def interaction(self) -> Interaction:
        """The way of answering, on this learner's data."""
        return self._interaction

    @property
    def notice(self) -> str:
        """A sentence for the learner where something was amiss; "" if nothing."""
        return self._notice

    @property
    def changed_elsewhere(self) -> bool:
        """Whether another window saved, so that the learner has to choose."""
        return self._file.changed_elsewhere

    @property
    def student(self) -> str:
        """The id that this board's data was drawn from."""
        return self._record.student

    @property
    def record(self) -> AnswerRecord:
        """What is saved beside the answer: checks made, hints seen, the time."""
        return self._record

    @property
    def attempted(self) -> bool:
        """Whether anything was answered at all."""
        return self._answer != self.interaction.empty()

    @property
    def earlier(self) -> tuple[checks.Sheet, ...]:
        """The answers on data sets that were left for new ones, ready to be judged."""
        return earlier_sheets(self.exercise, self._record)

    def _save(self, record: AnswerRecord) -> None:
        try:
            self._record = self._file.save(record, self._record)
        except (OSError, AnswerChangedElsewhere):
            self._record = record  # the next save that succeeds keeps it
            raise

    def _deal(self) -> None:
        record = self._record
        self._data, self._interaction = dealt(self._exercise, record.student, record.variant)

    def _read_saved(self, saved: ReadOnlyAnswer) -> ReadOnlyAnswer:
        try:
            plain: ReadOnlyAnswer = read_only(self.interaction.read(saved))
        except AnswerError as error:
            # The file is sound but its answer does not fit this board, as after a hand edit.
            self._notice = self._file.set_aside(str(error))
            self._record = self._record.model_copy(update={"answer": {}, "typed": None})
            plain = read_only(self.interaction.empty())
        return plain
