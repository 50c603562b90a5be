"""SW-E2: read a cohort table: since when more people stay, how many, and what that promises."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
from numpy.random import Generator

from pm_exercises.board import Exercise
from pm_exercises.checks import MET, Criterion, Key, Outcome, unmet
from pm_exercises.exercises.software.cohort_table import (
    COHORTS,
    Reading,
    candidate,
    rates,
    read_cohorts,
    stays,
)
from pm_exercises.explorers import Lookup, Measure, Options, SeriesChart, WindowCompare
from pm_exercises.interactions import Choice, Scorecard, Value
from pm_exercises.item import Item, ReadOnlyAnswer, Table
from pm_exercises.variants import draw

WINDOWS = {
    "all": "In every month alike",
    "third": "Between month 2 and month 3",
    "first": "Between joining and month 1",
    "second": "Between month 1 and month 2",
}
RATE_TOLERANCE = 2.0  # percentage points
FORECAST_TOLERANCE = 0.06  # of the right number of people
HALVES = {"1": range(5), "2": range(5, COHORTS)}


@dataclass(frozen=True, slots=True)
class Data:
    """The learner's cohorts: a row for each, a column for each month after joining, in people."""

    frame: pd.DataFrame

    @property
    def cohorts(self) -> pd.DataFrame:
        """A copy of the table by age; what has not happened yet is missing."""
        return self.frame.copy()

    @property
    def activity(self) -> pd.DataFrame:
        """The export behind it: a row for each person and calendar month of use."""
        rows = []
        for cohort in self.frame.index:
            size = int(self.frame.loc[cohort, 0])
            # A step that shares no factor with the size visits everybody once.
            places = [(37 * i + 11) % size if size % 37 else i for i in range(size)]
            for age, active in self.frame.loc[cohort].dropna().items():
                rows += [
                    (f"{cohort:02d}-{i:03d}", cohort, cohort + age)
                    for i in range(size)
                    if places[i] < active
                ]
        return pd.DataFrame(rows, columns=["person", "cohort", "month"])

    def tools(self) -> tuple[Lookup, SeriesChart, WindowCompare]:
        """What the board offers to those who do not write code."""
        views = {"calendar": "By calendar month", "age": "By months since joining"}
        units = {
            "people": "Active people",
            "share": "Percent of the cohort",
            "stays": "Percent of those active the month before",
        }
        parts = {"1": "The first five columns", "2": "The last five columns"}
        lists = {
            "view": Options("Arrange", views),
            "unit": Options("Show", units),
            "part": Options("Columns", parts),
        }
        measures = tuple(
            Measure(f"m{month}", f"Active in month {month}", "%", self._line(month), "points", 1)
            for month in (1, 2, 3)
        )
        return (
            Lookup("Read the cohorts", lists, self._table),
            SeriesChart("Draw one month for all cohorts", measures, "Cohort"),
            WindowCompare("Compare two groups of cohorts in month 1", measures[:1], "Cohort"),
        )

    def _line(self, month: int) -> pd.DataFrame:
        return rates(self.frame, month).to_frame(f"Month {month}")

    def _table(self, chosen: Mapping[str, str]) -> Table:
        by_age, unit = chosen["view"] == "age", chosen["unit"]
        columns = HALVES[chosen["part"]]
        names = [f"Month {n}" if by_age else f"Calendar month {n + 1}" for n in columns]
        rows = []
        for cohort in self.frame.index:
            ages = [n if by_age else n + 1 - cohort for n in columns]
            cells = tuple(self._cell(cohort, age, unit) for age in ages)
            rows.append((f"Cohort {cohort}", f"{self.frame.loc[cohort, 0]:.0f}", *cells))
        caption = "A blank has not happened yet, or was before the cohort joined"
        return Table(caption, ("Joined in calendar month", "People", *names), tuple(rows))

    def _cell(self, cohort: int, age: int, unit: str) -> str:
        line = self.frame.loc[cohort]
        if age < 0 or pd.isna(line.get(age)):
            return ""
        if unit == "people":
            return f"{line[age]:.0f}"
        base = line[0] if unit == "share" else line[max(age - 1, 0)]
        return f"{100 * line[age] / base:.1f} %"


def generate(rng: Generator) -> Data:
    """Draw cohorts whose first month changed once, while every later month stayed as it was."""
    return Data(draw(rng, candidate))


def interaction(_data: Data) -> Scorecard:
    """The board: since when, from what to what, where in a life, and a forecast."""
    return Scorecard(
        (
            Value(
                "cohort",
                "First cohort with another retention",
                f"cohort 1 to {COHORTS}",
                example="3",
                low=1,
                high=COHORTS,
                whole=True,
            ),
            Value(
                "before",
                "Month-1 retention of the cohorts before it",
                "percent",
                example="31.5",
                low=0,
                high=100,
                fractions=True,
            ),
            Value(
                "after",
                "Month-1 retention from this cohort on",
                "percent",
                example="36.5",
                low=0,
                high=100,
                fractions=True,
            ),
            Choice("window", "Where the curves part", WINDOWS),
            Value(
                "forecast",
                f"Forecast: people of cohort {COHORTS} active in its month 3",
                "people",
                example="150",
                low=0,
                high=5_000,
            ),
        )
    )


def cohort_found(answer: ReadOnlyAnswer, data: Data, _key: Key) -> Outcome:
    """The first cohort of the new level; a third of the points for a neighbour."""
    seen, given = read_cohorts(data.frame), answer["vals"].get("cohort")
    if given is None:
        return unmet("SW-E2.EMPTY", what="the cohort", marks=("cohort",))
    if given == seen.cohort:
        return MET
    if abs(given - seen.cohort) == 1:
        return unmet("SW-E2.NEAR", share=1 / 3, given=given, marks=("cohort",))
    return unmet("SW-E2.COHORT", given=given, marks=("cohort",))


def before_right(answer: ReadOnlyAnswer, data: Data, _key: Key) -> Outcome:
    """Month-1 retention of the earlier cohorts, within two points."""
    seen = read_cohorts(data.frame)
    return _rate(answer, "before", seen.before, (seen.later[0], seen.calendar[0], None))


def after_right(answer: ReadOnlyAnswer, data: Data, _key: Key) -> Outcome:
    """Month-1 retention from the change on, within two points, blanks left out."""
    seen = read_cohorts(data.frame)
    return _rate(answer, "after", seen.after, (seen.later[1], seen.calendar[1], seen.young))


def _rate(
    answer: ReadOnlyAnswer, cell: str, best: float, slips: tuple[float | None, ...]
) -> Outcome:
    given = answer["vals"].get(cell)
    if given is None:
        return unmet("SW-E2.EMPTY", what=f"the retention {cell} the change", marks=(cell,))
    if abs(given - best) <= RATE_TOLERANCE:
        return MET
    for code, slip in zip(("LATER", "ROWCOL", "YOUNG"), slips, strict=True):
        if slip is not None and abs(given - slip) <= 1:
            return unmet(f"SW-E2.{code}", marks=(cell,))
    return unmet("SW-E2.RATE", given=f"{given:g}", marks=(cell,))


def window_right(answer: ReadOnlyAnswer, _data: Data, _key: Key) -> Outcome:
    """The curves part in the first month; judged beside both rates, or it would be a guess."""
    chosen = answer["pick"].get("window")
    if chosen is None:
        return unmet("SW-E2.EMPTY", what="where the curves part", marks=("window",))
    if not {"before", "after"} <= answer["vals"].keys():
        return unmet("SW-E2.EVIDENCE", marks=("window",))
    return MET if chosen == "first" else unmet("SW-E2.LATER", marks=("window",))


def forecast_right(answer: ReadOnlyAnswer, data: Data, _key: Key) -> Outcome:
    """The newest cohort at month 3; half where the sum is right on the learner's own rate."""
    seen, given = read_cohorts(data.frame), answer["vals"].get("forecast")
    if given is None:
        return unmet("SW-E2.EMPTY", what="the forecast", marks=("forecast",))
    if _near(given, seen.forecast):
        return MET
    if given == 0:
        return unmet("SW-E2.YOUNG", marks=("forecast",))
    own = answer["vals"].get("after")
    if own and abs(own - seen.after) > RATE_TOLERANCE:
        if _near(given, own / seen.after * seen.forecast):
            return unmet("SW-E2.CARRIED", share=0.5, own=f"{own:g}", marks=("forecast",))
    elif _near(given, seen.mixed_forecast):
        return unmet("SW-E2.OLDRATE", given=f"{given:g}", marks=("forecast",))
    return unmet("SW-E2.FORECAST", given=f"{given:g}", marks=("forecast",))


def forecast_of(data: Data, seen: Reading) -> float:
    """The forecast in three factors: people, the new first month, the later months of everybody."""
    size = float(data.frame[0].to_list()[-1])
    return size * seen.after / 100 * stays(data.frame, 2) * stays(data.frame, 3)


def _near(given: float, people: float) -> bool:
    return abs(given - people) <= FORECAST_TOLERANCE * people


def hints(data: Data) -> tuple[str, ...]:
    """From the goal to a first step."""
    one = data.frame.loc[1]
    return (
        "The goal: say from which cohort on people stay longer, what month-1 retention was before "
        "and after, where in a person's life the change happens, and how many of the newest cohort "
        "will be active in month 3.",
        "Follow a cohort along its own age, not along the calendar. Month-1 retention is the "
        "people active one month after joining, divided by all who joined. What has not happened "
        "yet is blank, and blank is not zero. Lesson 2 has the steps of a forecast.",
        "A gym: 200 joined in March, 80 came in April, 72 in May, 65 in June. Month-1 retention is "
        "40 %. Of those who came in April 90 % came in May, and 90 % of these in June. If 300 join "
        "after a change that lifts month 1 to 50 %, expect 300 × 0.50 × 0.90 × 0.90 = 122 in their "
        "month 3.",
        f"Start with cohort 1: {one[0]:.0f} people joined, and {one[1]:.0f} were active a month "
        "later. Divide. Then do it for cohort 2, and so on to cohort 9. Write the nine rates in "
        "one line: where does the line jump and stay up?",
    )


EXERCISE = Exercise(
    item=Item(
        id="SW-E2",
        title="Cohort retention",
        task="Find the first cohort that stays in another way, what changed and by how much, and "
        "forecast the newest cohort.",
        minutes=18,
        seeds=("SW-5", "SW-6"),
    ),
    generate=generate,
    interaction=interaction,
    criteria=(
        Criterion("SW-E2.COHORT", 3, "The first cohort of the new level", cohort_found),
        Criterion("SW-E2.BEFORE", 1.5, "Month-1 retention before", before_right),
        Criterion("SW-E2.AFTER", 1.5, "Month-1 retention after", after_right),
        Criterion("SW-E2.WINDOW", 1, "Where the curves part", window_right),
        Criterion("SW-E2.FORECAST", 3, "The newest cohort at month 3", forecast_right),
    ),
    messages={
        "SW-E2.EMPTY": "Not filled in yet: {what}. The five cells make one story: since when, how "
        "much, where, and what to expect. The tools under the board arrange the table for you.",
        "SW-E2.COHORT": "Around cohort {given}, month-1 retention lies on one level, give or take "
        "chance. Dated wrongly, the change will be put down to the wrong release. Write the nine "
        "rates in a line and look for the jump that stays.",
        "SW-E2.NEAR": "Cohort {given} stands right beside the jump. One month off, and you thank "
        "another release for it. Which of the two neighbours is the first on the new level?",
        "SW-E2.ROWCOL": "You read one calendar month. It holds people of all ages, so old cohorts "
        "look bad and new ones good. Follow one cohort along its own age.",
        "SW-E2.YOUNG": "The newest cohort has not reached that age. Read as zero, it drags every "
        "mean down and hides what changed. Blank is not zero: which cohorts do have a number "
        "there?",
        "SW-E2.LATER": "The later months look alike before and after: of those active in one "
        "month, about as many stay for the next. Work on them would not repeat the gain. Where do "
        "the curves part?",
        "SW-E2.RATE": "{given} % is not the month-1 retention of that group of cohorts. The size "
        "of the change rests on it. Add up their people active in month 1, and divide by all who "
        "joined them.",
        "SW-E2.EVIDENCE": "Where the curves part shows only in the two rates. Fill in both first.",
        "SW-E2.OLDRATE": "{given} takes the first month of all cohorts together. The newest one "
        "joined after the change, so the old rate plans for people who will not leave. Which rate "
        "belongs to it?",
        "SW-E2.CARRIED": "The steps of your sum are sound, and it starts from {own} %. A forecast "
        "is as good as the rate it starts from. Look at your month-1 retention once more.",
        "SW-E2.FORECAST": "{given} is not what the cohort's own first month and everybody's later "
        "months lead to. The server budget hangs on it. Take the people who joined, then the share "
        "for month 1, then those who stay to month 2, then to month 3.",
    },
    hints=hints,
    meaning="You know with which cohort things changed, and what to expect of the newest one "
    "long before it gets there.",
)
