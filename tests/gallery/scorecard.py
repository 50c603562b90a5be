"""W13: what a kettle's return figures say, in two parts and a step."""

from pm_exercises.interactions import Choice, Scorecard, Value
from tests.gallery.sample import sample

CAUSES = {
    "lid": "The lid",
    "cord": "The cord",
    "sensor": "The sensor",
}
STEPS = {
    "stop": "Stop shipping the grey kettle until the supplier has shown a better hinge",
    "watch": "Wait for one more month of figures before anybody is told",
    "tell": "Tell the shops now, and swap every lid that comes back",
}

SAMPLE = sample(
    "GAL-SCORE",
    "What comes back, and why",
    "Read the return figures of both kettles, and choose what to do first.",
    Scorecard(
        cells=(
            Value(
                "share",
                "Share of grey kettles that came back in the last three months, of all that were "
                "sold in the same three months",
                "percent",
                example="17.5",
                low=0,
                high=100,
                fractions=True,
                group="Returns",
            ),
            Value(
                "change",
                "Change against the three months before",
                "percentage points",
                example="-1.5",
                group="Returns",
            ),
            Value(
                "week",
                "First week in which returns rose",
                "week 1 to 52",
                example="8",
                low=1,
                high=52,
                whole=True,
                group="Returns",
            ),
            Choice("cause", "Most frequent reason", CAUSES, "Reason"),
            Choice("step", "What you would do first, and could defend to the shops", STEPS, "Step"),
        )
    ),
    wanted={
        "vals": {"share": 9.5, "change": -2.4, "week": 31},
        "pick": {"cause": "lid", "step": "tell"},
    },
    wrong={
        "vals": {"share": 12.0, "change": -2.4, "week": 14},
        "pick": {"cause": "lid", "step": "watch"},
    },
    half={"vals": {"share": 9.5}, "pick": {"cause": "lid"}},
    marks=("share", "week", "step"),
)
