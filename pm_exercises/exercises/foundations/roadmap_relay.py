"""FND-E5: plan who hears what about the roadmap, how and how often, within eight hours a month."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import Any

from numpy.random import Generator

from pm_exercises.board import Exercise
from pm_exercises.checks import Criterion
from pm_exercises.data import load
from pm_exercises.exercises.foundations import relay_rules as rules
from pm_exercises.exercises.foundations.relay_compare import compare
from pm_exercises.exercises.foundations.relay_rules import Channel, Data, Person, PlannedDate
from pm_exercises.interactions import Matrix, MatrixColumn, MatrixRow
from pm_exercises.item import Item, ReadOnlyAnswer, Table
from pm_exercises.variants import draw

OPTIONAL_PEOPLE = 3
DATES = 5
SPARE = (
    0.5  # hours under the limit that a simple good plan must leave: nobody needs the one optimum
)
MONTHS = ("March 2028", "May 2028", "June 2028", "September 2028", "November 2028")


def generate(rng: Generator) -> Data:
    """Draw eight stakeholders, what the channels cost, and a roadmap with unsure dates."""
    return draw(rng, candidate)


def candidate(rng: Generator) -> Data | None:
    """Draw once, or None where the plan would be too easy or too tight."""
    authored = load("foundations/stakeholders")
    optional = [entry["id"] for entry in authored["people"] if not entry.get("always")]
    drawn = set(rng.choice(optional, OPTIONAL_PEOPLE, replace=False).tolist())
    people = [
        _person(entry, rng)
        for entry in authored["people"]
        if entry.get("always") or entry["id"] in drawn
    ]
    channels = (
        Channel("call", "One-to-one call", float(rng.choice([0.25, 0.5])), "person"),
        Channel("meeting", "Joint meeting", float(rng.choice([0.75, 1.0, 1.25])), "view", 0.5),
        Channel("newsletter", "Newsletter", float(rng.choice([0.5, 0.75])), "view"),
        Channel("page", "Live page", float(rng.choice([0.75, 1.0])), "rhythm"),
    )
    shuffled = tuple(people[i] for i in rng.permutation(len(people)))
    data = Data(shuffled, channels, _dates(authored["plans"], rng))
    return data if _fair(data) else None


def _person(entry: dict[str, Any], rng: Generator) -> Person:
    near = rng.integers(-1, 2, size=3).tolist()
    person = Person(
        id=entry["id"],
        role=entry["role"],
        influence=min(max(entry["influence"] + near[0], 1), 5),
        interest=min(max(entry["interest"] + near[1], 1), 5),
        needs=tuple(entry["needs"]),
        hours=entry["hours"] + 0.25 * near[2],
        builds=entry.get("builds", False),
    )
    return replace(person, sells=True) if entry.get("sells") else person


def _dates(plans: list[str], rng: Generator) -> tuple[PlannedDate, ...]:
    chosen = rng.choice(plans, DATES, replace=False).tolist()
    unsure = rng.choice(DATES, rng.integers(2, 4), replace=False).tolist()
    return tuple(PlannedDate(what, MONTHS[i], i not in unsure) for i, what in enumerate(chosen))


def _fair(data: Data) -> bool:
    """Whether a simple good plan fits, and one plan for everybody does not."""
    close = [person for person in data.people if person.close]
    other_builders = [person for person in data.people if person.builds and not person.close]
    # The rules for the influential and for builders must not meet in the same people only.
    if not 2 <= len(close) <= 4 or all(p.builds for p in close) or not other_builders:
        return False
    # Both halves of “high influence and high interest” must matter.
    if not any((p.influence >= rules.HIGH) != (p.interest >= rules.HIGH) for p in data.people):
        return False
    simple = _hours_of_a_simple_plan(data, close, other_builders)
    return simple <= rules.MOST_HOURS - SPARE and _hours_for_everybody(data) > rules.MOST_HOURS


def _hours_of_a_simple_plan(data: Data, close: list[Person], builders: list[Person]) -> float:
    """Meet the close ones every two weeks, call the builders and keep a page every month."""
    cost = {channel.id: channel for channel in data.channels}
    meetings = next(
        number
        for number in range(1, len(rules.VIEWS) + 1)
        for views in combinations(rules.VIEWS, number)
        if all(set(person.needs) & set(views) for person in close)
    )
    answers = cost["meeting"].answering * sum(person.hours for person in close)
    calls = sum(cost["call"].prepare + person.hours for person in builders)
    return 2 * (meetings * cost["meeting"].prepare + answers) + calls + cost["page"].prepare


def _hours_for_everybody(data: Data) -> float:
    """The least that one two-way channel for all eight costs, every two weeks."""
    hours = sum(person.hours for person in data.people)
    editions = {"person": len(data.people), "view": 1, "rhythm": 1}
    return min(
        2 * (channel.prepare * editions[channel.shared] + channel.answering * hours)
        for channel in data.channels
    )


def interaction(data: Data) -> Matrix:
    """The board: a row for each stakeholder, and two questions about the whole plan."""
    owners = {"me": "I do, the product manager", **{p.id: p.role for p in data.people}}
    channels = {channel.id: channel.words for channel in data.channels}

    def meter(answer: ReadOnlyAnswer) -> str:
        return rules.cost_in_words(answer, data)

    return Matrix(
        rows=tuple(MatrixRow(person.id, person.role, _facts(person)) for person in data.people),
        columns=(
            MatrixColumn("view", "View", rules.VIEWS),
            MatrixColumn("channel", "Channel", channels),
            MatrixColumn("cadence", "How often", rules.CADENCES),
            MatrixColumn("reply", "Two-way", rules.REPLIES),
        ),
        extra=(
            MatrixColumn(
                "log",
                "Who keeps the decision log",
                {**owners, rules.EVERYONE: "All of us together"},
            ),
            MatrixColumn(
                "label",
                "Label each date with how sure it is",
                {"yes": "Yes: sure, likely or possible", "no": "No: plain dates"},
            ),
        ),
        meter=meter,
        tables=_tables(data),
        corner="Stakeholder",
    )


def _facts(person: Person) -> str:
    views = " or ".join(rules.VIEWS[view].lower() for view in person.needs)
    return (
        f"influence {person.influence}, interest {person.interest}"
        + (", builds" if person.builds else "")
        + (", sells" if person.sells else "")
        + f"; can use {views}; {rules.figure(person.hours)} h to answer"
    )


def _tables(data: Data) -> tuple[Table, ...]:
    serves = {
        "person": "one person",
        "view": "all with the same view, as often",
        "rhythm": "all who get it as often, any view",
    }
    share = {1.0: "their hours to answer", 0.5: "half their hours to answer"}
    costs = tuple(
        (c.words, f"{rules.figure(c.prepare)} h", serves[c.shared], share[c.answering])
        for c in data.channels
    )
    times = ", ".join(
        f"{words.lower()} {rules.figure(rules.TIMES[cadence])}"
        for cadence, words in rules.CADENCES.items()
    )
    dates = tuple(
        (date.what, date.when, "sure" if date.sure else "uncertain") for date in data.dates
    )
    return (
        Table(
            f"What it costs each time. Times a month: {times}. Labels on dates: "
            f"{rules.figure(rules.LABEL_HOURS)} h a month",
            ("Channel", "One edition", "Serves", "Each two-way person adds"),
            costs,
        ),
        Table("Dates on the timeline", ("What", "When", "How sure"), dates),
        Table("What the plan must keep", ("Rule", "In words"), RULES),
    )


RULES = (
    ("Hours", "At least 5 and at most 8 of your hours a month"),
    ("Close", "Influence 4 or 5 and interest 4 or 5: every two weeks or oftener, and two-way"),
    ("Builders", "Teams that build get the timeline or the risks, and can answer"),
    ("Promises", "Sales gets no timeline with uncertain dates, unless dates are labelled"),
    ("Covered", "Every row is filled, with a view that the team can use"),
    ("Log", "One person keeps the decision log"),
)


def hints(data: Data) -> tuple[str, ...]:
    """From the goal to a first step."""
    close = sum(person.close for person in data.people)
    return (
        "The aim: all eight hear about the roadmap in a way that helps them, the people who can "
        "stop it or build it can answer, and it costs you 5 to 8 hours a month.",
        "Two questions place a stakeholder: how much can they move, and how much do they care? "
        "Both high: talk often and listen. Others can read. An edition costs the same for one "
        "reader as for five who share view and rhythm; answers cost for each person. Lesson 5 "
        "shows the grid.",
        "A theatre plans its season with six groups. The director and the stage builders get one "
        "joint meeting on risks every two weeks: 2 editions of 1 hour, and half of 0.5 hours for "
        "each of the two, twice: 2 + 1 = 3 hours. The four others read one newsletter a month: "
        "0.5 hours. Six separate weekly calls would have cost 6 × 4 × 0.75 = 18 hours.",
        f"Mark the rows where influence and interest are both 4 or 5: you have {close}. See which "
        "view most of these can use, give them one shared channel, and read the meter. Then take "
        "the teams that build, and leave the others for a channel that needs no answers.",
    )


CRITERIA = (
    Criterion("FND-E5.FORGOT", 1.5, "Every team is covered", rules.all_covered),
    Criterion("FND-E5.CLOSE", 1.5, "The closest are heard often", rules.close_heard),
    Criterion("FND-E5.BROADCAST", 1.5, "Builders know and can answer", rules.builders_informed),
    Criterion("FND-E5.PROMISE", 1.5, "Sales gets no bare unsure date", rules.sales_promises),
    Criterion("FND-E5.LOG", 1.5, "The decision log has an owner", rules.log_owned),
    Criterion("FND-E5.FLOOD", 1.5, "At most 8 hours a month", rules.within_budget),
    Criterion("FND-E5.THIN", 1, "Between 5 and 8 hours a month", rules.well_used),
)

EXERCISE = Exercise(
    item=Item(
        id="FND-E5",
        title="Roadmap relay",
        task="Plan what each stakeholder gets to see of the roadmap, through which channel, how "
        "often, and whether they can answer.",
        minutes=14,
        seeds=("GEN-3", "GEN-4", "PP-1"),
    ),
    generate=generate,
    interaction=interaction,
    criteria=CRITERIA,
    messages={
        "FND-E5.FORGOT": "Rows not planned yet: {count} ({who}). A team without a row finds out "
        "from a rumour. Look for the lists that say “Choose…”.",
        "FND-E5.MISFIT": "{who}: this view is not one they can use. People stop reading "
        "what does not answer their question. Look at the facts under each name.",
        "FND-E5.CLOSE": "{who}: high influence and high interest, but they hear too seldom or "
        "cannot answer. They can stop the plan, and would do it late. Look at cadence and two-way "
        "in these rows.",
        "FND-E5.BROADCAST": "{who}: hears you but cannot answer. How would a blocked plan reach "
        "you before the date does? Look at the two-way column.",
        "FND-E5.BUILDVIEW": "{who}: builds the product and sees neither dates nor risks. Work is "
        "then ordered by guess. Which of the four views would they plan a week with?",
        "FND-E5.PROMISE": "Sales sees {count} uncertain dates without a label. Sales will repeat "
        "a date to customers, and customers will hold us to it. Add how sure you are, or send the "
        "outcome view.",
        "FND-E5.LOG": "Nobody alone answers for the decision log. What all keep, nobody keeps, "
        "and old questions are decided twice. Whose task is it from Monday on?",
        "FND-E5.FLOOD": "Your plan costs {x} hours a month; there are 8. What does not fit is "
        "dropped in the first busy week. Which audience could share one channel?",
        "FND-E5.THIN": "Your plan costs {x} hours a month, under the 5 set aside for it. Nobody "
        "has much time with you, and news will find other ways. Who would gain most from being "
        "heard more often?",
    },
    hints=hints,
    compare=lambda data, answer: compare(data, answer, CRITERIA),
    meaning="Everybody hears what they can use, whoever could stop the plan hears it early, and "
    "most of your month is left for the product.",
)
