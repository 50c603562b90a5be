"""A learner's copy of one exercise: their data, their answer, saved as they work."""

from __future__ import annotations

import functools
import os
import threading
from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any, Concatenate, ParamSpec, TypeVar

from pm_exercises import answers, checks
from pm_exercises.answers import AnswerRecord, Earlier, Try
from pm_exercises.blueprint import Alternative, Exercise, dealt, earlier_sheets
from pm_exercises.errors import AnswerChangedElsewhere, AnswerError, AnswerFileError
from pm_exercises.item import Answer, ReadOnlyAnswer, Table
from pm_exercises.learner import current_student

__all__ = ["Alternative", "Board", "Exercise", "earlier_sheets"]

MOST_UNDO = 100
TRIES_BEFORE_NEW_DATA = 3


P = ParamSpec("P")
R = TypeVar("R")


def _alone(
    method: Callable[Concatenate[Board, P], R],
) -> Callable[Concatenate[Board, P], R]:
    """Let nobody else change the board meanwhile."""

    @functools.wraps(method)
    def locked(board: Board, /, *args: P.args, **named: P.kwargs) -> R:
        with board.lock:
            return method(board, *args, **named)

    return locked


class Board:
    """One exercise as one learner has it open.

    A view calls `change` for every move; a learner may as well type `board.answer = {...}`.
    Both save the same file at once.
    """

    def __init__(
        self,
        exercise: Exercise,
        student: str | None = None,
        view: Callable[[Board], Any] | None = None,
    ) -> None:
        # What a view sends is handled in another thread than the one that runs cells.
        self.lock = threading.RLock()
        self._view = view
        self.exercise = exercise
        self.item = exercise.item
        self.criteria = exercise.criteria
        self.messages = exercise.messages
        self.meaning = exercise.meaning
        self._listeners: list[Callable[[], None]] = []
        loaded = answers.load(exercise.item.id)
        self.notice = loaded.notice
        self._writable = loaded.writable
        self._mark = loaded.mark  # of the file as this board knows it
        self.changed_elsewhere = False  # another window saved; the learner has to choose
        now = AnswerRecord(exercise=exercise.item.id, student=student or current_student())
        self._record = loaded.record or now
        # An answer keeps the data it was made on, whoever runs the notebook later. A hint or a
        # check alone does not: with nothing answered yet, the data are the present learner's.
        if not self._record.answer and self._record.typed is None:
            self._record = self._record.model_copy(update={"student": now.student})
        self._deal()
        self._answer = self._read_saved(self._record.answer)
        self._past: list[Answer] = []  # since the board was opened, oldest first
        self._undone: list[Answer] = []  # what redo brings back, next one last

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
    def answer(self) -> ReadOnlyAnswer:
        """The answer so far, as plain dictionaries and lists. Assign a dictionary to replace it."""
        return deepcopy(self._answer)

    @answer.setter
    @_alone
    def answer(self, typed: ReadOnlyAnswer) -> None:
        if not isinstance(typed, Mapping):
            raise AnswerError("answer", f"expected a dictionary, got {type(typed).__name__}")
        plain = self.interaction.read(typed)
        if self._record.typed == plain and self._answer != plain and self.attempted:
            # The same cell ran again after work on the board: the later work stands.
            self.notice = (
                "You changed the board after this cell was typed, so the board's answer is kept. "
                "Change the typed answer to use it instead."
            )
            self._announce()
            return
        self._store(plain, typed=plain)

    @_alone
    def change(self, answer: ReadOnlyAnswer) -> None:
        """Take a new answer from the view, and save it at once.

        Raises:
            AnswerError: a field has a wrong type or names something that is not there.
        """
        self._store(self.interaction.read(answer))

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back, of those made since the board was opened."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Whether a change was taken back and can be made again."""
        return bool(self._undone)

    @_alone
    def undo(self) -> None:
        """Take back the last change and save; without one, do nothing."""
        if self._past:
            self._undone.append(self._answer)
            self._keep(self._past.pop())

    @_alone
    def redo(self) -> None:
        """Make the change again that undo took back, and save; without one, do nothing."""
        if self._undone:
            self._past.append(self._answer)
            self._keep(self._undone.pop())

    def check(self, key: checks.Key | None = None) -> checks.Result:
        """Judge the answer as it is now."""
        return checks.judge(self, key)

    @_alone
    def note_try(self, result: checks.Result, confidence: int | None = None) -> None:
        """Save that Check was pressed, what it gave, and how sure the learner was (1 to 5)."""
        made = Try(confidence=confidence, share=result.share if result.attempted else 0.0)
        tries = [*self._record.tries, made][-answers.MOST_TRIES :]
        self.note(checks=self._record.checks + 1, tries=tries)

    @property
    def can_renew(self) -> bool:
        """Whether the learner may have new data: after three tries here without mastery."""
        return (
            self.item.points > 0
            and self._record.checks >= TRIES_BEFORE_NEW_DATA
            and self._record.variant + 1 < answers.MOST_VARIANTS
            and not self.check().mastered
        )

    @_alone
    def new_data(self) -> None:
        """Start again on new data. The answer so far is kept, and the best one counts."""
        if not self.can_renew:
            return
        record = self._record
        left = Earlier(variant=record.variant, answer=self._answer)
        update = {"variant": record.variant + 1, "checks": 0, "answer": {}, "typed": None}
        self._save(record.model_copy(update={**update, "earlier": [*record.earlier, left]}))
        self._reopen()

    @property
    def earlier(self) -> tuple[checks.Sheet, ...]:
        """The answers on data sets that were left for new ones, ready to be judged."""
        return earlier_sheets(self.exercise, self._record)

    def compare(self) -> tuple[Alternative, ...]:
        """Other good answers on this data, once the learner has mastered it; before, none."""
        if self.exercise.compare is None or not self.check().mastered:
            return ()
        return self.exercise.compare(self.data, self._answer)

    @_alone
    def take_other(self) -> None:
        """Go on with what another window saved. Undo brings this board's own answer back."""
        mine, variant = self._answer, self._record.variant
        loaded = answers.load(self.item.id)
        self.notice, self._writable, self._mark = loaded.notice, loaded.writable, loaded.mark
        self._record = loaded.record or self._record
        self._reopen()
        if self._record.variant == variant and mine != self._answer:
            self._past = [mine]
            self._announce()

    @_alone
    def keep_mine(self) -> None:
        """Save this board's answer; what another window saved is kept beside it, renamed."""
        answers.put_by(self.item.id)
        self._mark, self.changed_elsewhere = "", False
        self._keep(self._answer)

    @_alone
    def note(self, /, **fields: Any) -> None:
        """Save something beside the answer: checks=…, hint=…, confidence=…, plan=…."""
        self._save(self._record.model_copy(update=fields))

    def table(self) -> Table:
        """The board in words."""
        return self.interaction.table(self._answer)

    def missing(self) -> tuple[str, ...]:
        """What is still to be done, in words."""
        return self.interaction.missing(self._answer)

    def on_change(self, listener: Callable[[], None]) -> None:
        """Call a function after every change of the answer or the notice."""
        self._listeners.append(listener)

    def _repr_mimebundle_(self, **options: Any) -> Any:
        """Show the board's panel in a notebook, and its text twin anywhere else."""
        # Where nbgrader runs the notebook nobody can touch a board, so its words are enough.
        view = None if os.environ.get("NBGRADER_EXECUTION") else self._view
        if view is None:
            return {"text/plain": repr(self)}
        data, metadata = view(self)._repr_mimebundle_(**options)
        return {**data, "text/plain": repr(self)}, metadata

    def __repr__(self) -> str:
        return f"{self.item.id} {self.item.title}\n{self.table()}"

    def _store(self, plain: Answer, typed: Answer | None = None) -> None:
        before = self._past, self._undone
        if plain != self._answer:
            self._past, self._undone = [*self._past, self._answer][-MOST_UNDO:], []
        try:
            self._keep(plain, typed)
        except AnswerError:  # too large to save: the board stays as it was
            self._past, self._undone = before
            raise

    def _keep(self, plain: Answer, typed: Answer | None = None) -> None:
        update: dict[str, Any] = {"answer": plain}
        if typed is not None:
            update["typed"] = typed
        try:
            self._save(self._record.model_copy(update=update))
        except (OSError, AnswerChangedElsewhere):
            self._answer = plain  # on the board at least
            self._announce()
            raise
        self._answer = plain
        self._announce()

    def _save(self, record: AnswerRecord) -> None:
        if not self._writable:
            self._record = record
            return
        try:
            saved = answers.save(record, over=self._mark)
        except AnswerChangedElsewhere:
            if not self._same_elsewhere():
                self._record, self.changed_elsewhere = record, True
                raise
            saved = answers.save(record)
        except OSError:
            self._record = record  # the next save that succeeds keeps it
            raise
        self._record, self._mark = saved.record or record, saved.mark

    def _same_elsewhere(self) -> bool:
        """Whether what another window saved is this board's own last answer: nothing to lose."""
        try:
            other = answers.read(self.item.id)
        except (AnswerFileError, OSError):
            return False
        mine = self._record
        return other is None or (other.answer, other.variant) == (mine.answer, mine.variant)

    def _deal(self) -> None:
        self.data, self.interaction = dealt(self.exercise, self.student, self._record.variant)

    def _reopen(self) -> None:
        self._deal()
        self._answer = self._read_saved(self._record.answer)
        self._past, self._undone, self.changed_elsewhere = [], [], False
        self._announce()

    def _read_saved(self, saved: ReadOnlyAnswer) -> Answer:
        try:
            return self.interaction.read(saved)
        except AnswerError as error:
            # The file is sound but its answer does not fit this board, as after a hand edit.
            aside = answers.set_aside(self.item.id, str(error))
            self.notice, self._writable = aside.notice, aside.writable
            self._record = self._record.model_copy(update={"answer": {}, "typed": None})
            return self.interaction.empty()

    def _announce(self) -> None:
        for listener in self._listeners:
            listener()
