"""Plan stories from a backlog into sprints or versions, with capacities (content W5)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, ClassVar

from pm_exercises.errors import AnswerError
from pm_exercises.interactions.base import (
    Interaction,
    Live,
    read_choice,
    read_known,
    read_mapping,
    read_number,
)
from pm_exercises.interactions.card_sorter import Pick
from pm_exercises.interactions.scorecard import Scorecard
from pm_exercises.interactions.shapes import Each, Fields, ListOf, Number, OneOf
from pm_exercises.interactions.sprint_parts import (
    Column,
    Stage,
    Story,
    all_known,
    counted,
    no_twins,
    points,
)
from pm_exercises.item import Answer, ReadOnlyAnswer, Table

TAKEN = ("wip", "picks", "vals", "pick")  # fields of the answer that are no column


@dataclass(frozen=True, slots=True)
class SprintBoard(Interaction):
    """Stories, the columns to plan them into, and what is asked beside them.

    Answer: one list of stories for each column, in order, such as {"sprint": ["s1", "s4"],
    "later": ["s2"]}. "wip" {stage: limit} is there where limits are asked for, "picks"
    {story: {pick: option}} where a column asks for them, and "vals" and "pick" where there is a
    form. A story in no list is still in the backlog.

    Raises:
        ValueError: two things share an id, or something named is not there.
    """

    board: ClassVar[str] = "sprint"

    stories: tuple[Story, ...]
    columns: tuple[Column, ...] = (Column("sprint", "Sprint"), Column("later", "Later"))
    tracks: Mapping[str, str] = field(default_factory=dict)  # id to words
    picks: tuple[Pick, ...] = ()
    stages: tuple[Stage, ...] = ()
    form: Scorecard | None = None  # a goal, a forecast, a reply: asked once for the whole board
    place_all: bool = True  # False: what stays in the backlog is an answer too
    backlog: str = "Backlog"
    unit: str = "points"

    def __post_init__(self) -> None:
        no_twins("story", [story.id for story in self.stories])
        no_twins("column", [*TAKEN, *(column.id for column in self.columns)])
        all_known("story", {a for s in self.stories for a in s.after}, self._ids)
        sized = [*(story.tracks for story in self.stories), *(c.tracks for c in self.columns)]
        all_known("track", {track for tracks in sized for track in tracks}, tuple(self.tracks))
        asked = {pick for column in self.columns for pick in column.asks}
        all_known("pick", asked, tuple(pick.id for pick in self.picks))

    @property
    def _ids(self) -> tuple[str, ...]:
        return tuple(story.id for story in self.stories)

    def story(self, story_id: str) -> Story:
        """The story with an id."""
        return next(story for story in self.stories if story.id == story_id)

    def asked(self, column: Column, story: str) -> tuple[Pick, ...]:
        """The choices that a story has while it lies in a column."""
        return tuple(
            pick
            for pick in self.picks
            if pick.id in column.asks and (not pick.cards or story in pick.cards)
        )

    def used(self, answer: ReadOnlyAnswer, column: str, track: str = "") -> float:
        """The points planned into a column, all of them or those of one track."""
        return points([self.story(story) for story in answer[column]], track)

    def early(self, answer: ReadOnlyAnswer) -> tuple[tuple[str, str], ...]:
        """Return every (story, what it waits for) in which the second is not done in time."""
        when = self._when(answer)
        never = len(self.columns)
        return tuple(
            (story.id, before)
            for story in self.stories
            for before in story.after
            if when.get(story.id, never) < when.get(before, never)
        )

    def _when(self, answer: ReadOnlyAnswer) -> dict[str, int]:
        """How early each story is done; one that is not going to be built is not in it."""
        built = [(n, column.id) for n, column in enumerate(self.columns) if column.built]
        return {story: n for n, column in built for story in answer[column]}

    def spec(self) -> dict[str, Any]:
        return {
            "stories": [story.spec(self.tracks, self.unit) for story in self.stories],
            "columns": [
                {"id": column.id, "name": column.name, "asks": list(column.asks)}
                for column in self.columns
            ],
            "picks": [pick.spec() for pick in self.picks],
            "stages": [asdict(stage) for stage in self.stages],
            "form": self.form.spec()["cells"] if self.form else [],
            "backlog": self.backlog,
        }

    def live(self, answer: ReadOnlyAnswer) -> Live:
        plain = self.read(answer)
        early = self.early(plain)
        held = [(one, [self.story(story) for story in plain[one.id]]) for one in self.columns]
        gauges = [one.gauges(stories, self.tracks, self.unit) for one, stories in held]
        limits = plain.get("wip", {})
        words = {one.id: one.words(stories, limits.get(one.id), self.unit) for one, stories in held}
        return Live(
            count=self._placed(plain) if self.stories else "",
            gauges=tuple(gauge for some in gauges for gauge in some),
            warnings=(*self._early_words(plain), *self._limit_words(plain)),
            facts={
                "columns": words,
                "early": {
                    story: [wait for who, wait in early if who == story] for story, _ in early
                },
            },
        )

    def _placed(self, plain: Answer) -> str:
        planned = sum(len(plain[column.id]) for column in self.columns)
        return f"{planned} of {counted(len(self.stories), 'stories')} placed"

    def _early_words(self, plain: Answer) -> list[str]:
        return [
            f"“{self.story(story).short}” is in {self._where(plain, story)}, but it waits for "
            f"“{self.story(before).short}”, which is in {self._where(plain, before)}."
            for story, before in self.early(plain)
        ]

    def _limit_words(self, plain: Answer) -> list[str]:
        limits = plain.get("wip", {})
        return [
            problem
            for stage in self.stages
            if (problem := stage.problem(limits.get(stage.id), len(plain.get(stage.id, ()))))
        ]

    def _where(self, plain: Answer, story: str) -> str:
        held = (column.name for column in self.columns if story in plain[column.id])
        return next(held, self.backlog)

    def empty(self) -> Answer:
        return {
            **{column.id: [] for column in self.columns},
            **({"wip": {}} if self.stages else {}),
            **({"picks": {}} if self.picks else {}),
            **(self.form.empty() if self.form else {}),
        }

    def fields(self) -> Collection[str]:
        return tuple(self.empty())

    def shape(self) -> Fields:
        stories = ListOf(OneOf(self._ids, "story"))
        asked = {pick.id: OneOf(tuple(pick.options), "option") for pick in self.picks}
        limits = {stage.id: Number(stage.low) for stage in self.stages}
        return {
            **{column.id: stories for column in self.columns},
            **({"wip": Each("stage", limits)} if self.stages else {}),
            **({"picks": Each("story", dict.fromkeys(self._ids, asked))} if self.picks else {}),
            **(self.form.shape() if self.form else {}),
        }

    def _read(self, answer: ReadOnlyAnswer) -> Answer:
        plain = self._read_columns(answer)
        if self.stages:
            plain["wip"] = self._read_limits(answer)
        if self.picks:
            plain["picks"] = self._read_picks(answer, plain)
        return plain | (self.form.read(_of_form(answer)) if self.form else {})

    def _read_columns(self, answer: ReadOnlyAnswer) -> Answer:
        plain: Answer = {}
        held: dict[str, Column] = {}
        for column in self.columns:
            given = answer.get(column.id, [])
            if not isinstance(given, (list, tuple)):
                raise AnswerError(column.id, "expected a list of stories", 'Write ["s1", "s2"].')
            plain[column.id] = []
            for n, value in enumerate(given):
                story = read_choice(value, self._ids, f"{column.id}.{n}")
                if story in held:
                    problem = f"{story!r} is already in {held[story].name}"
                    raise AnswerError(f"{column.id}.{n}", problem, "A story lies in one place.")
                if story:
                    held[story] = column
                    plain[column.id].append(story)
        return plain

    def _read_limits(self, answer: ReadOnlyAnswer) -> dict[str, int]:
        given = read_mapping(answer, "wip")
        read_known(given, [stage.id for stage in self.stages], "wip")
        limits: dict[str, int] = {}
        for stage in self.stages:
            limit = read_number(given.get(stage.id), f"wip.{stage.id}")
            if limit is None:
                continue
            if limit != int(limit):
                problem = f"expected a whole number, got {limit:g}"
                raise AnswerError(f"wip.{stage.id}", problem, f"It can be {stage.range}.")
            limits[stage.id] = int(limit)
        return limits

    def _read_picks(self, answer: ReadOnlyAnswer, plain: Answer) -> dict[str, dict[str, str]]:
        """Read what each story's column asks; what was chosen in another column is let go."""
        given = read_mapping(answer, "picks")
        read_known(given, self._ids, "picks")
        for story in given:
            path, found = f"picks.{story}", given[story]
            line = read_mapping({} if found is None else {path: found}, path)
            read_known(line, [pick.id for pick in self.picks], path)
        picks: dict[str, dict[str, str]] = {}
        for story, pick in self._questions(plain):
            path = f"picks.{story}.{pick.id}"
            if option := read_choice((given.get(story) or {}).get(pick.id), pick.options, path):
                picks.setdefault(story, {})[pick.id] = option
        return picks

    def _questions(self, plain: Answer) -> list[tuple[str, Pick]]:
        return [
            (story, pick)
            for column in self.columns
            for story in plain[column.id]
            for pick in self.asked(column, story)
        ]

    def missing(self, answer: ReadOnlyAnswer) -> tuple[str, ...]:
        plain = self.read(answer)
        placed = {story for column in self.columns for story in plain[column.id]}
        undone = [f"place “{story.short}”" for story in self.stories if story.id not in placed]
        if not self.place_all:
            undone = ["move a story out of the backlog"] if self.stories and not placed else []
        undone += [
            f"choose {pick.label.lower()} for “{self.story(story).short}”"
            for story, pick in self._questions(plain)
            if pick.id not in plain["picks"].get(story, {})
        ]
        undone += [
            f"set the limit for {stage.name}"
            for stage in self.stages
            if stage.id not in plain["wip"]
        ]
        return (*undone, *(self.form.missing(_of_form(plain)) if self.form else ()))

    def table(self, answer: ReadOnlyAnswer) -> Table:
        """Stories column by column, the backlog last; then the limits and the form."""
        plain = self.read(answer)
        waits = any(story.after for story in self.stories)
        columns = (
            "Story" if not self.stages and not self.form else "Story or question",
            self.unit.capitalize(),
            "Answer" if not self.stories else "Where",
            *(("Waits for",) if waits else ()),
            *(pick.label for pick in self.picks),
        )
        planned = [story for column in self.columns for story in plain[column.id]]
        left = [story for story in self._ids if story not in planned]
        rows = [self._story_row(plain, story, waits) for story in [*planned, *left]]
        for asked, said in self._beside(plain):
            rows.append((asked, "", said, *[""] * (len(columns) - 3)))
        return Table(self._placed(plain), columns, tuple(rows))

    def _story_row(self, plain: Answer, story_id: str, waits: bool) -> tuple[str, ...]:
        story = self.story(story_id)
        column = next((c for c in self.columns if story_id in plain[c.id]), None)
        asked = self.asked(column, story_id) if column else ()
        chosen = plain.get("picks", {}).get(story_id, {})
        befores = ", ".join(self.story(before).short for before in story.after)
        return (
            story.text,
            f"{story.points:g}",
            column.name if column else self.backlog,
            *((befores or "nothing",) if waits else ()),
            *(
                pick.options.get(chosen.get(pick.id, ""), "not chosen yet")
                if pick in asked
                else "not asked"
                for pick in self.picks
            ),
        )

    def _beside(self, plain: Answer) -> list[tuple[str, str]]:
        """What is asked beside the stories, and what was answered."""
        limits = [
            (f"{stage.name}, limit", str(plain["wip"].get(stage.id, "not set yet")))
            for stage in self.stages
        ]
        if self.form is None:
            return limits
        said = [row[-2] for row in self.form.table(_of_form(plain)).rows]
        return limits + [
            (cell.name, words) for cell, words in zip(self.form.cells, said, strict=True)
        ]


def _of_form(answer: ReadOnlyAnswer) -> Answer:
    return {key: answer[key] for key in ("vals", "pick") if key in answer}
