"""Everything that can go wrong for a learner, each with a way out.

PmExercisesError
├── AnswerError         an answer has the wrong shape
├── AnswerFileError     an answer file cannot be used
├── UnknownExercise     no exercise has that id
└── VariantError        no acceptable data could be drawn
"""

from __future__ import annotations


class PmExercisesError(Exception):
    """Base of every error this package raises on purpose."""


class AnswerError(PmExercisesError):
    """An answer has the wrong shape. The message starts with the path to the field."""

    def __init__(self, path: str, problem: str, way_out: str = "") -> None:
        self.path = path
        super().__init__(f"{path}: {problem}." + (f" {way_out}" if way_out else ""))


class AnswerFileError(PmExercisesError):
    """An answer file cannot be used."""


class UnknownExercise(PmExercisesError):
    """No exercise has that id."""


class VariantError(PmExercisesError):
    """No draw passed the acceptance rule."""
