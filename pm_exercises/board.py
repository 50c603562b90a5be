"""A learner's copy of one exercise: their data, their answer, saved as they work."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import Any

from pm_exercises import answers, checks
from pm_exercises.answers import Earlier, Try
from pm_exercises.blueprint import Alternative, Exercise, dealt, earlier_sheets
from pm_exercises.carried import is_later, parse_carried
from pm_exercises.errors import AnswerChangedElsewhere, AnswerError, AnswerFileError
from pm_exercises.item import ReadOnlyAnswer, Table
from pm_exercises.opened import OpenExercise, alone
from pm_exercises.readonly import read_only

__all__ = ["Alternative", "Board", "Exercise", "earlier_sheets"]

MOST_UNDO = 100
TRIES_BEFORE_NEW_DATA = 3


class Board(OpenExercise):
    """One exercise as one learner has it open.

    A view calls `change` for every move; a learner may as well type `board.answer = {...}`.
    Both save the same file at once.
    """

    __slots__ = ()

    @property
    def answer(self) -> ReadOnlyAnswer:
        """The answer so far, to be read. Assign a whole dictionary to replace it."""
        return self._answer

    @answer.setter
    @alone
    def answer(self, typed: ReadOnlyAnswer) -> None:
        plain = self._read_typed(typed)
        if self._record.typed == plain and self._answer != plain and self.attempted:
            # The same cell ran again after work on the board: the later work stands.
            self._notice = (
                "You changed the board after this cell was typed, so the board's answer is kept. "
                "Change the typed answer to use it instead."
            )
            self._announce()
            return
        self._store(plain, typed=plain)

    @alone
    def change(self, answer: ReadOnlyAnswer) -> None:
        """Take a new answer from the view, and save it at once.

        Raises:
            AnswerError: a field has a wrong type or names something that is not there.
        """
        self._store(read_only(self.interaction.read(answer)))

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back, of those made since the board was opened."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Whether a change was taken back and can be made again."""
        return bool(self._undone)

    @alone
    def undo(self) -> None:
        """Take back the last change and save; without one, do nothing."""
        if self._past:
            self._undone.append(self._answer)
            self._keep(self._past.pop())

    @alone
    def redo(self) -> None:
        """Make the change again that undo took back, and save; without one, do nothing."""
        if self._undone:
            self._past.append(self._answer)
            self._keep(self._undone.pop())

    def check(self, key: checks.Key | None = None) -> checks.Result:
        """Judge the answer as it is now."""
        return checks.judge(self, key)

    @alone
    def _note_try(self, result: checks.Result, confidence: int | None = None) -> None:
        """Save that Check was pressed, what it gave, and how sure the learner was (1 to 5)."""
        made = Try(confidence=confidence, share=result.share if result.attempted else 0.0)
        tries = [*self._record.tries, made][-answers.MOST_TRIES :]
        self._note(checks=self._record.checks + 1, tries=tries)

    @property
    def can_renew(self) -> bool:
        """Whether the learner may have new data: after three tries here without mastery."""
        return (
            self.item.points > 0
            and self._record.checks >= TRIES_BEFORE_NEW_DATA
            and self._record.variant + 1 < answers.MOST_VARIANTS
            and not self.check().mastered
        )

    @alone
    def new_data(self) -> None:
        """Start again on new data. The answer so far is kept, and the best one counts."""
        if not self.can_renew:
            return
        record = self._record
        left = Earlier(variant=record.variant, answer=dict(self._answer))
        update = {"variant": record.variant + 1, "checks": 0, "answer": {}, "typed": None}
        self._save(record.model_copy(update={**update, "earlier": [*record.earlier, left]}))
        self._reopen()

    def compare(self) -> tuple[Alternative, ...]:
        """Other good answers on this data, once the learner has mastered it; before, none."""
        if self.exercise.compare is None or not self.check().mastered:
            return ()
        return self.exercise.compare(self.data, self._answer)

    @alone
    def take_other(self) -> None:
        """Go on with what another window saved. Undo brings this board's own answer back."""
        loaded = self._file.load()
        self._notice = loaded.notice
        self._go_on_with(loaded.record or self._record)

    @alone
    def keep_mine(self) -> None:
        """Save this board's answer; what another window saved is kept beside it, renamed."""
        self._file.put_by("other-window")
        self._keep(self._answer)

    @alone
    def take_carried(self, found: object) -> None:
        """Go on with the answer that the notebook carries, where it is later than the file's.

        So the work comes back on a machine that has the notebook and no `answers/` beside it. A
        file that was there is kept, renamed.
        """
        mine = self._record
        try:
            carried = parse_carried(found, self.item.id)
            known = mine if mine.saved_at else None
            if not (is_later(carried, known) or self._retyped(carried)):
                return
            if not self._file.is_as_known():
                return  # another board of this exercise, as of a later run, has saved since
            dealt(self._exercise, carried.student, carried.variant)[1].read(carried.answer)
        except (AnswerFileError, AnswerError) as error:
            cause = str(error).rstrip(".")
            self._notice = f"The answer that the notebook carries cannot be used: {cause}."
            self._announce()
            return
        self._file.put_by("earlier")
        when = carried.saved_at
        self._record = self._file.save(carried, mine)
        self._notice = (
            f"Your answer came back out of the notebook, which carries what was saved at {when}. "
            "Run the cells below the board again to see what they say of it."
        )
        self._go_on_with(self._record)

    @alone
    def _note(self, /, **fields: Any) -> None:
        """Save something beside the answer: checks=…, hint=…, confidence=…, plan=…."""
        self._save(self._record.model_copy(update=fields))

    def table(self) -> Table:
        """The board in words."""
        return self.interaction.table(self._answer)

    def missing(self) -> tuple[str, ...]:
        """What is still to be done, in words."""
        return self.interaction.missing(self._answer)

    def _on_change(self, listener: Callable[[], None]) -> None:
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

    def _read_typed(self, typed: Any) -> ReadOnlyAnswer:
        """Read an answer from a cell; a problem with it says the form that is expected."""
        form = f"The form is {self.interaction.typed_form}."
        if not isinstance(typed, Mapping):
            problem = f"expected a dictionary, got {type(typed).__name__}"
            raise AnswerError("answer", problem, form)
        try:
            plain: ReadOnlyAnswer = read_only(self.interaction.read(typed))
        except AnswerError as error:
            raise error.adding(form) from None
        return plain

    def _retyped(self, carried: answers.AnswerRecord) -> bool:
        """Whether all that happened here is that a cell ran again whose answer was worked on."""
        mine = self._record
        only_typed = self._file.found.record is None and mine.answer == mine.typed
        return only_typed and carried.typed == mine.typed

    def _go_on_with(self, record: answers.AnswerRecord) -> None:
        mine, variant = self._answer, self._record.variant
        self._record = record
        self._reopen()
        if record.variant == variant and mine != self._answer:
            self._past = [mine]
            self._announce()

    def _store(self, plain: ReadOnlyAnswer, typed: ReadOnlyAnswer | None = None) -> None:
        before = self._past, self._undone
        if plain != self._answer:
            self._past, self._undone = [*self._past, self._answer][-MOST_UNDO:], []
        try:
            self._keep(plain, typed)
        except AnswerError:  # too large to save: the board stays as it was
            self._past, self._undone = before
            raise

    def _keep(self, plain: ReadOnlyAnswer, typed: ReadOnlyAnswer | None = None) -> None:
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

    def _reopen(self) -> None:
        self._deal()
        self._answer = self._read_saved(self._record.answer)
        self._past, self._undone = [], []
        self._announce()

    def _announce(self) -> None:
        for listener in self._listeners:
            listener()
