"""W1: six things a team does, in two circles and their overlap."""

from pm_exercises.interactions import Card, CardSorter, Pick
from tests.gallery.sample import sample

SAMPLE = sample(
    "GAL-SORT",
    "Whose work is it?",
    "Put each thing where it belongs, and say how often the shared one happens.",
    CardSorter(
        cards=(
            Card("lid", "Order 2,000 lids for the autumn run", "until 3 October"),
            Card("price", "Decide what the next kettle may cost"),
            Card("move", "Warn sales that the launch moved a week"),
            Card("talk", "Talk with five people who returned a kettle", "every month"),
            Card("crate", "Book the crates for the trade fair", "12 May"),
            Card("why", "Say why we stop selling the grey one"),
        ),
        bins={
            "project": "Project management",
            "product": "Product management",
            "shared": "Both",
        },
        picks=(
            Pick("often", "How often", {"once": "Once", "month": "Every month"}, cards=("talk",)),
        ),
        picture="circles",
    ),
    wanted={
        "bins": {
            "lid": "project",
            "price": "product",
            "move": "shared",
            "talk": "product",
            "crate": "project",
            "why": "product",
        },
        "picks": {"talk": {"often": "month"}},
    },
    wrong={
        "bins": {
            "lid": "project",
            "price": "project",
            "move": "product",
            "talk": "product",
            "crate": "project",
            "why": "shared",
        },
        "picks": {"talk": {"often": "once"}},
    },
    half={"bins": {"lid": "project", "price": "product", "move": "shared"}, "picks": {}},
    marks=("price", "move"),
)
