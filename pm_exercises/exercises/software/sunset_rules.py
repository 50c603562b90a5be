"""What a good sunset plan makes true (SW-E6), one function for each rule. Months count from 1."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pm_exercises.checks import Finding, Key, Outcome, Rule
from pm_exercises.exercises.software.sunset_table import (
    MONTHS,
    NAMES,
    Legacy,
    loses_for_good,
    right_triple,
    stranded,
)
from pm_exercises.interactions.timeline import Bar, bars
from pm_exercises.item import ReadOnlyAnswer

TEAMS = {
    "engineering": "Engineering",
    "sales": "Sales",
    "marketing": "Marketing",
    "finance": "Finance and law",
    "support": "Support",
}
# What is to be done: its short name, its text, and the team whose work it is.
STEPS = {
    "parity": ("Parity", "The web app can do what matters most in the old one.", "engineering"),
    "export": ("Export", "Build the tool with which people take their notes along.", "engineering"),
    "freeze": ("Freeze", "From here on the old app gets no new functions.", "engineering"),
    "readonly": ("Read-only", "People can read and export, and no longer write.", "engineering"),
    "shutoff": ("Shut-off", "Nobody can open the app from this month on.", "engineering"),
    "delete": ("Delete", "The last backup of all notes is wiped.", "engineering"),
    "announce": ("Announce", "All users hear that the app ends, when, and why.", "marketing"),
    "talks": ("Talks", "Agree with each contract customer: move, or money back.", "sales"),
    "notice": ("Notice", "Send the written notice that the contracts ask for.", "finance"),
    "writeoff": ("Write-off", "Take the app out of the books.", "finance"),
    "desk": ("Desk shuts", "The last day of the help desk for the old app.", "support"),
}
FEW = 6  # with fewer bars there is no plan to judge
NOTICE_MONTHS = 3  # from the announcement to read-only: 90 days
LAW_MONTHS = 2  # from the written notice to the shut-off
SLACK = 1  # month after the last contract in which the app may still run

Plan = Mapping[str, Bar]
PlanRule = Callable[[Plan, Mapping[str, Any], Legacy], Outcome]


def on_the_plan(rule: PlanRule) -> Rule:
    """Give a rule the bars and the picks, and no points while there is no plan to speak of."""

    def judged(answer: ReadOnlyAnswer, legacy: Legacy, _key: Key) -> Outcome:
        plan = bars(answer)
        if len(plan) < FEW:
            return Outcome(0.0, (_unplaced(plan, tuple(STEPS)),))
        return rule(plan, answer["items"], legacy)

    return judged


def _all(
    plan: Plan, *parts: tuple[str, tuple[str, ...], Callable[..., bool], dict[str, Any]]
) -> Outcome:
    """Give each part the same share; a part with a bar missing is not met."""
    met, findings = 0, []
    for code, names, fits, detail in parts:
        missing = tuple(name for name in names if name not in plan)
        if missing:
            findings.append(_unplaced(plan, names))
        elif fits(*(plan[name] for name in names)):
            met += 1
        else:
            findings.append(Finding(f"SW-E6.{code}", detail, names))
    return Outcome(met / len(parts), tuple(findings))


def export_first(plan: Plan, _picks: Mapping[str, Any], _legacy: Legacy) -> Outcome:
    """People can take their notes along no later than they hear of the end."""
    return _all(
        plan, ("NOEXIT", ("export", "announce"), lambda tool, news: tool.end <= news.start, {})
    )


def notice_given(plan: Plan, _picks: Mapping[str, Any], _legacy: Legacy) -> Outcome:
    """90 days from the news to read-only; the written notice two months before the end."""
    return _all(
        plan,
        (
            "SHORT",
            ("announce", "readonly"),
            lambda news, still: still.start - news.start >= NOTICE_MONTHS,
            {},
        ),
        (
            "NOTICE",
            ("notice", "shutoff"),
            lambda letter, end: end.start - letter.start >= LAW_MONTHS,
            {},
        ),
    )


def nobody_stranded(plan: Plan, _picks: Mapping[str, Any], legacy: Legacy) -> Outcome:
    """The app runs for as long as somebody has paid for it."""
    end = plan.get("shutoff")
    left = stranded(legacy, end.start) if end else 0
    return _all(plan, ("STRAND", ("shutoff",), lambda _: left == 0, {"x": left}))


def kept_long_enough(plan: Plan, _picks: Mapping[str, Any], legacy: Legacy) -> Outcome:
    """The last backup goes after the hold, a month after read-only, and not before the end."""
    hold = NAMES[MONTHS[legacy.hold - 1]]
    return _all(
        plan,
        (
            "HOLD",
            ("delete", "readonly", "shutoff"),
            lambda wipe, still, end: (
                wipe.start > legacy.hold and wipe.start > still.start and wipe.start >= end.start
            ),
            {"hold": hold},
        ),
    )


def replaced_first(plan: Plan, picks: Mapping[str, Any], legacy: Legacy) -> Outcome:
    """Half: the web app can do it before the old one stops taking notes. Half: the right three."""
    in_time = _all(
        plan, ("PARITY", ("parity", "readonly"), lambda work, still: work.end < still.start, {})
    )
    chosen = picks.get("parity", {}).get("top")
    if chosen is None:
        finding = Finding("SW-E6.OPEN", {"what": "the functions for parity"}, ("parity",))
    elif chosen == right_triple(legacy):
        return Outcome((in_time.share + 1) / 2, in_time.findings)
    else:
        finding = Finding("SW-E6.CLICKS", {}, ("parity",))
    return Outcome(in_time.share / 2, (*in_time.findings, finding))


def teams_own(plan: Plan, _picks: Mapping[str, Any], _legacy: Legacy) -> Outcome:
    """Every team has its part, and every step is with the team that can do it."""
    idle = tuple(words for team, words in TEAMS.items() if not _used(plan, team))
    if idle:
        return Outcome(0.0, (Finding("SW-E6.NOOWNER", {"teams": " and ".join(idle)}),))
    strayed = tuple(name for name, bar in plan.items() if bar.lane != STEPS[name][2])
    findings = []
    if strayed:
        findings.append(Finding("SW-E6.LANE", {"count": len(strayed)}, strayed))
    if len(plan) < len(STEPS):
        findings.append(_unplaced(plan, tuple(STEPS)))
    share = max(0.0, 1 - (len(strayed) + len(STEPS) - len(plan)) / 4)
    return Outcome(share, tuple(findings))


def recorded(_plan: Plan, picks: Mapping[str, Any], legacy: Legacy) -> Outcome:
    """The announcement says what the app was built for, and since when it does not pay."""
    row = picks.get("announce", {})
    right = {"origin": "offline", "reason": f"m{loses_for_good(legacy)}"}
    codes = {"origin": "SW-E6.ORIGIN", "reason": "SW-E6.REASON"}
    findings = []
    for pick, wanted in right.items():
        if pick not in row:
            what = {"origin": "what the app was built for", "reason": "why it ends"}[pick]
            findings.append(Finding("SW-E6.OPEN", {"what": what}, ("announce",)))
        elif row[pick] != wanted:
            findings.append(Finding(codes[pick], {}, ("announce",)))
    return Outcome(1 - len(findings) / 2, tuple(findings))


def ends_in_order(plan: Plan, _picks: Mapping[str, Any], _legacy: Legacy) -> Outcome:
    """Freeze, talks, desk and books each stand on the right side of the end."""
    return _all(
        plan,
        ("FREEZE", ("freeze", "readonly"), lambda stop, still: stop.start <= still.start, {}),
        (
            "TALKS",
            ("announce", "talks", "shutoff"),
            lambda news, talk, end: news.start <= talk.start and talk.end <= end.start,
            {},
        ),
        ("DESK", ("desk", "shutoff"), lambda desk, end: desk.start >= end.start, {}),
        ("BOOKS", ("writeoff", "shutoff"), lambda books, end: books.start >= end.start, {}),
    )


def not_too_late(plan: Plan, _picks: Mapping[str, Any], legacy: Legacy) -> Outcome:
    """The app does not run on for months after the last customer has left."""
    last = legacy.last_paid
    return _all(
        plan,
        (
            "LATE" if plan.get("shutoff") and plan["shutoff"].start > last else "EARLY",
            ("shutoff",),
            lambda end: last < end.start <= last + 1 + SLACK,
            {"month": NAMES[MONTHS[last - 1]]},
        ),
    )


def _used(plan: Plan, team: str) -> bool:
    return any(bar.lane == team for bar in plan.values())


def _unplaced(plan: Plan, names: tuple[str, ...]) -> Finding:
    left = tuple(name for name in names if name not in plan)
    what = ", ".join(f"“{STEPS[name][0]}”" for name in left)
    return Finding("SW-E6.UNPLACED", {"what": what}, left)
