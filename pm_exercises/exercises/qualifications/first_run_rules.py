"""What QUA-E2 asks of a walk through somebody's first hour, and the rules it is judged by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pm_exercises.checks import MET, Finding, Key, Outcome, unmet
from pm_exercises.item import ReadOnlyAnswer

LABELS = {"ok": "Works", "confusing": "Confusing", "blocked": "Blocked"}
LEVEL = {label: level for level, label in enumerate(LABELS)}
NONE = "none"
ASKED = ("label", "idea")  # in every row
OWN_INDUSTRY = "food"
ENOUGH_INDUSTRIES = 2


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the first hour, and what was seen."""

    id: str
    name: str
    card: str  # the observation's id
    seen: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """How somebody elsewhere solves something."""

    id: str
    name: str
    industry: str
    text: str


@dataclass(frozen=True, slots=True)
class Data:
    """The learner's nine steps, the ideas of others, and what six users say of one of them."""

    steps: tuple[Step, ...]
    patterns: tuple[Pattern, ...]
    product: str
    enjoys: tuple[tuple[str, str], ...]  # theme and words, user by user
    wishes: tuple[tuple[str, str], ...]

    def industry(self, pattern: str) -> str:
        """Where an idea comes from."""
        return next(one.industry for one in self.patterns if one.id == pattern)


def whole(answer: ReadOnlyAnswer, data: Data, _key: Key) -> Outcome:
    """Every step has a label; the blocked ones have an idea, the others say that none is needed."""
    open_steps = [s.id for s in data.steps if len(_row(answer, s)) < len(ASKED)]
    bare = [s.id for s in blocked(answer, data) if _row(answer, s).get("idea") == NONE]
    spare = [
        step.id
        for step in data.steps
        if "label" in _row(answer, step)
        and step not in blocked(answer, data)
        and _row(answer, step).get("idea", NONE) != NONE
    ]
    codes = {"QUA-E2.OPEN": open_steps, "QUA-E2.BARE": bare, "QUA-E2.SPARE": spare}
    findings = tuple(
        Finding(code, {"count": len(marks)}, tuple(marks)) for code, marks in codes.items() if marks
    )
    off = len(open_steps) + len(bare) + len(spare)
    return Outcome(1 - off / len(data.steps), findings)


def labels_right(answer: ReadOnlyAnswer, data: Data, key: Key) -> Outcome:
    """Full credit for the level that was seen, half for the level beside it."""
    level = {card: LEVEL[name] for name, cards in key["seen"].items() for card in cards.split()}
    codes: dict[str, list[str]] = {}
    credit = 0.0
    for step in data.steps:
        label = _row(answer, step).get("label")
        if label is None:
            codes.setdefault("QUA-E2.OPEN", []).append(step.id)
            continue
        off = LEVEL[label] - level[step.card]
        credit += 1 - abs(off) / 2
        if off:
            code = "EXPERT" if off == -2 else "MILD" if off < 0 else "ALARM"
            codes.setdefault(f"QUA-E2.{code}", []).append(step.id)
    findings = tuple(
        Finding(code, {"count": len(marks)}, tuple(marks)) for code, marks in codes.items()
    )
    return Outcome(credit / len(data.steps), findings)


def same_job(answer: ReadOnlyAnswer, data: Data, key: Key) -> Outcome:
    """Each step at which she was blocked has an idea that does the same job elsewhere."""
    stuck = [step for step in data.steps if step.card in key["seen"]["blocked"].split()]
    fits = [s for s in stuck if _idea(answer, s) in key["idea"][s.id].split()]
    alike = tuple(
        s.id for s in stuck if s not in fits and _idea(answer, s) and s in blocked(answer, data)
    )
    unseen = tuple(s.id for s in stuck if s not in blocked(answer, data))
    bare = tuple(s.id for s in blocked(answer, data) if s in stuck and not _idea(answer, s))
    codes = {"QUA-E2.SURFACE": alike, "QUA-E2.UNSEEN": unseen, "QUA-E2.BARE": bare}
    findings = tuple(
        Finding(code, {"count": len(marks)}, marks) for code, marks in codes.items() if marks
    )
    return Outcome(len(fits) / len(stuck), findings)


def from_outside(answer: ReadOnlyAnswer, data: Data, _key: Key) -> Outcome:
    """The ideas come from at least two industries that are not food."""
    ideas = [idea for step in blocked(answer, data) if (idea := _idea(answer, step))]
    if not ideas:
        return unmet("QUA-E2.NOIDEA")
    outside = {data.industry(idea) for idea in ideas} - {OWN_INDUSTRY}
    if not outside:
        return unmet("QUA-E2.NICHE")
    if len(outside) < ENOUGH_INDUSTRIES:
        return unmet("QUA-E2.ONEPLACE", share=0.5, industry=outside.pop())
    return MET


def most_enjoyed(answer: ReadOnlyAnswer, data: Data, _key: Key) -> Outcome:
    """What the most users of the other product enjoy."""
    return _most(answer, "enjoys", data.enjoys, "QUA-E2.ENJOY")


def most_wished(answer: ReadOnlyAnswer, data: Data, _key: Key) -> Outcome:
    """What the most users of the other product would improve."""
    return _most(answer, "wishes", data.wishes, "QUA-E2.WISH")


def themes(said: tuple[tuple[str, str], ...]) -> list[str]:
    """The different themes, in the order of the alphabet, which says nothing about their size."""
    return sorted({theme for theme, _ in said})


def top(said: tuple[tuple[str, str], ...]) -> str:
    """The option with the most users behind it."""
    names = [theme for theme, _ in said]
    return f"t{themes(said).index(max(set(names), key=names.count)) + 1}"


def blocked(answer: ReadOnlyAnswer, data: Data) -> list[Step]:
    """The steps that the learner calls blocked."""
    return [step for step in data.steps if _row(answer, step).get("label") == "blocked"]


def _most(
    answer: ReadOnlyAnswer, question: str, said: tuple[tuple[str, str], ...], code: str
) -> Outcome:
    given = answer["extra"].get(question)
    if given is None:
        return unmet("QUA-E2.UNREAD")
    return MET if given == top(said) else unmet(code, marks=(question,))


def _row(answer: ReadOnlyAnswer, step: Step) -> Mapping[str, str]:
    row: Mapping[str, str] = answer["grid"].get(step.id, {})
    return row


def _idea(answer: ReadOnlyAnswer, step: Step) -> str:
    """The idea chosen for a step that the learner calls blocked; "" where there is none."""
    row = _row(answer, step)
    idea = row.get("idea", NONE) if row.get("label") == "blocked" else NONE
    return "" if idea == NONE else idea
