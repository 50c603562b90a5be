"""Judge an answer by a list of criteria, and say why for every point not given.

An exercise is judged by what a good answer makes true, not by one stored solution (constraint-based
tutoring: Ohlsson & Mitrovic, 2006). Criteria that need a judgement key, such as which card belongs
where, are judged after hand-in only: the key stays in the instructor's notebook.
"""

from __future__ import annotations

import contextlib
import io
import math
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, Protocol

from pm_exercises.item import Item, ReadOnlyAnswer

Key = Mapping[str, Any]
MASTERY = 0.8  # of the points that can be judged


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a check saw: its code, values for the message, the cards or cells concerned."""

    code: str
    detail: Mapping[str, Any] = field(default_factory=dict)
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """How far a criterion is met, from 0 to 1, and what the check saw where it is not."""

    share: float
    findings: tuple[Finding, ...] = ()


MET = Outcome(1.0)


def unmet(
    code: str = "", *, share: float = 0.0, marks: tuple[str, ...] = (), **detail: Any
) -> Outcome:
    """Return an outcome with one finding; without a code, the criterion's own code stands."""
    return Outcome(share, (Finding(code, detail, marks),))


# A rule sees the answer, the learner's data and the key, which is empty for public criteria.
Rule = Callable[[ReadOnlyAnswer, Any, Key], Outcome]


@dataclass(frozen=True, slots=True)
class Criterion:
    """One condition on an answer. Its code is also the fallback code of its message."""

    code: str
    points: float
    label: str
    rule: Rule
    needs_key: bool = False


class Judgeable(Protocol):
    """What check needs to know: an exercise's criteria and one answer to judge."""

    @property
    def item(self) -> Item: ...
    @property
    def criteria(self) -> tuple[Criterion, ...]: ...
    @property
    def messages(self) -> Mapping[str, str]: ...
    @property
    def meaning(self) -> str: ...
    @property
    def student(self) -> str: ...
    @property
    def data(self) -> Any: ...
    @property
    def answer(self) -> ReadOnlyAnswer: ...
    @property
    def notice(self) -> str: ...
    @property
    def attempted(self) -> bool: ...
    @property
    def earlier(self) -> Sequence[Judgeable]: ...


@dataclass(frozen=True, slots=True)
class Sheet:
    """One answer to judge, with nothing to save: an earlier one, or one read from a file."""

    item: Item
    criteria: tuple[Criterion, ...]
    messages: Mapping[str, str]
    student: str
    data: Any
    answer: ReadOnlyAnswer
    attempted: bool
    notice: str = ""
    meaning: str = ""
    earlier: Sequence[Judgeable] = ()


State = Literal["met", "partly", "not yet", "later"]


@dataclass(frozen=True, slots=True)
class Message:
    """A feedback code with its sentence, ready to read."""

    code: str
    text: str
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one criterion gave, in points."""

    code: str
    label: str
    points: float
    given: float
    state: State
    messages: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """What a check found. Points not judged yet (no key here) count as not given so far."""

    item_id: str
    title: str
    student: str  # whose data the answer was made on
    points: float
    attempted: bool
    verdicts: tuple[Verdict, ...]
    notice: str = ""
    meaning: str = ""  # for the case, once every criterion is met

    @property
    def score(self) -> float:
        """Points given so far, from 0 to the exercise's points."""
        total = round(sum(verdict.given for verdict in self.verdicts), 2)
        return min(max(float(total), 0.0), self.points)

    @property
    def later(self) -> float:
        """Points that are judged after hand-in."""
        return sum(verdict.points for verdict in self.verdicts if verdict.state == "later")

    @property
    def judged(self) -> float:
        """Points that can be judged now."""
        return self.points - self.later

    @property
    def share(self) -> float:
        """How much of what can be judged now is there, from 0 to 1."""
        return self.score / self.judged if self.judged else float(self.complete)

    @property
    def mastered(self) -> bool:
        """Whether 8 points of 10 are there, of those that can be judged now."""
        return self.attempted and self.judged > 0 and self.share >= MASTERY

    @property
    def complete(self) -> bool:
        """Whether every criterion is met; for an exercise without points, that is all it asks."""
        return self.attempted and all(verdict.state == "met" for verdict in self.verdicts)

    @property
    def codes(self) -> tuple[str, ...]:
        """Every feedback code given, in order and once each."""
        return tuple(dict.fromkeys(m.code for v in self.verdicts for m in v.messages))

    def to_json(self) -> dict[str, Any]:
        """Plain data for the grader, as QTI's item result has it: who, what, why."""
        return {
            "item_id": self.item_id,
            "student": self.student,
            "points": self.points,
            "score": self.score,
            "attempted": self.attempted,
            "notice": self.notice,
            "meaning": self.meaning,
            "verdicts": [
                {
                    "code": verdict.code,
                    "label": verdict.label,
                    "points": verdict.points,
                    "given": verdict.given,
                    "state": verdict.state,
                    "messages": [
                        {"code": m.code, "text": m.text, "marks": list(m.marks)}
                        for m in verdict.messages
                    ],
                }
                for verdict in self.verdicts
            ],
        }


NOT_ATTEMPTED = "NOT-ATTEMPTED"
UNREADABLE = "UNREADABLE"
CANNOT_JUDGE = "CANNOT-JUDGE"


def check(board: Judgeable, key: Key | None = None) -> Result:
    """Judge the answer on the present data and those on earlier data sets: the best one counts."""
    present = judge(board, key)
    results = [judge(sheet, key) for sheet in board.earlier]
    best = max(results, key=lambda result: result.score, default=present)
    if best.score <= present.score:
        return present
    return replace(best, notice="Your answer on an earlier data set earned more, and it counts.")


def judge(board: Judgeable, key: Key | None = None) -> Result:
    """Judge one answer, with a sentence for every point not given.

    Without a key only the public criteria are judged, and the rest is named as judged later.
    Never raises for a strange answer: a rule that cannot read it gives no points and says so.
    """
    attempted = board.attempted
    verdicts = tuple(
        _judge(board, criterion, key) if attempted else _not_attempted(board, criterion, key)
        for criterion in board.criteria
    )
    result = Result(
        item_id=board.item.id,
        title=board.item.title,
        student=board.student,
        points=board.item.points,
        attempted=attempted,
        verdicts=verdicts,
        notice=board.notice,
    )
    return replace(result, meaning=board.meaning) if result.complete else result


def _judge(board: Judgeable, criterion: Criterion, key: Key | None) -> Verdict:
    if criterion.needs_key and key is None:
        return Verdict(criterion.code, criterion.label, criterion.points, 0.0, "later")
    messages: tuple[Message, ...]
    try:
        # nbgrader gives zero for any text on stderr, so a library's warning must not get there.
        with warnings.catch_warnings(), contextlib.redirect_stderr(io.StringIO()):
            warnings.simplefilter("ignore")
            outcome = criterion.rule(board.answer, board.data, key or {})
        share = _share(outcome)
        # A point is never lost without a reason: the criterion's own message is the last resort.
        findings = outcome.findings or (() if share == 1 else (Finding(criterion.code),))
        messages = tuple(_message(board, criterion, finding) for finding in findings)
    except Exception as error:  # noqa: BLE001  # a strange answer can break any rule in any way
        cause = f"{type(error).__name__}: {error}"
        text = f"This part of the answer could not be read ({cause}). Fill it in again."
        share, messages = 0.0, (Message(f"{board.item.id}.{CANNOT_JUDGE}", text),)
    state: State = "met" if share == 1 else "partly" if share > 0 else "not yet"
    given = criterion.points * share
    return Verdict(criterion.code, criterion.label, criterion.points, given, state, messages)


def _share(outcome: Outcome) -> float:
    share = float(outcome.share)
    if math.isnan(share):
        raise ValueError("the rule came to no number")
    return min(max(share, 0.0), 1.0)


def _message(board: Judgeable, criterion: Criterion, finding: Finding) -> Message:
    code = finding.code or criterion.code
    return Message(code, board.messages[code].format(**finding.detail), finding.marks)


def _not_attempted(board: Judgeable, criterion: Criterion, key: Key | None) -> Verdict:
    if criterion.needs_key and key is None:
        return Verdict(criterion.code, criterion.label, criterion.points, 0.0, "later")
    if board.notice:
        message = Message(f"{board.item.id}.{UNREADABLE}", board.notice)
    else:
        message = Message(f"{board.item.id}.{NOT_ATTEMPTED}", "Not attempted yet.")
    return Verdict(criterion.code, criterion.label, criterion.points, 0.0, "not yet", (message,))
