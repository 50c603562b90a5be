"""Questions that come with fresh numbers or shuffled options, for warm starts and exit tickets.

A module keeps its questions in a bank, and a later module's warm start may draw from it: the
feedback messages come along. A question that can be computed is judged at once. One that takes
judgement is judged after hand-in, by a key that stays in the instructor's notebook:
{item: {"right": option, "why": {option: sentence}}}.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from numpy.random import Generator

from pm_exercises.checks import MET, Criterion, Finding, Key, Outcome, Rule, unmet
from pm_exercises.interactions import Question, QuizStrip
from pm_exercises.interactions.scorecard import spell
from pm_exercises.item import ReadOnlyAnswer, Table
from pm_exercises.variants import draw

Values = Mapping[str, Any]  # what a question's text was made from
LETTERS = "abcdef"
APART = 3  # tolerances that lie between any two numbers a check must tell apart
PERCENT = "%"
ROUNDING = 1e-9  # so that a number right on the edge of the tolerance counts as inside

COMMON_MESSAGES = {
    "OPEN": "Question {number}, “{title}”, has no answer yet. An open question cannot show what to "
    "repeat. Give a first try: you may change it as often as you like.",
    "FRACTION": "You wrote {given} for “{title}”, and it was read as {percent} %. Two ways of "
    "writing one share in one report get mixed up sooner or later. The box asks for percent.",
    "WHY": "“{title}”: {why}",
}


@dataclass(frozen=True, slots=True)
class Drawn:
    """One question as one learner got it."""

    item: str  # its id in the bank
    question: Question
    values: Values
    option: Mapping[str, str] = field(default_factory=dict)  # letter shown to the option's own id


@dataclass(frozen=True, slots=True)
class Quiz:
    """A learner's questions, in the order asked."""

    drawn: tuple[Drawn, ...]

    def strip(self) -> QuizStrip:
        """The board for these questions."""
        return QuizStrip(tuple(drawn.question for drawn in self.drawn))


@dataclass(frozen=True, slots=True)
class Slip:
    """A usual way to another number: its feedback code, the number, and what to say of it."""

    code: str
    solve: Callable[[Values], float]
    message: str  # a str.format template over the values, as are all texts of an item


@dataclass(frozen=True, slots=True)
class NumberItem:
    """A question that asks for a number, computed from numbers drawn for each learner."""

    id: str
    title: str
    text: str
    unit: str
    tolerance: float
    numbers: Callable[[Generator], Values | None]  # None: this draw makes no fair question
    solve: Callable[[Values], float]
    message: str  # for a number that no slip explains
    slips: tuple[Slip, ...] = ()
    table: Callable[[Values], Table] | None = None

    @property
    def needs_key(self) -> bool:
        """A number is always recomputed."""
        return False

    def ask(self, rng: Generator, question_id: str) -> Drawn:
        """Draw the numbers, and write the question with them."""
        values = draw(rng, lambda source: self._fair(self.numbers(source)))
        table = self.table(values) if self.table else None
        text = self.text.format(**values)
        question = Question(question_id, self.title, text, unit=self.unit, table=table)
        return Drawn(self.id, question, values)

    def judge(self, prefix: str, drawn: Drawn, given: Any, _key: Key) -> Outcome:
        """Full credit inside the tolerance, else the slip that leads to this number."""
        detail = {**drawn.values, "title": self.title, "given": spell(given)}
        best = self.solve(drawn.values)
        if self._close(given, best):
            return MET
        if self.unit == PERCENT and self._close(100 * given, best):
            detail["percent"] = spell(round(100 * given, 4))
            return Outcome(1.0, (Finding(f"{prefix}.FRACTION", detail, (drawn.question.id,)),))
        for slip in self.slips:
            if self._close(given, slip.solve(drawn.values)):
                return unmet(f"{prefix}.{slip.code}", marks=(drawn.question.id,), **detail)
        return unmet(f"{prefix}.{self.id}", marks=(drawn.question.id,), **detail)

    def messages(self) -> dict[str, str]:
        """What this item can say, by code."""
        return {self.id: self.message, **{slip.code: slip.message for slip in self.slips}}

    def _close(self, given: float, number: float) -> bool:
        return abs(given - number) <= self.tolerance + ROUNDING

    def _fair(self, values: Values | None) -> Values | None:
        """Keep a draw in which every slip leads to a number of its own."""
        if values is None:
            return None
        numbers = sorted([self.solve(values), *(slip.solve(values) for slip in self.slips)])
        apart = all(b - a > APART * self.tolerance for a, b in pairwise(numbers))
        return values if apart else None


@dataclass(frozen=True, slots=True)
class ChoiceItem:
    """A question with options, shuffled for each learner and worded in one of several ways.

    Give `numbers`, `solve` and `why` where the right option can be computed. Without them the
    key says which it is, and why, after hand-in.
    """

    id: str
    title: str
    phrasings: tuple[str, ...]
    options: Mapping[str, str]  # own id to words; neither ids nor order say which is right
    look: str  # where to look again, whichever option was chosen
    numbers: Callable[[Generator], Values | None] | None = None
    solve: Callable[[Values], str] | None = None
    why: Mapping[str, str] = field(default_factory=dict)  # what each option comes to

    @property
    def needs_key(self) -> bool:
        """Whether the right option is a matter of judgement."""
        return self.solve is None

    def ask(self, rng: Generator, question_id: str) -> Drawn:
        """Draw a wording, an order of the options and, where there are any, the numbers."""
        values = draw(rng, self.numbers) if self.numbers else {}
        text = self.phrasings[int(rng.integers(len(self.phrasings)))].format(**values)
        ids = list(self.options)
        order = [ids[i] for i in rng.permutation(len(ids))]
        option = dict(zip(LETTERS, order, strict=False))
        words = {letter: self.options[own].format(**values) for letter, own in option.items()}
        return Drawn(self.id, Question(question_id, self.title, text, words), values, option)

    def judge(self, prefix: str, drawn: Drawn, given: Any, key: Key) -> Outcome:
        """Full credit for the right option; either way, what the chosen one comes to."""
        chosen = drawn.option[given]
        if self.solve is None:
            right, why = key[self.id]["right"], key[self.id]["why"][chosen]
        else:
            right, why = self.solve(drawn.values), self.why[chosen].format(**drawn.values)
        words = drawn.question.options[given].rstrip(".")
        detail = {"title": self.title, "chosen": words, "why": why}
        if chosen == right:
            return Outcome(1.0, (Finding(f"{prefix}.WHY", detail, (drawn.question.id,)),))
        return unmet(f"{prefix}.{self.id}", marks=(drawn.question.id,), **detail)

    def messages(self) -> dict[str, str]:
        """What this item can say, by code."""
        return {self.id: "For “{title}” you chose “{chosen}”. {why} " + self.look}


QuizItem = NumberItem | ChoiceItem
Bank = tuple[QuizItem, ...]


def pick(bank: Iterable[QuizItem], rng: Generator, slots: Sequence[bool]) -> Bank:
    """Draw a different item for each slot: True asks for one that a key judges."""
    waiting = {
        kind: [items[i] for i in rng.permutation(len(items))]
        for kind in (False, True)
        if (items := [item for item in bank if item.needs_key is kind])
    }
    return tuple(waiting[kind].pop() for kind in slots)


def compose(items: Iterable[QuizItem], rng: Generator) -> Quiz:
    """Ask each item once, with numbers or an order of its own, as q1, q2 and so on."""
    return Quiz(tuple(item.ask(rng, f"q{n}") for n, item in enumerate(items, 1)))


def criteria(
    exercise_id: str, bank: Iterable[QuizItem], slots: Sequence[bool], points: float
) -> tuple[Criterion, ...]:
    """One criterion for each question, all worth the same; True marks one that a key judges."""
    items = {item.id: item for item in bank}
    return tuple(
        Criterion(
            f"{exercise_id}.Q{n + 1}",
            points / len(slots),
            f"Question {n + 1}",
            _rule(exercise_id, items, n),
            needs_key=needs_key,
        )
        for n, needs_key in enumerate(slots)
    )


def messages(exercise_id: str, bank: Iterable[QuizItem]) -> dict[str, str]:
    """Every message that the items of a bank can give, by the exercise's own codes."""
    items = tuple(bank)
    common = dict(COMMON_MESSAGES)
    if not any(isinstance(item, NumberItem) and item.unit == PERCENT for item in items):
        del common["FRACTION"]
    if not any(isinstance(item, ChoiceItem) for item in items):
        del common["WHY"]
    found = common | {code: text for item in items for code, text in item.messages().items()}
    return {f"{exercise_id}.{code}": text for code, text in found.items()}


def _rule(exercise_id: str, items: Mapping[str, QuizItem], n: int) -> Rule:
    def rule(answer: ReadOnlyAnswer, data: Quiz, key: Key) -> Outcome:
        drawn = data.drawn[n]
        given = answer.get(drawn.question.id)
        if given is None:
            title = drawn.question.title
            marks = (drawn.question.id,)
            return unmet(f"{exercise_id}.OPEN", marks=marks, number=n + 1, title=title)
        return items[drawn.item].judge(exercise_id, drawn, given, key)

    return rule
