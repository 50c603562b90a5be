"""Four rivals of Folionest, quarter by quarter, and what users answer (SW-E5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import mean

import numpy as np
import pandas as pd
from numpy.random import Generator

from pm_exercises.formulas import promoter_score
from pm_exercises.formulas.promoters import PROMOTER

RIVALS = {"papyrist": "Papyrist", "knotwell": "Knotwell", "deskline": "Deskline", "margo": "Margo"}
CAPABILITIES = {
    "search": "Finding things",
    "together": "Writing together",
    "offline": "Working offline",
    "rights": "Rights and roles",
    "forms": "Forms",
    "links": "Links to other tools",
    "history": "History of a page",
    "mobile": "Mobile apps",
    "tables": "Tables in pages",
    "themes": "Looks and themes",
    "speech": "Dictation",
    "print": "Printing",
}
QUARTERS = ("Q1", "Q2", "Q3", "Q4")
PLANS = {"free": "Free plan", "team": "Team plan"}
LEAST_NAMED = 10  # percent of buyers who name it: below this a gap is left alone
TOP_BY = 1.15  # the largest weighted gap is at least so many times the next
MISTAKEN = 2.5  # points by which a score differs from what is often taken for it
NPS_APART = 12.0  # points between the two plans

# How well each kind of rival does on what buyers seldom name and on what they often name; the
# leader on the big gap, the climber, the all-rounder and the small one.
LEVELS = {
    "leader": ((1, 3), (3, 4)),
    "climber": ((1, 2), (2, 3)),
    "strong": ((4, 5), (2, 3)),
    "small": ((1, 3), (1, 2)),
}


@dataclass(frozen=True, slots=True)
class Radar:
    """The learner's table: levels from 0 to 5, and the percent of buyers who name a capability."""

    named: Mapping[str, int]  # percent of buyers
    own: Mapping[str, int]  # Folionest today
    levels: Mapping[str, tuple[tuple[int, ...], ...]]  # by rival: a row for each capability
    asked: tuple[str, ...]  # three gaps to respond to
    scores: Mapping[str, tuple[int, ...]]  # by plan: people for each answer from 0 to 10

    def level(self, rival: str, capability: str, quarter: int = -1) -> int:
        """How good a rival is at something, in the last quarter or another one."""
        return self.levels[rival][list(CAPABILITIES).index(capability)][quarter]

    def gap(self, rival: str, capability: str, quarter: int = -1) -> int:
        """By how many levels a rival is ahead of Folionest as it is today, or 0."""
        return max(0, self.level(rival, capability, quarter) - self.own[capability])

    def answers(self, plan: str) -> list[int]:
        """Everybody's answer, one by one."""
        return [score for score, people in enumerate(self.scores[plan]) for _ in range(people)]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the table says, by the rules of lesson 5."""

    rival: str  # largest weighted gap
    gap: float
    weighted: Mapping[str, float]
    plain: Mapping[str, float]  # levels ahead, all capabilities alike
    mover: str
    strongest: str
    rise: Mapping[str, int]  # sum of levels, last quarter minus first
    nps: Mapping[str, float]
    responses: Mapping[str, str]  # by capability: ignore, match, leap


def read_radar(radar: Radar) -> Reading:
    """Return what a careful reader finds."""
    weighted = {
        rival: float(sum(radar.named[c] * radar.gap(rival, c) for c in CAPABILITIES))
        for rival in RIVALS
    }
    total = {
        rival: [sum(radar.level(rival, c, q) for c in CAPABILITIES) for q in range(len(QUARTERS))]
        for rival in RIVALS
    }
    rise = {rival: sums[-1] - sums[0] for rival, sums in total.items()}
    top = max(weighted, key=lambda rival: weighted[rival])
    return Reading(
        rival=top,
        gap=weighted[top],
        weighted=weighted,
        plain={rival: float(sum(radar.gap(rival, c) for c in CAPABILITIES)) for rival in RIVALS},
        mover=max(rise, key=lambda rival: rise[rival]),
        strongest=max(total, key=lambda rival: total[rival][-1]),
        rise=rise,
        nps={plan: promoter_score(radar.answers(plan)) for plan in PLANS},
        responses={capability: response(radar, capability) for capability in radar.asked},
    )


def best_rival(radar: Radar, capability: str) -> str:
    """Who is furthest ahead at something in the last quarter."""
    return max(RIVALS, key=lambda rival: radar.level(rival, capability))


def response(radar: Radar, capability: str) -> str:
    """Leave alone what few buyers name; overtake who still climbs; catch up with who stands."""
    if radar.named[capability] < LEAST_NAMED:
        return "ignore"
    best = best_rival(radar, capability)
    return "leap" if radar.level(best, capability) > radar.level(best, capability, 0) else "match"


def candidate(rng: Generator) -> Radar | None:
    """Draw one radar, or None where it is no fair exercise."""
    order = [list(CAPABILITIES)[i] for i in rng.permutation(len(CAPABILITIES))]
    ignore, match, leap = order[:3]
    often = {*order[1:6]}  # named by many buyers; the other seven by few
    named = {c: int(rng.integers(16, 31) if c in often else rng.integers(3, 9)) for c in order}
    own = {c: int(rng.integers(2, 4)) for c in order}
    own |= {c: int(rng.integers(1, 3)) for c in (ignore, match, leap)}
    roles = dict(zip(LEVELS, (list(RIVALS)[i] for i in rng.permutation(4)), strict=True))
    levels = {}
    for role, rival in roles.items():
        seldom, frequent = LEVELS[role]
        last = {c: int(rng.integers(*_ends(frequent if c in often else seldom))) for c in order}
        if role != "small":
            special = {"leader": match, "climber": leap, "strong": ignore}[role]
            last[special] = 5 if role == "strong" else 4 + int(rng.integers(2))
        rows = [_year(rng, last[c], role, c == match, c == leap) for c in CAPABILITIES]
        levels[rival] = tuple(rows)
    scores = {
        "free": _people(rng, int(rng.integers(460, 520)), (0.27, 0.38), (0.20, 0.33)),
        "team": _people(rng, int(rng.integers(380, 440)), (0.10, 0.22), (0.34, 0.50)),
    }
    asked = (ignore, match, leap)
    radar = Radar(
        named={c: named[c] for c in CAPABILITIES},
        own={c: own[c] for c in CAPABILITIES},
        levels={rival: levels[rival] for rival in RIVALS},
        asked=tuple(asked[i] for i in rng.permutation(3)),
        scores=scores,
    )
    return radar if is_fair(radar, (ignore, match, leap), roles) else None


def _ends(span: tuple[int, int]) -> tuple[int, int]:
    return span[0], span[1] + 1


def _year(rng: Generator, last: int, role: str, is_match: bool, is_leap: bool) -> tuple[int, ...]:
    """Four quarters that end at a level: the climber's rise, the others' hardly."""
    if role == "climber":
        rise = 2 if is_leap else int(rng.integers(0, 3))
    else:
        rise = 0 if is_match else int(rng.random() < 0.15)
    start = max(0, last - rise)
    return tuple(int(n) for n in np.round(np.linspace(start, last, len(QUARTERS))))


def _people(
    rng: Generator, number: int, against: tuple[float, float], in_favour: tuple[float, float]
) -> tuple[int, ...]:
    low, high = rng.uniform(*against), rng.uniform(*in_favour)
    # Detractors spread over 0 to 6, most of them at 5 and 6.
    falling = np.array([1, 1, 1, 2, 3, 5, 7])
    weight = np.concatenate(
        [
            low * falling / falling.sum(),
            (1 - low - high) * np.array([0.45, 0.55]),
            high * np.array([0.6, 0.4]),
        ]
    )
    return tuple(int(n) for n in rng.multinomial(number, weight / weight.sum()))


def is_fair(radar: Radar, asked: tuple[str, str, str], roles: Mapping[str, str]) -> bool:
    """Whether each finding is clear, and each usual one is another."""
    seen = read_radar(radar)
    gaps = sorted(seen.weighted.values())
    rises = sorted(seen.rise.values())
    bests = (roles["strong"], roles["leader"], roles["climber"])
    for capability, best in zip(asked, bests, strict=True):
        levels = sorted(radar.level(rival, capability) for rival in RIVALS)
        if best_rival(radar, capability) != best or levels[-1] == levels[-2]:
            return False
        if radar.gap(best, capability) < 2:
            return False
    return (
        (seen.rival, seen.mover, seen.strongest)
        == (roles["leader"], roles["climber"], roles["strong"])
        and [seen.responses[c] for c in asked] == ["ignore", "match", "leap"]
        and gaps[-1] >= TOP_BY * gaps[-2]
        and rises[-1] >= rises[-2] + 3
        and max(seen.plain, key=lambda rival: seen.plain[rival]) == seen.strongest
        and seen.nps["team"] - seen.nps["free"] > NPS_APART
        and all(abs(seen.nps[plan]) > MISTAKEN for plan in PLANS)
        and all(
            abs(seen.nps[plan] - slip) > MISTAKEN for plan in PLANS for slip in usual(radar, plan)
        )
    )


def usual(radar: Radar, plan: str) -> tuple[float, float, float]:
    """What is often taken for the score: the mean, ten times the mean, the promoters alone."""
    answers = radar.answers(plan)
    promoters = 100 * sum(score >= PROMOTER for score in answers) / len(answers)
    return mean(answers), 10 * mean(answers), promoters


def frame_of(radar: Radar) -> pd.DataFrame:
    """Return one row for each rival, capability and quarter, with Folionest's level beside it."""
    return pd.DataFrame(
        [
            (rival, c, quarter, radar.level(rival, c, q), radar.own[c], radar.named[c])
            for rival in RIVALS
            for c in CAPABILITIES
            for q, quarter in enumerate(QUARTERS)
        ],
        columns=["rival", "capability", "quarter", "level", "own_level", "named_by_percent"],
    )
