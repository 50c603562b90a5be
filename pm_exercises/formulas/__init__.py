"""The course's formulas, one tested function each, with their units and sources."""

from pm_exercises.formulas.counts import people_counts, people_shares, rate, weighted_rate
from pm_exercises.formulas.shares import percent_change, share_points, shares, window_mean
from pm_exercises.formulas.trend import Hinge, hinge_onset

__all__ = [
    "Hinge",
    "hinge_onset",
    "people_counts",
    "people_shares",
    "percent_change",
    "rate",
    "share_points",
    "shares",
    "weighted_rate",
    "window_mean",
]
