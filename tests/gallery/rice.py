"""W3: six wishes for an app, scored, ranked and cut at nine person-months."""

from pm_exercises.interactions import Card, RiceBoard
from tests.gallery.sample import sample

SAMPLE = sample(
    "GAL-RICE",
    "What the app gets next quarter",
    "Read each wish's evidence, fill in its four numbers, rank them, and move the cut line to "
    "where the nine person-months end.",
    RiceBoard(
        items=(
            Card("f1", "Offline recipes", "400 people a month lose signal; tried by 12; 2 months"),
            Card("f2", "Descaling reminder", "4,500 a quarter, measured; small help; 6 weeks"),
            Card("f3", "Share a brew", "300 a month by guess; small help; 1 month"),
            Card("f4", "Voice control", "200 a month by guess; large help; 6 months"),
            Card("f5", "Guest mode", "500 households a month; medium help; 3 months"),
            Card("f6", "Faster pairing", "800 new kettles a month, measured; large help; 2 months"),
        ),
        capacity=9,
        reach_unit="customers a quarter",
    ),
    wanted={
        "rows": {
            "f1": {"R": 1200, "I": 2, "C": 0.8, "E": 2},
            "f2": {"R": 4500, "I": 1, "C": 1, "E": 1.5},
            "f3": {"R": 900, "I": 0.5, "C": 0.5, "E": 1},
            "f4": {"R": 600, "I": 2, "C": 0.5, "E": 6},
            "f5": {"R": 1500, "I": 1, "C": 0.8, "E": 3},
            "f6": {"R": 2400, "I": 2, "C": 1, "E": 2},
        },
        "order": ["f2", "f6", "f1", "f5", "f3", "f4"],
        "cut": ["f3", "f4"],
    },
    wrong={
        "rows": {
            "f1": {"R": 400, "I": 2, "C": 0.8, "E": 2},
            "f2": {"R": 4500, "I": 1, "C": 1, "E": 1.5},
            "f3": {"R": 300, "I": 0.5, "C": 0.5, "E": 1},
            "f4": {"R": 600, "I": 3, "C": 1, "E": 6},
            "f5": {"R": 1500, "I": 1, "C": 0.8, "E": 3},
            "f6": {"R": 2400, "I": 2, "C": 1, "E": 2},
        },
        "order": ["f2", "f4", "f6", "f5", "f1", "f3"],
        "cut": ["f1", "f3"],
    },
    half={
        "rows": {
            "f1": {"R": 1200, "I": 2, "C": 0.8, "E": 2},
            "f2": {"R": 4500, "I": 1, "C": 1, "E": 1.5},
            "f4": {"R": 600},
        },
        "order": [],
        "cut": [],
    },
    marks=("f1.R", "f4", "cut"),
)
