"""The Software question bank, first part: six items that ask for a number."""

from __future__ import annotations

from statistics import mean, median

from numpy.random import Generator

from pm_exercises.item import Table
from pm_exercises.quiz import NumberItem, Slip, Values


def _funnel(rng: Generator) -> Values:
    people = 100 * int(rng.integers(12, 31))
    own, others = int(rng.integers(38, 47)), int(rng.integers(60, 71))
    return {"people": people, "own": own, "others": others}


def _rates(rng: Generator) -> Values:
    a = int(rng.integers(80, 121)) / 10
    return {"a": a, "b": round(a + int(rng.integers(8, 25)) / 10, 1)}


def _scores(rng: Generator) -> Values:
    up, down = 10 * int(rng.integers(8, 15)), 10 * int(rng.integers(3, 7))
    return {"up": up, "down": down, "middle": 10 * int(rng.integers(4, 11))}


def _score_table(values: Values) -> Table:
    rows = (
        ("9 or 10", f"{values['up']}"),
        ("7 or 8", f"{values['middle']}"),
        ("0 to 6", f"{values['down']}"),
    )
    return Table("Would you recommend us?", ("Answer", "People"), rows)


def people_asked(values: Values) -> float:
    """Everybody who answered."""
    return float(values["up"] + values["middle"] + values["down"])


def _kano(rng: Generator) -> Values:
    numbers = [int(n) for n in rng.integers((30, 20, 10, 15, 12), (56, 36, 21, 31, 25))]
    return dict(zip("AOMIR", numbers, strict=True))


def _kano_table(values: Values) -> Table:
    names = {
        "A": "Attractive",
        "O": "One-dimensional",
        "M": "Must-be",
        "I": "Indifferent",
        "R": "Reverse",
    }
    rows = tuple((name, f"{values[kind]}") for kind, name in names.items())
    return Table("Answers about one feature", ("Class", "People"), rows)


def _cohort(rng: Generator) -> Values:
    return {
        "joined": 100 * int(rng.integers(4, 10)),
        "first": int(rng.integers(46, 63)),
        "stay": int(rng.integers(84, 93)),
    }


def _deploys(rng: Generator) -> Values:
    deploys, failed = 20 * int(rng.integers(3, 7)), int(rng.integers(6, 13))
    times = [int(n) for n in rng.integers(4, 10, 4)]
    times = [*times, int(rng.integers(60, 121))]
    times = [times[i] for i in rng.permutation(len(times))]
    return {
        "deploys": deploys,
        "failed": failed,
        "incidents": failed + int(rng.integers(4, 9)),
        "times": times,
        "listed": ", ".join(str(hours) for hours in times),
    }


NUMBERS = (
    NumberItem(
        id="LOSS",
        title="People lost at a step",
        text="In one week {people:,} people on phones reach the set-up, and {own} % of them finish "
        "it. In the other segments together {others} % do. How many people a week does the phone "
        "set-up lose beyond what is usual?",
        unit="people",
        tolerance=1.0,
        numbers=_funnel,
        solve=lambda v: v["people"] * (v["others"] - v["own"]) / 100,
        message="For “{title}” you wrote {given}. A repair is worth what it can win back, no more. "
        "Take the people who came, times the gap between the two rates.",
        slips=(
            Slip(
                "ALLLOST",
                lambda v: v["people"] * (100 - v["own"]) / 100,
                "{given} is everyone who did not finish. In the other segments {others} % finish, "
                "so not all could be won. How large is the gap to what is usual?",
            ),
            Slip(
                "GAPONLY",
                lambda v: v["others"] - v["own"],
                "{given} is the gap between the rates, in points. It takes people to make a loss. "
                "How many came to this step?",
            ),
        ),
    ),
    NumberItem(
        id="LIFT",
        title="The lift of a test",
        text="In a test {a} % of group A pay, and {b} % of group B. What is the lift, in "
        "percentage points?",
        unit="percentage points",
        tolerance=0.1,
        numbers=_rates,
        solve=lambda v: v["b"] - v["a"],
        message="For “{title}” you wrote {given}. A lift in points says how many more of a hundred "
        "people pay. Take the second rate minus the first.",
        slips=(
            Slip(
                "RELATIVE",
                lambda v: 100 * (v["b"] - v["a"]) / v["a"],
                "{given} is the change as a percent of A's rate. Read as points, it promises far "
                "too many customers. Which of the two does the question ask for?",
            ),
        ),
    ),
    NumberItem(
        id="NPS",
        title="Net promoter score",
        text="What is the net promoter score of these answers? One decimal is enough.",
        unit="points",
        tolerance=0.6,
        numbers=_scores,
        solve=lambda v: 100 * (v["up"] - v["down"]) / people_asked(v),
        message="For “{title}” you wrote {given}. A score that is not comparable with others says "
        "nothing. Percent of 9 and 10, minus percent of 0 to 6, of all who answered.",
        slips=(
            Slip(
                "UPONLY",
                lambda v: 100 * v["up"] / people_asked(v),
                "{given} is the percent of promoters alone. Those who would warn others are "
                "missing. What has to be taken away?",
            ),
            Slip(
                "NOMIDDLE",
                lambda v: 100 * (v["up"] - v["down"]) / (v["up"] + v["down"]),
                "{given} leaves out the people who answered 7 or 8. They are neither for nor "
                "against, but they did answer. What stands below the line?",
            ),
        ),
        table=_score_table,
    ),
    NumberItem(
        id="BETTER",
        title="Better",
        text="What is the Better coefficient of this feature? Two decimals, from 0 to 1.",
        unit="0 to 1",
        tolerance=0.011,
        numbers=_kano,
        solve=lambda v: (v["A"] + v["O"]) / (v["A"] + v["O"] + v["M"] + v["I"]),
        message="For “{title}” you wrote {given}. Better says how far having a feature pleases. "
        "Attractive and one-dimensional answers on top; which four classes go below?",
        slips=(
            Slip(
                "WITHREV",
                lambda v: (v["A"] + v["O"]) / sum(v[kind] for kind in "AOMIR"),
                "{given} divides by everybody, reverse answers too. Those people ask you not to "
                "build it, so they say nothing about wanting more. Who stays below the line?",
            ),
        ),
        table=_kano_table,
    ),
    NumberItem(
        id="CHAIN",
        title="A forecast in steps",
        text="{joined} people joined this month. Usually {first} % of a cohort are active in month "
        "1, and of those active in one month {stay} % are active in the next. How many do you "
        "expect in month 2?",
        unit="people",
        tolerance=2.0,
        numbers=_cohort,
        solve=lambda v: v["joined"] * v["first"] / 100 * v["stay"] / 100,
        message="For “{title}” you wrote {given}. A forecast is a chain of shares, each of those "
        "who are left. People who joined, then month 1, then month 2.",
        slips=(
            Slip(
                "ONESTEP",
                lambda v: v["joined"] * v["first"] / 100,
                "{given} is month 1. Some of these people leave again before month 2. Which share "
                "comes next?",
            ),
            Slip(
                "SKIP",
                lambda v: v["joined"] * v["stay"] / 100,
                "{given} leaves out the first month, in which most people go. The later share is "
                "of those who were still there. Which share comes first?",
            ),
        ),
    ),
    NumberItem(
        id="RECOVER",
        title="Typical time to recover",
        text="After five failed deployments, service was back within these hours: {listed}. What "
        "is the typical time to recover, as this module measures it?",
        unit="hours",
        tolerance=0.3,
        numbers=_deploys,
        solve=lambda v: median(v["times"]),
        message="For “{title}” you wrote {given}. The typical time is what most people can expect. "
        "Sort the five, and take the one in the middle.",
        slips=(
            Slip(
                "MEANHOURS",
                lambda v: round(mean(v["times"]), 1),
                "{given} is the mean. One long outage pulls it to where none of the others lie. "
                "Which number stands in the middle?",
            ),
        ),
    ),
)
