"""What people say about eight features of Folionest, and what each costs and earns (SW-E4)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import combinations

import numpy as np
import pandas as pd
from numpy.random import Generator

from pm_exercises.data import load
from pm_exercises.formulas import kano_better, kano_class, kano_mode, kano_worse
from pm_exercises.formulas.kano import ANSWERS, CLASSES, TABLE
from pm_exercises.variants import draw

PEOPLE = 150
EFFORT = 10  # points that fit into the quarter
TRUE_SHARE = 0.70  # of people who answer as the feature's class is planted; the rest at random
DIVIDED = {"I": 0.44, "R": 0.31, "A": 0.25}  # how people answer about the divisive feature
LEAD = 0.12  # of all people, by which the largest class leads
MOST_REJECT = 0.20  # a feature that more people would rather not have is no gift
GOOD, BAD = 0.10, 0.25  # of the best user gain: full points up to here, none from there on
MOST_GOOD = 12  # sets that earn full points: with more, any set would do
# How many features of each kind; R leaves most people cold, and a third would rather not have it.
KINDS = {"M": 2, "O": 2, "A": 2, "I": 1, "R": 1}


Grid = tuple[tuple[int, ...], ...]  # a row for each answer if it is there, a column if it is not


@dataclass(frozen=True, slots=True)
class Feature:
    """One feature: what it takes, and what it brings in a year, in thousands of euros."""

    id: str
    name: str
    effort: int
    revenue: int
    cost: int

    @property
    def net(self) -> int:
        """Revenue minus cost."""
        return self.revenue - self.cost


@dataclass(frozen=True, slots=True)
class Survey:
    """The learner's features with everyone's answers to both questions."""

    features: tuple[Feature, ...]
    answers: Mapping[
        str, Grid
    ]  # by feature: people by what they say of having it and not having it
    raw: tuple[str, str]  # the two features whose answers come uncounted

    def counts(self, feature: str) -> dict[str, int]:
        """How many people's answers fall into each class."""
        return class_counts(self.answers[feature])


def class_counts(grid: Grid) -> dict[str, int]:
    """How many people's pairs of answers fall into each class of Kano's table."""
    found = dict.fromkeys(CLASSES, 0)
    for there, line in zip(ANSWERS, grid, strict=True):
        for missing, people in zip(ANSWERS, line, strict=True):
            found[kano_class(there, missing)] += people
    return found


@dataclass(frozen=True, slots=True)
class Reading:
    """What the survey says, by the rules of lesson 4."""

    kind: Mapping[str, str]  # class of each feature, a letter
    better: Mapping[str, float]
    worse: Mapping[str, float]
    must: tuple[str, ...]
    unwanted: tuple[str, ...]  # more than a fifth would rather not have it
    # The set with the largest user gain among those that keep every rule.
    best: tuple[str, ...] = ()
    best_gain: float = 0.0
    richest: tuple[str, ...] = ()  # the set that nets most money among them


def read_survey(survey: Survey) -> Reading:
    """Return what a careful reader finds, with the best set by trying all 256."""
    counts = {feature.id: survey.counts(feature.id) for feature in survey.features}
    kind = {name: kano_mode(n) for name, n in counts.items()}
    better = {name: kano_better(n) for name, n in counts.items()}
    draft = Reading(
        kind=kind,
        better=better,
        worse={name: kano_worse(n) for name, n in counts.items()},
        must=tuple(name for name in kind if kind[name] == "M"),
        unwanted=tuple(name for name, n in counts.items() if n["R"] > MOST_REJECT * PEOPLE),
    )
    lawful_ones = lawful_sets(survey, draft)
    best = max(lawful_ones, key=lambda each: gain(better, each), default=())
    richest = max(lawful_ones, key=lambda each: net(survey, each), default=())
    return replace(draft, best=best, best_gain=gain(better, best), richest=richest)


def affordable(survey: Survey) -> tuple[tuple[str, ...], ...]:
    """Every set of features that fits into the effort."""
    size = {feature.id: feature.effort for feature in survey.features}
    return tuple(
        each
        for number in range(1, len(size) + 1)
        for each in combinations(size, number)
        if sum(size[name] for name in each) <= EFFORT
    )


def gain(better: Mapping[str, float], chosen: Collection[str]) -> float:
    """What a set does for users: its Better coefficients added up."""
    return sum(better[name] for name in chosen)


def net(survey: Survey, chosen: Collection[str]) -> int:
    """What a set earns in a year, in thousands of euros."""
    return sum(feature.net for feature in survey.features if feature.id in chosen)


def effort(survey: Survey, chosen: Collection[str]) -> int:
    """What a set takes, in effort points."""
    return sum(feature.effort for feature in survey.features if feature.id in chosen)


# Effort, revenue and cost are drawn around these, by the planted kind.
ECONOMY = {
    "M": ((1, 3), (0, 3), (10, 22)),
    "O": ((2, 4), (28, 46), (8, 16)),
    "A": ((2, 4), (12, 26), (8, 20)),
    "I": ((2, 4), (58, 82), (8, 16)),
    "R": ((1, 3), (40, 60), (8, 16)),
}


def candidate(rng: Generator) -> Survey | None:
    """Draw one survey with its figures, or None where it is no fair exercise."""
    authored = load("software/features")
    drawn = [
        (authored[kind][i], kind)
        for kind, number in KINDS.items()
        for i in rng.permutation(len(authored[kind]))[:number]
    ]
    planted = {name["id"]: kind for name, kind in drawn}
    answers = {name: draw(rng, partial(_pairs, kind=kind)) for name, kind in planted.items()}
    features = [_feature(rng, name, kind) for name, kind in drawn]
    divisive = next(name for name, kind in planted.items() if kind == "R")
    wanted = [name for name, kind in planted.items() if kind in "OA"]
    raw = {wanted[int(rng.integers(len(wanted)))], divisive}
    shown = tuple(features[i] for i in rng.permutation(len(features)))
    first, second = (feature.id for feature in shown if feature.id in raw)
    survey = Survey(shown, answers, (first, second))
    return survey if is_fair(survey) else None


def _feature(rng: Generator, name: Mapping[str, str], kind: str) -> Feature:
    spans = ECONOMY[kind]
    size, revenue, cost = (int(rng.integers(low, high + 1)) for low, high in spans)
    return Feature(name["id"], name["name"], size, revenue, cost)


def _pairs(rng: Generator, kind: str) -> Grid | None:
    """How many people gave each pair of answers, or None where no class leads clearly."""
    letters = np.array([list(row) for row in TABLE])
    weight = np.where(letters == "Q", 0.0, 1.0)
    weight *= (1 - TRUE_SHARE) / weight.sum()
    if kind == "R":
        weight[:] = 0
        for letter, share in DIVIDED.items():
            cells = letters == letter
            if letter == "R":
                cells[:4] = False  # only the bottom row: they would dislike having it
            weight[cells] += share / cells.sum()
    else:
        cells = letters == kind
        weight[cells] += TRUE_SHARE / cells.sum()
    drawn = rng.multinomial(PEOPLE, weight.ravel()).reshape(weight.shape)
    grid = tuple(tuple(int(n) for n in row) for row in drawn)
    return grid if _clear(grid, kind) else None


def _clear(grid: Grid, kind: str) -> bool:
    counts = class_counts(grid)
    first, second = sorted(counts.values())[-1:-3:-1]
    if kano_mode(counts) != ("I" if kind == "R" else kind) or first - second < LEAD * PEOPLE:
        return False
    if kind != "R":
        return counts["R"] < 0.8 * MOST_REJECT * PEOPLE
    # Whoever takes the bottom row for delight would call the divisive feature attractive.
    return counts["R"] > 1.2 * MOST_REJECT * PEOPLE and counts["A"] + counts["R"] > counts["I"] + 5


def is_fair(survey: Survey) -> bool:
    """Whether several sets are good, and each of the usual ones is not."""
    seen = read_survey(survey)
    if not seen.best:
        return False
    good = [each for each in lawful_sets(survey, seen) if regret(seen, each) <= GOOD]
    # Without the must-bes there is more delight to be had, or nobody would be tempted.
    tempting = max(gain(seen.better, each) for each in affordable(survey))
    return (
        3 <= len(good) <= MOST_GOOD
        and gain(seen.better, seen.richest) < (1 - BAD) * seen.best_gain
        and tempting > 1.05 * seen.best_gain
    )


def lawful_sets(survey: Survey, seen: Reading) -> list[tuple[str, ...]]:
    """Every set that fits, keeps the must-bes, leaves out the unwanted and loses no money."""
    return [each for each in affordable(survey) if lawful(survey, seen, each)]


def lawful(survey: Survey, seen: Reading, chosen: Collection[str]) -> bool:
    """Whether a set keeps every rule, however much or little it does for users."""
    return (
        effort(survey, chosen) <= EFFORT
        and set(seen.must) <= set(chosen)
        and not set(seen.unwanted) & set(chosen)
        and net(survey, chosen) >= 0
    )


def regret(seen: Reading, chosen: Collection[str]) -> float:
    """How much less a set does for users than the best one, as a fraction."""
    return 1 - gain(seen.better, chosen) / seen.best_gain


def expand(survey: Survey) -> pd.DataFrame:
    """Return one row for each person and feature, with both answers."""
    rows = []
    for feature in survey.features:
        pairs = [
            (there, missing)
            for there, line in zip(ANSWERS, survey.answers[feature.id], strict=True)
            for missing, people in zip(ANSWERS, line, strict=True)
            for _ in range(people)
        ]
        # A stride that shares no factor with 150 mixes people without a draw.
        rows += [
            (1 + 37 * i % PEOPLE, feature.id, there, missing)
            for i, (there, missing) in enumerate(pairs)
        ]
    table = pd.DataFrame(rows, columns=["person", "feature", "if_there", "if_not"])
    return table.sort_values(["person", "feature"], ignore_index=True)
