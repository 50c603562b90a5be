"""SW-E6: plan the end of the desktop app: nobody is stranded, and every team has its part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
from numpy.random import Generator

from pm_exercises.board import Exercise
from pm_exercises.checks import Criterion
from pm_exercises.exercises.software import sunset_rules as rules
from pm_exercises.exercises.software.sunset_table import (
    CONTRACTS,
    FUNCTIONS,
    HISTORY,
    MONTHS,
    NAMES,
    ORIGINS,
    Legacy,
    candidate,
    contracts_of,
    loses_for_good,
    money_of,
)
from pm_exercises.explorers import Lookup, Options
from pm_exercises.interactions import Card, Pick, Timeline
from pm_exercises.item import Item, Table
from pm_exercises.variants import draw

VIEWS = {
    "contracts": "Contracts by their last paid month",
    "use": "Functions by who uses them",
    "money": f"Cost and revenue, the last {HISTORY} months",
    "dates": "Dates that are set",
}


@dataclass(frozen=True, slots=True)
class Data(Legacy):
    """The learner's figures."""

    @property
    def contracts(self) -> pd.DataFrame:
        """A row for each contract: customer, last_paid, month."""
        return contracts_of(self)

    @property
    def money(self) -> pd.DataFrame:
        """Cost and revenue by month, in thousand euros."""
        return money_of(self)

    @property
    def use(self) -> pd.DataFrame:
        """A row for each function: people with a contract who used it, and everybody's clicks."""
        return pd.DataFrame({"paying_people": self.paying, "clicks": self.clicks})

    def tools(self) -> tuple[Lookup, ...]:
        """What the board offers to those who do not write code."""
        return (Lookup("Look into the file", {"view": Options("Show", VIEWS)}, self._table),)

    def _table(self, chosen: Mapping[str, str]) -> Table:
        view = chosen["view"]
        if view == "contracts":
            rows = tuple(
                (NAMES[month], str(sum(end == n for end in self.ends)))
                for n, month in enumerate(MONTHS, 1)
            )
            return Table(f"{CONTRACTS} contracts", ("Last paid month", "Contracts"), rows)
        if view == "use":
            lines = tuple(
                (words, f"{self.paying[name]}", f"{self.clicks[name]:,}")
                for name, words in FUNCTIONS.items()
            )
            columns = ("Function", "People with a contract", "Clicks by everybody")
            return Table("Last month", columns, lines)
        if view == "money":
            sums = tuple(
                (str(n), str(cost), str(earned))
                for n, (cost, earned) in enumerate(zip(self.cost, self.revenue, strict=True), 1)
            )
            return Table("Thousand euros", ("Month of the table", "Cost", "Revenue"), sums)
        return Table("Set by law and by contract", ("What", "When"), self._dates())

    def _dates(self) -> tuple[tuple[str, str], ...]:
        return (
            ("Records must be kept until the end of", NAMES[MONTHS[self.hold - 1]]),
            ("From the announcement to read-only", "three months or more (90 days)"),
            ("From the written notice to the shut-off", "two months or more"),
            ("From read-only to the deletion", "one month or more (30 days)"),
        )


def generate(rng: Generator) -> Data:
    """Draw figures in which most contracts end early, and a few much later."""
    drawn = draw(rng, candidate)
    return Data(
        drawn.ends, drawn.hold, drawn.cost, drawn.revenue, drawn.paying, drawn.clicks, drawn.triples
    )


def interaction(data: Data) -> Timeline:
    """The board: five teams, ten months, and what two of the steps have to record."""
    month = loses_for_good(data)
    reasons = {
        f"m{month - 3}": f"Since month {month - 3} it costs more than it earns",
        f"m{month}": f"Since month {month} it costs more than it earns",
        f"m{month + 3}": f"Since month {month + 3} it costs more than it earns",
        "old": "It is old",
    }
    triples = {
        letter: ", ".join(FUNCTIONS[name].lower() for name in three)
        for letter, three in data.triples.items()
    }
    return Timeline(
        items=tuple(Card(name, words, text) for name, (words, text, _) in rules.STEPS.items()),
        lanes=rules.TEAMS,
        columns=MONTHS,
        picks=(
            Pick("top", "Functions that count most", triples, ("parity",)),
            Pick("origin", "What it was built for", ORIGINS, ("announce",)),
            Pick("reason", "Why it ends", reasons, ("announce",)),
        ),
        item_word="step",
        lane_word="team",
        column_word="month",
        wall_word="plan",
    )


def hints(data: Data) -> tuple[str, ...]:
    """From the goal to a first step."""
    return (
        "The goal: a plan for the end of the desktop app. Eleven steps, each with its team and its "
        "month, and a record of what the app was for and why it ends. Several plans are good.",
        "Begin with the people and work towards the machine. Can they take their notes along "
        "before they hear the news? Does the replacement do what they need before they cannot "
        "write any more? Is anybody still paying? Only then can something be shut off, and "
        "deleted later still. Lesson 6 has the rules.",
        "A ferry company ends its paper season tickets. The last ticket sold is good until "
        "September. So: new card ready in January, news in February, no new tickets from May, "
        "counters open until October, because one passenger in September is a passenger. Receipts "
        "must be kept until November, so the files go in December.",
        f"Start with the tool under the board: the contracts by their last paid month. In "
        f"{NAMES[MONTHS[0]]} {sum(end == 1 for end in data.ends)} of {CONTRACTS} run out. In which "
        "month does the very last one? Put “Shut-off” after that, and go backwards from there.",
    )


def _criterion(word: str, points: float, label: str, rule: rules.PlanRule) -> Criterion:
    return Criterion(f"SW-E6.{word}", points, label, rules.on_the_plan(rule))


EXERCISE = Exercise(
    item=Item(
        id="SW-E6",
        title="Sunset planner",
        task="Give each step its team and its month, and record what the app was for and why it "
        "ends.",
        minutes=16,
        seeds=("SW-7", "SW-8", "PP-3"),
    ),
    generate=generate,
    interaction=interaction,
    criteria=(
        _criterion("NOEXIT", 1.5, "Export is ready when the news is out", rules.export_first),
        _criterion("NOTICE", 1, "Users and customers get notice in time", rules.notice_given),
        _criterion("STRAND", 1.5, "Nobody who has paid is shut out", rules.nobody_stranded),
        _criterion("HOLD", 1.5, "Backups are kept until they may go", rules.kept_long_enough),
        _criterion("PARITY", 1, "The replacement does what matters first", rules.replaced_first),
        _criterion("NOOWNER", 1, "Each team has its own steps", rules.teams_own),
        _criterion("REASON", 1, "Beginning and end are on record", rules.recorded),
        _criterion("DESK", 1, "The small ends lie on the right side", rules.ends_in_order),
        _criterion("LATE", 0.5, "The app does not run on for nobody", rules.not_too_late),
    ),
    messages={
        "SW-E6.UNPLACED": "Not on the plan yet: {what}. A step without a month is forgotten when "
        "the month comes. Look at what still waits beside the plan.",
        "SW-E6.OPEN": "Not chosen yet: {what}. In two years somebody will ask, and the people who "
        "know may have left. Open the step and look at its lists.",
        "SW-E6.NOEXIT": "They learn that it ends and cannot take their notes along. Fear then "
        "fills the help desk. What must be ready on the day of the news?",
        "SW-E6.SHORT": "From the announcement to read-only there are fewer than three months. "
        "Firms that plan by the quarter cannot move in that time. Which of the two can be "
        "shifted?",
        "SW-E6.NOTICE": "The written notice comes less than two months before the shut-off, or "
        "after it. Contracts ask for it, and without it money has to go back. Where does it "
        "belong?",
        "SW-E6.STRAND": "{x} customers still have paid months. Who pays and is shut out will not "
        "buy the web app either. When does the very last contract run out?",
        "SW-E6.HOLD": "Finance or law may still need these records: they must be kept until the "
        "end of {hold}, and deletion comes a month after read-only at the least, never before the "
        "shut-off. When does the hold end?",
        "SW-E6.PARITY": "People can no longer write in the old app, and the new one does not yet "
        "do what they need. They will look elsewhere. What has to be finished before read-only?",
        "SW-E6.CLICKS": "Those are not the three functions that most people with a contract use. "
        "Clicks by everybody count gadgets and free accounts. Whose work stands still if a "
        "function is missing?",
        "SW-E6.NOOWNER": "Who tells support, sales and finance? Without any step: {teams}. They "
        "will hear it from a customer. Which step is theirs?",
        "SW-E6.LANE": "With a team that cannot do it: {count}. Work that lies with the wrong team "
        "lies there for long. Who talks to contract customers, who to all users, who keeps the "
        "books?",
        "SW-E6.ORIGIN": "The case says what the app was built for, and it was something else. Who "
        "forgets the beginning forgets what the replacement must be able to do. Read the mail "
        "again.",
        "SW-E6.REASON": "The table of cost and revenue does not support that reason. One bad month "
        "is no trend, and age is no reason by itself. From which month on is cost above revenue in "
        "every month?",
        "SW-E6.FREEZE": "New functions are still built for an app in which nobody can write any "
        "more. That work is lost. Where must the freeze stand?",
        "SW-E6.TALKS": "Talks with contract customers begin before the news is out, or go on past "
        "the end. Each of them needs time to move and should not hear it first from somebody else. "
        "Between which two steps do they belong?",
        "SW-E6.DESK": "The help desk shuts while people still use the app. The last weeks bring "
        "most of the questions. Which step must come first?",
        "SW-E6.BOOKS": "The app is written off while it still runs. The books would show the end "
        "of something that earns. Which step must come first?",
        "SW-E6.EARLY": "The last contract runs until {month}. An end before that saves costs and "
        "breaks a promise. Which month comes first after it?",
        "SW-E6.LATE": "The last contract runs out in {month}, and the app goes on for months. Each "
        "of them costs more than it earns. Which month comes first after the last contract?",
    },
    hints=hints,
    meaning="The app can end without anybody being surprised, shut out or left alone, and the "
    "reasons outlive the people who knew them.",
)
