"""Folionest's test of a new start page (SW-E3): fourteen days, two groups, and what they say.

What is planted is one of five stories: a gain, a gain paid for with refunds, a broken split, and no
gain found, which either leaves a useful one possible or rules it out. In all of them people are
curious at first, so that the early days mislead.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.random import Generator

from pm_exercises.formulas import Difference, split_p, two_proportions

DAYS = 14
EARLY = 3  # days in which people are curious about anything new
PEOPLE = (840, 880)  # a day, both groups together
USEFUL = 1.0  # points of conversion: less does not pay for the work
BROKEN = 0.001  # a split less likely than this is no accident
WORLDS = ("small", "ship", "guard", "open", "split")
DECISIONS = {"ship": "ship", "guard": "stop", "split": "fix", "open": "more", "small": "stop"}
READINGS = {"ship": "gain", "guard": "gain", "split": "void", "open": "open", "small": "small"}
# Conversion: the share in group A, what B adds early, what it adds later; refunds in A and B; the
# share of people who get into B.
PLANTED = {
    "ship": (0.110, 0.040, 0.018, 0.020, 0.020, 0.50),
    "guard": (0.110, 0.040, 0.018, 0.020, 0.035, 0.50),
    "split": (0.110, 0.040, 0.016, 0.020, 0.020, 0.47),
    "open": (0.110, 0.048, -0.008, 0.020, 0.020, 0.50),
    "small": (0.110, 0.048, -0.018, 0.020, 0.020, 0.50),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What the table says over some days, by the rules of lesson 3. Shares in percent."""

    people: tuple[int, int]  # in A and in B
    split: float  # how often chance alone splits so unevenly
    rates: tuple[float, float]
    conversion: Difference
    refunds: Difference

    @property
    def lift(self) -> float:
        """Conversion of B minus that of A, in points."""
        return 100 * self.conversion.lift

    @property
    def interval(self) -> tuple[float, float]:
        """Both ends of the 95 % interval, in points."""
        return 100 * self.conversion.low, 100 * self.conversion.high

    @property
    def refunds_rose(self) -> bool:
        """Whether the whole interval of the difference in refunds lies above zero."""
        return self.refunds.low > 0

    @property
    def world(self) -> str:
        """Which of the five stories these numbers tell."""
        if self.split < BROKEN:
            return "split"
        if self.interval[0] > 0:
            return "guard" if self.refunds_rose else "ship"
        return "open" if self.interval[1] >= USEFUL else "small"


def read_trial(table: pd.DataFrame, until: int = DAYS) -> Reading:
    """Return what a careful reader finds in the first days of a test."""
    part = table[table["day"] <= until]
    sums = part.groupby("group")[["people", "converted", "refunds"]].sum().to_numpy(int)
    a, b = sums.tolist()
    return Reading(
        people=(a[0], b[0]),
        split=split_p(a[0], b[0]),
        rates=(100 * a[1] / a[0], 100 * b[1] / b[0]),
        conversion=two_proportions(a[1], a[0], b[1], b[0]),
        refunds=two_proportions(a[2], a[0], b[2], b[0]),
    )


def candidate(rng: Generator, world: str) -> pd.DataFrame | None:
    """Draw one test, or None where it is no fair exercise."""
    base, early, late, refunds_a, refunds_b, share_b = PLANTED[world]
    rows = []
    for day in range(1, DAYS + 1):
        everyone = int(rng.integers(*PEOPLE))
        in_b = int(rng.binomial(everyone, share_b))
        added = early if day <= EARLY else late
        for group, people, rate, refund in (
            ("A", everyone - in_b, base, refunds_a),
            ("B", in_b, base + added, refunds_b),
        ):
            converted = int(rng.binomial(people, rate))
            # Only who has paid can ask for the money back.
            back = int(rng.binomial(converted, min(refund / rate, 1)))
            rows.append((day, group, people, converted, back))
    table = pd.DataFrame(rows, columns=["day", "group", "people", "converted", "refunds"])
    return table if is_fair(table, world) else None


def is_fair(table: pd.DataFrame, world: str) -> bool:
    """Whether the story can be told from the numbers, and the early days tell another."""
    seen, early = read_trial(table), read_trial(table, EARLY)
    split_clear = seen.split < BROKEN / 10 if world == "split" else seen.split > 0.05
    rise_clear = seen.refunds.p < 0.01 if world == "guard" else seen.refunds.p > 0.15
    high = seen.interval[1]
    conversion_clear = {
        "open": seen.conversion.p > 0.15 and high > USEFUL + 0.15 and seen.lift < USEFUL,
        "small": seen.conversion.p > 0.15 and high < USEFUL - 0.15,
    }.get(world, seen.conversion.p < 0.01 and seen.lift > USEFUL)
    return (
        seen.world == world
        and split_clear
        and rise_clear
        and conversion_clear
        # Day 3 looks like a gain, and a larger one than there is.
        and early.conversion.p < 0.05
        and early.lift > seen.lift + 0.5
        and abs(seen.lift) > 0.15
    )


def expand(table: pd.DataFrame) -> pd.DataFrame:
    """Return one row for each person: day, group, whether they paid and took the money back."""
    people = table.loc[table.index.repeat(table["people"])]
    place = people.groupby(level=0).cumcount()
    return pd.DataFrame(
        {
            "user": np.arange(1, len(people) + 1),
            "group": people["group"].to_numpy(),
            "day": people["day"].to_numpy(),
            "converted": (place < people["converted"]).to_numpy(),
            "refund": (place < people["refunds"]).to_numpy(),
            # Devices come as they come: one in three is a phone, in both groups.
            "device": np.where(place.to_numpy() % 3 == 0, "phone", "desktop"),
        }
    )
