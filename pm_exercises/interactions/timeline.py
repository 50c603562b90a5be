"""Place items on lanes and columns, as on a roadmap or a life-cycle wall (content W4)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, ClassVar

from pm_exercises.errors import AnswerError
from pm_exercises.interactions.base import (
    Interaction,
    Live,
    named,
    read_choice,
    read_known,
    read_mapping,
    read_number,
)
from pm_exercises.interactions.card_sorter import Card, Pick
from pm_exercises.interactions.shapes import Each, Fields, Number, OneOf, Shape
from pm_exercises.item import Answer, ReadOnlyAnswer, Table

PLACE = ("lane", "start", "len")


@dataclass(frozen=True, slots=True)
class Bar:
    """One item as it lies on the picture. Columns count from 1; both ends belong to the bar."""

    item: str
    lane: str
    start: int
    len: int = 1

    @property
    def end(self) -> int:
        """The last column the bar covers."""
        return self.start + self.len - 1

    @property
    def columns(self) -> range:
        """Every column the bar covers."""
        return range(self.start, self.end + 1)

    def overlaps(self, other: Bar) -> bool:
        """Whether both bars cover some column, in whatever lanes."""
        return self.start <= other.end and other.start <= self.end


def bars(answer: ReadOnlyAnswer) -> dict[str, Bar]:
    """Return the items that lie on the picture, by id; a lane or a start alone is not enough."""
    return {
        item: Bar(item, row["lane"], row["start"], row.get("len", 1))
        for item, row in answer["items"].items()
        if "lane" in row and "start" in row
    }


@dataclass(frozen=True, slots=True)
class Timeline(Interaction):
    """Items, lanes, named columns, optional picks for each item and optional dependencies.

    Answer: {"items": {item: {"lane": lane, "start": 2, "len": 2, pick: option}}}. `start` counts
    columns from 1, or is typed as a column's name; `len` is 1 where nothing is said. An item
    without a lane or a start waits beside the picture, and keeps what was picked for it.

    Raises:
        ValueError: a pick's id is one of "lane", "start", "len", or a dependency names no item.
    """

    board: ClassVar[str] = "timeline"

    items: tuple[Card, ...]
    lanes: Mapping[str, str]  # id to words, top to bottom
    columns: tuple[str, ...]  # left to right
    picks: tuple[Pick, ...] = ()
    after: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # item to what it waits for
    # The words this board uses for its parts, so that a wall and a roadmap both read well.
    item_word: str = "item"
    lane_word: str = "lane"
    column_word: str = "column"
    wall_word: str = "wall"  # what all of it is

    def __post_init__(self) -> None:
        if taken := [pick.id for pick in self.picks if pick.id in PLACE]:
            raise ValueError(f"a pick cannot be called {taken[0]!r}: that field has a meaning")
        linked = {*self.after, *(before for wait in self.after.values() for before in wait)}
        if unknown := linked - {card.id for card in self.items}:
            raise ValueError(f"a dependency names {min(unknown)!r}, which is no item")

    def picks_for(self, item: str) -> tuple[Pick, ...]:
        """The extra choices that an item has."""
        return tuple(pick for pick in self.picks if not pick.cards or item in pick.cards)

    def spec(self) -> dict[str, Any]:
        return {
            "items": [asdict(card) for card in self.items],
            "lanes": named(self.lanes),
            "columns": list(self.columns),
            "picks": [pick.spec() for pick in self.picks],
            "after": {item: list(befores) for item, befores in self.after.items()},
            "lengths": [counted(n, self.column_word) for n in range(1, len(self.columns) + 1)],
            "words": {
                "item": self.item_word,
                "items": plural(self.item_word),
                "lane": self.lane_word,
                "column": self.column_word,
                "wall": self.wall_word,
            },
        }

    def live(self, answer: ReadOnlyAnswer) -> Live:
        """Say what cannot be; `facts.broken` has the (before, after) pair of each warning."""
        placed, broken = bars(answer), self.broken(answer)
        return Live(
            count=f"{self.count(answer)} placed",
            warnings=tuple(self._clash(placed[before], placed[item]) for before, item in broken),
            facts={"broken": [list(pair) for pair in broken]},
        )

    def empty(self) -> Answer:
        return {"items": {}}

    def fields(self) -> Collection[str]:
        return ("items",)

    def shape(self) -> Fields:
        place: dict[str, Shape] = {
            "lane": OneOf(tuple(self.lanes), "lane"),
            "start": Number(),
            "len": Number(),
        }
        rows: dict[str, Shape] = {
            card.id: place | self._picks_shape(card.id) for card in self.items
        }
        return {"items": Each("item", rows)}

    def _picks_shape(self, item: str) -> dict[str, Shape]:
        return {pick.id: OneOf(tuple(pick.options), "option") for pick in self.picks_for(item)}

    def _read(self, answer: ReadOnlyAnswer) -> Answer:
        given = read_mapping(answer, "items")
        ids = [card.id for card in self.items]
        read_known(given, ids, "items")
        rows = {item: self._read_row(given[item], item) for item in ids if item in given}
        return {"items": {item: row for item, row in rows.items() if row}}

    def missing(self, answer: ReadOnlyAnswer) -> tuple[str, ...]:
        rows = self.read(answer)["items"]
        undone = []
        for card in self.items:
            row, name = rows.get(card.id, {}), card.short
            if "lane" not in row and "start" not in row:
                undone.append(f"place “{name}”")
            elif "lane" not in row:
                undone.append(f"choose the {self.lane_word} for “{name}”")
            elif "start" not in row:
                undone.append(f"choose where “{name}” starts")
            undone += [
                f"choose {pick.label.lower()} for “{name}”"
                for pick in self.picks_for(card.id)
                if pick.id not in row
            ]
        return tuple(undone)

    def table(self, answer: ReadOnlyAnswer) -> Table:
        plain = self.read(answer)
        waiting = ("Waits for",) if self.after else ()
        columns = (
            self.item_word.capitalize(),
            *(("About",) if self._noted else ()),
            self.lane_word.capitalize(),
            "From",
            "To",
            *(pick.label for pick in self.picks),
            *waiting,
        )
        rows = tuple(self._table_row(card, plain["items"].get(card.id, {})) for card in self.items)
        return Table(f"{self.count(plain)} placed", columns, rows)

    def count(self, answer: ReadOnlyAnswer) -> str:
        """How many items lie on the picture, in words: "5 of 14 activities"."""
        return f"{len(bars(answer))} of {len(self.items)} {plural(self.item_word)}"

    def broken(self, answer: ReadOnlyAnswer) -> tuple[tuple[str, str], ...]:
        """Return every (before, after) pair in which the second starts before the first is over."""
        placed = bars(answer)
        return tuple(
            (before, item)
            for item, befores in self.after.items()
            for before in befores
            if before in placed and item in placed and placed[item].start <= placed[before].end
        )

    def name(self, item: str) -> str:
        """What to call an item."""
        return next(card.short for card in self.items if card.id == item)

    @property
    def _noted(self) -> bool:
        return any(card.note for card in self.items)

    def _clash(self, before: Bar, bar: Bar) -> str:
        name, wanted = self.name(bar.item), self.name(before.item)
        starts, lasts = self.columns[bar.start - 1], self.columns[before.end - 1]
        return (
            f"“{name}” starts in {starts}, but it waits for “{wanted}”, which lasts until {lasts}."
        )

    def _read_row(self, value: Any, item: str) -> dict[str, Any]:
        path, picks = f"items.{item}", self.picks_for(item)
        row = read_mapping({path: {} if value is None else value}, path)
        read_known(row, [*PLACE, *(pick.id for pick in picks)], path)
        plain: dict[str, Any] = {}
        if lane := read_choice(row.get("lane"), self.lanes, f"{path}.lane"):
            plain["lane"] = lane
        start = self._read_start(row.get("start"), f"{path}.start")
        length = self._read_len(row.get("len"), start, f"{path}.len")
        if start is not None:
            plain["start"] = start
        # One column is what every item has until more is said: alone it is no answer yet.
        if start is not None or length > 1:
            plain["len"] = length
        for pick in picks:
            if option := read_choice(row.get(pick.id), pick.options, f"{path}.{pick.id}"):
                plain[pick.id] = option
        return plain

    def _read_start(self, value: Any, path: str) -> int | None:
        if isinstance(value, str):
            names = [name.lower() for name in self.columns]
            if value.strip().lower() in names:
                return names.index(value.strip().lower()) + 1
        return _whole(value, path, len(self.columns), "the first column is 1")

    def _read_len(self, value: Any, start: int | None, path: str) -> int:
        length = _whole(value, path, len(self.columns), f"1 is one {self.column_word}") or 1
        room = len(self.columns) - (start or 1) + 1
        if length > room:
            raise AnswerError(
                path,
                f"{counted(length, self.column_word)} from {self.columns[(start or 1) - 1]} "
                f"run past {self.columns[-1]}",
                f"There is room for {room}.",
            )
        return length

    def _table_row(self, card: Card, row: Mapping[str, Any]) -> tuple[str, ...]:
        start, end = row.get("start"), row.get("start", 0) + row.get("len", 1) - 1
        waits = ", ".join(self.name(before) for before in self.after.get(card.id, ())) or "nothing"
        return (
            card.text,
            *((card.note,) if self._noted else ()),
            self.lanes.get(row.get("lane", ""), "not placed yet"),
            self.columns[start - 1] if start else "not placed yet",
            self.columns[end - 1] if start else "not placed yet",
            *(self._picked(card, row, pick) for pick in self.picks),
            *((waits,) if self.after else ()),
        )

    def _picked(self, card: Card, row: Mapping[str, Any], pick: Pick) -> str:
        if pick not in self.picks_for(card.id):
            return "not asked"
        return pick.options.get(row.get(pick.id, ""), "not chosen yet")


def counted(number: int, word: str) -> str:
    """A number with its word: "1 quarter", "3 quarters"."""
    return f"{number} {word if number == 1 else plural(word)}"


def plural(word: str) -> str:
    """The plural of a plain English word: "activity" gives "activities", "day" gives "days"."""
    return f"{word[:-1]}ies" if word.endswith("y") and word[-2] not in "aeo" else f"{word}s"


def _whole(value: Any, path: str, most: int, meaning: str) -> int | None:
    number = read_number(value, path)
    if number is None:
        return None
    if number != int(number) or not 1 <= number <= most:
        raise AnswerError(path, f"expected a whole number from 1 to {most}", meaning + ".")
    return int(number)
