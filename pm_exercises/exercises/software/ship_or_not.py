"""SW-E3: read a test in the right order, then ship, stop, test on or mend the test."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
from numpy.random import Generator

from pm_exercises.board import Exercise
from pm_exercises.checks import Criterion
from pm_exercises.exercises.software import trial_rules as rules
from pm_exercises.exercises.software.trial_table import (
    DAYS,
    EARLY,
    USEFUL,
    WORLDS,
    candidate,
    expand,
    read_trial,
)
from pm_exercises.explorers import Lookup, Options
from pm_exercises.interactions import Choice, Scorecard, Value
from pm_exercises.item import Item, Table
from pm_exercises.variants import draw

GUARD = {
    "calm": "No rise seen: the interval of the difference holds zero",
    "rose": "Refunds rose: the whole interval lies above zero",
    "void": "Cannot be said: the groups are not comparable",
}
READING = {
    "none": "No effect is proven",
    "small": f"No gain as large as {USEFUL:g} point: it holds zero and ends below that",
    "gain": "A gain: it lies above zero as a whole",
    "void": "Nothing yet: the groups are not comparable",
    "open": f"Not settled: it holds zero, and gains of {USEFUL:g} point or more",
}
DECISION = {
    "more": "Ship nothing yet: plan a larger test",
    "ship": "Ship B to everybody",
    "fix": "Find what broke the split, then start again",
    "stop": "Keep A, and end the test",
}
UNTIL = {str(DAYS): f"All {DAYS} days", str(EARLY): f"Days 1 to {EARLY}", "7": "Days 1 to 7"}
MEASURES = {"converted": "Became paying customers", "refunds": "Asked for their money back"}


@dataclass(frozen=True, slots=True)
class Data:
    """The learner's test: a row for each day and group."""

    frame: pd.DataFrame

    @property
    def days(self) -> pd.DataFrame:
        """A copy of the table: day, group, people, converted, refunds."""
        return self.frame.copy()

    @property
    def users(self) -> pd.DataFrame:
        """The export behind it: a row for each person, with the device they came on."""
        return expand(self.frame)

    def tools(self) -> tuple[Lookup, Lookup]:
        """What the board offers to those who do not write code."""
        until = Options("Count", UNTIL)
        return (
            Lookup("Is the split as planned?", {"until": until}, self._split),
            Lookup(
                "Compare the two groups",
                {"measure": Options("Compare", MEASURES), "until": until},
                self._compared,
            ),
        )

    def _split(self, chosen: Mapping[str, str]) -> Table:
        seen = read_trial(self.frame, int(chosen["until"]))
        half = sum(seen.people) / 2
        chance = f"{seen.split:.6f}" if seen.split >= 1e-6 else "less than 0.000001"
        rows = (
            ("People in group A", f"{seen.people[0]:,}"),
            ("People in group B", f"{seen.people[1]:,}"),
            ("Planned for each", f"{half:,.1f}"),
            ("p: how often chance alone splits so unevenly", chance),
        )
        return Table("The split, planned half and half", ("", "Number"), rows)

    def _compared(self, chosen: Mapping[str, str]) -> Table:
        seen = read_trial(self.frame, int(chosen["until"]))
        conversion = chosen["measure"] == "converted"
        apart = seen.conversion if conversion else seen.refunds
        table = self.frame[self.frame["day"] <= int(chosen["until"])]
        hits = table.groupby("group")[chosen["measure"]].sum()
        rate = [100 * hits[g] / n for g, n in zip("AB", seen.people, strict=True)]
        rows = (
            ("Group A", f"{hits['A']:,} of {seen.people[0]:,}, {rate[0]:.2f} %"),
            ("Group B", f"{hits['B']:,} of {seen.people[1]:,}, {rate[1]:.2f} %"),
            ("B minus A", f"{100 * apart.lift:+.2f} points"),
            ("95 % interval", f"{100 * apart.low:+.2f} to {100 * apart.high:+.2f} points"),
            ("B beside A, relative", f"{100 * (rate[1] / rate[0] - 1):+.1f} %"),
        )
        return Table(MEASURES[chosen["measure"]], ("", "Number"), rows)


def generate(rng: Generator) -> Data:
    """Draw which story is told, then a test that tells it."""
    world = str(rng.permutation(WORLDS)[-1])
    return Data(draw(rng, lambda source: candidate(source, world)))


def interaction(_data: Data) -> Scorecard:
    """The board: the order of the cells is the order of the reasoning."""
    first, second, third, last = (
        "1. Is the split sound?",
        "2. What did conversion do?",
        "3. What did it cost?",
        "4. What now?",
    )
    return Scorecard(
        (
            Value("srm_p", "p-value of the split", "0 to 1", "0.24", 0, 1, group=first),
            Value("lift_pp", "Lift: conversion of B minus A", "points", "0.7", group=second),
            Value("ci_low", "95 % interval, lower end", "points", "-0.4", group=second),
            Value("ci_high", "95 % interval, upper end", "points", "1.8", group=second),
            Choice("reading", "What this interval says", READING, second),
            Choice("guard", "Guardrail: people who asked for their money back", GUARD, third),
            Choice("decision", "Decision", DECISION, last),
        )
    )


def hints(data: Data) -> tuple[str, ...]:
    """From the goal to a first step."""
    a, b = read_trial(data.frame).people
    return (
        "The goal: read the test from the top. Is the split sound? What did conversion do, and how "
        "sure is that? What did refunds do? Only then comes the decision.",
        "Lesson 3 has the ladder of four rungs. A rung that breaks ends the climb: with a broken "
        "split nothing below it counts. An interval says which lifts fit the data; hold it against "
        f"zero and against {USEFUL:g} point, the smallest lift worth having.",
        "A ferry company tests a button. 4,980 people see A and 5,020 see B: p = 0.69, so the "
        "split is sound. Tickets: 6.0 % and 6.5 %, a lift of 0.5 points, interval −0.4 to 1.4. It "
        "holds zero, and 1 as well: not settled. Complaints stay level. So: a larger test, with "
        "the number of people set beforehand.",
        f"Start with the first tool under the board, over all {DAYS} days. It counts {a:,} people "
        f"in A and {b:,} in B. Write down its p, and ask: is it under 0.001? If it is, what does "
        "that leave you to decide?",
    )


EXERCISE = Exercise(
    item=Item(
        id="SW-E3",
        title="Ship or not? A/B desk",
        task="Read Folionest's test of a new start page from the split to the decision.",
        minutes=20,
        seeds=("SW-2", "SW-6", "SW-10"),
    ),
    generate=generate,
    interaction=interaction,
    criteria=(
        Criterion("SW-E3.SPLIT", 2, "The p-value of the split", rules.split_right),
        Criterion("SW-E3.LIFT", 2, "The lift, in points", rules.lift_right),
        Criterion("SW-E3.INTERVAL", 1, "The interval around it", rules.interval_right),
        Criterion("SW-E3.READ", 1, "What the interval says", rules.reading_right),
        Criterion("SW-E3.RISE", 1, "The verdict on refunds", rules.guard_right),
        Criterion("SW-E3.DECIDE", 3, "The decision that follows", rules.decision_right),
    ),
    messages={
        "SW-E3.EMPTY": "Not filled in yet: {what}. Each rung of the ladder rests on the one above "
        "it. The tools under the board compute what you ask for.",
        "SW-E3.EVIDENCE": "A reading or a decision before the numbers is a bet. Fill in the split, "
        "both ends of the interval and the verdict on refunds first.",
        "SW-E3.SPLIT": "Your p-value does not fit {x} people in A and {y} in B, planned half and "
        "half. It decides whether anything else in the test can be believed. Look at the tool for "
        "the split, over all days.",
        "SW-E3.SRM": "The groups have {x} and {y} people, planned half and half. If the split is "
        "broken, can the lift below it be trusted? Look at the p-value of the split before "
        "everything else.",
        "SW-E3.LIFT": "{given} is not the distance between the two conversion rates. Whoever reads "
        "it will expect that many more customers in a hundred. Take B's rate in percent, minus "
        "A's.",
        "SW-E3.REL": "You gave {given}, a relative change: the lift as a part of A's rate. Beside "
        "an interval in points it promises far too much. Points: second rate minus first.",
        "SW-E3.PEEK": "You read the result on day 3. People click on what is new, and early "
        "numbers swing widely. What does the full period show?",
        "SW-E3.TURNED": "You took A minus B. Then a gain reads as a loss, and the decision turns "
        "round with it. The new version minus the old one: which is which?",
        "SW-E3.INTERVAL": "{given} is not an end of the 95 % interval over all days. Too narrow, "
        "and chance looks like knowledge; too wide, and knowledge looks like chance. Take both "
        "ends in points from the comparison of conversion.",
        "SW-E3.READ": "Look again at your two ends, at zero and at 1 point: {words}. What the "
        "interval allows decides what you may say. Which of the five sentences is that?",
        "SW-E3.PNOT": "The interval still contains gains worth having. Absence of proof is not "
        "proof of absence. What would settle it?",
        "SW-E3.CALM": "The difference in refunds lies between {moved} points, with 95 % "
        "confidence. Money that goes back was never earned. Where does this interval stand "
        "against zero?",
        "SW-E3.RISE": "The difference in refunds lies between {moved} points, with 95 % "
        "confidence. To see a rise in every wiggle stops good work. Does this interval hold zero?",
        "SW-E3.GUARD": "Conversion rose and so did refunds. A customer who asks for the money "
        "back is no gain, and will tell others. What does the company keep?",
        "SW-E3.SHIPNULL": "The interval holds zero, so the lift may well be nothing. Shipping on "
        "hope fills a product with things nobody needs. Which decision goes with an interval like "
        "this?",
        "SW-E3.MORE": "Even the upper end of the interval is below 1 point, the smallest lift "
        "worth having. More people would only make this surer. What is the test still for?",
        "SW-E3.SPLITOK": "The split is as even as chance makes it. A search for a fault that is "
        "not there costs the team a week. Go one rung down: what does conversion say?",
        "SW-E3.WAIT": "The split is sound, the whole interval lies above zero, and refunds did not "
        "rise. Each week of waiting withholds from users what helps them. What is still missing "
        "for a decision?",
        "SW-E3.DECIDE": "Your decision does not follow from the rung that breaks. Read the ladder "
        "from the top: split, conversion, refunds. Which is the first that says no, and what does "
        "it ask for?",
    },
    hints=hints,
    meaning="Your decision follows from the split, the interval and the refunds. Whoever looks "
    "at the same test would come to it too.",
)
