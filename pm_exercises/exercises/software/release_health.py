"""SW-E7: read how healthily Folionest releases, find the queue, and say who joins which event."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
from numpy.random import Generator

from pm_exercises.board import Exercise
from pm_exercises.checks import Criterion
from pm_exercises.exercises.software import release_rules as rules
from pm_exercises.exercises.software.deploys_table import (
    STAGES,
    WEEKS,
    candidate,
    stamped,
)
from pm_exercises.explorers import Lookup, Options
from pm_exercises.interactions import Matrix, MatrixColumn, MatrixRow
from pm_exercises.item import Item, Table
from pm_exercises.variants import draw

VIEWS = {
    "counts": "Counts over all weeks",
    "stages": "Hours in each stage, commit to running",
    "recovery": "Hours until service was back",
}
STATISTICS = {"mean": "Mean", "median": "Median"}


@dataclass(frozen=True, slots=True)
class Data:
    """The learner's records."""

    frame: pd.DataFrame
    incidents_frame: pd.DataFrame

    @property
    def deploys(self) -> pd.DataFrame:
        """A row for each deployment: time stamps from commit to running, and whether it failed."""
        return stamped(self.frame)

    @property
    def incidents(self) -> pd.DataFrame:
        """A row for each incident: its cause, and the hours until service was back."""
        return self.incidents_frame.copy()

    def tools(self) -> tuple[Lookup, ...]:
        """What the board offers to those who do not write code."""
        lists = {
            "view": Options("Show", VIEWS),
            "statistic": Options("For hours, the", STATISTICS),
        }
        return (Lookup("Look into the records", lists, self._table),)

    def _table(self, chosen: Mapping[str, str]) -> Table:
        deploys, incidents = self.frame, self.incidents_frame
        if chosen["view"] == "counts":
            own = int((incidents["cause"] == "deployment").sum())
            rows: tuple[tuple[str, ...], ...] = (
                ("Weeks", f"{WEEKS}"),
                ("Deployments", f"{len(deploys)}"),
                ("Deployments that failed", f"{int(deploys['failed'].sum())}"),
                ("Incidents after a failed deployment", f"{own}"),
                ("Incidents at the provider", f"{len(incidents) - own}"),
            )
            return Table("Counts", ("", "Number"), rows)
        statistic = chosen["statistic"]
        if chosen["view"] == "stages":
            lead = deploys[list(STAGES)].sum(axis=1)
            rows = tuple(
                (words, f"{getattr(deploys[stage], statistic)():.1f}")
                for stage, words in STAGES.items()
            )
            rows += (("The whole way, commit to running", f"{getattr(lead, statistic)():.1f}"),)
            return Table(f"{STATISTICS[statistic]} of the hours", ("Stage", "Hours"), rows)
        groups = {
            "After failed deployments": incidents[incidents["cause"] == "deployment"]["hours"],
            "At the provider": incidents[incidents["cause"] == "provider"]["hours"],
            "All incidents": incidents["hours"],
        }
        rows = tuple(
            (words, f"{len(hours)}", f"{getattr(hours, statistic)():.1f}", f"{hours.max():.1f}")
            for words, hours in groups.items()
        )
        columns = ("Incidents", "Number", f"{STATISTICS[statistic]}, hours", "Longest, hours")
        return Table("Hours until service was back", columns, rows)


def generate(rng: Generator) -> Data:
    """Draw records with one queue, one outage that nobody forgets, and others' incidents."""
    return Data(*draw(rng, candidate))


def interaction(_data: Data) -> Matrix:
    """The board: the four measures, what slows changes down, and who joins which event."""
    return Matrix(
        rows=tuple(MatrixRow(event, name, note) for event, (name, note) in rules.EVENTS.items()),
        columns=tuple(
            MatrixColumn(function, name, rules.PARTS) for function, name in rules.FUNCTIONS.items()
        ),
        extra=(
            MatrixColumn("frequency", "Deployment frequency", low=0, unit="a week"),
            MatrixColumn("lead", "Lead time for changes, median", low=0, unit="hours"),
            MatrixColumn("failed", "Change failure rate", low=0, high=100, unit="percent"),
            MatrixColumn("recovery", "Time to recover, median", low=0, unit="hours"),
            MatrixColumn("cause", "What slows changes down most", rules.CAUSES),
        ),
        corner="Event",
        extra_first=True,
    )


def hints(data: Data) -> tuple[str, ...]:
    """From the goal to a first step."""
    return (
        "The goal: four numbers that say how healthy releases are, the stage in which changes "
        "wait, and for each of four events who takes part, who reads the notes, and who does "
        "neither.",
        "Frequency is deployments per week. Lead time and time to recover are medians. The failure "
        "rate is failed deployments over all deployments, and only what a deployment broke counts "
        "as recovered from it. Lesson 7 has the three rules for events.",
        "A ferry company's app: 48 releases in 12 weeks are 4 a week. Six failed: 6 ÷ 48 = 12.5 %. "
        "Back after 1, 1, 2, 2, 3 and 90 hours: the median is 2, the mean 16.5. Review took 2 "
        "hours, test 3, waiting for a release 40: the queue is before the release.",
        f"Start with the tool under the board. The counts say {len(data.frame)} deployments in "
        f"{WEEKS} weeks: divide. Then look at the hours in each stage, first the mean, then the "
        "median. Which stage is far above the others?",
    )


EXERCISE = Exercise(
    item=Item(
        id="SW-E7",
        title="Release health",
        task="Measure how Folionest releases, find what slows changes down, and say who joins "
        "which event.",
        minutes=16,
        seeds=("SW-1", "SW-8", "SW-9"),
    ),
    generate=generate,
    interaction=interaction,
    criteria=(
        rules.measured("frequency", 1.5, "Deployment frequency"),
        rules.measured("lead", 1.5, "Lead time for changes"),
        rules.measured("failed", 1.5, "Change failure rate"),
        rules.measured("recovery", 1.5, "Time to recover"),
        Criterion("SW-E7.CAUSE", 2, "What slows changes down", rules.cause_found),
        Criterion("SW-E7.ATTEND", 2, "Who joins which event", rules.people_fit),
    ),
    messages={
        "SW-E7.EMPTY": "Not filled in yet: {what}. Speed without safety, or safety without speed, "
        "is half a picture. The tool under the board has all the records.",
        "SW-E7.EVIDENCE": "A cause without a measured time is a rumour. Fill in the lead time "
        "first.",
        "SW-E7.FREQUENCY": "{given} is not the number of deployments a week. It says how small the "
        "steps are in which users get changes. All deployments, divided by all weeks.",
        "SW-E7.GOODONLY": "{given} counts only deployments that went well. The failed ones reached "
        "users too; how many fail is a measure of its own. Count every deployment.",
        "SW-E7.LEAD": "{given} is not the median lead time in hours. It says how long an idea that "
        "is ready waits for its users. Take the whole way from commit to running, then the median.",
        "SW-E7.FAILED": "{given} is not the change failure rate in percent. It says how risky a "
        "release is. Failed deployments on top: what stands below the line?",
        "SW-E7.RECOVERY": "{given} is not the median time to recover in hours. It says how long "
        "users suffer from our changes. Take the incidents that a deployment caused, then the "
        "median.",
        "SW-E7.MEANTIME": "{given} is a mean. One long incident, or a few long waits, pull the "
        "mean to where hardly anything happened. Use the median.",
        "SW-E7.FAILDEN": "{given} mixes in incidents that no deployment caused. Change failure "
        "rate is failed deployments over all deployments, and recovery is measured on those that "
        "failed. Which rows belong?",
        "SW-E7.CAUSE": "Another stage holds more of the time. Work on this one would hardly be "
        "felt. Compare the medians of the four stages.",
        "SW-E7.BLAME": "The queue holds the time, not the people. Naming a person ends the search "
        "and teaches others to hide. Which stage waits longest?",
        "SW-E7.ATTEND": "Not everybody has a part yet, in: {events}. An invitation forgotten is a "
        "decision too. Go through the events row by row.",
        "SW-E7.CROWD": "More people take part than the event needs: {events}. Each listener makes "
        "it longer and the talk more careful. Who does the work there, and for whom would notes "
        "do?",
        "SW-E7.ABSENT": "Somebody is missing whose work or money hangs on it: {events}. They find "
        "out from a customer. Who must be able to answer there, and who must at least know?",
    },
    hints=hints,
    meaning="The four measures say where work waits, and the people who can change it are in the "
    "room.",
)
