"""What a good reading of a test makes true (SW-E3), one function for each criterion."""

from __future__ import annotations

from typing import Any

from pm_exercises.checks import MET, Finding, Key, Outcome, unmet
from pm_exercises.exercises.software.trial_table import (
    BROKEN,
    DECISIONS,
    EARLY,
    READINGS,
    USEFUL,
    Reading,
    read_trial,
)
from pm_exercises.item import ReadOnlyAnswer

LIFT_TOLERANCE = 0.1  # points
END_TOLERANCE = 0.15  # points
HALF_DECISION = 2 / 3  # a decision that follows from the learner's own numbers
NEEDED = ("srm_p", "ci_low", "ci_high")

# A decision that the numbers do not carry, by what they say and what was chosen.
DECISION_CODES = {
    ("guard", "ship"): "GUARD",
    ("open", "stop"): "PNOT",
    ("open", "ship"): "SHIPNULL",
    ("small", "ship"): "SHIPNULL",
    ("small", "more"): "MORE",
}
READING_WORDS = {
    "gain": "the whole interval lies above zero",
    "open": "it holds zero, and gains worth having as well",
    "small": "it holds zero, and ends below the smallest lift worth having",
}


def split_right(answer: ReadOnlyAnswer, data: Any, _key: Key) -> Outcome:
    """The p-value of the split within a factor of 2; half where only the side of 0.001 is right."""
    seen, given = read_trial(data.frame), answer["vals"].get("srm_p")
    if given is None:
        return unmet("SW-E3.EMPTY", what="the p-value of the split", marks=("srm_p",))
    both_tiny = max(given, seen.split) < BROKEN
    if both_tiny or seen.split / 2 <= given <= 2 * seen.split:
        return MET
    same_side = (given < BROKEN) == (seen.split < BROKEN)
    x, y = (f"{n:,}" for n in seen.people)
    return unmet("SW-E3.SPLIT", share=same_side / 2, x=x, y=y, marks=("srm_p",))


def lift_right(answer: ReadOnlyAnswer, data: Any, _key: Key) -> Outcome:
    """The lift in points, within a tenth of a point, over all the days."""
    seen, given = read_trial(data.frame), answer["vals"].get("lift_pp")
    if given is None:
        return unmet("SW-E3.EMPTY", what="the lift", marks=("lift_pp",))
    if abs(given - seen.lift) <= LIFT_TOLERANCE:
        return MET
    return unmet(_lift_slip(data, seen, given), given=f"{given:g}", marks=("lift_pp",))


def _lift_slip(data: Any, seen: Reading, given: float) -> str:
    relative = 100 * seen.lift / seen.rates[0]
    if abs(given - relative) <= max(0.5, 0.05 * abs(relative)):
        return "SW-E3.REL"
    if abs(given - read_trial(data.frame, EARLY).lift) <= LIFT_TOLERANCE:
        return "SW-E3.PEEK"
    if abs(given + seen.lift) <= LIFT_TOLERANCE:
        return "SW-E3.TURNED"
    return "SW-E3.LIFT"


def interval_right(answer: ReadOnlyAnswer, data: Any, _key: Key) -> Outcome:
    """Both ends of the interval, half the points for each."""
    seen, vals = read_trial(data.frame), answer["vals"]
    met, findings = 0, []
    for cell, end in zip(("ci_low", "ci_high"), seen.interval, strict=True):
        if cell not in vals:
            what = {"what": "both ends of the interval"}
            findings.append(Finding("SW-E3.EMPTY", what, (cell,)))
        elif abs(vals[cell] - end) > END_TOLERANCE:
            findings.append(Finding("SW-E3.INTERVAL", {"given": f"{vals[cell]:g}"}, (cell,)))
        else:
            met += 1
    return Outcome(met / 2, tuple(findings))


def reading_right(answer: ReadOnlyAnswer, data: Any, _key: Key) -> Outcome:
    """What the interval says, if the split allows it to say anything."""
    seen, chosen = read_trial(data.frame), answer["pick"].get("reading")
    if chosen is None:
        return unmet("SW-E3.EMPTY", what="what the interval says", marks=("reading",))
    if not set(NEEDED) <= answer["vals"].keys():
        return unmet("SW-E3.EVIDENCE", marks=("reading",))
    right = READINGS[seen.world]
    if chosen == right:
        return MET
    if right == "void":
        return Outcome(0.0, (Finding("SW-E3.SRM", _groups(seen), ("reading",)),))
    if right == "open" and chosen == "none":
        return unmet("SW-E3.PNOT", marks=("reading",))
    return unmet("SW-E3.READ", words=READING_WORDS[right], marks=("reading",))


def guard_right(answer: ReadOnlyAnswer, data: Any, _key: Key) -> Outcome:
    """Whether refunds rose; with a broken split it is fair to say that nobody knows."""
    seen, chosen = read_trial(data.frame), answer["pick"].get("guard")
    if chosen is None:
        return unmet("SW-E3.EMPTY", what="the verdict on refunds", marks=("guard",))
    right = {"rose" if seen.refunds_rose else "calm"}
    if seen.world == "split":
        right.add("void")
    if chosen in right:
        return MET
    code = "SW-E3.CALM" if seen.refunds_rose else "SW-E3.RISE"
    moved = f"{100 * seen.refunds.low:+.1f} to {100 * seen.refunds.high:+.1f}"
    return unmet(code, moved=moved, marks=("guard",))


def decision_right(answer: ReadOnlyAnswer, data: Any, _key: Key) -> Outcome:
    """The decision that the numbers carry; two thirds where the learner's own numbers carry it."""
    seen, chosen = read_trial(data.frame), answer["pick"].get("decision")
    if chosen is None:
        return unmet("SW-E3.EMPTY", what="the decision", marks=("decision",))
    if not set(NEEDED) <= answer["vals"].keys() or "guard" not in answer["pick"]:
        return unmet("SW-E3.EVIDENCE", marks=("decision",))
    if chosen == DECISIONS[seen.world]:
        return MET
    share = HALF_DECISION if chosen == own_decision(answer, seen) else 0.0
    if seen.world == "split":
        return Outcome(share, (Finding("SW-E3.SRM", _groups(seen), ("decision",)),))
    others = "SPLITOK" if chosen == "fix" else "WAIT" if seen.world == "ship" else "DECIDE"
    code = DECISION_CODES.get((seen.world, chosen), others)
    return unmet(f"SW-E3.{code}", share=share, marks=("decision",))


def own_decision(answer: ReadOnlyAnswer, seen: Reading) -> str:
    """The decision that follows from the numbers given, and from the refunds as they are."""
    split, low, high = (answer["vals"][cell] for cell in NEEDED)
    if split < BROKEN:
        return DECISIONS["split"]
    if seen.refunds_rose:
        return DECISIONS["guard"]
    if low > 0:
        return DECISIONS["ship"]
    return DECISIONS["open" if high >= USEFUL else "small"]


def _groups(seen: Reading) -> dict[str, str]:
    return dict(zip("xy", (f"{people:,}" for people in seen.people), strict=True))
