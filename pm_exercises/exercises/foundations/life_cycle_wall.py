"""FND-E2: lay the work on a new kettle and an improved Brewbook along one life cycle."""

from __future__ import annotations

from numpy.random import Generator

from pm_exercises.board import Exercise
from pm_exercises.checks import Criterion
from pm_exercises.data import load
from pm_exercises.exercises.foundations import life_cycle_rules as rules
from pm_exercises.exercises.foundations.life_cycle_rules import OFFERS, STAGES, Activity, Data
from pm_exercises.interactions import Card, Timeline
from pm_exercises.item import Item


def generate(rng: Generator) -> Data:
    """Draw one version of every block. Whatever the draw, there is a card for each rule."""
    authored = load("foundations/life_cycle_cards")
    known = {card["id"]: Activity(**card) for card in authored["activities"]}
    ids = [card for block in authored["blocks"] for card in block[rng.integers(len(block))]]
    return Data(tuple(known[ids[i]] for i in rng.permutation(len(ids))))


def interaction(data: Data) -> Timeline:
    """The board: two offers, six stages."""
    return Timeline(
        items=tuple(Card(a.id, a.name, a.text) for a in data.activities),
        lanes=OFFERS,
        columns=STAGES,
        item_word="activity",
        lane_word="offer",
        column_word="stage",
    )


def hints(data: Data) -> tuple[str, ...]:
    """From the goal to a first step."""
    price, review = data.of_kind("price"), data.of_kind("review")
    brewbook = sum(activity.offer == "brewbook" for activity in data.activities)
    return (
        "The goal: a wall that Kettlewick could work from. Each activity has its offer, the stage "
        "it starts in and how long it runs. Many walls are good: only some orders matter.",
        "Ask of each pair: could the second be done well without the first? Need, then what it "
        "must do, then building. The position, then the launch material. Some work happens once; "
        "some never stops. And an offer already on sale does not start again at Discover. "
        "Lesson 2 has the rules.",
        "A maker of bike lamps: ride with commuters in Discover; write down hours of light and "
        "cut the moulds in Develop; poster and price in Launch; read complaints from Launch to "
        "Mature; look at the price again in Grow; plan spare lenses and the last order in Mature. "
        "Its old lamp gets a new clip: it already sells, so that work starts in Grow. One weekly "
        "look at both lamps runs along the whole wall.",
        f"Start with “{price.name}” and “{review.name}”. Which must be there before anybody can "
        "buy, and which needs sales to look at? Then take the "
        f"{brewbook} activities that name Brewbook, and ask in which stage Brewbook is today.",
    )


def _criterion(word: str, label: str, rule: rules.WallRule, needs_key: bool = False) -> Criterion:
    return Criterion(f"FND-E2.{word}", 1, label, rules.on_the_wall(rule), needs_key)


EXERCISE = Exercise(
    item=Item(
        id="FND-E2",
        title="Life-cycle wall",
        task="Give each activity its offer, the stage it starts in and how long it lasts.",
        minutes=15,
        seeds=("INT-6a", "INT-6b", "INT-6c", "INT-7", "PP-1", "PP-2", "PP-3", "PP-9"),
    ),
    generate=generate,
    interaction=interaction,
    criteria=(
        _criterion("PRICE", "The kettle has a price by Launch", rules.price_by_launch),
        _criterion("REVIEW", "The price is looked at again later", rules.price_reviewed),
        _criterion(
            "EARLY",
            "Work on Brewbook joins at Grow or later, and each activity is with its offer",
            rules.enhancement_track,
        ),
        _criterion("NOEND", "The last chapter is planned", rules.end_planned),
        _criterion("OVERSIGHT", "One look runs along the pipeline", rules.overseen),
        _criterion("BUILD1", "The need is known before building", rules.need_before_build, True),
        _criterion(
            "REQS",
            "What it must do is written before building",
            rules.requirements_before_build,
            True,
        ),
        _criterion(
            "POSITION",
            "Position comes before launch material",
            rules.position_before_launch_kit,
            True,
        ),
        _criterion(
            "ONCE", "Somebody listens in three stages or more", rules.always_listening, True
        ),
        _criterion(
            "STRATEGY",
            "Strategy, launch and market change stand where they can act",
            rules.three_tasks,
            True,
        ),
    ),
    messages={
        "FND-E2.UNPLACED": "Not on the wall yet: {what}. Work without a place is work that nobody "
        "has planned, so this rule cannot be read in full. Look at the names under the picture.",
        "FND-E2.PRICE": "The kettle gets its price in {stage}. Customers buy at Launch. What "
        "number was on the label if the price is decided afterwards?",
        "FND-E2.REVIEW": "No second look at the price stands after Launch and after the first "
        "price. Rivals and buyers move once the kettle is on sale, and an old price then costs "
        "sales or margin. From which stage on are there sales to look at?",
        "FND-E2.EARLY": "Before Grow: {what} for Brewbook. Brewbook has members today, so a plan "
        "that begins it anew wastes what is known. Which stage of its life is Brewbook in?",
        "FND-E2.OFFER": "With the other offer: {what}. A team that looks for its work on the wall "
        "will not find it there. Read once more which offer each text names.",
        "FND-E2.NOEND": "Nobody plans the end of an offer. Every product in the pipeline has a "
        "last chapter, and owners need parts, refunds or notice then. Who plans it, and when?",
        "FND-E2.ENDSOON": "The plan for the end is closed in {stage}. What owners will need at "
        "the end is not known so soon, and a forgotten plan helps nobody. When does the end come "
        "in sight?",
        "FND-E2.OVERSIGHT": "No look at the whole pipeline runs past both offers for three "
        "stages. Where each bar is watched only by itself, collisions are found late. Which "
        "activity is about both offers, and for how long is it needed?",
        "FND-E2.SPREAD": "{what} last longer than three stages. When nearly all work goes on all "
        "the time, nobody can see what has to be ready first. Which of them could be finished in "
        "a stage or two?",
        "FND-E2.BUILD1": "When building starts for “{offer}”, nobody has checked the need yet. "
        "That risks months of work on something few people want. Which card tells you the need is "
        "real?",
        "FND-E2.REQS": "Building of the new kettle starts before it is written what the kettle "
        "must do. Engineers then guess, and the lab has nothing to test against. Which card would "
        "they want to read first?",
        "FND-E2.POSITION": "The launch material starts no later than the kettle's position in the "
        "market is settled. Then it speaks to nobody in particular, and has to be made twice. What "
        "must the people who make it know first?",
        "FND-E2.ONCE": "Listening to users covers fewer than three stages. Interviews count in any "
        "stage, the owners of a product once it is on sale. You listen, and then you stop. Where "
        "would you notice that the market moved after launch?",
        "FND-E2.STRATEGY": "Building of Brewbook starts before it is decided where Brewbook "
        "should go. A feature may then be ready that the plan has no use for. Which decision does "
        "that work need?",
        "FND-E2.LAUNCH": "The work for the first day of sale starts after Launch, or before "
        "anybody builds the kettle. Shops then have nothing to show, or nothing to sell. What has "
        "to be under way, and by which stage must it be in the shops?",
        "FND-E2.CHANGE": "A move into another market starts before Grow. Until an offer sells, "
        "there is nothing to change, and no figures to change it by. Which activity assumes that "
        "buyers are there?",
    },
    hints=hints,
    meaning="Both offers have a plan from the first question to the last sale, so no stage of "
    "their life can take Kettlewick by surprise.",
)
