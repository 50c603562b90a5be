"""The interactions: what can be answered, kept apart from how it is drawn."""

from pm_exercises.interactions.base import Interaction
from pm_exercises.interactions.card_builder import CardBuilder, Rung, Slot
from pm_exercises.interactions.card_sorter import Card, CardSorter, Pick
from pm_exercises.interactions.extended_text import ExtendedText, Prompt
from pm_exercises.interactions.matrix import Matrix, MatrixColumn, MatrixRow
from pm_exercises.interactions.quiz_strip import Question, QuizStrip
from pm_exercises.interactions.scorecard import Choice, Scorecard, Value
from pm_exercises.interactions.timeline import Timeline

__all__ = [
    "Card",
    "CardBuilder",
    "CardSorter",
    "Choice",
    "ExtendedText",
    "Interaction",
    "Matrix",
    "MatrixColumn",
    "MatrixRow",
    "Pick",
    "Prompt",
    "Question",
    "QuizStrip",
    "Rung",
    "Scorecard",
    "Slot",
    "Timeline",
    "Value",
]
