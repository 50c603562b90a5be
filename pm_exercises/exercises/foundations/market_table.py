"""The kettle market of FND-E3: 36 months of units and prices, and what can be read from them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.random import Generator

from pm_exercises.formulas import hinge_onset, percent_change, window_mean

MONTHS = 36
OWN = "kettlewick"
RIVALS = {"brio": "Brio", "halden": "Halden", "otto": "Otto"}
BRANDS = {OWN: "Kettlewick", **RIVALS}
FIRST, LAST = (1, 6), (31, 36)  # the two windows every share is compared in
YEAR_BEFORE, LAST_YEAR = (13, 24), (25, 36)  # whole years, so that a season falls in both

# Kettlewick; a big brand that keeps its share; a small one that gains; one in between.
START_SHARES = (0.25, 0.42, 0.09, 0.24)
GIVEN_UP = (0.8, 0.1, 0.0, 0.1)  # who loses the points that the small one gains
GROWTH = 1.017, 1.021  # of the category, per month
SEASON = 0.05
PRICES = (64.0, 49.0, 72.0, 58.0)  # euros, in the same order


@dataclass(frozen=True, slots=True)
class Reading:
    """What the table says, by the rules of lesson 3."""

    rival: str  # gained most share points between the two windows
    gain: float  # share points
    onset: int  # first month of the rise, by the hinge fit
    units_leader: str  # the rival whose monthly units grew most, in units
    units_growth: dict[str, float]  # units per month, last window minus first, by brand
    points: dict[str, float]  # share points, by brand
    percent: dict[str, float]  # change of share in percent, by brand
    units_percent: dict[str, float]  # change of units in percent, by brand
    category_year: float  # category units of the last year against the year before, percent
    own_year: float  # Kettlewick's units, the same two years, percent
    own_price: float  # Kettlewick's price, last window against first, percent


def read_market(market: pd.DataFrame) -> Reading:
    """Return what a careful reader finds in a market table."""
    units = {brand: market[brand].to_numpy(float) for brand in BRANDS}
    category = market["category_units"].to_numpy(float)
    share = {brand: 100 * units[brand] / category for brand in BRANDS}

    def moved(series: np.ndarray) -> tuple[float, float]:
        return window_mean(series, *FIRST), window_mean(series, *LAST)

    def year_on_year(series: np.ndarray) -> float:
        return percent_change(window_mean(series, *YEAR_BEFORE), window_mean(series, *LAST_YEAR))

    points = {brand: moved(share[brand])[1] - moved(share[brand])[0] for brand in BRANDS}
    growth = {brand: moved(units[brand])[1] - moved(units[brand])[0] for brand in BRANDS}
    rival = max(RIVALS, key=lambda brand: points[brand])
    return Reading(
        rival=rival,
        gain=points[rival],
        onset=hinge_onset(share[rival]).onset,
        units_leader=max(RIVALS, key=lambda brand: growth[brand]),
        units_growth=growth,
        points=points,
        percent={brand: percent_change(*moved(share[brand])) for brand in BRANDS},
        units_percent={brand: percent_change(*moved(units[brand])) for brand in BRANDS},
        category_year=year_on_year(category),
        own_year=year_on_year(units[OWN]),
        own_price=percent_change(*moved(market[f"price_{OWN}"].to_numpy(float))),
    )


@dataclass(frozen=True, slots=True)
class Plan:
    """What is planted in a table."""

    order: tuple[str, ...]  # brands: our own, the big one, the small one that gains, the other
    onset: int  # first month of the rise
    slope: float  # share gained per month, as a fraction


def candidate(rng: Generator) -> pd.DataFrame | None:
    """Draw one market table, or None where it is no fair exercise."""
    plan = draw_plan(rng)
    table = draw_table(rng, plan)
    return table if is_fair(table, plan) else None


def draw_plan(rng: Generator) -> Plan:
    """Draw who gains, from which month on and how fast."""
    order = (OWN, *(str(brand) for brand in rng.permutation(list(RIVALS))))
    return Plan(order, onset=int(rng.integers(16, 26)), slope=float(rng.uniform(0.0055, 0.007)))


def draw_table(rng: Generator, plan: Plan) -> pd.DataFrame:
    """Draw the months: the small rival gains, mostly at our cost, while the category grows."""
    months = np.arange(1, MONTHS + 1)
    gained = plan.slope * np.maximum(0, months - plan.onset + 1)
    shares = np.array(START_SHARES) - np.outer(gained, GIVEN_UP)
    shares[:, 2] += gained

    season = 1 + SEASON * np.sin(2 * np.pi * (months + rng.uniform(0, 12)) / 12)
    growth = rng.uniform(*GROWTH) ** months
    totals = (rng.uniform(14_000, 17_000) * growth * season).astype(int)
    units = np.array([rng.multinomial(n, p) for n, p in zip(totals, shares, strict=True)])

    table = pd.DataFrame({"month": months, "category_units": totals})
    for brand in BRANDS:
        table[brand] = units[:, plan.order.index(brand)]
    for brand in BRANDS:
        start = PRICES[plan.order.index(brand)]
        table[f"price_{brand}"] = np.round(2 * start * rng.normal(1, 0.012, MONTHS)) / 2
    return table


def is_fair(table: pd.DataFrame, plan: Plan) -> bool:
    """Whether the plan can be read from the table, and every usual wrong reading is wrong."""
    _, big, small, _ = plan.order
    found = read_market(table)
    growth = found.units_growth
    return (
        found.rival == small
        and abs(found.onset - plan.onset) <= 1
        # Who compares units must name another rival, and not by a hair.
        and found.units_leader == big
        and growth[big] >= 1.15 * growth[small]
        # Each other story about our flat sales must be refuted by the table itself.
        and found.category_year >= 10
        and -6 <= found.own_year <= 9
        and found.points[OWN] <= -3
        and abs(found.own_price) <= 1
    )
