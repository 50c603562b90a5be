"""What a sprint board is made of: stories, columns with capacities, stages with limits."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pm_exercises.interactions.base import Gauge


@dataclass(frozen=True, slots=True)
class Story:
    """One story of the backlog: its size, one line of facts, and what it waits for."""

    id: str
    text: str
    points: float
    note: str = ""  # "value 8", "14 reports per 1 000"
    tracks: Mapping[str, float] = field(default_factory=dict)  # the points by track
    after: tuple[str, ...] = ()  # stories that must be done before it, or in the same column
    name: str = ""  # what to call it in a list or a label, where the text is long

    @property
    def short(self) -> str:
        """The name, or the text where there is none."""
        return self.name or self.text

    def spec(self, tracks: Mapping[str, str], unit: str) -> dict[str, Any]:
        """The story in plain JSON types, for the frontend."""
        return {
            "id": self.id,
            "text": self.text,
            "note": self.note,
            "name": self.name,
            "points": counted(self.points, unit),
            "tracks": [f"{tracks[track]} {size:g}" for track, size in self.tracks.items()],
            "after": list(self.after),
        }


@dataclass(frozen=True, slots=True)
class Column:
    """One place to plan stories into. Columns stand in the order in which they are done."""

    id: str
    name: str
    capacity: float | None = None
    tracks: Mapping[str, float] = field(default_factory=dict)  # capacity by track
    asks: tuple[str, ...] = ()  # the picks that are asked of each story in it
    built: bool = True  # False: what lies here is not going to be built, such as "Decline"

    def words(self, stories: Sequence[Story], limit: int | None, unit: str) -> str:
        """What stands in its heading: "2 stories · 13 of 24 points"."""
        held = counted(len(stories), "stories")
        if limit is not None:
            held += f", limit {limit}"
        used = points(stories)
        if self.capacity is None:
            return f"{held} · {counted(used, unit)}"
        over = f", {used - self.capacity:g} too many" if used > self.capacity else ""
        return f"{held} · {used:g} of {counted(self.capacity, unit)}{over}"

    def gauges(
        self, stories: Sequence[Story], tracks: Mapping[str, str], unit: str
    ) -> tuple[Gauge, ...]:
        """Its capacity, and that of each track, as bars with words."""
        whole = {} if self.capacity is None else {self.name: (points(stories), self.capacity)}
        parts = {
            f"{self.name}, {tracks[track].lower()}": (points(stories, track), most)
            for track, most in self.tracks.items()
        }
        return tuple(gauge(name, *sizes, unit) for name, sizes in (whole | parts).items())


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of the flow whose work-in-progress limit is asked for.

    Where it has the id of a column, its box stands in that column's heading.
    """

    id: str
    name: str
    low: int = 1
    high: int | None = None

    @property
    def range(self) -> str:
        """The limits that can be, in words."""
        return f"{self.low} or more" if self.high is None else f"{self.low} to {self.high}"

    def problem(self, limit: int | None, held: int) -> str:
        """What is the matter with a limit while so many stories lie in the stage; "" if nothing."""
        if limit is None:
            return ""
        if limit < self.low or (self.high is not None and limit > self.high):
            return f"The limit for {self.name} is {limit}; it can be {self.range}."
        return (
            f"{self.name} is over its limit of {limit} by {held - limit}." if held > limit else ""
        )


def points(stories: Sequence[Story], track: str = "") -> float:
    """The size of some stories together, all of it or that of one track."""
    return sum(story.tracks.get(track, 0) if track else story.points for story in stories)


def counted(number: float, word: str) -> str:
    """Return a number with its word: "1 story", "5 points"."""
    if number == 1:
        word = f"{word[:-3]}y" if word.endswith("ies") else word.removesuffix("s")
    return f"{number:g} {word}"


def gauge(label: str, used: float, most: float, unit: str) -> Gauge:
    """Return a capacity as a bar and in words: "21 of 24 points, 3 left"."""
    left = most - used
    words = f"{left:g} left" if left > 0 else f"{-left:g} too many" if left < 0 else "none left"
    return Gauge(label, used, most, f"{used:g} of {counted(most, unit)}, {words}", left < 0)


def no_twins(kind: str, ids: Sequence[str]) -> None:
    """Refuse ids that two things share.

    Raises:
        ValueError: with the first such id.
    """
    if twins := {key for key in ids if ids.count(key) > 1}:
        raise ValueError(f"two things are called {min(twins)!r}; give each {kind} an id of its own")


def all_known(kind: str, wanted: Collection[str], known: Sequence[str]) -> None:
    """Refuse ids that name nothing.

    Raises:
        ValueError: with the first such id.
    """
    if unknown := set(wanted) - set(known):
        raise ValueError(f"{min(unknown)!r} is named, but there is no such {kind}")
