"""The course's formulas, one tested function each, with their units and sources."""

from pm_exercises.formulas.confusion import Confusion, confusions
from pm_exercises.formulas.counts import people_counts, people_shares, rate, weighted_rate
from pm_exercises.formulas.price_meter import consistent, price_curves, price_points
from pm_exercises.formulas.priority import rice_score
from pm_exercises.formulas.shares import percent_change, share_points, shares, window_mean
from pm_exercises.formulas.trend import Hinge, hinge_onset

__all__ = [
    "Confusion",
    "Hinge",
    "confusions",
    "consistent",
    "hinge_onset",
    "people_counts",
    "people_shares",
    "percent_change",
    "price_curves",
    "price_points",
    "rate",
    "rice_score",
    "share_points",
    "shares",
    "weighted_rate",
    "window_mean",
]
