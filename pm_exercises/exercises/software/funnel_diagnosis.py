"""SW-E1: find the one place in a week's funnel where people are lost who need not be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
from numpy.random import Generator

from pm_exercises.board import Exercise
from pm_exercises.checks import MET, Criterion, Key, Outcome, unmet
from pm_exercises.exercises.software.funnel_table import (
    MOVES,
    SEGMENTS,
    STEPS,
    candidate,
    loss,
    pair,
    read_funnel,
)
from pm_exercises.explorers import Lookup, Options
from pm_exercises.interactions import Choice, Scorecard, Value
from pm_exercises.item import Item, ReadOnlyAnswer, Table
from pm_exercises.variants import draw

NEXT = {
    "traffic": "Bring more people of this segment to the first step",
    "everybody": "Redesign this step for all three segments",
    "watch": "Watch people of this segment take this step, and mend what stops them",
    "first": "Work on the first step, where most people leave",
}
TOLERANCE = 0.05  # of the right number of people
WHY = {
    "traffic": "More visitors would pour through the same leak.",
    "everybody": "Two of the three segments take this step well, so they need no new one.",
    "first": "The first step is as steep for all segments, and the leak is not there.",
}


@dataclass(frozen=True, slots=True)
class Data:
    """The learner's week."""

    frame: pd.DataFrame

    @property
    def funnel(self) -> pd.DataFrame:
        """A copy of the table: a row for each segment, a column for each step, in people."""
        return self.frame.copy()

    def tools(self) -> tuple[Lookup, ...]:
        """What the board offers to those who do not write code."""
        views = {
            "people": "People who reached each step",
            "rate": "Percent who went on from the step before",
        }
        return (Lookup("Read the funnel", {"view": Options("Show", views)}, self._table),)

    def _table(self, chosen: Mapping[str, str]) -> Table:
        everyone = self.frame.sum().to_frame("all").T
        rows = pd.concat([self.frame, everyone])
        names = {**SEGMENTS, "all": "All three together"}
        if chosen["view"] == "people":
            columns = ("Segment", *STEPS.values())
            lines = tuple(
                (names[i], *(f"{int(n):,}" for n in rows.loc[i, list(STEPS)])) for i in rows.index
            )
            return Table("People in one week", columns, lines)
        columns = ("Segment", *(f"{STEPS[b]} to {STEPS[a]}" for b, a in map(pair, MOVES)))
        lines = tuple(
            (
                names[i],
                *(f"{100 * rows.loc[i, a] / rows.loc[i, b]:.1f} %" for b, a in map(pair, MOVES)),
            )
            for i in rows.index
        )
        return Table("Percent of the step before", columns, lines)


def generate(rng: Generator) -> Data:
    """Draw a week in which the lowest rate and the longest fall are both somewhere else."""
    return Data(draw(rng, candidate))


def interaction(_data: Data) -> Scorecard:
    """The board: where, how many, and what to do next."""
    moves = {a: f"{STEPS[b]} to {STEPS[a]}" for b, a in map(pair, MOVES)}
    return Scorecard(
        (
            Choice("step", "Step with the leak", moves),
            Choice("segment", "Segment with the leak", SEGMENTS),
            Value(
                "lost",
                "People lost there beyond what the other two segments lose",
                "people a week",
                example="240",
                low=-20_000,
                high=50_000,
            ),
            Choice("next", "What to do next", NEXT),
        )
    )


def step_found(answer: ReadOnlyAnswer, data: Data, _key: Key) -> Outcome:
    """The step in which one segment falls out of line."""
    seen, step = read_funnel(data.frame), answer["pick"].get("step")
    if step is None:
        return unmet("SW-E1.EMPTY", what="the step", marks=("step",))
    if step == seen.step:
        return MET
    code = {seen.volume_step: "SW-E1.VOLUME", seen.lowest_step: "SW-E1.LOWEST"}
    return unmet(code.get(step, "SW-E1.STEP"), marks=("step",))


def segment_found(answer: ReadOnlyAnswer, data: Data, _key: Key) -> Outcome:
    """The segment that falls out of line."""
    seen, segment = read_funnel(data.frame), answer["pick"].get("segment")
    if segment is None:
        return unmet("SW-E1.EMPTY", what="the segment", marks=("segment",))
    if segment == seen.segment:
        return MET
    return unmet("SW-E1.SEGMENT", segment=SEGMENTS[segment], marks=("segment",))


def loss_right(answer: ReadOnlyAnswer, data: Data, _key: Key) -> Outcome:
    """The loss within 5 %; half for the right sum in another cell, where there is a loss at all."""
    seen, given = read_funnel(data.frame), answer["vals"].get("lost")
    if given is None:
        return unmet("SW-E1.EMPTY", what="the people lost", marks=("lost",))
    if _near(given, seen.lost):
        return MET
    if _near(given, seen.left):
        return unmet("SW-E1.LOSTRAW", given=f"{given:,.0f}", marks=("lost",))
    step, segment = (answer["pick"].get(part) for part in ("step", "segment"))
    if step and segment and (step, segment) != (seen.step, seen.segment):
        before, after = pair(step)
        here = data.frame.loc[segment]
        if _near(given, float(here[before] - here[after])):
            return unmet("SW-E1.LOSTRAW", given=f"{given:,.0f}", marks=("lost",))
        own = loss(data.frame, segment, step)
        if own > 0 and _near(given, own):
            return unmet("SW-E1.LOST", share=0.5, given=f"{given:,.0f}", marks=("lost",))
    return unmet("SW-E1.LOST", given=f"{given:,.0f}", marks=("lost",))


def action_fits(answer: ReadOnlyAnswer, _data: Data, _key: Key) -> Outcome:
    """The next step acts where the leak is; an action before a diagnosis is a guess."""
    chosen = answer["pick"].get("next")
    if chosen is None:
        return unmet("SW-E1.EMPTY", what="what to do next", marks=("next",))
    if "lost" not in answer["vals"] or not {"step", "segment"} <= answer["pick"].keys():
        return unmet("SW-E1.EVIDENCE", marks=("next",))
    return MET if chosen == "watch" else unmet("SW-E1.NEXT", why=WHY[chosen], marks=("next",))


def _near(given: float, people: float) -> bool:
    return abs(given - people) <= TOLERANCE * abs(people)


def hints(data: Data) -> tuple[str, ...]:
    """From the goal to a first step."""
    web = data.frame.loc["web"]
    return (
        "The goal: one step, in one segment, where people are lost who go on elsewhere. Then how "
        "many a week that is, and what you would do about it.",
        "Turn counts into rates: of those who reached a step, how many reached the next? Then look "
        "down each column, not along each row. The rate that differs from its neighbours is the "
        "leak. Lesson 1 has the sum.",
        "A ferry company sells by phone, counter and app. From seat to payment: phone 80 %, "
        "counter 82 %, app 50 %. From payment to boarding: 40 % everywhere. The 40 % is lower, and "
        "the same for all; the 50 % is the leak. 1,000 people pay in the app's step, and the other "
        "two together reach 81 %: 1,000 × (0.81 − 0.50) = 310 lost.",
        f"Start with the web segment: {web['signup']:,} signed up and {web['setup']:,} finished "
        "set-up. Divide the second by the first. Do the same for iOS and for Android, and put the "
        "three side by side. Are they alike? Then take the next step.",
    )


EXERCISE = Exercise(
    item=Item(
        id="SW-E1",
        title="Funnel diagnosis",
        task="Find the step and the segment where Folionest loses people it need not lose, how "
        "many a week, and what to do next.",
        minutes=15,
        seeds=("SW-1", "SW-5", "SW-6"),
    ),
    generate=generate,
    interaction=interaction,
    criteria=(
        Criterion("SW-E1.STEP", 3, "The step that leaks", step_found),
        Criterion("SW-E1.SEGMENT", 3, "The segment in which it leaks", segment_found),
        Criterion("SW-E1.LOST", 3, "The people lost there in a week", loss_right),
        Criterion("SW-E1.NEXT", 1, "A next step where the leak is", action_fits),
    ),
    messages={
        "SW-E1.EMPTY": "Not filled in yet: {what}. A diagnosis needs a place and a size, or nobody "
        "can act on it. The tool under the board shows the table in two ways.",
        "SW-E1.STEP": "You chose a step that all three segments take about equally well. Work "
        "there changes little. Go through the steps one by one: in which does one segment stand "
        "apart?",
        "SW-E1.LOWEST": "This step is low for everybody. It may be hard by nature, and nobody here "
        "shows that it can be taken better. Which cell differs from its neighbours?",
        "SW-E1.VOLUME": "The first step loses most people, as it does nearly everywhere: many only "
        "look. A long fall says little until you know what is usual. Compare each rate with what "
        "the other segments achieve.",
        "SW-E1.SEGMENT": "{segment} is not where people are lost who need not be. A repair there "
        "would reach the wrong people. Hold the three rates of your step side by side.",
        "SW-E1.LOSTRAW": "{given} is everyone who left at this step. Not all of them could be won: "
        "the other segments lose people here too. Use their rate as the reference, and count only "
        "those beyond it.",
        "SW-E1.LOST": "{given} is not the loss in the cell that leaks. The number decides how much "
        "a repair is worth. Take the people who came to the step, times the gap between the other "
        "two segments together and this one.",
        "SW-E1.NEXT": "{why} A week spent there leaves the leak as it is. Which action touches "
        "this step and this segment?",
        "SW-E1.EVIDENCE": "An action chosen before the place and the size are known is a guess. "
        "Fill in the step, the segment and the people lost first.",
    },
    hints=hints,
    meaning="You can say where people leave, who they are and how many in a week, so the repair "
    "begins where it is felt most.",
)
