"""Ten monthly cohorts of Folionest (SW-E2): who is still there, and since when more stay."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.random import Generator

from pm_exercises.formulas import level_change, split_errors

COHORTS = 10
SIZES = (420, 620)
BEFORE, GAINED = (0.35, 0.47), (0.09, 0.15)  # of a cohort active one month after joining
STAYS = (0.86, 0.90, 0.92, 0.94)  # of last month's active people: month 2, 3, 4 and all later
FIRST_NEW, LAST_NEW = 5, 8  # cohorts from which on the first month may be better
CLEARER = 1.5  # times the error of the best split: the second best has at least this
LATER_ALIKE = 0.05  # by how much people may differ later on, before and after


@dataclass(frozen=True, slots=True)
class Reading:
    """What the table says, by the rules of lesson 2. Rates in percent."""

    cohort: int  # the first with the better first month, from 1
    before: float
    after: float
    forecast: float  # active people of the newest cohort at month 3
    mixed_forecast: float  # the same with the mean of all cohorts' first months
    later: tuple[float, float]  # month 2, before and after
    calendar: tuple[float, float]  # the last calendar month, before and after
    young: float  # the rate after, with the newest cohort's blank read as nobody


def rates(counts: pd.DataFrame, month: int) -> pd.Series[float]:
    """Percent of each cohort active so many months after joining, where that is known."""
    known = counts[month].dropna()
    return 100 * known / counts.loc[known.index, 0]


def pooled(counts: pd.DataFrame, month: int, first: int, last: int) -> float:
    """Percent active in a month, over all the people of the cohorts from first to last."""
    part = counts.loc[first:last]
    part = part[part[month].notna()]
    return 100 * float(part[month].sum() / part[0].sum())


def stays(counts: pd.DataFrame, month: int, first: int = 1, last: int = COHORTS) -> float:
    """The fraction of those active the month before who are active in this one."""
    part = counts.loc[first:last]
    part = part[part[month].notna()]
    return float(part[month].sum() / part[month - 1].sum())


def read_cohorts(counts: pd.DataFrame) -> Reading:
    """Return what a careful reader finds in a cohort table."""
    new = level_change(rates(counts, 1).to_numpy())
    newest = float(counts[0].to_list()[-1])
    on = stays(counts, 2) * stays(counts, 3)
    after = pooled(counts, 1, new, COHORTS)
    young = float(counts.loc[new:, 1].sum() / counts.loc[new:, 0].sum())
    return Reading(
        cohort=new,
        before=pooled(counts, 1, 1, new - 1),
        after=after,
        forecast=newest * after / 100 * on,
        mixed_forecast=newest * pooled(counts, 1, 1, COHORTS) / 100 * on,
        later=(pooled(counts, 2, 1, new - 1), pooled(counts, 2, new, COHORTS)),
        calendar=(_in_month_ten(counts, 1, new - 1), _in_month_ten(counts, new, COHORTS - 1)),
        young=100 * young,
    )


def _in_month_ten(counts: pd.DataFrame, first: int, last: int) -> float:
    part = counts.loc[first:last]
    people = [float(part[COHORTS - cohort][cohort]) for cohort in range(first, last + 1)]
    return 100 * sum(people) / float(part[0].sum())


def candidate(rng: Generator) -> pd.DataFrame | None:
    """Draw ten cohorts, or None where they are no fair exercise."""
    new = int(rng.integers(FIRST_NEW, LAST_NEW + 1))
    before = rng.uniform(*BEFORE)
    after = before + rng.uniform(*GAINED)
    table = np.full((COHORTS, COHORTS), np.nan)
    for i in range(COHORTS):
        people = int(rng.integers(*SIZES))
        table[i, 0] = people
        for month in range(1, COHORTS - i):
            first = after if i + 1 >= new else before
            people = int(rng.binomial(people, first if month == 1 else STAYS[min(month, 5) - 2]))
            table[i, month] = people
    cohorts = pd.RangeIndex(1, COHORTS + 1, name="cohort")
    counts = pd.DataFrame(table, index=cohorts, columns=range(COHORTS))
    return counts if is_fair(counts, new) else None


def is_fair(counts: pd.DataFrame, new: int) -> bool:
    """Whether the change can be dated, lies in the first month alone, and slips lead elsewhere."""
    best, second = sorted(split_errors(rates(counts, 1).to_numpy()).values())[:2]
    seen = read_cohorts(counts)
    return (
        seen.cohort == new
        and second > CLEARER * best
        and all(
            abs(stays(counts, month, 1, new - 1) - stays(counts, month, new)) < LATER_ALIKE
            for month in (2, 3)
            if month <= COHORTS - new
        )
        and seen.mixed_forecast < 0.9 * seen.forecast
        and min(seen.before - seen.later[0], seen.after - seen.later[1]) > 4
        and seen.before - seen.calendar[0] > 4
        and seen.after - seen.young > 4
    )
