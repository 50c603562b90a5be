"""The 260 posts of FND-E6: who wrote what about the kettle and Brewbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar

import numpy as np
import pandas as pd
from numpy.random import Generator

from pm_exercises.data import load
from pm_exercises.exercises.foundations.voices_reading import (
    SEGMENTS,
    STAFF,
    THEMES,
    most,
    read_voices,
)

POSTS = 260
COLUMNS = ("id", "date", "person", "source", "segment", "stars", "theme", "text")
# Two themes are background: no next step is on offer for them, so they never lead.
BACKGROUND = ("noise", "recipes")
SOURCES = ("app store", "web shop", "e-mail", "forum")
FIRST_DAY = date(2028, 1, 3)
DAYS = 174
TONES = {"low": (1, 2), "mid": (3,), "high": (4, 5)}

Option = TypeVar("Option")


@dataclass(frozen=True, slots=True)
class Plan:
    """What is planted in a learner's posts."""

    large: str  # the segment with more people
    small: str
    top_large: str  # theme most people of the large segment raise
    top_small: str
    loud: str  # theme one person of the large segment repeats until it leads by posts
    staffed: str  # theme our own staff lift to the top of the small segment
    furious: str  # a rare theme with the lowest stars
    people: dict[str, dict[str, int]]  # segment to theme to people
    extra: int  # posts of the loud person beyond the first
    staff: dict[str, dict[str, int]]  # segment to theme to staff posts
    twice: int  # other people who post the same thing twice


def candidate(rng: Generator) -> pd.DataFrame | None:
    """Draw one table of posts, or None where it is no fair exercise."""
    plan = draw_plan(rng)
    if plan is None:
        return None
    table = draw_table(rng, plan)
    return table if is_fair(table, plan) else None


def draw_plan(rng: Generator) -> Plan | None:
    """Draw the counts: who raises what, how loud one person is, and what staff wrote."""
    large, small = (str(s) for s in rng.permutation(list(SEGMENTS)))
    leading = [t for t in THEMES if t not in BACKGROUND]
    top_large, top_small, loud, staffed, furious, other = (str(t) for t in rng.permutation(leading))
    rest = [*BACKGROUND, other]

    in_large = int(rng.integers(124, 131))
    lead = round(in_large * rng.uniform(0.25, 0.28))
    behind = lead - int(rng.integers(7, 10))
    extra = lead - behind + int(rng.integers(3, 6))
    furious_large, furious_small = (int(n) for n in rng.integers(6, 10, 2))

    staff_large = int(rng.integers(6, 10))
    lead_small = int(rng.integers(27, 31))
    behind_small = lead_small - int(rng.integers(10, 13))
    staff_small = lead_small - behind_small + int(rng.integers(3, 6))
    twice = int(rng.integers(5, 12))
    in_small = POSTS - in_large - extra - staff_large - staff_small - twice

    left_large = in_large - lead - behind - furious_large
    left_small = in_small - lead_small - behind_small - furious_small
    others_large = _deal(rng, [top_small, staffed, *rest], left_large, most=behind)
    others_small = _deal(rng, [top_large, loud, *rest], left_small, most=behind_small)
    if others_large is None or others_small is None:
        return None
    # The larger group has more people with its need, the smaller one the larger share.
    if lead - lead_small < 3 or lead_small / in_small - lead / in_large < 0.04:
        return None
    staff_themes = rng.choice(rest, staff_large)
    return Plan(
        large, small, top_large, top_small, loud, staffed, furious,
        people={
            large: {**others_large, top_large: lead, loud: behind, furious: furious_large},
            small: {**others_small, top_small: lead_small, staffed: behind_small,
                    furious: furious_small},
        },
        extra=extra,
        staff={
            large: {t: int((staff_themes == t).sum()) for t in rest},
            small: {staffed: staff_small},
        },
        twice=twice,
    )  # fmt: skip


def _deal(rng: Generator, themes: list[str], people: int, most: int) -> dict[str, int] | None:
    # Four people raise each theme in the background; the others follow Dirichlet(2) shares.
    spread = people - 4 * len(themes)
    if spread < 0:
        return None
    counts = 4 + rng.multinomial(spread, rng.dirichlet(np.full(len(themes), 2.0)))
    if counts.max() > most:
        return None
    return {theme: int(count) for theme, count in zip(themes, counts, strict=True)}


def draw_table(rng: Generator, plan: Plan) -> pd.DataFrame:
    """Write the posts of a plan: every person once, then the repeats, then the staff."""
    writer = _Writer(rng, plan.furious)
    for segment, themes in plan.people.items():
        for theme, count in themes.items():
            for _ in range(count):
                writer.post(segment, theme)
    loudest = next(
        row for row in writer.rows if (row["segment"], row["theme"]) == (plan.large, plan.loud)
    )
    # An angry person, whose stars stay low from the first post on.
    loudest.update(writer.words(plan.large, plan.loud, "low"))
    for _ in range(plan.extra):
        writer.again(loudest)
    quiet = {plan.top_large, plan.top_small, plan.loud, plan.staffed, plan.furious}
    rest = [row for row in writer.rows if row["theme"] not in quiet]
    for i in rng.choice(len(rest), plan.twice, replace=False):
        writer.again(rest[i])
    for segment, themes in plan.staff.items():
        for theme, count in themes.items():
            for _ in range(count):
                writer.post(segment, theme, staff=True)
    return writer.table()


class _Writer:
    """Turns counts into posts. No sentence comes twice while there are others left."""

    def __init__(self, rng: Generator, furious: str) -> None:
        self.rng = rng
        self.furious = furious
        self.rows: list[dict[str, Any]] = []
        self.authored = load("foundations/voices")
        self.left: dict[tuple[str, str, bool], list[str]] = {}
        self.people = iter(rng.permutation(np.arange(100, 100 + POSTS)))

    def post(self, segment: str, theme: str, staff: bool = False) -> None:
        row = {
            "date": self._day(0),
            "person": f"p{next(self.people)}",
            "source": STAFF if staff else self._one(SOURCES),
            "segment": segment,
            "theme": theme,
            **self.words(segment, theme, self._tone(theme)),
        }
        if staff:
            row["text"] = self._one(self.authored["staff"]).format(text=row["text"])
        self.rows.append(row)

    def again(self, row: dict[str, Any]) -> None:
        text = self._one(self.authored["again"]).format(text=row["first"])
        self.rows.append({**row, "date": self._day((row["date"] - FIRST_DAY).days), "text": text})

    def words(self, segment: str, theme: str, tone: str) -> dict[str, Any]:
        sentence = self._sentence(segment, theme, tone)
        closer = self._one(self.authored["closers"][segment])
        text = f"{sentence} {closer}" if self.rng.random() < 0.4 else sentence
        return {"stars": self._one(TONES[tone]), "text": text, "first": sentence}

    def table(self) -> pd.DataFrame:
        order = self.rng.permutation(len(self.rows))
        rows = sorted((self.rows[i] for i in order), key=lambda row: row["date"])
        for number, row in enumerate(rows, start=1):
            row.update(id=f"v{number:03d}", date=row["date"].isoformat())
        return pd.DataFrame({column: [row[column] for row in rows] for column in COLUMNS})

    def _sentence(self, segment: str, theme: str, tone: str) -> str:
        # Sentences that only a household would write stay out of the offices' posts.
        written = self.authored["themes"][theme][tone]
        at_home = segment == "home"
        left = self.left.setdefault((theme, tone, at_home), [])
        if not left:
            every = [*written["any"], *(written["home"] if at_home else [])]
            left += [every[i] for i in self.rng.permutation(len(every))]
        return left.pop()

    def _tone(self, theme: str) -> str:
        low, mid = (0.92, 1.0) if theme == self.furious else (0.34, 0.74)
        drawn = self.rng.random()
        return "low" if drawn < low else "mid" if drawn < mid else "high"

    def _one(self, options: Sequence[Option]) -> Option:
        # numpy's own choice would turn the list into an array first, for every post.
        return options[int(self.rng.integers(len(options)))]

    def _day(self, earliest: int) -> date:
        return FIRST_DAY + timedelta(days=int(self.rng.integers(earliest, DAYS)))


def is_fair(table: pd.DataFrame, plan: Plan) -> bool:
    """Whether counting people gives the plan, and every other way of counting gives another."""
    seen = read_voices(table)
    large, small = plan.large, plan.small
    gaps = []
    for shares in seen.share.values():
        *_, second, first = sorted(shares.values())
        gaps.append(first - second)
    head_count = seen.people[large][plan.top_large] - seen.people[small][plan.top_small]
    return (
        len(table) == POSTS
        and seen.top == {large: plan.top_large, small: plan.top_small}
        and min(gaps) >= 5
        # Posts lead elsewhere in one segment, staff in the other.
        and most(seen.posts_share[large]) == plan.loud == seen.loud_theme
        and seen.staff_top[small] == plan.staffed
        # Stars lead elsewhere in both.
        and set(seen.lowest_stars.values()) == {plan.furious}
        # The larger group has more people with its need, the smaller one the larger share.
        and head_count >= 3
        and seen.share[small][plan.top_small] - seen.share[large][plan.top_large] >= 4
        # A share of posts is not a share of people.
        and seen.share[large][plan.top_large] - seen.posts_share[large][plan.top_large] > 2.2
        and seen.share[small][plan.top_small] - seen.raw_share[small][plan.top_small] > 2.2
    )
