"""W8: how sure must the model be before a payment is stopped?"""

from __future__ import annotations

import numpy as np

from pm_exercises.exercises.live_charts import scores_backdrop
from pm_exercises.interactions import (
    Choice,
    CutoffNames,
    ErrorPrices,
    Floor,
    ThresholdTuner,
    Value,
)
from tests.gallery.sample import sample

NAMES = CutoffNames(yes="Fraud", no="Fine", cases="payments", flagged="Stopped")


def payments() -> tuple[tuple[float, ...], tuple[bool, ...]]:
    """Scores and outcomes of 1,500 payments; one in twenty-five is a fraud."""
    rng = np.random.default_rng(8)
    true = np.arange(1500) < 60
    raw = 1 / (1 + np.exp(-rng.normal(np.where(true, -0.6, -3.6), 1.1)))
    return tuple(round(float(score), 4) for score in raw), tuple(bool(each) for each in true)


SCORES, OUTCOMES = payments()

SAMPLE = sample(
    "GAL-TUNE",
    "When do we stop a payment?",
    "Choose the score from which a payment is stopped, so that both errors together cost little. "
    "At least 90 % of the fraud has to be caught.",
    ThresholdTuner(
        scores=SCORES,
        outcomes=OUTCOMES,
        names=NAMES,
        prices=ErrorPrices(miss=140, false_alarm=6, unit="€"),
        measures={"recall": "Recall, fraud that is caught"},
        floor=Floor("recall", 0.9),
        cells=(
            Value("precision", "Precision, stopped payments that are fraud", "percent", "12"),
            Choice(
                "reason",
                "Why here?",
                {
                    "cost": "Both errors together cost least",
                    "accuracy": "Most payments are judged right",
                    "half": "One half is the natural border",
                },
            ),
        ),
        chart=lambda: scores_backdrop(SCORES, OUTCOMES, NAMES),
    ),
    wanted={"threshold": 0.09, "precision": 25.4, "reason": "cost"},
    wrong={"threshold": 0.5, "precision": 91.0, "reason": "half"},
    half={"threshold": 0.3},
    marks=("threshold", "reason"),
)
