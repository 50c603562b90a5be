"""The Foundations question bank, first part: five items that ask for a number."""

from __future__ import annotations

from numpy.random import Generator

from pm_exercises.item import Table
from pm_exercises.quiz import NumberItem, Slip, Values

WEEKS = 4


def _sales(rng: Generator) -> Values:
    """Two half-years in which the market grows, and Brio's part of it with it."""
    market0, share0 = 1_000 * int(rng.integers(40, 61)), int(rng.integers(16, 25))
    market1 = int(round(market0 * rng.uniform(1.08, 1.18), -3))
    share1 = share0 + int(rng.integers(4, 9))
    return {
        "market0": market0,
        "market1": market1,
        "brio0": market0 * share0 // 100,
        "brio1": market1 * share1 // 100,
    }


def _sales_table(values: Values) -> Table:
    rows = (
        ("All kettles sold", f"{values['market0']:,}", f"{values['market1']:,}"),
        ("Brio's kettles", f"{values['brio0']:,}", f"{values['brio1']:,}"),
    )
    return Table("Kettles sold in two half-years", ("", "First", "Second"), rows)


def first_share(values: Values) -> float:
    """Brio's share of the first half-year's market, from 0 to 1."""
    return float(values["brio0"] / values["market0"])


def share_gain(values: Values) -> float:
    """Brio's gain in share points."""
    second = float(values["brio1"] / values["market1"])
    return 100 * (second - first_share(values))


def share_change(values: Values) -> float:
    """The same gain as a percent of the first share."""
    return share_gain(values) / first_share(values)


def _posts(rng: Generator) -> Values:
    return {
        "posts": int(rng.integers(34, 60)),
        "loud": int(rng.integers(8, 15)),
        "staff": int(rng.integers(3, 7)),
    }


def _audiences(rng: Generator) -> Values:
    return {
        "call": 15 * int(rng.integers(1, 4)),  # minutes, every week
        "note": 10 * int(rng.integers(2, 5)),  # minutes, every two weeks
        "review": int(rng.integers(1, 4)),  # hours, once a month
    }


def _members(rng: Generator) -> Values:
    members, goal = 200 * int(rng.integers(12, 26)), 5 * int(rng.integers(7, 12))
    now = goal - int(rng.integers(6, 15))
    return {"members": members, "goal": goal, "active": members * now // 100}


def _earnings(rng: Generator) -> Values:
    month, months = int(rng.integers(2, 5)), int(rng.integers(8, 17))
    setup = month * int(rng.integers(2, 5))
    return {"month": month, "setup": setup, "kettle": month * months - setup}


NUMBERS = (
    NumberItem(
        id="GAIN",
        title="Points gained",
        text="How many share points did Brio gain from the first half-year to the second?",
        unit="percentage points",
        tolerance=0.3,
        numbers=_sales,
        solve=share_gain,
        message="For “{title}” you wrote {given}. A gain in share is one share minus another, each "
        "with its own market below it. Work out both shares before you subtract.",
        slips=(
            Slip(
                "PCTGAIN",
                share_change,
                "{given} says how much Brio's share grew, as a percent of itself. In a board "
                "paper that reads like a landslide. Which plain distance lies between the shares?",
            ),
            Slip(
                "UNITS",
                lambda v: 100 * (v["brio1"] / v["brio0"] - 1),
                "{given} is the growth of Brio's units. The whole market grew, so units rise "
                "even for a firm that stands still. Divide by each half-year's market first.",
            ),
        ),
        table=_sales_table,
    ),
    NumberItem(
        id="PEOPLE",
        title="People, not posts",
        text="There are {posts} posts about the lid. One customer wrote {loud} of them, and "
        "{staff} posts came from our own staff. All others came from one customer each. How many "
        "customers raised the lid?",
        unit="customers",
        tolerance=0.3,
        numbers=_posts,
        solve=lambda v: v["posts"] - v["staff"] - v["loud"] + 1,
        message="For “{title}” you wrote {given}. A need weighs as much as the people who have it. "
        "Take away what no customer wrote, then count each writer once.",
        slips=(
            Slip(
                "POSTS",
                lambda v: v["posts"] - v["staff"],
                "{given} counts posts. One customer wrote {loud} of them, and one loud voice can "
                "hide a quiet need. How many people remain if each is counted once?",
            ),
            Slip(
                "DROPPED",
                lambda v: v["posts"] - v["staff"] - v["loud"],
                "{given} leaves out the customer who wrote {loud} posts. Writing often does not "
                "make the need less real. Count that person like any other.",
            ),
        ),
    ),
    NumberItem(
        id="HOURS",
        title="Hours in a month",
        text="Engineering gets a {call}-minute talk every week, sales a {note}-minute note every "
        "two weeks, and leadership one review of {review} h a month. How many hours is that in a "
        "month of four weeks?",
        unit="hours",
        tolerance=0.05,
        numbers=_audiences,
        solve=lambda v: (WEEKS * v["call"] + WEEKS / 2 * v["note"]) / 60 + v["review"],
        message="For “{title}” you wrote {given}. A plan that is short on paper and long in the "
        "diary is dropped in week two. Turn each item into minutes for a month, then add.",
        slips=(
            Slip(
                "ONCE",
                lambda v: round((v["call"] + v["note"]) / 60 + v["review"], 1),
                "{given} counts each item once. The talk comes back every week, and your diary "
                "notices. How often does each one happen in four weeks?",
            ),
        ),
    ),
    NumberItem(
        id="GAP",
        title="How far to the goal",
        text="The goal: {goal} % of the {members:,} members brew four times a week by 30 June. "
        "Today {active:,} do. How many more members must start?",
        unit="members",
        tolerance=0.5,
        numbers=_members,
        solve=lambda v: v["members"] * v["goal"] / 100 - v["active"],
        message="For “{title}” you wrote {given}. A team can plan for a number of people, not for "
        "a feeling of distance. Turn the goal into members first, then compare.",
        slips=(
            Slip(
                "GAPPP",
                lambda v: v["goal"] - 100 * v["active"] / v["members"],
                "{given} is the distance in percentage points. It does not say how many people "
                "the team has to reach. What do those points come to among {members:,} members?",
            ),
            Slip(
                "WHOLE",
                lambda v: v["members"] * v["goal"] / 100,
                "{given} is everyone the goal asks for. {active:,} of them are there already, and "
                "planning for them twice wastes the year. Who is still missing?",
            ),
        ),
    ),
    NumberItem(
        id="EARN",
        title="Kettle or membership",
        text="A kettle earns {kettle} euros once. A Brewbook member costs {setup} euros to set up, "
        "then earns {month} euros every month. After how many months has the member earned as "
        "much as the kettle?",
        unit="months",
        tolerance=0.3,
        numbers=_earnings,
        solve=lambda v: (v["kettle"] + v["setup"]) / v["month"],
        message="For “{title}” you wrote {given}. Shelf and subscription earn at different times, "
        "so only the month where they meet compares them. Write down what a member has earned "
        "after one month, then after two.",
        slips=(
            Slip(
                "NOSETUP",
                lambda v: v["kettle"] / v["month"],
                "{given} starts counting at zero. A member begins {setup} euros below it, and "
                "leaving that out makes every subscription look good early. When is it paid back?",
            ),
        ),
    ),
)
