"""What a good reading of the delivery records makes true (SW-E7)."""

from __future__ import annotations

from typing import Any

from pm_exercises.checks import MET, Criterion, Finding, Key, Outcome, Rule, unmet
from pm_exercises.exercises.software.deploys_table import Reading, read_deploys
from pm_exercises.item import ReadOnlyAnswer

TOLERANCE = 0.05  # of the right number
NUMBERS = {
    "frequency": "deployments a week",
    "lead": "the lead time",
    "failed": "the change failure rate",
    "recovery": "the time to recover",
}
CAUSES = {
    "wait_review": "Changes queue before a review",
    "hurry": "The developers do not hurry",
    "test": "Changes queue in the tests",
    "milo": "Milo reviews too slowly",
    "wait_release": "Finished changes queue for a release",
}
PEOPLE_CAUSES = ("hurry", "milo")
FUNCTIONS = {
    "devs": "Developers",
    "pm": "Product manager",
    "support": "Support",
    "sales": "Sales",
    "finance": "Finance",
}
EVENTS = {
    "planning": ("Sprint planning", "What goes into the next two weeks"),
    "daily": ("Daily scrum", "Fifteen minutes: how do we reach the sprint goal?"),
    "review": ("Sprint review", "What was built, what comes next, what it means for all"),
    "incident": ("Incident review", "What broke, how we mended it, what we change"),
}
PARTS = {"in": "Joins", "notes": "Notes", "out": "Neither"}
# By event and function, what fits the lesson's three rules.
FITS = {
    "planning": {
        "devs": {"in"},
        "pm": {"in"},
        "support": {"in", "notes"},
        "sales": {"notes", "out"},
        "finance": {"notes", "out"},
    },
    "daily": {
        "devs": {"in"},
        "pm": {"in", "notes", "out"},
        "support": {"notes", "out"},
        "sales": {"notes", "out"},
        "finance": {"notes", "out"},
    },
    "review": {function: {"in"} for function in FUNCTIONS},
    "incident": {
        "devs": {"in"},
        "pm": {"in"},
        "support": {"in"},
        "sales": {"in", "notes"},
        "finance": {"in", "notes"},
    },
}


def measured(cell: str, points: float, label: str) -> Criterion:
    """One of the four numbers, within 5 %."""
    return Criterion(f"SW-E7.{cell.upper()}", points, label, _number(cell))


def _number(cell: str) -> Rule:
    def rule(answer: ReadOnlyAnswer, data: Any, _key: Key) -> Outcome:
        seen = read_deploys(data.frame, data.incidents_frame)
        given = answer["extra"].get(cell)
        if given is None:
            return unmet("SW-E7.EMPTY", what=NUMBERS[cell], marks=(cell,))
        if _near(given, getattr(seen, cell)):
            return MET
        code = next((code for code, slip in _slips(seen, cell) if _near(given, slip)), cell.upper())
        return unmet(f"SW-E7.{code}", given=f"{given:g}", marks=(cell,))

    return rule


def _slips(seen: Reading, cell: str) -> list[tuple[str, float]]:
    return {
        "frequency": [("GOODONLY", seen.good_only)],
        "lead": [("MEANTIME", seen.lead_mean)],
        "failed": [("FAILDEN", seen.of_incidents)],
        "recovery": [("MEANTIME", seen.recovery_mean), ("FAILDEN", seen.recovery_all)],
    }[cell]


def _near(given: float, right: float) -> bool:
    return abs(given - right) <= TOLERANCE * right


def cause_found(answer: ReadOnlyAnswer, data: Any, _key: Key) -> Outcome:
    """The stage in which changes wait longest; judged beside a lead time."""
    seen, cause = read_deploys(data.frame, data.incidents_frame), answer["extra"].get("cause")
    if cause is None:
        return unmet("SW-E7.EMPTY", what="what slows changes down", marks=("cause",))
    if "lead" not in answer["extra"]:
        return unmet("SW-E7.EVIDENCE", marks=("cause",))
    if cause == seen.slowest:
        return MET
    code = "SW-E7.BLAME" if cause in PEOPLE_CAUSES else "SW-E7.CAUSE"
    return unmet(code, marks=("cause",))


def people_fit(answer: ReadOnlyAnswer, _data: Any, _key: Key) -> Outcome:
    """Each event a quarter: all five functions right; half of it with one that is not."""
    share = 0.0
    marks: dict[str, list[str]] = {}
    for event, fits in FITS.items():
        line = answer["grid"].get(event, {})
        wrong = {function for function, parts in fits.items() if line.get(function) not in parts}
        share += {0: 0.25, 1: 0.125}.get(len(wrong), 0.0)
        for function in wrong:
            given = line.get(function)
            code = "ATTEND" if given is None else "CROWD" if given == "in" else "ABSENT"
            marks.setdefault(code, []).append(event)
    findings = tuple(
        Finding(
            f"SW-E7.{code}",
            {"events": ", ".join(dict.fromkeys(EVENTS[event][0].lower() for event in events))},
            tuple(dict.fromkeys(events)),
        )
        for code, events in marks.items()
    )
    return Outcome(share, findings)
