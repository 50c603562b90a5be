"""W6: eight things heard and seen at night trains, and the two needs most people share."""

from pm_exercises.interactions import Card, EmpathyMap
from tests.gallery.sample import sample

SAMPLE = sample(
    "GAL-EMPATHY",
    "Who rides the night train?",
    "Put each quote where it belongs on the map, then choose the two needs most people share.",
    EmpathyMap(
        person="Night-train riders",
        quotes=(
            Card("q1", "“I told my sister I would never fly to a meeting again.”", "Mira"),
            Card("q2", "Photographs the departure board three times before she sits down.", "Mira"),
            Card(
                "q3",
                "“If the connection is gone I stand there at two in the morning with a child, a "
                "pram and a bag, and nobody I could ask knows more than the sign on the wall "
                "does.”",
                "Tomasz",
                name="If the connection is gone",
            ),
            Card("q4", "Believes that the upper berth is the only one nobody walks past.", "Aiko"),
            Card("q5", "Ties the bag to the berth with a shoelace before sleeping.", "Aiko"),
            Card("q6", "Lay awake for an hour, tense at every stop.", "Tomasz"),
            Card("q7", "“The coffee at six is the best part, honestly.”", "Jonas"),
            Card("q8", "Doubts that anybody reads the complaint form.", "Jonas"),
        ),
        needs={
            "sure": "To know at any hour that the journey still works out",
            "safe": "To sleep without watching over my things",
            "app": "An app that plays the conductor's announcements",
            "fast": "To arrive earlier than by plane",
        },
        most_needs=2,
    ),
    wanted={
        "quad": {
            "q1": "says",
            "q2": "does",
            "q3": "says",
            "q4": "thinks",
            "q5": "does",
            "q6": "feels",
            "q7": "says",
            "q8": "thinks",
        },
        "needs": ["sure", "safe"],
    },
    wrong={
        "quad": {
            "q1": "says",
            "q2": "says",
            "q3": "says",
            "q4": "thinks",
            "q5": "feels",
            "q6": "feels",
            "q7": "feels",
            "q8": "thinks",
        },
        "needs": ["sure", "app"],
    },
    half={"quad": {"q1": "says", "q2": "does", "q6": "feels"}, "needs": ["sure"]},
    marks=("q2", "q5", "app"),
)
