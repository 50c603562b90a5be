"""SW-E4: class eight features by what people say, then choose a set that serves users and firm."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from numpy.random import Generator

from pm_exercises.board import Exercise
from pm_exercises.checks import Criterion
from pm_exercises.exercises.software import kano_rules as rules
from pm_exercises.exercises.software.kano_table import (
    EFFORT,
    PEOPLE,
    Feature,
    Survey,
    candidate,
    expand,
)
from pm_exercises.formulas import kano_better, kano_worse
from pm_exercises.formulas.kano import ANSWERS, TABLE
from pm_exercises.interactions import Matrix, MatrixColumn, MatrixRow
from pm_exercises.interactions.base import Gauge
from pm_exercises.item import Item, ReadOnlyAnswer, Table
from pm_exercises.variants import draw

KINDS = {
    "M": "Must-be",
    "O": "One-dimensional",
    "A": "Attractive",
    "I": "Indifferent",
    "R": "Reverse",
}
SAYINGS = {
    "like": "I like it",
    "expect": "I expect it",
    "neutral": "I do not mind",
    "accept": "I can live with it",
    "dislike": "I dislike it",
}
BUILD = {"yes": "Build it", "no": "Leave it"}


@dataclass(frozen=True, slots=True)
class Data(Survey):
    """The learner's survey and figures."""

    @property
    def people(self) -> pd.DataFrame:
        """Everyone's answers: person, feature, if_there, if_not."""
        return expand(self)

    @property
    def money(self) -> pd.DataFrame:
        """What each feature takes and brings: feature, name, effort, revenue, cost."""
        return pd.DataFrame(
            [(f.id, f.name, f.effort, f.revenue, f.cost) for f in self.features],
            columns=["feature", "name", "effort", "revenue", "cost"],
        )

    def named(self, feature: str) -> Feature:
        """A feature by its id."""
        return next(f for f in self.features if f.id == feature)


def generate(rng: Generator) -> Data:
    """Draw a survey in which money, delight and the bottom row of the table each mislead."""
    survey = draw(rng, candidate)
    return Data(survey.features, survey.answers, survey.raw)


def interaction(data: Data) -> Matrix:
    """The board: a class and a choice for each feature, two pairs of coefficients, three tables."""

    def meter(answer: ReadOnlyAnswer) -> Gauge:
        return rules.meter(answer, data)

    extra = []
    for n, feature in enumerate(data.raw, 1):
        name = data.named(feature).name
        extra += [
            MatrixColumn(f"better_{n}", f"Better of “{name}”", low=0, high=1, unit="0 to 1"),
            MatrixColumn(f"worse_{n}", f"Worse of “{name}”", low=-1, high=0, unit="−1 to 0"),
        ]
    return Matrix(
        rows=tuple(MatrixRow(f.id, f.name, _facts(f)) for f in data.features),
        columns=(
            MatrixColumn("kind", "Class", KINDS),
            MatrixColumn("build", "This quarter", BUILD),
        ),
        extra=tuple(extra),
        meter=meter,
        tables=(_counted(data), *(_uncounted(data, name) for name in data.raw), _kano_table()),
        corner="Feature; money in thousand euros a year",
    )


def _facts(feature: Feature) -> str:
    return f"{feature.effort} effort points; brings {feature.revenue}, costs {feature.cost}"


def _counted(data: Data) -> Table:
    rows = []
    for feature in data.features:
        if feature.id in data.raw:
            continue
        counts = data.counts(feature.id)
        rows.append(
            (
                feature.name,
                *(str(counts[kind]) for kind in KINDS),
                f"{kano_better(counts):.2f}",
                f"{kano_worse(counts):.2f}".replace("-", "−"),
            )
        )
    caption = f"Six features, counted: how many of {PEOPLE} people gave answers of each class"
    return Table(caption, ("Feature", *KINDS.values(), "Better", "Worse"), tuple(rows))


def _uncounted(data: Data, feature: str) -> Table:
    caption = (
        f"Not counted yet: “{data.named(feature).name}”. Down: if it is there. "
        "Across: if it is not there"
    )
    rows = tuple(
        (SAYINGS[there], *(str(people) for people in line))
        for there, line in zip(ANSWERS, data.answers[feature], strict=True)
    )
    return Table(caption, ("If it is there", *SAYINGS.values()), rows)


def _kano_table() -> Table:
    words = {**KINDS, "Q": "Makes no sense"}
    rows = tuple(
        (SAYINGS[there], *(words[letter] for letter in line))
        for there, line in zip(ANSWERS, TABLE, strict=True)
    )
    caption = "Kano's table, to read such answers with. Down and across as above"
    return Table(caption, ("If it is there", *SAYINGS.values()), rows)


def hints(data: Data) -> tuple[str, ...]:
    """From the goal to a first step."""
    name = data.named(data.raw[0]).name
    return (
        "The goal: say of each feature what it is to most people, work out Better and Worse for "
        f"the two that nobody has counted, and choose a set within {EFFORT} effort points.",
        "The class is the one that most people's answers give. Better is (A + O) ÷ (A + O + M + I) "
        "and Worse is −(O + M) ÷ (A + O + M + I). A set holds every must-be, nothing that more "
        "than a fifth reject, and loses no money. Among such sets, the one with the largest sum of "
        "Better does most for users. Lesson 4 has all of it.",
        "A ferry app asked 100 people about seat maps. Like it, do not mind without: 50, "
        "attractive. Do not mind either way: 30, indifferent. Like it, dislike it missing: 10, "
        "one-dimensional. Would dislike having it: 10, reverse. So: attractive. Better is "
        "(50 + 10) ÷ 90 = 0.67, Worse is −10 ÷ 90 = −0.11.",
        f"Start with “{name}”. Lay Kano's table over its counts, cell by cell: the first row ends "
        "with the people who like having it and dislike its absence. Write down one sum for each "
        "class. Do they come to 150?",
    )


EXERCISE = Exercise(
    item=Item(
        id="SW-E4",
        title="Kano and the business case",
        task=f"Class the eight features, and choose a set of at most {EFFORT} effort points that "
        "serves users and pays for itself.",
        minutes=18,
        seeds=("SW-2", "SW-5", "SW-10"),
    ),
    generate=generate,
    interaction=interaction,
    criteria=(
        Criterion("SW-E4.CLASS", 3, "The class of each feature", rules.classes_right),
        Criterion("SW-E4.COEF", 2, "Better and Worse of two features", rules.coefficients_right),
        Criterion("SW-E4.DELIGHT", 1.5, "Every must-be is built", rules.must_be_in),
        Criterion("SW-E4.LEAN", 3.5, "A set that does much for users, and pays", rules.set_good),
    ),
    messages={
        "SW-E4.OPEN": "Still open: {count}. Leaving a feature is a decision too, and what has no "
        "class or number cannot be compared. Everything you need stands in the tables above.",
        "SW-E4.CLASS": "{count} of the classes are not those that most people's answers give. A "
        "class taken from a hunch plans for people who were not asked. Which column of the counts "
        "is the largest in that row?",
        "SW-E4.REVERSE": "Some people dislike having it. Read as delight, they would be given what "
        "they asked you not to build. Check the bottom row of the table.",
        "SW-E4.BASE": "{given} divides by everybody who answered. Reverse answers say nothing "
        "about wanting more, so they shrink the coefficient. Divide by the people whose answers "
        "are attractive, one-dimensional, must-be or indifferent.",
        "SW-E4.COEF": "{given} is not what the counts lead to. The user gain of your set hangs on "
        "it. Sort the counts into classes first, then put them into the formula of lesson 4.",
        "SW-E4.NOSET": "No feature is marked “Build it” yet. A class is worth something when it "
        "changes what you build. Start with those whose absence hurts.",
        "SW-E4.OVER": "The set takes {used} effort points, and there are 10. What does not fit is "
        "not built, and nobody knows which part that will be. What would you miss least?",
        "SW-E4.DELIGHT": "A must-be is missing. Its absence hurts more than extras please. Which "
        "features do people expect without asking?",
        "SW-E4.UNWANTED": "More than a fifth of the people would rather not have one of these. "
        "Building it takes from some to please others. Look at the column for reverse answers.",
        "SW-E4.LOSS": "This set comes to {net} thousand euros a year. Users are served for as long "
        "as somebody pays. Which feature would bring in money and please people too?",
        "SW-E4.BIZONLY": "The business case is fine at {net} thousand euros, the users' is not. "
        "What brings money and leaves people cold is soon taken over by a rival. Find the set that "
        "serves both.",
        "SW-E4.LEAN": "The set keeps the rules, and leaves much user gain on the table. Effort "
        "spent where nobody notices is effort lost. Watch the user gain while you exchange one "
        "feature at a time.",
    },
    hints=hints,
    meaning="What people take for granted is safe, what delights them is chosen, and the set "
    "pays: users and finance hear the same plan.",
)
