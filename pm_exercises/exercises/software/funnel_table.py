"""One week of Folionest's funnel (SW-E1): five steps, three segments, and where it leaks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.random import Generator

from pm_exercises.formulas import funnel_loss, two_proportions

SEGMENTS = {"web": "Web", "ios": "iOS", "android": "Android"}
STEPS = {
    "visit": "Visit",
    "signup": "Sign-up",
    "setup": "Set-up",
    "note": "First note",
    "invite": "Invite",
}
MOVES = tuple(STEPS)[1:]  # a step is named after where it leads
ENTRANTS = {"web": (9_000, 11_500), "ios": (4_500, 6_000), "android": (6_500, 8_500)}
FIRST_RATE = (0.44, 0.48)
LATER_RATES = ((0.29, 0.32), (0.60, 0.64), (0.70, 0.74))  # in an order drawn for each learner
LEAK = 0.62  # what is left of the rate in the one cell that leaks
RUNNER_UP = 0.5  # of the leak's distance in standard errors: the next cell has less than this


@dataclass(frozen=True, slots=True)
class Reading:
    """What the table says, by the rules of lesson 1."""

    step: str
    segment: str
    lost: float  # people a week beyond what the others lose
    lowest_step: str  # the lowest rate when all segments are added up
    volume_step: str  # where most people leave, all segments together
    own_rate: float  # percent, in the cell that leaks
    other_rate: float
    left: int  # everyone who leaves in that cell


def loss(funnel: pd.DataFrame, segment: str, step: str) -> float:
    """People lost in one cell beyond the rate of the other two segments together."""
    before, after = pair(step)
    own, others = funnel.loc[segment].to_dict(), funnel.drop(index=segment).sum().to_dict()
    return funnel_loss(own[before], own[after], others[before], others[after])


def pair(step: str) -> tuple[str, str]:
    """The column a step starts from, and the one it leads to."""
    steps = list(STEPS)
    return steps[steps.index(step) - 1], step


def rate(funnel: pd.DataFrame, segment: str, step: str) -> float:
    """The fraction of those who reached the step before that went on."""
    line = funnel.loc[segment].to_dict()
    before, after = pair(step)
    return float(line[after]) / float(line[before])


def distances(funnel: pd.DataFrame) -> dict[tuple[str, str], float]:
    """How far each cell lies below the other segments, in standard errors of the difference."""
    found = {}
    for step in MOVES:
        before, after = pair(step)
        for segment in SEGMENTS:
            own, others = funnel.loc[segment].to_dict(), funnel.drop(index=segment).sum().to_dict()
            seen = two_proportions(own[after], own[before], others[after], others[before])
            found[segment, step] = seen.lift / seen.error
    return found


def read_funnel(funnel: pd.DataFrame) -> Reading:
    """Return what a careful reader finds in a funnel."""
    far = distances(funnel)
    segment, step = max(far, key=lambda cell: far[cell])
    before, after = pair(step)
    own, others = funnel.loc[segment].to_dict(), funnel.drop(index=segment).sum()
    everyone = funnel.sum()
    return Reading(
        step=step,
        segment=segment,
        lost=loss(funnel, segment, step),
        lowest_step=min(MOVES, key=lambda move: everyone[move] / everyone[pair(move)[0]]),
        volume_step=max(MOVES, key=lambda move: everyone[pair(move)[0]] - everyone[move]),
        own_rate=100 * rate(funnel, segment, step),
        other_rate=100 * float(others[after] / others[before]),
        left=int(own[before]) - int(own[after]),
    )


def candidate(rng: Generator) -> pd.DataFrame | None:
    """Draw one week, or None where it is no fair exercise."""
    low = int(rng.integers(3))  # which of the three later steps is hard for everybody
    order = [LATER_RATES[0] if i == low else None for i in range(3)]
    rest = [LATER_RATES[1 + i] for i in rng.permutation(2)]
    spans = [FIRST_RATE, *(span or rest.pop() for span in order)]
    rates = np.array([rng.uniform(*span) for span in spans])
    leaking = [i for i in (1, 2, 3) if i != low + 1]
    step = leaking[int(rng.integers(2))]
    segment = int(rng.integers(len(SEGMENTS)))
    rows = []
    for i, name in enumerate(SEGMENTS):
        people = [int(rng.integers(*ENTRANTS[name]))]
        for j, rate in enumerate(rates):
            leak = LEAK if (i, j) == (segment, step) else 1.0
            people.append(int(rng.binomial(people[-1], rate * leak * rng.uniform(0.98, 1.02))))
        rows.append(people)
    funnel = pd.DataFrame(rows, index=pd.Index(SEGMENTS, name="segment"), columns=list(STEPS))
    return funnel if is_fair(funnel, tuple(SEGMENTS)[segment], MOVES[step]) else None


def is_fair(funnel: pd.DataFrame, segment: str, step: str) -> bool:
    """Whether the planted leak stands out, and the two usual places to look are not it."""
    far = sorted(distances(funnel).values())
    seen = read_funnel(funnel)
    rates = {(name, move): rate(funnel, name, move) for name in SEGMENTS for move in MOVES}
    lowest = min(rates, key=lambda cell: rates[cell])
    return (
        (seen.segment, seen.step) == (segment, step)
        and far[-2] < RUNNER_UP * far[-1]
        and step not in (seen.lowest_step, seen.volume_step, lowest[1])
        # Whoever adds up everyone who left is far from the right number.
        and seen.left > 1.3 * seen.lost
    )
