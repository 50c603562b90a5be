"""The numeric questions of the Qualifications bank, each with numbers of its own."""

from __future__ import annotations

from numpy.random import Generator

from pm_exercises.item import Table
from pm_exercises.quiz import NumberItem, Slip, Values

MOST_LOAD = 60  # percent


def _product(rng: Generator) -> Values:
    before = 100 * int(rng.integers(3, 9))
    down, down2 = (int(n) for n in rng.integers(15, 41, 2))
    return {"before": before, "down": down, "down2": down2}


def _logs(rng: Generator) -> Values:
    main = round(float(rng.uniform(0.30, 0.50)), 2)
    other = round(float(rng.uniform(0.08, 0.20)), 2)
    return {"main": main, "other": other, "whole": round(main + other, 2)}


def _people(rng: Generator) -> Values:
    quotes, loud = int(rng.integers(12, 20)), int(rng.integers(5, 8))
    return {"quotes": quotes, "loud": loud}


def _quartiles(rng: Generator) -> Values | None:
    low, median, high = sorted(5 * int(n) for n in rng.integers(9, 19, 3))
    return {"low": low, "median": median, "high": high} if low + 5 < median < high - 5 else None


def _load(rng: Generator) -> Values | None:
    hours, kept = 5 * int(rng.integers(4, 9)), int(rng.integers(18, 40))
    give = kept - MOST_LOAD * hours / 100
    return {"hours": hours, "kept": kept} if give >= 4 and kept <= hours else None


def _gap(rng: Generator) -> Values | None:
    first, second, rating = (int(n) for n in rng.integers(1, 4, 3))
    return {"first": first, "second": second, "rating": rating} if first != second else None


def _gap_table(values: Values) -> Table:
    return Table(
        "Telling the story",
        ("", "Number"),
        (
            ("Need of the first role, 0 to 3", str(values["first"])),
            ("Need of the second role, 0 to 3", str(values["second"])),
            ("Own rating, 0 to 4", str(values["rating"])),
        ),
    )


NUMBERS = (
    NumberItem(
        id="PRODUCT",
        title="Two factors fall",
        text="A kiosk sold {before} soups a week. Then visits fell by {down} % and the share of "
        "visitors who buy by {down2} %. How many soups a week does it sell now?",
        unit="soups",
        tolerance=2,
        numbers=_product,
        solve=lambda v: v["before"] * (1 - v["down"] / 100) * (1 - v["down2"] / 100),
        message="For “{title}” you wrote {given}. What multiplies is told by ratios, and a plan "
        "made from another number orders too many bowls. Write both ratios down, then multiply.",
        slips=(
            Slip(
                "ADDED",
                lambda v: v["before"] * (1 - (v["down"] + v["down2"]) / 100),
                "{given} takes {down} and {down2} percent off the same start. The second fall only "
                "meets the visitors that are left. What does it take {down2} % of?",
            ),
            Slip(
                "LOST",
                lambda v: (
                    v["before"] - v["before"] * (1 - v["down"] / 100) * (1 - v["down2"] / 100)
                ),
                "{given} is what was lost. The kitchen asks what is still sold. Take it from "
                "{before}.",
            ),
        ),
    ),
    NumberItem(
        id="PART",
        title="A part of the fall",
        text="Orders fell. The logarithm of the ratio of visits is -{main}, that of the trial rate "
        "is -{other}, and the repeat rate did not move. What share of the fall do visits explain?",
        unit="%",
        tolerance=1,
        numbers=_logs,
        solve=lambda v: 100 * v["main"] / v["whole"],
        message="For “{title}” you wrote {given}. The share says how much a cure for visits can "
        "bring back at most. Logarithms add up: what is the whole, and what is the part?",
        slips=(
            Slip(
                "RATIO",
                lambda v: 100 * v["other"] / v["main"],
                "{given} compares one part with the other. A share needs the whole below the line. "
                "What do both logarithms add up to?",
            ),
            Slip(
                "OTHERPART",
                lambda v: 100 * v["other"] / v["whole"],
                "{given} is the part of the trial rate. A team that reads it mends the smaller "
                "leak first. Which logarithm belongs to visits?",
            ),
        ),
    ),
    NumberItem(
        id="NAMES",
        title="Names behind a need",
        text="Of the quotes, {quotes} are about cold food. One man gave {loud} of them; everyone "
        "else gave one. How many people have this need?",
        unit="people",
        tolerance=0.4,
        numbers=_people,
        solve=lambda v: v["quotes"] - v["loud"] + 1,
        message="For “{title}” you wrote {given}. A need is as wide as the number of people who "
        "have it. Write the names on paper, each once, then count.",
        slips=(
            Slip(
                "QUOTES",
                lambda v: v["quotes"],
                "{given} counts quotes. One man speaks {loud} times and eats one soup. How often "
                "does his name stand on your list?",
            ),
        ),
    ),
    NumberItem(
        id="WIDTH",
        title="How far readers differ",
        text="“We expect”: a quarter of the readers take it for less than {low} %, half for less "
        "than {median} %, a quarter for more than {high} %. How wide is the middle half?",
        unit="percentage points",
        tolerance=0.5,
        numbers=_quartiles,
        solve=lambda v: v["high"] - v["low"],
        message="For “{title}” you wrote {given}. The width says how far two readers in one room "
        "may be apart. From where to where does the middle half go?",
        slips=(
            Slip(
                "MIDPOINT",
                lambda v: v["median"],
                "{given} is the median: where the middle lies, not how wide it is. A sharp phrase "
                "and a vague one can share it. Which two numbers hold the middle half?",
            ),
        ),
    ),
    NumberItem(
        id="ROOM",
        title="Room to breathe",
        text="You have {hours} hours a week, and tasks for {kept}. You want to be loaded to 60 % "
        "at most. How many hours must you give away at least?",
        unit="hours",
        tolerance=0.3,
        numbers=_load,
        solve=lambda v: v["kept"] - MOST_LOAD * v["hours"] / 100,
        message="For “{title}” you wrote {given}. Without the right number you keep one task too "
        "many, as always. What are 60 % of your hours, and what lies above it?",
        slips=(
            Slip(
                "OFTASKS",
                lambda v: v["kept"] - MOST_LOAD * v["kept"] / 100,
                "{given} leaves you 60 % of the tasks, not of your hours. The room is measured by "
                "your week. What are 60 % of {hours}?",
            ),
        ),
    ),
    NumberItem(
        id="GAP",
        title="How large a gap",
        text="The gap is what both roles need, added up, times 4 minus the rating. How large is it "
        "here?",
        unit="steps",
        tolerance=0.3,
        numbers=_gap,
        solve=lambda v: (v["first"] + v["second"]) * (4 - v["rating"]),
        message="For “{title}” you wrote {given}. The size puts the skills in an order, and your "
        "evenings follow it. Add the two needs, then multiply by what is missing.",
        slips=(
            Slip(
                "ONEROLE",
                lambda v: v["first"] * (4 - v["rating"]),
                "{given} weighs the first role only. You chose two, and both will ask for it. What "
                "do they need together?",
            ),
        ),
        table=_gap_table,
    ),
)
