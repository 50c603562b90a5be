"""W7: four ways to keep bread fresh, and a fifth to place among them."""

from pm_exercises.interactions import Attribute, PositionMap, Rival, Segment
from tests.gallery.sample import sample

SAMPLE = sample(
    "GAL-MAP",
    "Where does the new bread box stand?",
    "Choose the two axes that buyers weigh most, say who it is for, and place it where nobody "
    "else stands.",
    PositionMap(
        attributes=(
            Attribute("price", "Price", "cheap", "dear"),
            Attribute("fresh", "Days of freshness", "one day", "a week"),
            Attribute("care", "Ease of cleaning", "fiddly", "rinse and done"),
            Attribute("look", "Looks", "plain", "a showpiece"),
        ),
        rivals=(
            Rival("tin", "Grandma’s tin", {"price": 2, "fresh": 3, "care": 8, "look": 4}),
            Rival("oak", "Oak & Linen", {"price": 8.5, "fresh": 4, "care": 2, "look": 9}),
            Rival("clay", "Clay pot", {"price": 5, "fresh": 8, "care": 3, "look": 7}),
            Rival("bag", "Paper bag", {"price": 0.5, "fresh": 1, "care": 10, "look": 1}),
            Rival("vac", "VacuBox", {"price": 7.5, "fresh": 9, "care": 4, "look": 3}),
        ),
        segments=(
            Segment(
                "flat",
                "Shared flats",
                "Buy one loaf for four people; clean as little as they can.",
                {"price": 2.5, "fresh": 6, "care": 9},
            ),
            Segment(
                "host",
                "People with guests",
                "The box stands on the table.",
                {"price": 8, "fresh": 5, "look": 9},
            ),
        ),
        own="Our bread box",
    ),
    wanted={"x": 3.0, "y": 6.5, "axes": ["price", "fresh"], "segment": "flat"},
    wrong={"x": 7.0, "y": 8.5, "axes": ["price", "fresh"], "segment": "host"},
    half={"axes": ["price", "fresh"], "segment": "flat"},
    marks=("x", "vac"),
)
