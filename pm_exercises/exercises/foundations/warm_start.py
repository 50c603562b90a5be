"""FND-WARM: five small questions about numbers that every later module needs."""

from __future__ import annotations

from statistics import mean, median

from numpy.random import Generator

from pm_exercises import quiz
from pm_exercises.board import Exercise
from pm_exercises.interactions import QuizStrip
from pm_exercises.item import Item, Table
from pm_exercises.quiz import ChoiceItem, NumberItem, Quiz, Slip, Values

WEEKS = 4  # in the month of the hours question
TALK_HOURS = 0.75  # each weekly talk
NOTE_HOURS = 0.5  # each fortnightly note
PLANS = ("p", "q", "r", "s")


def generate(rng: Generator) -> Quiz:
    """Ask all five, each with numbers of its own."""
    return quiz.compose(ITEMS, rng)


def interaction(data: Quiz) -> QuizStrip:
    """The board: five questions."""
    return data.strip()


def _renewals(rng: Generator) -> Values:
    before = int(rng.integers(38, 62))
    return {"before": before, "after": before + int(rng.integers(4, 13))}


def _channels(rng: Generator) -> Values:
    shops, web, trade = (100 * int(n) for n in rng.integers((14, 6, 3), (40, 20, 15)))
    return {"shops": shops, "web": web, "trade": trade}


def _channel_table(values: Values) -> Table:
    names = {"shops": "Shops", "web": "Web shop", "trade": "Hotels and offices"}
    rows = tuple((name, f"{values[key]:,}") for key, name in names.items())
    return Table("Kettles sold last quarter", ("Channel", "Kettles"), rows)


def _waits(rng: Generator) -> Values:
    # The one long wait pulls the mean above all the others.
    waits = [*(int(n) for n in rng.integers(2, 8, 6)), int(rng.integers(36, 61))]
    waits = [waits[i] for i in rng.permutation(len(waits))]
    return {"waits": waits, "listed": ", ".join(str(days) for days in waits)}


def _plans(rng: Generator) -> Values | None:
    """Four plans, one inside the hours, and not the one that merely looks shortest."""
    talks, notes = rng.integers(1, 5, 4), rng.integers(1, 10, 4)
    hours = [monthly_hours(int(t), int(n)) for t, n in zip(talks, notes, strict=True)]
    least, second = sorted(hours)[:2]
    fits = hours.index(least)
    if second == least or len(set(hours)) < 4 or talks[fits] + notes[fits] == min(talks + notes):
        return None
    values: dict[str, float] = {"budget": (least + second) / 2}
    for i, plan in enumerate(PLANS):
        values |= {
            f"{plan}_talks": int(talks[i]),
            f"{plan}_notes": int(notes[i]),
            f"{plan}_hours": hours[i],
        }
    return values


def monthly_hours(talks: float, notes: float) -> float:
    """What a plan costs in a month of four weeks."""
    return WEEKS * talks * TALK_HOURS + WEEKS / 2 * notes * NOTE_HOURS


def fitting_plan(values: Values) -> str:
    """The one plan that stays inside the hours."""
    return next(plan for plan in PLANS if values[f"{plan}_hours"] <= values["budget"])


def _complaints(rng: Generator) -> Values:
    shop, web = (200 * int(n) for n in rng.integers((20, 4), (45, 14)))
    return {
        "shop": shop,
        "web": web,
        "shop_complaints": int(shop * rng.uniform(0.008, 0.014)),
        "web_complaints": int(web * rng.uniform(0.018, 0.030)),
    }


def _complaint_table(values: Values) -> Table:
    rows = (
        ("Shops", f"{values['shop']:,}", f"{values['shop_complaints']}"),
        ("Web shop", f"{values['web']:,}", f"{values['web_complaints']}"),
    )
    return Table("Complaints last year", ("Channel", "Kettles sold", "Complaints"), rows)


PLAN_COST = (
    "Each talk is held four times a month and each note is written twice, so this plan takes "
    "{%s_hours:g} of your {budget:g} hours."
)

ITEMS: tuple[NumberItem | ChoiceItem, ...] = (
    NumberItem(
        id="POINTS",
        title="Percent or points",
        text="Last year {before} % of Brewbook members renewed. This year {after} % do. By how "
        "many percentage points did the renewal rate rise?",
        unit="percentage points",
        tolerance=0.1,
        numbers=_renewals,
        solve=lambda v: v["after"] - v["before"],
        message="For “{title}” you wrote {given}. The rate went from {before} % to {after} %, and "
        "points are the plain distance between two percentages. Put both on one ruler.",
        slips=(
            Slip(
                "PCT",
                lambda v: 100 * (v["after"] - v["before"]) / v["before"],
                "{given} is the rise as a percent of last year's rate. A reader who takes it for "
                "points expects a rate far above {after} %. What is left if you do not divide?",
            ),
        ),
    ),
    NumberItem(
        id="SHARE",
        title="Share of a total",
        text="What share of all kettles was sold in the web shop? One decimal is enough.",
        unit="%",
        tolerance=0.5,
        numbers=_channels,
        solve=lambda v: 100 * v["web"] / (v["shops"] + v["web"] + v["trade"]),
        message="For “{title}” you wrote {given}. A share needs a part and the whole it is a part "
        "of, or nobody can compare it. Which rows of the table make up the whole?",
        slips=(
            Slip(
                "BASE",
                lambda v: 100 * v["web"] / (v["shops"] + v["trade"]),
                "{given} compares the web shop with the other channels only. Shares made that way "
                "add up to more than 100 %. Does your whole include the part itself?",
            ),
        ),
        table=_channel_table,
    ),
    NumberItem(
        id="MEDIAN",
        title="The typical wait",
        text="Seven customers waited for a repair, in days: {listed}. What is the median wait?",
        unit="days",
        tolerance=0.3,
        numbers=_waits,
        solve=lambda v: median(v["waits"]),
        message="For “{title}” you wrote {given}. The median is the wait with as many customers "
        "below it as above it, so it says what most can expect. Sort the seven waits first.",
        slips=(
            Slip(
                "MEAN",
                lambda v: round(mean(v["waits"]), 1),
                "{given} is the mean. One very long wait pulls it up, so hardly any customer "
                "waited that long. Which wait stands in the middle once they are sorted?",
            ),
            Slip(
                "MIDDLE",
                lambda v: v["waits"][3],
                "{given} stands in the middle of the list as it is printed. That order is only the "
                "order in which people wrote. Sort the waits, then count to the fourth.",
            ),
        ),
    ),
    ChoiceItem(
        id="BUDGET",
        title="Hours budget",
        phrasings=(
            "You may spend {budget:g} hours a month on keeping teams informed. Each weekly talk "
            "takes 45 minutes, each note every two weeks takes 30. A month has four weeks. Which "
            "plan fits?",
            "Priya gives you {budget:g} hours for a month of four weeks. Each weekly talk costs 45 "
            "minutes, and each fortnightly note 30. Which plan stays inside?",
            "A weekly talk costs 45 minutes each time, a fortnightly note 30 minutes each time. "
            "You have {budget:g} hours for four weeks. Which plan can you keep up?",
        ),
        options={
            plan: f"Weekly talks: {{{plan}_talks}}; fortnightly notes: {{{plan}_notes}}"
            for plan in PLANS
        },
        look="Multiply by how often each happens in a month, then add.",
        numbers=_plans,
        solve=fitting_plan,
        why={plan: PLAN_COST % plan for plan in PLANS},
    ),
    NumberItem(
        id="RATE",
        title="Per 1,000 sold",
        text="How many complaints came from the web shop for every 1,000 kettles it sold? One "
        "decimal is enough.",
        unit="complaints per 1,000 kettles",
        tolerance=0.5,
        numbers=_complaints,
        solve=lambda v: 1000 * v["web_complaints"] / v["web"],
        message="For “{title}” you wrote {given}. Shops sell more, so they collect more "
        "complaints; only a rate is fair to both. Divide by the kettles sold, then say it for "
        "1,000.",
        slips=(
            Slip(
                "PER100",
                lambda v: 100 * v["web_complaints"] / v["web"],
                "{given} is the number for every 100 kettles. Beside rates per 1,000 it looks ten "
                "times better than it is. How many would it be among 1,000?",
            ),
        ),
        table=_complaint_table,
    ),
)


def hints(_data: Quiz) -> tuple[str, ...]:
    """From the goal to a first step."""
    return (
        "The goal: five short questions about numbers. You will use each kind again in this "
        "course.",
        "Ask of every number: what is counted, out of how many, and how often? A share has a "
        "whole, a rate has a base, a monthly cost has a number of weeks.",
        "Another company: a bakery's bread share went from 20 % to 25 %: 5 points, and a quarter "
        "more than before. Its queue took 1, 2, 2, 3 and 30 minutes: the median is 2, the mean "
        "nearly 8. Six burnt loaves in 1,200 are 5 per 1,000.",
        "Start with the table of complaints: find the row of the web shop, and write down the part "
        "and the base before you divide. Then do the same for the share.",
    )


EXERCISE = Exercise(
    item=Item(
        id="FND-WARM",
        title="Warm start: numbers you will need",
        task="Answer five short questions. A calculator is welcome.",
        minutes=6,
        seeds=(),
        points=5.0,
    ),
    generate=generate,
    interaction=interaction,
    criteria=quiz.criteria("FND-WARM", ITEMS, (False,) * len(ITEMS), points=5),
    messages=quiz.messages("FND-WARM", ITEMS),
    hints=hints,
)
