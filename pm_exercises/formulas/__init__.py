"""The course's formulas, one tested function each, with their units and sources."""

from pm_exercises.formulas.confusion import Confusion, confusions
from pm_exercises.formulas.counts import people_counts, people_shares, rate, weighted_rate
from pm_exercises.formulas.decompose import log_shares
from pm_exercises.formulas.experiment import Difference, people_needed, split_p, two_proportions
from pm_exercises.formulas.funnel import funnel_loss
from pm_exercises.formulas.kano import kano_better, kano_class, kano_mode, kano_worse
from pm_exercises.formulas.price_meter import consistent, price_curves, price_points
from pm_exercises.formulas.priority import rice_score
from pm_exercises.formulas.promoters import promoter_interval, promoter_score
from pm_exercises.formulas.retention import level_change, split_errors
from pm_exercises.formulas.shares import percent_change, share_points, shares, window_mean
from pm_exercises.formulas.trend import Hinge, hinge_onset

__all__ = [
    "Confusion",
    "Difference",
    "Hinge",
    "confusions",
    "consistent",
    "funnel_loss",
    "hinge_onset",
    "kano_better",
    "kano_class",
    "kano_mode",
    "kano_worse",
    "level_change",
    "log_shares",
    "people_counts",
    "people_needed",
    "people_shares",
    "percent_change",
    "price_curves",
    "price_points",
    "promoter_interval",
    "promoter_score",
    "rate",
    "rice_score",
    "share_points",
    "shares",
    "split_errors",
    "split_p",
    "two_proportions",
    "weighted_rate",
    "window_mean",
]
