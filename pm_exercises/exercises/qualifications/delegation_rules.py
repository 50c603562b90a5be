"""What QUA-E5's week is made of, and the rules that a plan for it must keep."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pm_exercises.checks import MET, Finding, Key, Outcome, unmet
from pm_exercises.interactions.base import Gauge
from pm_exercises.item import ReadOnlyAnswer

SKILLS = {
    "writing": "writing",
    "numbers": "numbers",
    "research": "user research",
    "design": "design",
    "supply": "suppliers",
    "support": "customer care",
}
DIRECTION = "direction"  # no person's skill: it cannot be given away
ME = "me"
MY_HOURS = 20
MY_MOST = 12  # 60 % of my hours: the rest is for what nobody planned
FEWEST_GROWTH = 2
NOT_NEEDED = "none"
CHECKINS = {
    "done": "Tell me when it is done",
    "half": "Show me at half-time",
    "close": "We begin it together",
    NOT_NEEDED: "Not needed: I keep it",
}
GROWTH_CHECKINS = ("half", "close")
SKILLED_CHECKINS = ("done", "half")
ALLOWED = 4  # at this many slips nothing is left of the points of a rule that counts them


@dataclass(frozen=True, slots=True)
class Person:
    """One of the team: what they can do, what they want to learn, and their free hours."""

    id: str
    name: str
    skill: str
    goal: str  # the skill they want to learn
    hours: int


@dataclass(frozen=True, slots=True)
class Task:
    """One task of the week."""

    id: str
    text: str
    skill: str
    hours: int
    urgent: bool = False

    @property
    def mine(self) -> bool:
        """Whether it decides where the product goes, and so stays with the product manager."""
        return self.skill == DIRECTION


@dataclass(frozen=True, slots=True)
class Data:
    """The learner's eight people and twelve tasks."""

    people: tuple[Person, ...]
    tasks: tuple[Task, ...]

    def person(self, person_id: str) -> Person:
        """A person by id."""
        return next(one for one in self.people if one.id == person_id)


@dataclass(frozen=True, slots=True)
class Given:
    """One task in somebody's hands."""

    task: Task
    person: Person

    @property
    def skilled(self) -> bool:
        """Whether the person can do it already."""
        return self.task.skill == self.person.skill

    @property
    def growth(self) -> bool:
        """Whether it is what the person wants to learn."""
        return self.task.skill == self.person.goal


def given_away(answer: ReadOnlyAnswer, data: Data) -> list[Given]:
    """The tasks that somebody else has, with who."""
    return [
        Given(task, data.person(who))
        for task in data.tasks
        if (who := _row(answer, task).get("who")) not in (None, ME)
    ]


def my_hours(answer: ReadOnlyAnswer, data: Data) -> int:
    """The hours of the tasks that the product manager keeps."""
    return sum(task.hours for task in data.tasks if _row(answer, task).get("who") == ME)


def load(answer: ReadOnlyAnswer, data: Data) -> dict[str, int]:
    """Hours by person."""
    hours = {person.id: 0 for person in data.people}
    for one in given_away(answer, data):
        hours[one.person.id] += one.task.hours
    return hours


def gauges(answer: ReadOnlyAnswer, data: Data) -> tuple[Gauge, ...]:
    """Everybody's hours, as bars and in words."""
    used = load(answer, data)
    mine = my_hours(answer, data)
    rows = [("You", mine, MY_MOST), *((p.name, used[p.id], p.hours) for p in data.people)]
    return tuple(
        Gauge(
            name,
            hours,
            most,
            f"{hours} of {most} hours" + (f", {hours - most} too many" if hours > most else ""),
            over=hours > most,
        )
        for name, hours, most in rows
    )


def direction_kept(answer: ReadOnlyAnswer, data: Data, _key: Key) -> Outcome:
    """What decides the direction stays with the product manager."""
    if too_early := _too_early(answer, data):
        return too_early
    mine = [task for task in data.tasks if task.mine]
    away = tuple(one.task.id for one in given_away(answer, data) if one.task.mine)
    left = [task for task in mine if "who" not in _row(answer, task)]
    share = 1 - (len(away) + len(left)) / len(mine)
    if away:
        return unmet("QUA-E5.ONLYPM", share=share, marks=away, what=_named(away, data))
    return Outcome(share, _unassigned(answer, data)) if left else MET


def within_hours(answer: ReadOnlyAnswer, data: Data, _key: Key) -> Outcome:
    """Nobody has more than their free hours."""
    if too_early := _too_early(answer, data):
        return too_early
    used = load(answer, data)
    over = [person for person in data.people if used[person.id] > person.hours]
    share = max(0.0, 1 - len(over) / 2)
    if over:
        who = _listed(f"{p.name} ({used[p.id]} of {p.hours} hours)" for p in over)
        return unmet("QUA-E5.OVER", share=share * _done(answer, data), who=who)
    return Outcome(_done(answer, data), _unassigned(answer, data))


def skills_match(answer: ReadOnlyAnswer, data: Data, _key: Key) -> Outcome:
    """Each task is something its person can do, or wants to learn."""
    if too_early := _too_early(answer, data):
        return too_early
    misfits = tuple(
        one.task.id for one in given_away(answer, data) if not one.skilled and not one.growth
    )
    share = max(0.0, 1 - len(misfits) / ALLOWED) * _done(answer, data)
    if misfits:
        return unmet("QUA-E5.MISFIT", share=share, marks=misfits, what=_named(misfits, data))
    return Outcome(share, _unassigned(answer, data))


def urgent_to_skilled(answer: ReadOnlyAnswer, data: Data, _key: Key) -> Outcome:
    """What is due on Thursday goes to somebody who can do it already, or stays."""
    if too_early := _too_early(answer, data):
        return too_early
    urgent = [task for task in data.tasks if task.urgent]
    learning = tuple(
        one.task.id for one in given_away(answer, data) if one.task.urgent and not one.skilled
    )
    left = [task for task in urgent if "who" not in _row(answer, task)]
    share = max(0.0, 1 - (len(learning) + len(left)) / 2)
    if learning:
        return unmet("QUA-E5.DUMP", share=share, marks=learning, what=_named(learning, data))
    return Outcome(share, _unassigned(answer, data)) if left else MET


def enough_growth(answer: ReadOnlyAnswer, data: Data, _key: Key) -> Outcome:
    """At least two people get something that they want to learn."""
    if too_early := _too_early(answer, data):
        return too_early
    growing = {one.person.id for one in given_away(answer, data) if one.growth}
    if len(growing) >= FEWEST_GROWTH:
        return MET
    return unmet("QUA-E5.NOGROWTH", share=len(growing) / FEWEST_GROWTH / 2, count=len(growing))


def room_left(answer: ReadOnlyAnswer, data: Data, _key: Key) -> Outcome:
    """The product manager is loaded to at most 60 %."""
    if too_early := _too_early(answer, data):
        return too_early
    kept = tuple(task.id for task in data.tasks if _row(answer, task).get("who") == ME)
    hours = my_hours(answer, data)
    if hours > MY_MOST:
        return unmet("QUA-E5.HERO", marks=kept, x=len(kept), hours=hours)
    return Outcome(_done(answer, data), _unassigned(answer, data))


def nobody_idle(answer: ReadOnlyAnswer, data: Data, _key: Key) -> Outcome:
    """Everybody has a part in the plan."""
    if too_early := _too_early(answer, data):
        return too_early
    idle = [person for person in data.people if not load(answer, data)[person.id]]
    if not idle:
        return MET
    share = max(0.0, 1 - len(idle) / 2)
    return unmet("QUA-E5.IDLE", share=share, count=len(idle), who=_listed(p.name for p in idle))


def looked_after(answer: ReadOnlyAnswer, data: Data, _key: Key) -> Outcome:
    """Who learns is not left alone, and who can do it is not watched."""
    if too_early := _too_early(answer, data):
        return too_early
    away = given_away(answer, data)
    alone, watched, silent = [], [], []
    for one in away:
        how = _row(answer, one.task).get("checkin")
        if how in (None, NOT_NEEDED):
            silent.append(one.task.id)
        elif not one.skilled and how not in GROWTH_CHECKINS:
            alone.append(one.task.id)
        elif one.skilled and how not in SKILLED_CHECKINS:
            watched.append(one.task.id)
    # Learners weigh as much as all the others together: there are fewer of them.
    learning = sum(not one.skilled for one in away)
    parts = []
    if learning:
        quiet = sum(not one.skilled for one in away if one.task.id in silent)
        parts.append(1 - (len(alone) + quiet) / learning)
    if len(away) > learning:
        quiet = sum(one.skilled for one in away if one.task.id in silent)
        parts.append(1 - (len(watched) + quiet) / (len(away) - learning))
    share = _done(answer, data) * sum(parts) / 2 if parts else 0.0
    codes = {"QUA-E5.ALONE": alone, "QUA-E5.HOVER": watched, "QUA-E5.SILENT": silent}
    findings = [
        Finding(code, {"what": _named(marks, data), "count": len(marks)}, tuple(marks))
        for code, marks in codes.items()
        if marks
    ]
    if not learning:
        findings.append(Finding("QUA-E5.NOGROWTH", {"count": 0}))
    return Outcome(share, (*findings, *_unassigned(answer, data)))


def _row(answer: ReadOnlyAnswer, task: Task) -> Mapping[str, str]:
    row: Mapping[str, str] = answer["grid"].get(task.id, {})
    return row


def _left(answer: ReadOnlyAnswer, data: Data) -> tuple[str, ...]:
    return tuple(task.id for task in data.tasks if "who" not in _row(answer, task))


def _done(answer: ReadOnlyAnswer, data: Data) -> float:
    return 1 - len(_left(answer, data)) / len(data.tasks)


def _unassigned(answer: ReadOnlyAnswer, data: Data) -> tuple[Finding, ...]:
    left = _left(answer, data)
    return (Finding("QUA-E5.LEFT", {"count": len(left)}, left),) if left else ()


def _too_early(answer: ReadOnlyAnswer, data: Data) -> Outcome | None:
    """An outcome without points while fewer than half of the tasks are in somebody's hands."""
    if len(_left(answer, data)) <= len(data.tasks) / 2:
        return None
    return Outcome(0, _unassigned(answer, data))


def _named(task_ids: tuple[str, ...] | list[str], data: Data) -> str:
    return _listed(f"“{task.text}”" for task in data.tasks if task.id in task_ids)


def _listed(words: Iterable[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last
