"""FND-E3: read three years of the kettle market: who gains, how much, since when, and why."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from numpy.random import Generator

from pm_exercises.board import Exercise
from pm_exercises.checks import MET, Criterion, Key, Outcome, unmet
from pm_exercises.exercises.foundations.market_table import (
    BRANDS,
    MONTHS,
    OWN,
    RIVALS,
    Reading,
    candidate,
    read_market,
)
from pm_exercises.explorers import Measure, SeriesChart, WindowCompare
from pm_exercises.interactions import Choice, Scorecard, Value
from pm_exercises.item import Item, ReadOnlyAnswer
from pm_exercises.variants import draw

CAUSES = {
    "market": "The whole market has stopped growing",
    "share": "The market grows, but a rival takes part of our share",
    "season": "It is only the season: the last months are quiet every year",
    "price": "We raised our price, and buyers left",
}
GAIN_TOLERANCE = 0.8  # share points
ONSET_TOLERANCE, ONSET_HALF = 2, 4  # months


@dataclass(frozen=True, slots=True)
class Data:
    """The learner's market table."""

    frame: pd.DataFrame

    @property
    def market(self) -> pd.DataFrame:
        """A copy of the table, free to be changed: month, category_units, brands, prices."""
        return self.frame.copy()

    def tools(self) -> tuple[SeriesChart, WindowCompare]:
        """What the board offers to those who do not write code."""
        table = self.frame.set_index("month")
        units = table[list(BRANDS)].rename(columns=BRANDS)
        category = table[["category_units"]].set_axis(["All brands"], axis=1)
        prices = table[[f"price_{brand}" for brand in BRANDS]].set_axis(
            list(BRANDS.values()), axis=1
        )
        share = 100 * units.div(table["category_units"], axis=0)
        measures = (
            Measure("units", "Units sold", "kettles a month", units),
            Measure("share", "Share of the category", "%", share, "share points", 1),
            Measure("category", "Units of the whole category", "kettles a month", category),
            Measure("price", "Price", "euros", prices, decimals=1),
        )
        return (
            SeriesChart("Draw the market", measures),
            WindowCompare("Compare two windows of months", measures),
        )


def generate(rng: Generator) -> Data:
    """Draw a market in which units, the season and the price each tell a story that is not so."""
    return Data(draw(rng, candidate))


def interaction(_data: Data) -> Scorecard:
    """The board: two choices and two numbers."""
    return Scorecard(
        cells=(
            Choice("rival", "Rival that gained the most share", RIVALS),
            Value(
                "gain_pp",
                "Gain of this rival: mean share of months 31 to 36 minus that of months 1 to 6",
                "share points",
                example="4.2",
                low=-100,
                high=1000,
            ),
            Value(
                "onset",
                "First month of its rise",
                f"month 1 to {MONTHS}",
                example="8",
                low=1,
                high=MONTHS,
                whole=True,
            ),
            Choice("cause", "Reason for Kettlewick's flat sales", CAUSES),
        )
    )


def rival_found(answer: ReadOnlyAnswer, data: Data, _key: Key) -> Outcome:
    """The rival whose share rose most between the two windows."""
    seen, rival = read_market(data.frame), answer["pick"].get("rival")
    if rival is None:
        return unmet("FND-E3.EMPTY", what="the rival", marks=("rival",))
    if rival == seen.rival:
        return MET
    if rival == seen.units_leader:
        return _units(seen, rival, "rival")
    return _rival(seen, rival, "rival")


def gain_right(answer: ReadOnlyAnswer, data: Data, _key: Key) -> Outcome:
    """The gain in share points, within the tolerance."""
    seen, given = read_market(data.frame), answer["vals"].get("gain_pp")
    if given is None:
        return unmet("FND-E3.EMPTY", what="the gain", marks=("gain_pp",))
    if abs(given - seen.gain) <= GAIN_TOLERANCE:
        return MET
    chosen = answer["pick"].get("rival")
    for brand in dict.fromkeys((seen.rival, chosen)):
        if brand and _near(given, seen.percent[brand]):
            return unmet("FND-E3.PCT", given=f"{given:g}", marks=("gain_pp",))
        if brand and _near(given, seen.units_percent[brand]):
            return _units(seen, brand, "gain_pp")
    if chosen not in (None, seen.rival) and abs(given - seen.points[chosen]) <= GAIN_TOLERANCE:
        return _rival(seen, chosen, "gain_pp")
    return unmet("FND-E3.GAIN", given=f"{given:g}", marks=("gain_pp",))


def onset_right(answer: ReadOnlyAnswer, data: Data, _key: Key) -> Outcome:
    """The month where the line bends, by the hinge fit; half the points a little further off."""
    seen, given = read_market(data.frame), answer["vals"].get("onset")
    if given is None:
        return unmet("FND-E3.EMPTY", what="the month", marks=("onset",))
    late = given - seen.onset
    if abs(late) <= ONSET_TOLERANCE:
        return MET
    share = 0.5 if abs(late) <= ONSET_HALF else 0.0
    code = "FND-E3.LATE" if late > 0 else "FND-E3.EARLY"
    return unmet(code, share=share, month=given, marks=("onset",))


def cause_right(answer: ReadOnlyAnswer, data: Data, _key: Key) -> Outcome:
    """The story that the table supports; the other three are each refuted by one comparison."""
    seen, cause = read_market(data.frame), answer["pick"].get("cause")
    if cause is None:
        return unmet("FND-E3.EMPTY", what="the reason", marks=("cause",))
    if "rival" not in answer["pick"] or "gain_pp" not in answer["vals"]:
        return unmet("FND-E3.EVIDENCE", marks=("cause",))
    if cause == _cause(seen):
        return MET
    return unmet(
        f"FND-E3.{cause.upper()}",
        category=f"{seen.category_year:.0f}",
        price=f"{seen.own_price:+z.1f}",
        marks=("cause",),
    )


def _cause(seen: Reading) -> str:
    return "share" if seen.category_year > 0 > seen.points[OWN] else "market"


def _units(seen: Reading, brand: str, mark: str) -> Outcome:
    grown = f"{seen.units_growth[brand]:,.0f}"
    return unmet("FND-E3.UNITS", name=BRANDS[brand], units=grown, marks=(mark,))


def _rival(seen: Reading, brand: str, mark: str) -> Outcome:
    moved = f"{seen.points[brand]:+z.1f}"
    return unmet("FND-E3.RIVAL", name=BRANDS[brand], points=moved, marks=(mark,))


def _near(given: float, percent: float) -> bool:
    # Learners round: half a point either way, or 1 % of a large number.
    return abs(given - percent) <= max(0.5, 0.01 * abs(percent))


def hints(_data: Data) -> tuple[str, ...]:
    """From the goal to a first step."""
    return (
        "The goal: say which rival gains on us, by how many share points, from which month on, "
        "and what that says about our own flat sales.",
        "A share is a brand's units divided by the units of the whole category. A gain in share is "
        "told in points: later share minus earlier share. Lesson 3 has both, and the bend.",
        "Bike lamps in Port Lydden: Glim went from 300 of 2,000 lamps a month to 660 of 3,000. Its "
        "share went from 15 % to 22 %, so it gained 7 points. Its line was level until month 9 and "
        "rose every month from month 10 on: the rise began in month 10. The largest brand, "
        "Stadler, sold 380 lamps more and still lost 2 points.",
        "Under the board, draw the share of the category. Look for a line that is level first and "
        "then keeps rising, and note the month where it bends. Then set the two windows to the "
        "months named in the box and compare shares. For the reason, draw the whole category too.",
    )


EXERCISE = Exercise(
    item=Item(
        id="FND-E3",
        title="Market watch",
        task="Find the rival that gains on Kettlewick: how much, since when, "
        "and what that says about our flat sales.",
        minutes=14,
        seeds=("INT-2", "INT-3", "GEN-1", "INT-9"),
    ),
    generate=generate,
    interaction=interaction,
    criteria=(
        Criterion("FND-E3.RIVAL", 1, "The rival that gained the most share", rival_found),
        Criterion("FND-E3.GAIN", 3, "The gain, in share points", gain_right),
        Criterion("FND-E3.ONSET", 3, "The month its rise began", onset_right),
        Criterion("FND-E3.CAUSE", 3, "The reason for our flat sales", cause_right),
    ),
    messages={
        "FND-E3.EMPTY": "Not filled in yet: {what}. The four cells make one finding, and a gap "
        "leaves others to guess. The tools under the board help you find it.",
        "FND-E3.UNITS": "{name} sold {units} kettles a month more at the end than at the start. "
        "But the whole category grew, so units rose for everybody. What a rival takes from us "
        "shows in shares only. Divide by the category first, then compare again.",
        "FND-E3.RIVAL": "The share of {name} moved by {points} points between the two windows, "
        "and another rival's rose more. Watching the wrong rival means answering the wrong offer. "
        "Compare the shares of all three.",
        "FND-E3.PCT": "You gave {given}, a percent change: how large the gain is beside the share "
        "it started from. A small brand can double and still be small. The question asks for share "
        "points: later share minus earlier share.",
        "FND-E3.GAIN": "{given} is not the distance between the two windows named beside the box. "
        "Other windows, or one month alone, give another size to the threat. Take the mean share "
        "of months 31 to 36, and take away the mean share of months 1 to 6, both in percent.",
        "FND-E3.LATE": "In month {month} the rise was well under way. You found where the gap is "
        "large, but what the rival did happened before. Slide back to where the slope first "
        "changes.",
        "FND-E3.EARLY": "In month {month} the share was still level. Ups and downs of one month "
        "are noise, and a plan built on noise answers nothing. Slide forward to where the line "
        "starts to rise and does not come back.",
        "FND-E3.EVIDENCE": "A reason needs numbers behind it, or it is a guess. Fill in the rival "
        "and its gain first.",
        "FND-E3.MARKET": "In months 25 to 36 the whole category sold {category} % more than in "
        "the year before. A smaller market and a lost share call for different plans. Put our "
        "share beside the category.",
        "FND-E3.SEASON": "A season comes back every year, so a whole year holds all of it. Waiting "
        "for spring helps only if spring was the cause. Compare months 25 to 36 with months 13 to "
        "24: the category first, then our share.",
        "FND-E3.PRICE": "Our price moved by {price} % between the first and the last six months. "
        "Cutting a price that drove nobody away costs money and brings nobody back. Look at the "
        "price lines, then at the shares.",
    },
    hints=hints,
    meaning="You can name the rival, the size of the loss and the month to look into. That is a "
    "finding a meeting can act on.",
)
