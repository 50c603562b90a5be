"""Place a product among its rivals, on two axes chosen from several (content W7)."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, ClassVar

from pm_exercises.errors import AnswerError
from pm_exercises.interactions.base import (
    Interaction,
    Live,
    read_choice,
    read_number,
)
from pm_exercises.interactions.shapes import Fields, ListOf, Number, OneOf
from pm_exercises.item import Answer, ReadOnlyAnswer, Table

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Attribute:
    """Something a product has more or less of, and the words for both ends."""

    id: str
    name: str
    low: str  # "cheap"
    high: str  # "dear"


@dataclass(frozen=True, slots=True)
class Rival:
    """A product that is there already, with its value for each attribute."""

    id: str
    name: str
    at: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Segment:
    """People to aim at. Their ideal is on the map where it is given for both axes."""

    id: str
    name: str
    note: str = ""
    ideal: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PositionMap(Interaction):
    """Attributes to choose two axes from, rivals, and segments to aim at.

    Answer: {"x": 6.5, "y": 3.0, "axes": ["price", "ease"], "segment": "s2"}. "axes" holds "" for
    an axis not chosen yet; "x" and "y" are left out until they are set, and "segment" where no
    segment is chosen or asked for.

    Raises:
        ValueError: fewer than two attributes, or a rival without a value for one of them.
    """

    board: ClassVar[str] = "position-map"

    attributes: tuple[Attribute, ...]
    rivals: tuple[Rival, ...]
    segments: tuple[Segment, ...] = ()
    own: str = "Your product"
    most: float = 10  # every scale runs from 0 to here
    step: float = 0.5  # how far an arrow key goes; a dragged point lands on a multiple of it

    def __post_init__(self) -> None:
        if len(self.attributes) < 2:
            raise ValueError("a map needs two attributes at least")
        for rival in self.rivals:
            if lacking := {attribute.id for attribute in self.attributes} - set(rival.at):
                raise ValueError(f"{rival.name!r} has no value for {min(lacking)!r}")

    def attribute(self, attribute_id: str) -> Attribute:
        """The attribute with an id."""
        return next(one for one in self.attributes if one.id == attribute_id)

    def axes(self, answer: ReadOnlyAnswer) -> tuple[Attribute, Attribute] | None:
        """The two attributes chosen, or None while one is open."""
        across, up = answer["axes"]
        return (self.attribute(across), self.attribute(up)) if across and up else None

    def distances(self, answer: ReadOnlyAnswer) -> tuple[tuple[float, Rival], ...]:
        """How far each rival is on the two axes, nearest first; empty until all is chosen."""
        here, axes = _point(answer), self.axes(answer)
        if here is None or axes is None:
            return ()
        away = [(math.dist(here, _seen(rival.at, axes)), rival) for rival in self.rivals]
        return tuple(sorted(away, key=lambda pair: pair[0]))

    def spec(self) -> dict[str, Any]:
        return {
            "attributes": [asdict(attribute) for attribute in self.attributes],
            "rivals": [
                {"id": rival.id, "name": rival.name, "at": dict(rival.at)} for rival in self.rivals
            ],
            "segments": [
                {"id": one.id, "name": one.name, "note": one.note, "ideal": dict(one.ideal)}
                for one in self.segments
            ],
            "own": self.own,
            "most": self.most,
            "step": self.step,
            "values": self._values().spec(),
        }

    def _values(self) -> Table:
        rows = [(rival.name, rival.at) for rival in self.rivals]
        rows += [(f"{one.name}: ideal", one.ideal) for one in self.segments if one.ideal]
        return Table(
            f"What is known, from 0 to {self.most:g}",
            (
                "Who",
                *(f"{one.name} (0 {one.low}, {self.most:g} {one.high})" for one in self.attributes),
            ),
            tuple(
                (name, *(f"{at[one.id]:g}" if one.id in at else "" for one in self.attributes))
                for name, at in rows
            ),
        )

    def live(self, answer: ReadOnlyAnswer) -> Live:
        plain = self.read(answer)
        axes = self.axes(plain)
        if axes is None:
            return Live(count="Choose two axes to see who stands where.")
        facts = {"distances": self._distance_table(plain, axes).spec()}
        away = self.distances(plain)
        if not away:
            placed = _point(plain) is not None
            return Live(count="" if placed else f"{self.own} is not on the map yet.", facts=facts)
        words = [f"Nearest rival: {away[0][1].name}, {away[0][0]:.1f} away."]
        if ideal := self._ideal_words(plain, axes):
            words.append(ideal)
        return Live(count=" ".join(words), facts=facts)

    def _distance_table(self, plain: Answer, axes: tuple[Attribute, Attribute]) -> Table:
        away = self.distances(plain)
        rows: Sequence[tuple[str, Rival]] = [(f"{far:.1f}", rival) for far, rival in away]
        rows = rows or [("–", rival) for rival in self.rivals]
        return Table(
            f"How far the rivals are from {self.own[0].lower()}{self.own[1:]}"
            + (", nearest first" if away else ", once it is placed"),
            ("Rival", "Away", *(axis.name for axis in axes)),
            tuple(
                (rival.name, far, *(f"{value:g}" for value in _seen(rival.at, axes)))
                for far, rival in rows
            ),
        )

    def _ideal_words(self, plain: Answer, axes: tuple[Attribute, Attribute]) -> str:
        here = _point(plain)
        segment = next((one for one in self.segments if one.id == plain.get("segment")), None)
        if here is None or segment is None or not all(axis.id in segment.ideal for axis in axes):
            return ""
        far = math.dist(here, _seen(segment.ideal, axes))
        return f"The ideal of {segment.name} is {far:.1f} away."

    def empty(self) -> Answer:
        return {"axes": ["", ""]}

    def fields(self) -> Collection[str]:
        return ("x", "y", "axes", *(("segment",) if self.segments else ()))

    def shape(self) -> Fields:
        segments = OneOf(tuple(segment.id for segment in self.segments), "segment")
        return {
            "x": Number(),
            "y": Number(),
            "axes": ListOf(OneOf(tuple(one.id for one in self.attributes), "attribute")),
            **({"segment": segments} if self.segments else {}),
        }

    def _read(self, answer: ReadOnlyAnswer) -> Answer:
        plain: Answer = {}
        for name in ("x", "y"):
            number = read_number(answer.get(name), name)
            if number is not None and not 0 <= number <= self.most:
                problem = f"expected a number from 0 to {self.most:g}, got {number:g}"
                raise AnswerError(name, problem)
            if number is not None:
                plain[name] = number
        plain["axes"] = self._read_axes(answer.get("axes", ()))
        segments = [segment.id for segment in self.segments]
        if segments and (chosen := read_choice(answer.get("segment"), segments, "segment")):
            plain["segment"] = chosen
        return plain

    def _read_axes(self, given: Any) -> list[str]:
        if not isinstance(given, (list, tuple)) or len(given) > 2:
            raise AnswerError("axes", "expected a list of two attributes", 'Write ["a", "b"].')
        ids = [attribute.id for attribute in self.attributes]
        axes = [read_choice(value, ids, f"axes.{n}") or "" for n, value in enumerate(given)]
        axes += [""] * (2 - len(axes))
        if axes[0] and axes[0] == axes[1]:
            raise AnswerError("axes.1", f"both axes are {axes[0]!r}", "Choose two different ones.")
        return axes

    def missing(self, answer: ReadOnlyAnswer) -> tuple[str, ...]:
        plain = self.read(answer)
        across, up = plain["axes"]
        steps = {
            "choose the axis across": not across,
            "choose the axis up": not up,
            "choose who to aim at": bool(self.segments) and "segment" not in plain,
            f"set {self._axis_name(plain, 0)} for {self.own}": "x" not in plain,
            f"set {self._axis_name(plain, 1)} for {self.own}": "y" not in plain,
        }
        return tuple(words for words, still in steps.items() if still)

    def table(self, answer: ReadOnlyAnswer) -> Table:
        plain = self.read(answer)
        rows = [
            ("Axis across", self._axis_words(plain, 0)),
            ("Axis up", self._axis_words(plain, 1)),
        ]
        if self.segments:
            names = {segment.id: segment.name for segment in self.segments}
            rows.append(("Aimed at", names.get(plain.get("segment", ""), "not chosen yet")))
        for n, name in enumerate(("x", "y")):
            place = f"{plain[name]:g}" if name in plain else "not set yet"
            rows.append((f"{self.own}: {self._axis_name(plain, n)}", place))
        rows += [(f"Away from {rival.name}", f"{far:.1f}") for far, rival in self.distances(plain)]
        done = sum(bool(axis) for axis in plain["axes"]) + len(plain) - 1
        asked = 5 if self.segments else 4
        return Table(f"{done} of {asked} things chosen", ("What", "Answer"), tuple(rows))

    def _axis_name(self, plain: Answer, n: int) -> str:
        axis = plain["axes"][n]
        return self.attribute(axis).name if axis else ("how far across", "how far up")[n]

    def _axis_words(self, plain: Answer, n: int) -> str:
        if not plain["axes"][n]:
            return "not chosen yet"
        axis = self.attribute(plain["axes"][n])
        return f"{axis.name}: 0 {axis.low}, {self.most:g} {axis.high}"


def _point(answer: ReadOnlyAnswer) -> Point | None:
    return (answer["x"], answer["y"]) if "x" in answer and "y" in answer else None


def _seen(at: Mapping[str, float], axes: tuple[Attribute, Attribute]) -> Point:
    return (at[axes[0].id], at[axes[1].id])
