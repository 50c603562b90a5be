"""What FND-E5's plan is made of, what it costs, and the rules it must keep."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from pm_exercises.checks import MET, Finding, Key, Outcome, unmet
from pm_exercises.item import ReadOnlyAnswer

VIEWS = {
    "outcome": "Outcomes",
    "timeline": "Timeline",
    "notes": "Release notes",
    "risk": "Risks",
}
CADENCES = {
    "weekly": "Every week",
    "fortnightly": "Every two weeks",
    "monthly": "Every month",
    "rarely": "Every two months",
}
TIMES = {"weekly": 4.0, "fortnightly": 2.0, "monthly": 1.0, "rarely": 0.5}  # a month
REPLIES = {"yes": "They can answer", "no": "They only receive"}
COLUMNS = ("view", "channel", "cadence", "reply")
EVERYONE = "everyone"
MOST_HOURS = 8.0
LEAST_HOURS = 5.0
HIGH = 4  # of 5: influence or interest counts as high from here
LABEL_HOURS = 0.5  # a month, to keep up how sure each date is
MISFITS_ALLOWED = 4  # at this many uncovered teams nothing is left of the points for coverage


@dataclass(frozen=True, slots=True)
class Person:
    """A stakeholder: what they can move, what they care for, which views they can use."""

    id: str
    role: str
    influence: int
    interest: int
    needs: tuple[str, ...]
    hours: float  # of your time for each two-way contact with them
    builds: bool = False
    sells: bool = False

    @property
    def close(self) -> bool:
        """Whether both influence and interest are high."""
        return self.influence >= HIGH and self.interest >= HIGH


@dataclass(frozen=True, slots=True)
class Channel:
    """A way to reach people, and what it costs."""

    id: str
    words: str
    prepare: float  # hours for one edition
    # One edition serves one person, all who get the same view as often, or all as often.
    shared: Literal["person", "view", "rhythm"]
    answering: float = 1.0  # share of a person's hours that a two-way contact takes


@dataclass(frozen=True, slots=True)
class PlannedDate:
    """One line of the roadmap: what, when, and whether the date is sure."""

    what: str
    when: str
    sure: bool


@dataclass(frozen=True, slots=True)
class Data:
    """The learner's eight stakeholders, what the channels cost, and the dates to be told."""

    people: tuple[Person, ...]
    channels: tuple[Channel, ...]
    dates: tuple[PlannedDate, ...]


def plan_hours(answer: ReadOnlyAnswer, data: Data) -> tuple[float, float, float]:
    """Return a plan's hours a month: preparing editions, answering people, labelling dates.

    A row counts as soon as its channel and cadence are chosen.
    """
    channels = {channel.id: channel for channel in data.channels}
    editions: dict[tuple[str, ...], float] = {}
    answering = 0.0
    for person in data.people:
        row = answer["grid"].get(person.id, {})
        if "channel" not in row or "cadence" not in row:
            continue
        channel, times = channels[row["channel"]], TIMES[row["cadence"]]
        readers = {"person": person.id, "view": row.get("view", ""), "rhythm": ""}[channel.shared]
        editions[channel.id, row["cadence"], readers] = channel.prepare * times
        if row.get("reply") == "yes":
            answering += channel.answering * person.hours * times
    labels = LABEL_HOURS if answer["extra"].get("label") == "yes" else 0.0
    return sum(editions.values()), answering, labels


def cost_in_words(answer: ReadOnlyAnswer, data: Data) -> str:
    """The meter: what the plan costs so far, in one sentence."""
    editions, answering, labels = plan_hours(answer, data)
    total = editions + answering + labels
    over = f", {figure(total - MOST_HOURS)} too many" if total > MOST_HOURS else ""
    return (
        f"This plan costs {figure(total)} of your {figure(MOST_HOURS)} hours a month{over}: "
        f"preparing {figure(editions)}, answering {figure(answering)}, "
        f"labelling dates {figure(labels)}."
    )


def figure(hours: float) -> str:
    """Hours with as many decimals as they need, at most two."""
    return f"{hours:.2f}".rstrip("0").rstrip(".")


def within_budget(answer: ReadOnlyAnswer, data: Data, _key: Key) -> Outcome:
    """The plan for all eight costs no more than the hours there are."""
    if too_early := _too_early(answer, data):
        return too_early
    total = sum(plan_hours(answer, data))
    if total > MOST_HOURS:
        return unmet("FND-E5.FLOOD", x=figure(total))
    # What is not planned yet is not kept within the budget either.
    done = len(data.people) - len(_forgotten(answer, data))
    return Outcome(done / len(data.people), _forgot(answer, data))


def well_used(answer: ReadOnlyAnswer, data: Data, _key: Key) -> Outcome:
    """The plan uses the hours meant for it."""
    if too_early := _too_early(answer, data):
        return too_early
    total = sum(plan_hours(answer, data))
    if total > MOST_HOURS:
        return unmet("FND-E5.FLOOD", x=figure(total))
    return unmet("FND-E5.THIN", x=figure(total)) if total < LEAST_HOURS else MET


def close_heard(answer: ReadOnlyAnswer, data: Data, _key: Key) -> Outcome:
    """High influence and high interest: at least every two weeks, and they can answer."""
    if too_early := _too_early(answer, data):
        return too_early
    close = [person for person in data.people if person.close]
    lost = [
        person
        for person in close
        if (row := _row(answer, person)).get("cadence") not in ("weekly", "fortnightly")
        or row.get("reply") != "yes"
    ]
    if not lost:
        return MET
    share = 1 - len(lost) / len(close)
    return unmet("FND-E5.CLOSE", share=share, marks=_ids(lost), who=_roles(lost))


def builders_informed(answer: ReadOnlyAnswer, data: Data, _key: Key) -> Outcome:
    """Teams that build get the timeline or the risks, and they can answer."""
    if too_early := _too_early(answer, data):
        return too_early
    builders = [person for person in data.people if person.builds]
    blind = [p for p in builders if _row(answer, p).get("view") not in ("timeline", "risk")]
    mute = [p for p in builders if _row(answer, p).get("reply") != "yes"]
    findings = []
    if mute:
        findings.append(Finding("FND-E5.BROADCAST", {"who": _roles(mute)}, _ids(mute)))
    if blind:
        findings.append(Finding("FND-E5.BUILDVIEW", {"who": _roles(blind)}, _ids(blind)))
    good = [person for person in builders if person not in blind and person not in mute]
    return Outcome(len(good) / len(builders), tuple(findings))


def sales_promises(answer: ReadOnlyAnswer, data: Data, _key: Key) -> Outcome:
    """Sales sees no unsure date without being told how sure it is."""
    if too_early := _too_early(answer, data):
        return too_early
    sales = next(person for person in data.people if person.sells)
    row = _row(answer, sales)
    if len(row) < len(COLUMNS):
        return Outcome(0, _forgot(answer, data))
    unsure = sum(not date.sure for date in data.dates)
    if unsure and row["view"] == "timeline" and answer["extra"].get("label") != "yes":
        return unmet("FND-E5.PROMISE", marks=(sales.id,), count=unsure)
    return MET


def all_covered(answer: ReadOnlyAnswer, data: Data, _key: Key) -> Outcome:
    """Every row is planned, with a view that its team can use."""
    forgotten = _forgotten(answer, data)
    misfits = [
        person
        for person in data.people
        if person not in forgotten and _row(answer, person)["view"] not in person.needs
    ]
    findings = _forgot(answer, data)
    if misfits:
        findings += (Finding("FND-E5.MISFIT", {"who": _roles(misfits)}, _ids(misfits)),)
    share = 1 - (len(forgotten) + len(misfits)) / MISFITS_ALLOWED
    return Outcome(max(share, 0.0), findings)


def log_owned(answer: ReadOnlyAnswer, data: Data, _key: Key) -> Outcome:
    """One person answers for the decision log."""
    if too_early := _too_early(answer, data):
        return too_early
    return MET if answer["extra"].get("log") not in (None, EVERYONE) else unmet("FND-E5.LOG")


def _row(answer: ReadOnlyAnswer, person: Person) -> Mapping[str, str]:
    row: Mapping[str, str] = answer["grid"].get(person.id, {})
    return row


def _forgotten(answer: ReadOnlyAnswer, data: Data) -> list[Person]:
    return [person for person in data.people if len(_row(answer, person)) < len(COLUMNS)]


def _forgot(answer: ReadOnlyAnswer, data: Data) -> tuple[Finding, ...]:
    people = _forgotten(answer, data)
    detail = {"who": _roles(people), "count": len(people)}
    return (Finding("FND-E5.FORGOT", detail, _ids(people)),) if people else ()


def _too_early(answer: ReadOnlyAnswer, data: Data) -> Outcome | None:
    """An outcome without points while fewer than half of the rows are planned.

    Few rows break few rules; that is no merit of a plan.
    """
    if len(_forgotten(answer, data)) <= len(data.people) / 2:
        return None
    return Outcome(0, _forgot(answer, data))


def _ids(people: Iterable[Person]) -> tuple[str, ...]:
    return tuple(person.id for person in people)


def _roles(people: Iterable[Person]) -> str:
    return " and ".join(", ".join(person.role for person in people).rsplit(", ", 1))
