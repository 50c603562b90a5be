"""Tools beside a board: look at the data without code. They compute; the learner decides what."""

from pm_exercises.explorers.lookup import Lookup, Options
from pm_exercises.explorers.panel import Explorer, explore
from pm_exercises.explorers.reader import Reader
from pm_exercises.explorers.series import Measure, SeriesChart, WindowCompare
from pm_exercises.explorers.split import RatioSplit
from pm_exercises.explorers.tally import Tally

__all__ = [
    "Explorer",
    "Lookup",
    "Measure",
    "Options",
    "RatioSplit",
    "Reader",
    "SeriesChart",
    "Tally",
    "WindowCompare",
    "explore",
]
