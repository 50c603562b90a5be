"""Slips in Foundations that cost nothing, and why they are none."""

from __future__ import annotations

from typing import Any

from pm_exercises.exercises.foundations import relay_rules
from pm_exercises.exercises.foundations.market_watch import GAIN_TOLERANCE, ONSET_TOLERANCE
from pm_exercises.exercises.foundations.shelf_or_subscription import clash
from pm_exercises.exercises.foundations.user_voices import SHARE_TOLERANCE
from pm_exercises.item import ReadOnlyAnswer
from pm_exercises.quiz import PERCENT
from tests.exercises.foundations.judging import key_in
from tests.mutation.hunt import Fair
from tests.mutation.variants import Mutant
from tests.sources import notebook_of

INSIDE = "the number lies inside the stated tolerance"


def warm_start(data: Any, best: ReadOnlyAnswer, mutant: Mutant) -> str:
    """A share written as a fraction is read kindly, with a word of warning."""
    ((question,),) = mutant.where
    drawn = next(one for one in data.drawn if one.question.id == question)
    fraction = mutant.answer.get(str(question)) == best[str(question)] / 100
    return "a fraction is read as percent" if fraction and drawn.question.unit == PERCENT else ""


def life_cycle_wall(_data: Any, _best: ReadOnlyAnswer, mutant: Mutant) -> str:
    """The wall is judged by ten orders between bars; a bar may move where it breaks none."""
    timing = all(path[-1] in ("start", "len") for path in mutant.where)
    return "another time that breaks none of the ten orders" if timing else ""


def market_watch(_data: Any, best: ReadOnlyAnswer, mutant: Mutant) -> str:
    """Numbers inside the tolerances."""
    given, right = mutant.answer["vals"], best["vals"]
    near = (
        abs(given.get("gain_pp", 1e9) - right["gain_pp"]) <= GAIN_TOLERANCE
        and abs(given.get("onset", 1e9) - right["onset"]) <= ONSET_TOLERANCE
    )
    return INSIDE if near else ""


def strategy_ladder(_data: Any, _best: ReadOnlyAnswer, mutant: Mutant) -> str:
    """Another card, or another place for it, that is about the goal above it."""
    key = key_in(notebook_of("foundations").notebook, "FND-E4-check")
    slots = mutant.answer["slots"]

    def about(kind: str, card: str) -> set[str]:
        return {subject for subject, cards in key[kind].items() if card in cards.split()}

    for n in ("i1", "i2", "i3", "i4"):
        goal = about("goal", slots[slots[f"{n}_goal"]])
        if not goal & about("initiative", slots[n]) or not goal & about(
            "metric", slots[f"{n}_metric"]
        ):
            return ""
    return "another ladder on which every rung holds"


def roadmap_relay(data: Any, _best: ReadOnlyAnswer, mutant: Mutant) -> str:
    """Another plan inside the hours, in which everybody whom a rule names is heard."""
    hours = sum(relay_rules.plan_hours(mutant.answer, data))
    if not relay_rules.LEAST_HOURS <= hours <= relay_rules.MOST_HOURS:
        return ""
    for person in data.people:
        row = mutant.answer["grid"].get(person.id, {})
        heard = row.get("reply") == "yes"
        often = row.get("cadence") in ("weekly", "fortnightly")
        if (
            len(row) < len(relay_rules.COLUMNS)
            or row["view"] not in person.needs
            or (person.close and not (heard and often))
            or (person.builds and not (heard and row["view"] in ("timeline", "risk")))
        ):
            return ""
    return "another plan that keeps every rule"


def user_voices(_data: Any, best: ReadOnlyAnswer, mutant: Mutant) -> str:
    """Shares inside the tolerance."""
    given = mutant.answer["vals"]
    near = all(abs(given.get(n, 1e9) - v) <= SHARE_TOLERANCE for n, v in best["vals"].items())
    return INSIDE if near else ""


def shelf_or_subscription(data: Any, _best: ReadOnlyAnswer, mutant: Mutant) -> str:
    """A signed-off object may wait for its date or for the next run: the lesson allows both."""
    for _, offer, pick in mutant.where:
        kind = mutant.answer["bins"].get(offer)
        rhythm = mutant.answer["picks"].get(offer, {}).get("rhythm")
        if pick != "rhythm" or rhythm is None or clash(kind, rhythm, offer in data.signed):
            return ""
    return "a rhythm that goes with the kind as well"


FAIR: dict[str, Fair] = {
    "FND-WARM": warm_start,
    "FND-E2": life_cycle_wall,
    "FND-E3": market_watch,
    "FND-E4": strategy_ladder,
    "FND-E5": roadmap_relay,
    "FND-E6": user_voices,
    "FND-E7": shelf_or_subscription,
}
