"""QUA-E1 as learners answer it: good alternatives, and each misconception by its code."""

from __future__ import annotations

from typing import Any

from pm_exercises.exercises.qualifications.empathy import Data, accepted, people_by_need

KEY = {
    "quad": {
        "says": "q01 q05 q07 q22 q31 q37 q39 q40",
        "does": "q02 q15 q16 q21 q30 q35 q36 q38",
        "feels": "q03 q04 q17 q24 q25 q27 q28 q33",
        "thinks": "q08 q09 q11 q12 q14 q19 q23 q29",
        "says feels": "q06 q13 q18 q32 q34",
        "thinks feels": "q10 q20 q26",
    },
    "need": {
        "n01": "q07 q11 q20 q25 q35",
        "n02": "q13 q21 q28 q29 q31",
        "n03": "q14 q18 q27 q37 q38",
        "n05": "q02 q05 q10 q12 q17",
        "n06": "q04 q19 q32 q36 q40",
        "n07": "q09 q22 q24 q30 q34",
        "n08": "q01 q03 q16 q23 q26",
        "n11": "q06 q08 q15 q33 q39",
    },
}
FEATURES = ["n04", "n09", "n10"]


def alternatives(data: Data, best: dict[str, Any]) -> list[dict[str, Any]]:
    """The other good pair of needs, arguable quotes in their other quarter, one near miss."""
    ranked = _ranked(data)
    fits = accepted(KEY)
    other = {
        quote: next(iter(sorted(fits[quote] - {where})), where)
        for quote, where in best["quad"].items()
    }
    belief = next(quote for quote in best["quad"] if fits[quote] == {"thinks"})
    return [
        {**best, "needs": sorted([ranked[0], ranked[2]])},
        {"quad": other, "needs": sorted(ranked[1:3])},
        {**best, "quad": {**best["quad"], belief: "says"}, "needs": sorted(ranked[1:3])},
    ]


def misconceptions(data: Data, best: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """By feedback code, the whole answer of a learner who thinks that way."""
    fits = accepted(KEY)
    people = people_by_need(data, KEY)
    quotes = {need: sum(q in data.people for q in KEY["need"][need].split()) for need in people}
    by_quotes = sorted(quotes, key=lambda need: -quotes[need])[:2]
    few = [need for need in people if len(people[need]) <= 1 and quotes[need] <= 1][:2]

    def moved(to: str, *kinds: str) -> dict[str, str]:
        """Everything that belongs to one of these kinds goes to one quarter."""
        return {
            quote: to if fits[quote] & set(kinds) else where
            for quote, where in best["quad"].items()
        }

    first = dict(list(best["quad"].items())[:6])
    return {
        "QUA-E1.DOER": {**best, "quad": moved("says", "does", "thinks")},
        "QUA-E1.HEARSAY": {**best, "quad": moved("does", "says", "thinks")},
        "QUA-E1.MOOD": {**best, "quad": moved("does", "feels", "thinks")},
        "QUA-E1.UNSAID": {"quad": moved("does", "thinks"), "needs": by_quotes},
        "QUA-E1.WORDS": {"quad": moved("thinks", "says"), "needs": by_quotes},
        "QUA-E1.SOLUTION": {**best, "needs": FEATURES[:2]},
        "QUA-E1.COUNT": {**best, "needs": sorted(by_quotes)},
        "QUA-E1.FEW": {**best, "needs": sorted(few)},
        "QUA-E1.TWO": {**best, "needs": []},
        "QUA-E1.EARLY": {"quad": first, "needs": best["needs"]},
        "QUA-E1.UNSORTED": {"quad": first, "needs": []},
    }


def _ranked(data: Data) -> list[str]:
    people = people_by_need(data, KEY)
    return sorted(people, key=lambda need: (-len(people[need]), need))
