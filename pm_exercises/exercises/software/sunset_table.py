"""The last months of Folionest's desktop app (SW-E6): its contracts, its money, its use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
from numpy.random import Generator

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct")
NAMES = {
    **dict(zip(MONTHS[:5], ("January", "February", "March", "April", "May"), strict=True)),
    **dict(zip(MONTHS[5:], ("June", "July", "August", "September", "October"), strict=True)),
}
CONTRACTS = 80
HISTORY = 18  # months of cost and revenue
FUNCTIONS = {
    "offline": "Write without a connection",
    "print": "Print a whole notebook",
    "import": "Scan paper into a note",
    "tags": "Tags in several colours",
    "lock": "Lock a note with a password",
    "clock": "Clock on every page",
}
ORIGINS = {
    "offline": "To write where there is no connection",
    "rival": "To answer a rival's app",
    "price": "To earn more with each customer",
}


@dataclass(frozen=True, slots=True)
class Legacy:
    """The learner's figures. Months of the plan count from 1, those of the history too."""

    ends: tuple[int, ...]  # the last paid month of each contract
    hold: int  # records must be kept to the end of this month
    cost: tuple[int, ...]  # thousand euros a month
    revenue: tuple[int, ...]
    paying: Mapping[str, int]  # people with a contract who used a function last month
    clicks: Mapping[str, int]  # by everybody, free accounts too
    triples: Mapping[str, tuple[str, str, str]]  # options: three functions each

    @property
    def last_paid(self) -> int:
        """The month in which the last contract runs out."""
        return max(self.ends)


def loses_for_good(legacy: Legacy) -> int:
    """The first month of the history from which on cost is above revenue every month."""
    above = [cost > money for cost, money in zip(legacy.cost, legacy.revenue, strict=True)]
    return max(i for i, each in enumerate(above) if not each) + 2


def loses_once(legacy: Legacy) -> int:
    """The first month of the history in which cost is above revenue at all."""
    return next(
        i + 1
        for i, (cost, money) in enumerate(zip(legacy.cost, legacy.revenue, strict=True))
        if cost > money
    )


def stranded(legacy: Legacy, month: int) -> int:
    """How many contracts still have paid months when the app is gone from a month on."""
    return sum(end >= month for end in legacy.ends)


def top_three(use: Mapping[str, int]) -> frozenset[str]:
    """The three functions that are used most."""
    return frozenset(sorted(use, key=lambda name: -use[name])[:3])


def right_triple(legacy: Legacy) -> str:
    """The option that names what paying people use most."""
    wanted = top_three(legacy.paying)
    return next(name for name, three in legacy.triples.items() if frozenset(three) == wanted)


def candidate(rng: Generator) -> Legacy | None:
    """Draw one set of figures, or None where it is no fair exercise."""
    last = int(rng.integers(5, 8))
    # Nearly everybody is done two months earlier; a few have signed for longer.
    late = int(rng.integers(2, 6))
    ends = [int(n) for n in rng.integers(1, last - 1, CONTRACTS - late)]
    ends += [last, *(int(n) for n in rng.integers(last - 1, last + 1, late - 1))]
    month = int(rng.integers(9, 14))
    cost = [20 + round(0.5 * n + rng.uniform(-0.4, 0.4)) for n in range(HISTORY)]
    revenue = [
        cost[n] + (round(0.8 * (month - 1 - n)) + 1 if n < month - 1 else -1 - (n - month + 1) // 2)
        for n in range(HISTORY)
    ]
    revenue[month - 4] = cost[month - 4] - 1  # one bad month that passes
    order = [list(FUNCTIONS)[i] for i in rng.permutation(len(FUNCTIONS))]
    paying = {name: 190 - 28 * i + int(rng.integers(-8, 9)) for i, name in enumerate(order)}
    # By clicks a gadget leads that paying people hardly use.
    by_clicks = [order[4], order[0], order[5], order[2], order[1], order[3]]
    clicks = {
        name: 9_400 - 1_300 * i + int(rng.integers(-300, 301)) for i, name in enumerate(by_clicks)
    }
    options = [
        order[:3],
        by_clicks[:3],
        [order[0], order[1], order[3]],
        [order[1], order[2], order[4]],
    ]
    triples = {
        letter: tuple(sorted(options[i]))
        for letter, i in zip("klmn", rng.permutation(4), strict=True)
    }
    legacy = Legacy(
        ends=tuple(sorted(ends)),
        hold=int(rng.integers(max(last + 1, 8), 10)),
        cost=tuple(cost),
        revenue=tuple(revenue),
        paying={name: paying[name] for name in FUNCTIONS},
        clicks={name: clicks[name] for name in FUNCTIONS},
        triples=triples,
    )
    return legacy if is_fair(legacy, last, month) else None


def is_fair(legacy: Legacy, last: int, month: int) -> bool:
    """Whether the facts are clear, and the usual readings of them are others."""
    return (
        legacy.last_paid == last
        and loses_for_good(legacy) == month
        and loses_once(legacy) == month - 3
        and top_three(legacy.paying) != top_three(legacy.clicks)
        and stranded(legacy, last - 1) <= CONTRACTS / 5
        and sorted(legacy.paying.values())[-3] - sorted(legacy.paying.values())[-4] >= 8
        and sorted(legacy.clicks.values())[-3] - sorted(legacy.clicks.values())[-4] >= 200
    )


def contracts_of(legacy: Legacy) -> pd.DataFrame:
    """Return one row for each contract: customer, last paid month as a number and a name."""
    return pd.DataFrame(
        [(f"C{n:02d}", end, NAMES[MONTHS[end - 1]]) for n, end in enumerate(legacy.ends, 1)],
        columns=["customer", "last_paid", "month"],
    )


def money_of(legacy: Legacy) -> pd.DataFrame:
    """Return cost and revenue by month of the history, in thousand euros."""
    months = pd.RangeIndex(1, HISTORY + 1, name="month")
    return pd.DataFrame({"Cost": legacy.cost, "Revenue": legacy.revenue}, index=months)
