"""The 26 weeks of QUA-E3: visits, first boxes and second boxes in four regions."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.random import Generator

from pm_exercises.formulas import log_shares, percent_change

WEEKS, HALF = 26, 13
REGIONS = {
    "harbour": "Harbour",
    "hillside": "Hillside",
    "oldtown": "Old Town",
    "meadows": "Meadows",
}
FACTORS = {"visits": "Visits", "trial": "Trial rate", "repeat": "Repeat rate"}

SIZES = (0.40, 0.25, 0.20, 0.15)  # of all visits, in drawn order of the regions
BASE = (1200.0, 0.34, 0.55)  # visits a week, first boxes per visit, second boxes per first box
FALL = 0.62  # of the planted factor, from week 14 on
SECOND_FALL = 0.83, 0.88  # of another factor, in the same region
EYE_CATCHER = 0.80  # in another region visits fall this much, and the trial rate makes up for it

CLEAR_REGION = 0.6  # of the whole drop
CLEAR_SHARE = 0.62, 0.82  # of the region's change, for the leading factor
APART = 0.16  # the share that differences give lies at least this far off


@dataclass(frozen=True, slots=True)
class Reading:
    """What the table says, by the rules of lesson 3."""

    region: str  # lost the most second boxes
    drops: dict[str, float]  # second boxes a week lost, by region
    factor: str  # explains most of the region's change
    parts: dict[str, float]  # percent of the region's change, by factor
    plain: dict[str, float]  # the same "shares" made from plain differences
    total_percent: float  # change of second boxes in all regions together
    region_percent: float  # and in the region


def factors_of(table: pd.DataFrame, region: str, *, late: bool) -> tuple[float, float, float]:
    """Visits a week, trial rate and repeat rate of a region, weeks 1 to 13 or 14 to 26."""
    rows = table[(table["region"] == region) & ((table["week"] > HALF) == late)]
    visits, trials, repeats = (float(rows[name].sum()) for name in ("visits", "trials", "repeats"))
    return visits / HALF, trials / visits, repeats / trials


def read_weekly(table: pd.DataFrame) -> Reading:
    """Return what a careful reader finds in a table."""
    boxes = {
        region: tuple(
            float(np.prod(factors_of(table, region, late=late))) for late in (False, True)
        )
        for region in REGIONS
    }
    drops = {region: before - after for region, (before, after) in boxes.items()}
    region = max(drops, key=lambda name: drops[name])
    before, after = (factors_of(table, region, late=late) for late in (False, True))
    parts = dict(zip(FACTORS, (100 * log_shares(before, after)).tolist(), strict=True))
    # As somebody finds them who takes visits and percentage points for the same kind of thing.
    moved = np.abs(np.subtract(after, before)) * (1, 100, 100)
    plain = dict(zip(FACTORS, (100 * moved / moved.sum()).tolist(), strict=True))
    early, later = (sum(pair[i] for pair in boxes.values()) for i in (0, 1))
    return Reading(
        region=region,
        drops=drops,
        factor=max(parts, key=lambda name: parts[name]),
        parts=parts,
        plain=plain,
        total_percent=percent_change(early, later),
        region_percent=percent_change(*boxes[region]),
    )


def candidate(rng: Generator) -> pd.DataFrame | None:
    """Draw one table, or None where it is no fair exercise."""
    order = [list(REGIONS)[i] for i in rng.permutation(len(REGIONS))]
    lead, catcher = order[int(rng.integers(1, 4))], order[0]
    main, second = rng.choice(len(FACTORS), 2, replace=False).tolist()
    late = {region: np.ones(3) for region in REGIONS}
    late[lead][main] = FALL
    late[lead][second] = rng.uniform(*SECOND_FALL)
    late[catcher][:2] = EYE_CATCHER, 1 / EYE_CATCHER
    table = _table(rng, dict(zip(order, SIZES, strict=True)), late)
    return table if _fair(read_weekly(table), lead, list(FACTORS)[main]) else None


def _table(rng: Generator, sizes: dict[str, float], late: dict[str, np.ndarray]) -> pd.DataFrame:
    rows = []
    for week in range(1, WEEKS + 1):
        for region in REGIONS:
            visits, trial, repeat = np.array(BASE) * (late[region] if week > HALF else 1)
            came = int(rng.poisson(visits * sizes[region]))
            tried = int(rng.binomial(came, trial))
            rows.append((week, region, came, tried, int(rng.binomial(tried, repeat))))
    return pd.DataFrame(rows, columns=["week", "region", "visits", "trials", "repeats"])


def _fair(seen: Reading, region: str, factor: str) -> bool:
    """Whether the planted truth is found, and plain differences lead elsewhere."""
    lost = sum(drop for drop in seen.drops.values() if drop > 0)
    share = seen.parts[seen.factor] / 100
    low, high = CLEAR_SHARE
    return (
        seen.region == region
        and seen.factor == factor
        and seen.drops[region] > CLEAR_REGION * lost
        and low <= share <= high
        and abs(share - seen.plain[factor] / 100) >= APART
    )
