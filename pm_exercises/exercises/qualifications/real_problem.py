"""QUA-E3: find where second boxes are lost, by which factor, and what kind of problem that is."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import shorten

import pandas as pd
from numpy.random import Generator

from pm_exercises.board import Exercise
from pm_exercises.checks import MET, Criterion, Key, Outcome, unmet
from pm_exercises.data import load
from pm_exercises.exercises.qualifications.weekly_table import (
    FACTORS,
    HALF,
    REGIONS,
    WEEKS,
    candidate,
    read_weekly,
)
from pm_exercises.explorers import Measure, RatioSplit, Reader, SeriesChart, WindowCompare
from pm_exercises.interactions import Choice, Scorecard, Value
from pm_exercises.item import Item, ReadOnlyAnswer
from pm_exercises.variants import draw

ALL = "all"
TYPES = {
    "bring": "We do not bring the product to these people well",
    "outflank": "A rival gets in before us, and we have to get round it",
    "unmet": "Customers have a need that nobody meets",
}
# Where each kind of problem shows first: the table of lesson 3.
FIRST_SIGN = {"visits": "bring", "trial": "outflank", "repeat": "unmet"}
ROOM = 72  # letters of a card that a list can show
HALVES = (1, HALF), (HALF + 1, WEEKS)
NEAR, FAR = 4.0, 8.0  # percent points: full points, half of them


@dataclass(frozen=True, slots=True)
class Evidence:
    """One card with what somebody found out, and where."""

    id: str
    card: str  # the authored text it is made from
    region: str
    text: str

    @property
    def name(self) -> str:
        """What the card is called: "Card 3"."""
        return f"Card {self.id[1:]}"

    @property
    def short(self) -> str:
        """Its name and its beginning, for a list to choose from."""
        return f"{self.name}: {shorten(self.text, ROOM, placeholder=' …')}"


@dataclass(frozen=True, slots=True)
class Data:
    """The learner's weekly table, and six cards with evidence."""

    frame: pd.DataFrame
    evidence: tuple[Evidence, ...]

    @property
    def weekly(self) -> pd.DataFrame:
        """A copy of the table, free to be changed: week, region, visits, trials, repeats."""
        return self.frame.copy()

    def tools(self) -> tuple[SeriesChart, WindowCompare, RatioSplit, Reader]:
        """What the board offers to those who do not write code."""
        wide = {
            name: self.frame.pivot_table(index="week", columns="region", values=name, aggfunc="sum")
            .loc[:, list(REGIONS)]
            .rename(columns=REGIONS)
            for name in ("visits", "trials", "repeats")
        }
        for table in wide.values():
            table["All regions"] = table.sum(axis=1)
        measures = (
            Measure("repeats", "Second boxes", "a week", wide["repeats"]),
            Measure("visits", "Visits", "a week", wide["visits"]),
            Measure("trial", "Trial rate", "%", 100 * wide["trials"] / wide["visits"], "points", 1),
            Measure(
                "repeat", "Repeat rate", "%", 100 * wide["repeats"] / wide["trials"], "points", 1
            ),
        )
        cards = self.evidence
        return (
            SeriesChart("Draw the weeks", measures, "Week"),
            WindowCompare("Compare two windows of weeks", measures, "Week", HALVES),
            RatioSplit("Split a change among its factors", FACTORS, "Second boxes"),
            Reader(
                "Read the evidence",
                pd.DataFrame({"card": [c.name for c in cards], "text": [c.text for c in cards]}),
                filters={},
                columns={"card": "Card", "text": "What somebody found out"},
            ),
        )


def generate(rng: Generator) -> Data:
    """Draw a table with one real leak, and evidence from the leaking region and from another."""
    table = draw(rng, candidate)
    leak = read_weekly(table).region
    other = [region for region in REGIONS if region != leak][int(rng.integers(3))]
    authored = load("qualifications/evidence")
    here, there = rng.permutation(len(authored["groups"]))[:2].tolist()
    cards = [(card, leak) for card in authored["groups"][here]]
    cards += [(card, other) for card in authored["groups"][there]]
    shown = [cards[i] for i in rng.permutation(len(cards))]
    return Data(
        table,
        tuple(
            Evidence(
                f"k{n}",
                card,
                region,
                authored["cards"][card].format(region=REGIONS[region], week=HALF + 1),
            )
            for n, (card, region) in enumerate(shown, 1)
        ),
    )


def interaction(data: Data) -> Scorecard:
    """The board: where, which factor, how much of it, what kind of problem, and why we think so."""
    return Scorecard(
        cells=(
            Choice(
                "region",
                "Where second boxes are lost",
                {**REGIONS, ALL: "In all regions alike"},
                "The leak",
            ),
            Choice("factor", "The factor that moved them most", FACTORS, "The leak"),
            Value(
                "share",
                "How much of that region's change this factor explains, by logarithms",
                "%",
                example="64",
                low=-100,
                high=200,
                fractions=True,
                group="The leak",
            ),
            Choice("type", "Kind of problem", TYPES, "The problem"),
            Choice(
                "card",
                "Evidence you would show to somebody who doubts it",
                {card.id: card.short for card in data.evidence},
                "The problem",
            ),
        )
    )


def region_found(answer: ReadOnlyAnswer, data: Data, _key: Key) -> Outcome:
    """The region that lost the most second boxes a week."""
    seen, region = read_weekly(data.frame), answer["pick"].get("region")
    if region is None:
        return _open("the region", "region")
    if region == ALL:
        total = f"{seen.total_percent:.0f}"
        return unmet("QUA-E3.AVERAGE", total=total, marks=("region",))
    if region == seen.region:
        return MET
    lost = f"{seen.drops[region]:.0f}"
    return unmet("QUA-E3.REGION", name=REGIONS[region], lost=lost, marks=("region",))


def factor_found(answer: ReadOnlyAnswer, data: Data, _key: Key) -> Outcome:
    """The factor whose ratio moved second boxes most."""
    seen, factor = read_weekly(data.frame), answer["pick"].get("factor")
    if factor is None:
        return _open("the factor", "factor")
    if factor == seen.factor:
        return MET
    return unmet("QUA-E3.FACTOR", name=FACTORS[factor].lower(), marks=("factor",))


def share_right(answer: ReadOnlyAnswer, data: Data, _key: Key) -> Outcome:
    """The factor's share of the change, by logarithms; half the points a little further off."""
    seen, given = read_weekly(data.frame), answer["vals"].get("share")
    if given is None:
        return _open("the share", "share")
    off = abs(given - seen.parts[seen.factor])
    if off <= NEAR:
        return MET
    words = f"{given:g}"
    for factor, plain in seen.plain.items():
        if abs(given - plain) <= NEAR and off > FAR:
            return unmet("QUA-E3.ADDITIVE", given=words, name=FACTORS[factor], marks=("share",))
    return unmet("QUA-E3.SHARE", share=0.5 if off <= FAR else 0, given=words, marks=("share",))


def type_follows(answer: ReadOnlyAnswer, _data: Data, _key: Key) -> Outcome:
    """The kind of problem that shows first in the factor the learner found."""
    factor, kind = answer["pick"].get("factor"), answer["pick"].get("type")
    if kind is None or factor is None:
        return _open("the factor and the kind of problem", "type")
    if "region" not in answer["pick"]:
        return _open("the region", "region")
    if kind == FIRST_SIGN[factor]:
        return MET
    return unmet("QUA-E3.SIGN", name=FACTORS[factor].lower(), marks=("type",))


def card_supports(answer: ReadOnlyAnswer, data: Data, key: Key) -> Outcome:
    """The evidence speaks of the kind of problem chosen, in the region where it happens."""
    kind, chosen = answer["pick"].get("type"), answer["pick"].get("card")
    if kind is None or chosen is None:
        return _open("the kind of problem and its evidence", "card")
    if "region" not in answer["pick"] or "factor" not in answer["pick"]:
        return _open("the region and the factor", "region")
    card = next(one for one in data.evidence if one.id == chosen)
    if card.card not in key[kind].split():
        return unmet("QUA-E3.TYPE", marks=("card",))
    if card.region != read_weekly(data.frame).region:
        name = REGIONS[card.region]
        return unmet("QUA-E3.ELSEWHERE", name=name, marks=("card",))
    return MET


def _open(what: str, mark: str) -> Outcome:
    return unmet("QUA-E3.EMPTY", what=what, marks=(mark,))


def hints(_data: Data) -> tuple[str, ...]:
    """From the goal to a first step."""
    return (
        "The goal: one sentence that ends the founders' quarrel. Where do we lose second boxes, "
        "through which factor, and what kind of problem is that?",
        "Second boxes = visits × trial rate × repeat rate. Factors that multiply are compared by "
        "ratios: after divided by before. The logarithms of the ratios add up, so each one is a "
        "part of the whole. Lesson 3 shows it with three numbers.",
        "A cinema sold 400 snacks a week, then 240. Guests went from 1,000 to 900 (ratio 0.90), "
        "snacks per guest from 0.40 to 0.267 (ratio 0.667). The logarithms are -0.105 and -0.405, "
        "together -0.511. So the counter explains 0.405 ÷ 0.511 = 79 % of the loss, the door 21 %.",
        f"Under the board, compare second boxes in weeks 1 to {HALF} with weeks {HALF + 1} to "
        "26. Note the region that lost the most boxes, not the one whose line looks wildest. Then "
        "compare its three factors one by one, and type the three ratios into the calculator.",
    )


EXERCISE = Exercise(
    item=Item(
        id="QUA-E3",
        title="Find the real problem",
        task="Find where second boxes are lost, which factor explains it and how much of it, and "
        "what kind of problem that is.",
        minutes=18,
        seeds=("QUAL-2a", "QUAL-2b", "QUAL-2c", "QUAL-5"),
    ),
    generate=generate,
    interaction=interaction,
    criteria=(
        Criterion("QUA-E3.REGION", 2, "The region where boxes are lost", region_found),
        Criterion("QUA-E3.FACTOR", 2, "The factor behind it", factor_found),
        Criterion("QUA-E3.SHARE", 3, "How much this factor explains", share_right),
        Criterion("QUA-E3.SIGN", 1, "The kind of problem this points to", type_follows),
        Criterion(
            "QUA-E3.TYPE", 2, "Evidence for that kind, from there", card_supports, needs_key=True
        ),
    ),
    messages={
        "QUA-E3.EMPTY": "Not filled in yet: {what}. A finding with a gap is an anecdote like the "
        "founders' own. The tools under the board help you find it.",
        "QUA-E3.AVERAGE": "Together the regions show a mild dip: {total} % second boxes. An "
        "average can hide one place that falls and three that do not, and a cure for all would "
        "then treat the healthy. Split first, explain second.",
        "QUA-E3.REGION": "{name} lost {lost} second boxes a week between the two halves, and "
        "another region lost more. A line that jumps may still end where it began. Compare second "
        "boxes, not visits, region by region.",
        "QUA-E3.FACTOR": "The {name} moved less than another factor did. Mending the smaller leak "
        "costs the same and saves less. Divide after by before for all three factors.",
        "QUA-E3.ADDITIVE": "{given} % is what plain differences give for {name}: visits and "
        "percentage points thrown into one sum. The three factors multiply, so the bigger unit "
        "would always win. Compare ratios (logs), not differences.",
        "QUA-E3.SHARE": "{given} % is not this factor's part of the change. The number decides how "
        "much a cure can bring back, so it has to stand. Check the three ratios, then divide one "
        "logarithm by the sum of all three.",
        "QUA-E3.SIGN": "You found the {name}, and chose a kind of problem that shows first in "
        "another factor. Each kind calls for another team and another cure. Compare with the table "
        "of lesson 3.",
        "QUA-E3.TYPE": "Your evidence speaks about a different kind of problem. Somebody who "
        "doubts you will see that at once. Which card would you show a sceptic?",
        "QUA-E3.ELSEWHERE": "Your evidence comes from {name}. It may be true there, and says "
        "nothing about the leak. Look for the same kind of card from the region that lost boxes.",
    },
    hints=hints,
    meaning="The team can stop arguing about the region and work on what lies behind it. You can "
    "also say how much that will not mend.",
)
