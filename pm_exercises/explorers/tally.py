"""Count posts or people by a column, with the filters the learner chooses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from pm_exercises.errors import AnswerError
from pm_exercises.item import Table

ALL = ""


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Rows that can be left out: those with one value in one column."""

    column: str
    value: str
    label: str  # "Leave out posts by staff"


@dataclass(frozen=True, eq=False, slots=True)
class Tally:
    """A table of posts, counted in the way the learner chooses."""

    title: str
    frame: pd.DataFrame  # one row per post
    by: Mapping[str, str]  # column to words: what can be counted
    split: str  # the column whose values can be looked at one at a time
    person: str  # the column that says who wrote the post
    score: str  # a column with a number to average, such as stars
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # column to value to words
    exclusion: Exclusion | None = None
    most: int = 12  # rows shown

    def rows(self, part: str = ALL, leave_out: bool = False) -> pd.DataFrame:
        """Return the posts that pass the filters.

        Raises:
            AnswerError: there is no such part.
        """
        if part != ALL and part not in set(self.frame[self.split]):
            raise AnswerError(self.split, f"there is no {part!r} here")
        kept = self.frame if part == ALL else self.frame[self.frame[self.split] == part]
        if leave_out and self.exclusion:
            kept = kept[kept[self.exclusion.column] != self.exclusion.value]
        return kept

    def table(
        self, by: str, part: str = ALL, *, leave_out: bool = False, people: bool = False
    ) -> Table:
        """Return how many posts or people fall to each value of a column, most first.

        The share is of all the posts, or all the people, that pass the filters.

        Raises:
            AnswerError: there is no such column or part.
        """
        if by not in self.by:
            raise AnswerError("count by", f"there is no {by!r} here", f"Choose: {list(self.by)}.")
        rows = self.rows(part, leave_out)
        counted = rows.drop_duplicates([self.person, by]) if people else rows
        counts = counted[by].value_counts()
        whole = rows[self.person].nunique() if people else len(rows)
        means = rows.groupby(by)[self.score].mean()
        # Where counts are equal the order is the alphabet's, the same for everyone.
        order = sorted(counts.index, key=lambda value: (-counts[value], self.name(by, value)))
        unit = "People" if people else "Posts"
        shown = order[: self.most]
        more = f", the first {self.most} of {len(order)}" if len(order) > self.most else ""
        return Table(
            f"{whole} {unit.lower()} counted by {self.by[by].lower()}{more}",
            (self.by[by], unit, f"Share of these {unit.lower()}", f"Mean {self.score}"),
            tuple(
                (
                    self.name(by, value),
                    f"{counts[value]}",
                    f"{100 * counts[value] / whole:.1f} %",
                    f"{means[value]:.1f}",
                )
                for value in shown
            ),
        )

    def name(self, column: str, value: str) -> str:
        """The words for a value."""
        return self.words.get(column, {}).get(value, str(value))
