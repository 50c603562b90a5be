"""One small exercise for each kind of board: what the browser tests open and designers look at.

In a notebook: `from tests.gallery import show; board = show("card_sorter")`, then `board`.
A file of this package holds a SAMPLE: the exercise, and the answer that a test's hands give.
"""

from __future__ import annotations

from importlib import import_module

from pm_exercises.board import Board
from pm_exercises.widget import BoardWidget
from tests.gallery.sample import Sample

BOARDS = (
    "card_sorter",
    "ranking",
    "rice",
    "timeline",
    "sprint",
    "empathy_map",
    "position_map",
    "allocator",
    "matrix",
    "threshold_tuner",
    "price_lab",
    "card_builder",
    "scorecard",
    "quiz_strip",
    "extended_text",
)


def sample(name: str) -> Sample:
    """Return a board's sample by its file's name."""
    found = import_module(f"{__name__}.{name}").SAMPLE
    assert isinstance(found, Sample)
    return found


def show(name: str) -> Board:
    """Open a board's sample as a learner's notebook would."""
    return Board(sample(name).exercise, "ada", view=BoardWidget)
