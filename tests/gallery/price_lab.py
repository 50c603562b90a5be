"""W11: what 120 people say a cup of avocado may cost."""

from __future__ import annotations

import numpy as np

from pm_exercises.exercises.live_charts import curves_backdrop
from pm_exercises.formulas import price_curves
from pm_exercises.interactions import Choice, Curve, Dial, PriceLab, Value
from tests.gallery.sample import sample

DIAL = Dial("Price", low=1, high=5, step=0.05, start=3, unit="€")
LINES = {
    "too_cheap": ("Too cheap", "one", True),
    "cheap": ("Cheap", "one", False),
    "expensive": ("Expensive", "two", False),
    "too_expensive": ("Too expensive", "two", True),
}


def answers() -> np.ndarray:
    """Four prices from each of 120 people, none of them at odds with itself."""
    rng = np.random.default_rng(11)
    shift = rng.normal(0, 0.18, (120, 1)) + np.array([-0.62, -0.25, 0.1, 0.48])
    return np.sort(np.round(10 * 2.7 * np.exp(shift + rng.normal(0, 0.11, (120, 4)))) / 10, axis=1)


def curves() -> tuple[Curve, ...]:
    """The four curves as the lab shows them."""
    found = price_curves(answers(), DIAL.values)
    return tuple(
        Curve(name, words, tuple(float(100 * y) for y in found[name]), colour=colour, dashed=dashed)  # type: ignore[arg-type]
        for name, (words, colour, dashed) in LINES.items()
    )


CURVES = curves()

SAMPLE = sample(
    "GAL-PRICE",
    "What may a cup cost?",
    "Try prices on the curves, take the range that people accept, and set a price inside it.",
    PriceLab(
        dial=DIAL,
        curves=CURVES,
        cells=(
            Value("PMC", "Marginal cheapness: too cheap meets expensive", "€", "1.40"),
            Value("PME", "Marginal expensiveness: cheap meets too expensive", "€", "6.10"),
            Value("price", "Your price", "€", "3.20", low=0),
            Value("n", "People whose answers count", "people", "85", whole=True, low=0),
            Choice(
                "caution",
                "What the curves cannot tell",
                {"volume": "How many will buy", "taste": "Who likes avocado"},
            ),
        ),
        prices=("PMC", "PME", "price"),
        chart=lambda: curves_backdrop(
            CURVES,
            DIAL,
            takeaway="As the price rises, fewer people call it cheap and more call it expensive.",
            unit="Share of people, %",
            most=100,
        ),
    ),
    wanted={"PMC": 2.1, "PME": 2.95, "price": 2.75, "n": 120, "caution": "volume"},
    wrong={"PMC": 3.0, "PME": 2.0, "price": 4.2, "n": 120, "caution": "taste"},
    half={"PMC": 2.1, "price": 2.6},
    marks=("PMC", "PME", "price"),
)
