"""W5: seven stories of a bike-share app, two sprints, and what is declined with a reason."""

from pm_exercises.interactions import (
    Choice,
    Column,
    Pick,
    Scorecard,
    SprintBoard,
    Stage,
    Story,
)
from tests.gallery.sample import sample

SAMPLE = sample(
    "GAL-SPRINT",
    "What fits into the next two weeks?",
    "Plan the stories into the two sprints, decline with a reason what you will not build, and "
    "set the limits.",
    SprintBoard(
        stories=(
            Story("lock", "Open a lock that hangs", 5, "value 8", {"back": 5}),
            Story("log", "Log in with a phone number", 5, "value 5", {"back": 3, "front": 2}),
            Story(
                "pay",
                "Pay by card on the spot",
                8,
                "value 13",
                {"back": 5, "front": 3},
                after=("log",),
            ),
            Story("map", "See free bikes on the map", 3, "value 8", {"front": 3}),
            Story("dark", "Dark theme", 2, "value 1", {"front": 2}),
            Story(
                "slip",
                "Send a receipt by mail",
                3,
                "value 3",
                {"back": 2, "front": 1},
                after=("pay",),
            ),
            Story("race", "League table of the fastest riders", 5, "value 2", {"back": 5}),
        ),
        columns=(
            Column("now", "Sprint 7", 14, {"back": 9, "front": 6}),
            Column("next", "Sprint 8", 14),
            Column("no", "Decline", asks=("why",), built=False),
        ),
        tracks={"back": "Backend", "front": "Frontend"},
        picks=(
            Pick(
                "why",
                "Reason",
                {"harm": "Could hurt someone", "few": "Too few people want it"},
            ),
        ),
        stages=(Stage("dev", "Doing", 1, 5), Stage("test", "Review", 1, 5)),
        form=Scorecard(
            (
                Choice(
                    "goal",
                    "Goal of sprint 7",
                    {"ride": "Anyone can start a ride", "shine": "The app looks fresh"},
                ),
            )
        ),
    ),
    wanted={
        "now": ["map", "lock", "log"],
        "next": ["pay", "slip", "dark"],
        "no": ["race"],
        "wip": {"dev": 3, "test": 2},
        "picks": {"race": {"why": "harm"}},
        "vals": {},
        "pick": {"goal": "ride"},
    },
    wrong={
        "now": ["pay", "lock", "slip", "dark"],
        "next": ["log", "map"],
        "no": ["race"],
        "wip": {"dev": 8, "test": 2},
        "picks": {"race": {"why": "few"}},
        "vals": {},
        "pick": {"goal": "shine"},
    },
    half={
        "now": ["map", "lock"],
        "next": ["pay"],
        "no": ["race"],
        "wip": {"dev": 3},
        "picks": {},
        "vals": {},
        "pick": {},
    },
    marks=("pay", "race", "dev", "goal"),
)
