"""An exercise's answer file as one open board knows it: what it read there, and may write."""

from __future__ import annotations

from pm_exercises import answers
from pm_exercises.answers import AnswerRecord, Loaded
from pm_exercises.errors import AnswerChangedElsewhere, AnswerFileError


class AnswerFile:
    """The file that one board saves to. Another window may save to it as well."""

    def __init__(self, item_id: str) -> None:
        self._item_id = item_id
        self.changed_elsewhere = False  # another window saved; the learner has to choose
        self.found = self.load()

    def load(self) -> Loaded:
        """Return what the file holds, which may be written over from now on."""
        loaded = answers.load(self._item_id)
        self._writable, self._mark = loaded.writable, loaded.mark
        self.changed_elsewhere = False
        return loaded

    def is_as_known(self) -> bool:
        """Whether the file may be replaced, and nobody else has written it since this board did."""
        return (
            self._writable and answers.file_mark(answers.answer_path(self._item_id)) == self._mark
        )

    def set_aside(self, cause: str) -> str:
        """Rename a file whose answer does not fit the board; return the notice that says so."""
        aside = answers.set_aside(self._item_id, cause)
        self._writable = aside.writable
        return aside.notice

    def put_by(self, reason: str) -> None:
        """Keep what is there under another name, so that this board can save its own."""
        answers.put_by(self._item_id, reason=reason)
        self._mark, self.changed_elsewhere = "", False

    def save(self, record: AnswerRecord, before: AnswerRecord) -> AnswerRecord:
        """Write a record, and return it with the time it was saved.

        `before` is what this board had: where another window wrote just that, nothing is lost.

        Raises:
            AnswerError: the record could not be read again.
            AnswerChangedElsewhere: another window has saved something else since.
            OSError: the disk or the folder does not take it.
        """
        if not self._writable:
            return record
        try:
            saved = answers.save(record, over=self._mark)
        except AnswerChangedElsewhere:
            if not self._holds(before):
                self.changed_elsewhere = True
                raise
            saved = answers.save(record)
        self._mark = saved.mark
        return saved.record or record

    def _holds(self, before: AnswerRecord) -> bool:
        try:
            other = answers.read(self._item_id)
        except (AnswerFileError, OSError):
            return False
        return other is None or (other.answer, other.variant) == (before.answer, before.variant)
