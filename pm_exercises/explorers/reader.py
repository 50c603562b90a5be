"""Read the posts themselves, a page at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from pm_exercises.item import Table

PAGE = 8


@dataclass(frozen=True, eq=False, slots=True)
class Reader:
    """A table of posts with filters, cut into pages."""

    title: str
    frame: pd.DataFrame
    filters: Mapping[str, str]  # column to words
    columns: Mapping[str, str]  # what is shown: column to heading
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def options(self, column: str) -> dict[str, str]:
        """The values a filter can take, with their words, in alphabetical order."""
        names = self.words.get(column, {})
        pairs = {str(value): names.get(value, str(value)) for value in self.frame[column].unique()}
        return dict(sorted(pairs.items(), key=lambda pair: pair[1]))

    def matching(self, wanted: Mapping[str, str]) -> pd.DataFrame:
        """Return the posts with all the wanted values; an empty value means any."""
        rows = self.frame
        for column, value in wanted.items():
            if value:
                rows = rows[rows[column].astype(str) == value]
        return rows

    def pages(self, wanted: Mapping[str, str]) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-len(self.matching(wanted)) // PAGE))

    def table(self, wanted: Mapping[str, str], page: int = 1) -> Table:
        """Return one page of posts; a page past the end is the last one."""
        rows = self.matching(wanted)
        page = min(max(page, 1), self.pages(wanted))
        part = rows.iloc[PAGE * (page - 1) : PAGE * page]
        return Table(
            f"{len(rows)} posts, page {page} of {self.pages(wanted)}",
            tuple(self.columns.values()),
            tuple(
                tuple(
                    self.words.get(column, {}).get(value, str(value))
                    for column, value in zip(self.columns, row, strict=True)
                )
                for row in part[list(self.columns)].itertuples(index=False, name=None)
            ),
        )
