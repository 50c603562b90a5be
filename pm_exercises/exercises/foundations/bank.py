"""The Foundations question bank: twelve items, for its exit ticket and later warm starts.

Which option of a choice is right stands in the notebooks' hidden blocks only. An option's id here
is a letter that says nothing, and so does the order.
"""

from __future__ import annotations

from numpy.random import Generator

from pm_exercises.item import Table
from pm_exercises.quiz import Bank, ChoiceItem, NumberItem, Slip, Values

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


def share_gain(values: Values) -> float:
    """Brio's gain in share points."""
    return 100 * (values["brio1"] / values["market1"] - values["brio0"] / values["market0"])


def share_change(values: Values) -> float:
    """The same gain as a percent of the first share."""
    return share_gain(values) / (values["brio0"] / values["market0"])


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
        text="There are {posts} posts about the lid. One customer wrote {loud} of them, and {staff} "
        "posts came from our own staff. All others came from one customer each. How many "
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
        text="Engineering gets a {call}-minute talk every week, sales a {note}-minute note every two "
        "weeks, and leadership one review of {review} h a month. How many hours is that in a month "
        "of four weeks?",
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
        text="The goal: {goal} % of the {members:,} members brew four times a week by 30 June. Today "
        "{active:,} do. How many more members must start?",
        unit="members",
        tolerance=0.5,
        numbers=_members,
        solve=lambda v: v["members"] * v["goal"] / 100 - v["active"],
        message="For “{title}” you wrote {given}. A team can plan for a number of people, not for a "
        "feeling of distance. Turn the goal into members first, then compare.",
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
        message="For “{title}” you wrote {given}. Shelf and subscription earn at different times, so "
        "only the month where they meet compares them. Write down what a member has earned "
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

CHOICES = (
    ChoiceItem(
        id="ROLE",
        title="Whose plan",
        phrasings=(
            "Priya is the project manager, you look after the product. Which of these is Priya's "
            "to finish?",
            "Which of these ends on a day that can be written into Priya's project plan?",
            "One of these tasks is over once it is accepted. Which one goes into the project plan?",
        ),
        options={
            "k": "Find out, again and again, why members stop ordering refills.",
            "l": "Decide whose mornings the next kettles should make easier.",
            "m": "Keep the price of refills in step with what members value.",
            "n": "Get the new lid mould tested and signed off at the plant.",
        },
        look="Lesson 1 of Foundations asks what stops when the work is done.",
    ),
    ChoiceItem(
        id="LAUNCH",
        title="Before the first sale",
        phrasings=(
            "The new kettle goes on sale in May. Which of these cannot wait until after that?",
            "Which of these has to be settled before the kettle stands on the shelf?",
            "Launch is two weeks away and this list is still open. Which item stops you?",
        ),
        options={
            "k": "How content buyers are after a month of use.",
            "l": "What the kettle costs in the shop.",
            "m": "Which colour the second edition gets.",
            "n": "When the old kettle's spare parts run out.",
        },
        look="Walk along the life-cycle wall of Foundations, lesson 2, and stop at launch.",
    ),
    ChoiceItem(
        id="GOAL",
        title="A goal that can be missed",
        phrasings=(
            "Which of these is a goal that you could fail to meet?",
            "Leadership wants one goal that can be looked up on a given day. Which one is it?",
            "Which sentence lets everyone agree, later, whether it came true?",
        ),
        options={
            "k": "By 30 June, four in ten members brew four times a week.",
            "l": "Brewbook becomes the friendliest refill club in the country.",
            "m": "The team works on the recipe planner through the spring.",
            "n": "Members brew more often than they have ever done before.",
        },
        look="The strategy ladder of Foundations, lesson 4, puts two things on every goal's rung.",
    ),
    ChoiceItem(
        id="OUTCOME",
        title="Work done or result",
        phrasings=(
            "Which of these numbers tells you that the recipe page helped its users?",
            "You may put one number beside “recipe page” on the ladder. Which one shows a result?",
            "Which number could look bad although the team did all its work?",
        ),
        options={
            "k": "Recipes published in a month.",
            "l": "Tasks closed for the recipe page.",
            "m": "Members who brew a second recipe within a week.",
            "n": "Hours the team spent on the recipe page.",
        },
        look="Lesson 4 of Foundations asks what a user does differently.",
    ),
    ChoiceItem(
        id="ANSWER",
        title="A channel for the builders",
        phrasings=(
            "Engineering builds what the roadmap says. Which of these brings a blocked plan back "
            "to you soonest?",
            "Which of these would you choose for the team that builds the lid?",
            "The lid team must be able to change the roadmap. Which of these lets them?",
        ),
        options={
            "k": "The full roadmap as slides, always up to date.",
            "l": "A short talk every two weeks in which they move items.",
            "m": "A newsletter every month with all dates.",
            "n": "A copy of the message that goes to sales.",
        },
        look="Ask of each channel, as Foundations does in lesson 5: which way can words travel?",
    ),
    ChoiceItem(
        id="LOUD",
        title="One loud voice",
        phrasings=(
            "Forty posts ask for a whistle, and one person wrote eleven of them. What do you do "
            "before you decide?",
            "The whistle leads the list of posts, thanks to one busy writer. What comes first?",
            "Sales says “everyone wants a whistle”. What do you do first?",
        ),
        options={
            "k": "Go by the number of posts, since posts are what there is.",
            "l": "Look at how many stars the posts give on average.",
            "m": "Leave out everybody who wrote more than once.",
            "n": "Count the people who ask, in each group of users.",
        },
        look="Lesson 6 of Foundations shows what to count, and within which groups.",
    ),
    ChoiceItem(
        id="GATE",
        title="No update on Friday",
        phrasings=(
            "A kettle cannot be updated once it is sold; Brewbook can. Which check comes earlier "
            "for the kettle?",
            "You come from an app team and now make kettles. Which check must move forward?",
            "What has to be known before 5,000 kettles leave the factory?",
        ),
        options={
            "k": "Whether the final lid is safe and fits.",
            "l": "Which recipe is opened most on the day after.",
            "m": "Which of two welcome messages works better.",
            "n": "How many members cancel in the first month.",
        },
        look="Lesson 7 of Foundations compares what each kind of product can change after the sale.",
    ),
)

BANK: Bank = (*NUMBERS, *CHOICES)
