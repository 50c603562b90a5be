"""What every interaction can do: say what an answer to it looks like. No widget in sight."""

from __future__ import annotations

import math
import re
from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, ClassVar, final

from pm_exercises.errors import AnswerError
from pm_exercises.interactions.shapes import Fields, spelled
from pm_exercises.item import Answer, ReadOnlyAnswer, Table

# "2,400" and "1,250,000.5"; but "0,125" is an eighth, written with a decimal comma.
THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d+)?")


@dataclass(frozen=True, slots=True)
class Gauge:
    """A number with a limit, as a bar and in words: hours used, points left."""

    label: str
    value: float
    most: float
    text: str  # the whole of it in words: "7 of 8 hours, 1 left"
    over: bool = False


@dataclass(frozen=True, slots=True)
class Live:
    """What an answer comes to just now: said on the board while the learner works on it."""

    count: str = ""  # "5 of 18 cards sorted"
    gauges: tuple[Gauge, ...] = ()
    warnings: tuple[str, ...] = ()  # what cannot be as it stands, in words
    # Plain JSON types that only this kind of board shows: scores by row, a drawn chart.
    facts: Mapping[str, Any] = field(default_factory=dict)


class Interaction(ABC):
    """A way of answering, as plain Python. The frontend draws it; boards save and check answers."""

    board: ClassVar[str]  # which of the frontend's boards draws it

    @abstractmethod
    def spec(self) -> dict[str, Any]:
        """What the board is made of, in plain JSON types. It never changes with the answer."""

    @abstractmethod
    def live(self, answer: ReadOnlyAnswer) -> Live:
        """What an answer, perhaps half done, comes to."""

    @abstractmethod
    def empty(self) -> Answer:
        """The answer of someone who has not begun."""

    @abstractmethod
    def shape(self) -> Fields:
        """The form of an answer: its keys, and what may stand under each."""

    @property
    def typed_form(self) -> str:
        """The form of an answer in one line, as a learner would type it."""
        return spelled([self.shape()])

    @final
    def read(self, answer: ReadOnlyAnswer) -> Answer:
        """Return an answer, perhaps half done, in its one plain form.

        Numbers may arrive as text ("9,5" or "9.5").

        Raises:
            AnswerError: a field has a wrong type or names something that is not there.
        """
        read_known(answer, self.fields(), "answer")
        return self._read(answer)

    @abstractmethod
    def fields(self) -> Collection[str]:
        """The keys that an answer has at its top; any other is a slip of the pen."""

    @abstractmethod
    def _read(self, answer: ReadOnlyAnswer) -> Answer:
        """Read an answer whose keys are known; `read` says the rest."""

    @abstractmethod
    def missing(self, answer: ReadOnlyAnswer) -> tuple[str, ...]:
        """What is still to be done, in words, one entry each; empty when complete."""

    @abstractmethod
    def table(self, answer: ReadOnlyAnswer) -> Table:
        """The text twin: what the board shows, as a table of words."""

    def attempted(self, answer: ReadOnlyAnswer) -> bool:
        """Whether anything was answered at all."""
        return self.read(answer) != self.empty()


def named(options: Mapping[str, str]) -> list[dict[str, str]]:
    """Write ids with their words as a list, because JSON objects promise no order."""
    return [{"id": key, "name": words} for key, words in options.items()]


def read_mapping(answer: ReadOnlyAnswer, field: str) -> Mapping[str, Any]:
    """Return a field that must be a dictionary; a missing field is an empty one."""
    value = answer.get(field, {})
    if not isinstance(value, Mapping):
        raise AnswerError(field, f"expected a dictionary, got {kind_of(value)}")
    return value


def read_choice(value: Any, options: Collection[str], path: str) -> str | None:
    """Return one of the options, or None where nothing is chosen ("" or None)."""
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise AnswerError(path, f"expected text, got {kind_of(value)}", _listed(options))
    wanted = value.strip()
    for option in options:
        if option == wanted or option.lower() == wanted.lower():
            return option
    way_out = did_you_mean(wanted, options) + _listed(options)
    raise AnswerError(path, f"{value!r} is not one of the choices", way_out)


def read_number(value: Any, path: str) -> float | None:
    """Return a finite number, or None where the field is empty.

    Text is read kindly: spaces, a percent sign, a decimal comma ("9,5") and commas between
    thousands ("2,400") are allowed.
    """
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        raise AnswerError(path, "expected a number, got true or false")
    if isinstance(value, str):
        text = value.strip().removesuffix("%").strip()
        if THOUSANDS.fullmatch(text):
            text = text.replace(",", "")
        elif text.count(",") == 1 and "." not in text:
            text = text.replace(",", ".")
        try:
            value = float(text)
        except ValueError:
            raise AnswerError(path, f"{value!r} is not a number") from None
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        raise AnswerError(path, f"expected a number, got {kind_of(value)}") from None
    if not math.isfinite(number):
        raise AnswerError(path, "expected a number, got infinity or not-a-number")
    return number


def read_known(keys: Collection[Any], known: Collection[str], path: str) -> None:
    """Refuse keys that name nothing on the board.

    Raises:
        AnswerError: with the first unknown key and what there is.
    """
    for key in keys:
        if key not in known:
            way_out = did_you_mean(key, known) + _listed(known)
            raise AnswerError(f"{path}.{key}", f"there is no {key!r} here", way_out)


def did_you_mean(wanted: object, known: Collection[str]) -> str:
    """Ask after the nearest of what there is; "" where nothing is near."""
    near = get_close_matches(str(wanted), list(known), n=1)
    return f"Did you mean {near[0]!r}? " if near else ""


def _listed(options: Collection[str]) -> str:
    shown = ", ".join(list(options)[:12])
    return f"Choose from: {shown}" + (", …" if len(options) > 12 else "")


def kind_of(value: Any) -> str:
    """Say what kind of thing a value is: "a list", "text"."""
    kinds = {
        "list": "a list",
        "tuple": "a list",
        "NoneType": "nothing",
        "dict": "a dictionary",
        "str": "text",
        "bool": "true or false",
        "int": "a number",
        "float": "a number",
    }
    return kinds.get(type(value).__name__, f"a {type(value).__name__}")
