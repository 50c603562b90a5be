"""The interactions: what can be answered, kept apart from how it is drawn."""

from pm_exercises.interactions.allocator import Allocator, Share
from pm_exercises.interactions.backdrop import Backdrop, Drawn
from pm_exercises.interactions.base import Interaction
from pm_exercises.interactions.card_builder import CardBuilder, Slot
from pm_exercises.interactions.card_sorter import Card, CardSorter, Pick
from pm_exercises.interactions.dial import Dial
from pm_exercises.interactions.empathy_map import EmpathyMap
from pm_exercises.interactions.extended_text import ExtendedText, Prompt
from pm_exercises.interactions.matrix import Matrix, MatrixColumn, MatrixRow
from pm_exercises.interactions.position_map import Attribute, PositionMap, Rival, Segment
from pm_exercises.interactions.price_lab import Curve, PriceLab
from pm_exercises.interactions.quiz_strip import Question, QuizStrip
from pm_exercises.interactions.ranking import Ranking
from pm_exercises.interactions.rice import CONFIDENCES, IMPACTS, RiceBoard
from pm_exercises.interactions.scorecard import Choice, Scorecard, Value
from pm_exercises.interactions.sprint import SprintBoard
from pm_exercises.interactions.sprint_parts import Column, Stage, Story
from pm_exercises.interactions.threshold_tuner import (
    CutoffNames,
    ErrorPrices,
    Floor,
    ThresholdTuner,
)
from pm_exercises.interactions.timeline import Timeline

__all__ = [
    "CONFIDENCES",
    "IMPACTS",
    "Allocator",
    "Attribute",
    "Backdrop",
    "Card",
    "CardBuilder",
    "CardSorter",
    "Choice",
    "Column",
    "Curve",
    "CutoffNames",
    "Dial",
    "Drawn",
    "EmpathyMap",
    "ErrorPrices",
    "ExtendedText",
    "Floor",
    "Interaction",
    "Matrix",
    "MatrixColumn",
    "MatrixRow",
    "Pick",
    "PositionMap",
    "PriceLab",
    "Prompt",
    "Question",
    "QuizStrip",
    "Ranking",
    "RiceBoard",
    "Rival",
    "Scorecard",
    "Segment",
    "Share",
    "Slot",
    "SprintBoard",
    "Stage",
    "Story",
    "ThresholdTuner",
    "Timeline",
    "Value",
]
