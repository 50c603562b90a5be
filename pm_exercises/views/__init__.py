"""The views: each interaction drawn with ipywidgets."""

from __future__ import annotations

from pm_exercises.board import Board
from pm_exercises.interactions import (
    CardBuilder,
    CardSorter,
    ExtendedText,
    Interaction,
    Matrix,
    QuizStrip,
    Scorecard,
    Timeline,
)
from pm_exercises.views.base import Frame, View
from pm_exercises.views.card_builder import CardBuilderView
from pm_exercises.views.card_sorter import CardSorterView
from pm_exercises.views.extended_text import ExtendedTextView
from pm_exercises.views.matrix import MatrixView
from pm_exercises.views.quiz_strip import QuizStripView
from pm_exercises.views.scorecard import ScorecardView
from pm_exercises.views.timeline import TimelineView

VIEWS: dict[type[Interaction], type[View]] = {
    CardBuilder: CardBuilderView,
    CardSorter: CardSorterView,
    ExtendedText: ExtendedTextView,
    Matrix: MatrixView,
    QuizStrip: QuizStripView,
    Scorecard: ScorecardView,
    Timeline: TimelineView,
}


def view(board: Board) -> View:
    """Return the controls for a board, not yet framed."""
    return VIEWS[type(board.interaction)](board)


def frame(board: Board) -> Frame:
    """Return the panel that a notebook shows for a board."""
    return Frame(view(board))
