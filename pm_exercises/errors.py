"""Everything that can go wrong for a learner, each with a way out.

PmExercisesError
├── AnswerError                 an answer has the wrong shape
├── AnswerFileError             an answer file cannot be used
├── AnswerChangedElsewhere      another window saved this exercise in the meantime
├── UnknownExercise             no exercise has that id
└── VariantError                no acceptable data could be drawn
"""

from __future__ import annotations


class PmExercisesError(Exception):
    """Base of every error this package raises on purpose."""


class AnswerError(PmExercisesError):
    """An answer has the wrong shape. The message starts with the path to the field."""

    def __init__(self, path: str, problem: str, way_out: str = "") -> None:
        self.path = path
        super().__init__(f"{path}: {problem}." + (f" {way_out}" if way_out else ""))

    def adding(self, more: str) -> AnswerError:
        """Return the same error with another sentence at its end."""
        longer = AnswerError(self.path, "")
        said = str(self).rstrip()
        longer.args = (f"{said}{'' if said.endswith(('.', '?', '!', '…')) else '.'} {more}",)
        return longer


class AnswerFileError(PmExercisesError):
    """An answer file cannot be used."""


class AnswerChangedElsewhere(PmExercisesError):
    """Another window saved this exercise in the meantime: saving would lose its work."""

    def __init__(self, item_id: str) -> None:
        super().__init__(
            f"{item_id} was changed in another window since it was opened here. Nothing was "
            "written over. On the board, choose which of the two to keep; in code, that is "
            "board.take_other() or board.keep_mine()."
        )


class UnknownExercise(PmExercisesError):
    """No exercise has that id."""


class VariantError(PmExercisesError):
    """No draw passed the acceptance rule."""
