"""FND-E4: build Kettlewick's ladder from vision to goals, initiatives and their metrics."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from numpy.random import Generator

from pm_exercises.board import Exercise
from pm_exercises.checks import Criterion
from pm_exercises.data import load
from pm_exercises.exercises.foundations import ladder_rules as rules
from pm_exercises.interactions import Card, CardBuilder
from pm_exercises.item import Item

KINDS = {"vision": "Visions", "goal": "Goals", "initiative": "Initiatives", "metric": "Metrics"}


@dataclass(frozen=True, slots=True)
class Data:
    """The learner's 33 cards by kind: 5 visions, 5 goals, 10 initiatives, 13 metrics."""

    cards: Mapping[str, tuple[Card, ...]]

    def text(self, card_id: str) -> str:
        """A card's text, by its id."""
        return next(
            card.text for cards in self.cards.values() for card in cards if card.id == card_id
        )


def generate(rng: Generator) -> Data:
    """Draw trays of cards. Trays are authored so that all of them go together; a test says so."""
    authored = load("foundations/strategy_cards")
    drawn = {}
    for kind, texts in authored["cards"].items():
        trays = [
            tray
            for lot in authored["trays"][kind]
            for tray in rng.choice(lot["of"], lot["draw"], replace=False)
        ]
        ids = [card_id for tray in trays for card_id in str(tray).split()]
        drawn[kind] = tuple(Card(ids[i], texts[ids[i]]) for i in rng.permutation(len(ids)))
    return Data(drawn)


def interaction(data: Data) -> CardBuilder:
    """The board: a vision, two goals, four initiatives, each with its goal and its metric."""
    return CardBuilder(cards=data.cards, slots=rules.SLOTS, kinds=KINDS)


def hints(data: Data) -> tuple[str, ...]:
    """From the goal to a first step."""
    goal = data.cards["goal"][0].text
    return (
        "The aim: one vision, two goals, and four initiatives. Each initiative says which goal it "
        "serves and which metric will show whether it worked. Every card stands once.",
        "Four questions, from the top down. Does the vision name who it is for, what they need "
        "and what sets us apart? Could we miss the goal: has it a number and a date? Can the "
        "initiative move that number? Does the metric show what people do, not what we delivered? "
        "Then look at all four initiatives at once: development changes the product, positioning "
        "changes how the market sees it; strategic work sets a direction for years, tactical work "
        "is done within weeks. A plan needs some of each. Lesson 4 has the ladder.",
        "A ladder from a bakery. Vision: “Night-shift nurses eat fresh bread at six in the "
        "morning, from the only baker open at that hour.” Goal: “Sell 300 loaves a day before "
        "seven by 1 March 2030.” Initiative: “Put an order hatch at the hospital gate within four "
        "weeks” (development, tactical). Metric: “Loaves sold before seven”, not “hatches built”.",
        f"Start with your goal cards. Read “{goal}” and cover the date with a finger: is a number "
        "left? Is there a date at all? Do the same with the other four, and choose two on "
        "different subjects. Then go through your initiatives and ask of each: which of the two "
        "would move?",
    )


EXERCISE = Exercise(
    item=Item(
        id="FND-E4",
        title="Strategy ladder",
        task="Build Kettlewick's ladder: a vision, two goals, and four initiatives, each with the "
        "goal it serves and the metric it is judged by.",
        minutes=15,
        seeds=("INT-4", "GEN-2", "PP-8"),
    ),
    generate=generate,
    interaction=interaction,
    criteria=(
        Criterion(
            "FND-E4.EMPTY", 0.5, "Every place filled, each card once, each goal served", rules.whole
        ),
        Criterion(
            "FND-E4.NODATE", 1.5, "Both goals carry a number and a date", rules.goals_can_be_missed
        ),
        Criterion(
            "FND-E4.VISION",
            1.5,
            "The vision names user, need and difference",
            rules.vision_says,
            needs_key=True,
        ),
        Criterion(
            "FND-E4.ORPHAN",
            2.5,
            "Each initiative serves a goal it can move",
            rules.goals_are_moved,
            needs_key=True,
        ),
        Criterion(
            "FND-E4.OUTPUT",
            2,
            "Each metric shows a result of the goal above it",
            rules.metrics_show_it,
            needs_key=True,
        ),
        Criterion(
            "FND-E4.ONESIDE",
            1,
            "Development and positioning are both there",
            rules.both_sides,
            needs_key=True,
        ),
        Criterion(
            "FND-E4.ALTITUDE",
            1,
            "Strategic and tactical work are both there",
            rules.both_reaches,
            needs_key=True,
        ),
    ),
    messages={
        "FND-E4.EMPTY": "Places still open on the ladder: {count}. A missing rung is where a plan "
        "breaks off: work without a goal, or a goal without work. Look for the places that are "
        "still empty.",
        "FND-E4.TWICE": "Places whose card already stands higher up: {count}. The same idea named "
        "twice looks like a fuller plan than it is. Look for the line you have read before.",
        "FND-E4.BARE": "{which}: no initiative serves it. A goal nobody works for is a wish on "
        "the wall. Look at the four links: which initiative could move this number?",
        "FND-E4.NODATE": "{which}. A goal without a number and a date cannot be missed, so it "
        "cannot be met. Cover the date with a finger and see whether a number is left.",
        "FND-E4.VISION": "The vision leaves open: {missing}. Teams choose between two ideas by "
        "asking whom they are for, what these people lack, and what others do not offer. Which "
        "card answers all three?",
        "FND-E4.ORPHAN": "{which}: linked to no goal it can move. Such work fills the calendar "
        "while the number stays where it is. Drop it, or say which number it serves.",
        "FND-E4.OUTPUT": "{which}: the metric counts what we do. Shipping is work done; it is "
        "high even when nobody cares. What would a user do differently if it worked?",
        "FND-E4.ELSEWHERE": "{which}: the metric is a result, but of another goal. It can move "
        "while this goal stands still, so it cannot tell whether the work helped. Read goal and "
        "metric as one sentence.",
        "FND-E4.ONESIDE": "No initiative is about {missing}. A plan must change the product and "
        "how the market sees it: a better kettle nobody hears of stays on the shelf. Ask of each "
        "initiative which of the two it changes.",
        "FND-E4.ALTITUDE": "No initiative is {missing}. Only long directions leave next week "
        "empty; only quick jobs lead nowhere. Look at how long each initiative runs and what it "
        "settles.",
    },
    hints=hints,
    meaning="Anybody at Kettlewick can now go from a task up to its reason, and from the vision "
    "down to the numbers that will show it.",
)
