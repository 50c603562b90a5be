"""FND-E6: count what users say, segment by segment, and choose what to do next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd
from numpy.random import Generator

from pm_exercises.board import Exercise
from pm_exercises.checks import MET, Criterion, Finding, Key, Outcome, unmet
from pm_exercises.exercises.foundations.voices_reading import (
    SEGMENTS,
    STAFF,
    THEMES,
    Reading,
    read_voices,
)
from pm_exercises.exercises.foundations.voices_table import candidate
from pm_exercises.explorers import Reader, Tally
from pm_exercises.explorers.tally import Exclusion
from pm_exercises.interactions import Choice, Scorecard, Value
from pm_exercises.item import Item, ReadOnlyAnswer
from pm_exercises.variants import draw

# Which step helps with which theme is a judgement: it stands in the instructor's notebook.
STEPS = {
    "n1": "Widen the neck, and warn people a week before scale builds up",
    "n2": "Add a one-mug mode that heats only the water it needs",
    "n3": "Send the next box when the last one runs low, not on a fixed day",
    "n4": "Fit a better sensor, and show on the handle what the water really is",
    "n5": "Let people boil first, and meet the app on the second day",
    "n6": "Put pause, leave and one clear line per box on a single page",
}
SHARE_TOLERANCE = 2.0  # percentage points
SLIP_TOLERANCE = 1.0  # how near a share must be to a known slip to be called that


@dataclass(frozen=True, slots=True)
class Data:
    """The learner's posts."""

    frame: pd.DataFrame

    @property
    def voices(self) -> pd.DataFrame:
        """A copy of the table, free to be changed: one row for each post."""
        return self.frame.copy()

    def tools(self) -> tuple[Tally, Reader]:
        """What the board offers to those who do not write code."""
        words = {"theme": THEMES, "segment": SEGMENTS}
        columns = {"theme": "Theme", "segment": "Segment", "source": "Source"}
        return (
            Tally(
                "Count the posts",
                self.frame,
                by={"theme": "Theme", "source": "Source", "person": "Person"},
                split="segment",
                person="person",
                score="stars",
                words=words,
                exclusion=Exclusion("source", STAFF, "Leave out posts by Kettlewick's own staff"),
            ),
            Reader(
                "Read the posts",
                self.frame,
                filters=columns,
                columns={
                    "date": "Date",
                    "person": "Person",
                    **columns,
                    "stars": "Stars",
                    "text": "Post",
                },
                words=words,
            ),
        )


def generate(rng: Generator) -> Data:
    """Draw posts in which loud voices, staff and stars each point to another need."""
    return Data(draw(rng, candidate))


def interaction(_data: Data) -> Scorecard:
    """The board: for each segment a need and its share, then one step."""
    cells: list[Choice | Value] = []
    for segment, name in SEGMENTS.items():
        cells += [
            Choice(segment, f"{name}: the need that most people raise", THEMES, name),
            Value(
                f"{segment}_share",
                f"{name}: people who raise it, of all people in this segment",
                "percent",
                example="17.5",
                low=0,
                high=100,
                fractions=True,
                group=name,
            ),
        ]
    label = "Next step for the segment where its own top need has the larger share of people"
    return Scorecard((*cells, Choice("next", label, STEPS, "What to do next")))


def top_needs(answer: ReadOnlyAnswer, data: Data, _key: Key) -> Outcome:
    """In each segment the theme that most people raise, staff left out."""
    seen, picked = read_voices(data.frame), answer["pick"]
    findings = [
        found for segment in SEGMENTS if (found := _theme_slip(seen, segment, picked)) is not None
    ]
    return Outcome(1 - len(findings) / len(SEGMENTS), tuple(findings))


def shares_right(answer: ReadOnlyAnswer, data: Data, _key: Key) -> Outcome:
    """The share of people, for the theme that was chosen: a wrong theme is not charged twice."""
    seen = read_voices(data.frame)
    findings = []
    for segment in SEGMENTS:
        theme, given = answer["pick"].get(segment), answer["vals"].get(f"{segment}_share")
        mark = (f"{segment}_share",)
        if theme is None or given is None:
            what = {"what": f"{SEGMENTS[segment]}, the need and its share"}
            findings.append(Finding("FND-E6.EMPTY", what, mark))
        elif abs(given - seen.share[segment][theme]) > SHARE_TOLERANCE:
            code = _share_slip(seen, segment, theme, given)
            detail = {"given": f"{given:g}", "segment": SEGMENTS[segment]}
            findings.append(Finding(code, detail, mark))
    return Outcome(1 - len(findings) / len(SEGMENTS), tuple(findings))


def next_step(answer: ReadOnlyAnswer, data: Data, key: Key) -> Outcome:
    """The step that helps with the need of the larger share; a choice before a count is a guess."""
    seen, picked = read_voices(data.frame), answer["pick"]
    if "next" not in picked:
        return unmet("FND-E6.EMPTY", what="the next step", marks=("next",))
    if len(answer["vals"]) < len(SEGMENTS) or any(segment not in picked for segment in SEGMENTS):
        return unmet("FND-E6.EVIDENCE", marks=("next",))
    theme = key[picked["next"]]
    if theme == seen.top[seen.bigger]:
        return MET
    other = next(segment for segment in SEGMENTS if segment != seen.bigger)
    if theme == seen.top[other]:
        return unmet("FND-E6.RATE", marks=("next",))
    if theme == seen.loud_theme:
        return unmet("FND-E6.LOUD", **_loud(seen), marks=("next",))
    if theme in seen.lowest_stars.values():
        return unmet("FND-E6.STARS", theme=THEMES[theme], marks=("next",))
    return unmet("FND-E6.NEXT", marks=("next",))


def _theme_slip(seen: Reading, segment: str, picked: ReadOnlyAnswer) -> Finding | None:
    theme, name = picked.get(segment), SEGMENTS[segment]
    if theme == seen.top[segment]:
        return None
    if theme is None:
        return Finding("FND-E6.EMPTY", {"what": f"{name}, the top need"}, (segment,))
    if theme == seen.loud_theme and segment == seen.loud_segment:
        return Finding("FND-E6.LOUD", _loud(seen), (segment,))
    if theme == seen.lowest_stars[segment]:
        return Finding("FND-E6.STARS", {"theme": THEMES[theme]}, (segment,))
    if theme == seen.staff_top[segment]:
        wrote = seen.staff_posts[segment][theme]
        detail = {"segment": name, "theme": THEMES[theme], "count": wrote}
        return Finding("FND-E6.STAFF", detail, (segment,))
    if all(picked.get(each) == theme for each in SEGMENTS):
        return Finding("FND-E6.POOL", {"theme": THEMES[theme], "segment": name}, (segment,))
    detail = {"segment": name, "theme": THEMES[theme]}
    return Finding("FND-E6.TOP", detail, (segment,))


def _share_slip(seen: Reading, segment: str, theme: str, given: float) -> str:
    of_everyone = 100 * seen.people[segment][theme] / sum(seen.size.values())
    if abs(given - of_everyone) <= SLIP_TOLERANCE:
        return "FND-E6.BASE"
    by_posts = (seen.posts_share[segment][theme], seen.raw_share[segment][theme])
    if any(abs(given - share) <= SLIP_TOLERANCE for share in by_posts):
        return "FND-E6.POSTS"
    return "FND-E6.SHARE"


def _loud(seen: Reading) -> dict[str, Any]:
    return {"x": seen.loud_posts, "theme": THEMES[seen.loud_theme]}


def hints(_data: Data) -> tuple[str, ...]:
    """From the goal to a first step."""
    return (
        "The goal: for home kitchens and for small offices, find the need that most people raise "
        "and how large a share of them it is. Then choose the step that helps where the share is "
        "larger.",
        "A post is not a person. Leave out what our own staff wrote, count every person once, and "
        "do it for each segment by itself. A share is people with the need, divided by all people "
        "of that segment. Lesson 6 has the order of the steps.",
        "A library asks 40 students and 120 pupils. Opening hours: 18 students and 36 pupils. One "
        "student wrote about the coffee machine 20 times, so by posts it leads. By people, hours "
        "lead: 18 of 40 students are 45 %, and 36 of 120 pupils are 30 %. More pupils asked, but "
        "the larger share is the students'.",
        "Under the board, count by person first: who wrote most? Then count by source: who should "
        "not be in the count? With that settled, count by theme for one segment, and then for the "
        "other.",
    )


EXERCISE = Exercise(
    item=Item(
        id="FND-E6",
        title="What users really say",
        task="Find the need that most people raise in each segment, how large a share they are, "
        "and what to do next.",
        minutes=15,
        seeds=("INT-1", "INT-5", "GEN-5", "GEN-1"),
    ),
    generate=generate,
    interaction=interaction,
    criteria=(
        Criterion("FND-E6.TOP", 5, "The top need of each segment", top_needs),
        Criterion("FND-E6.SHARE", 2, "The share of people who raise it", shares_right),
        Criterion("FND-E6.NEXT", 3, "A next step for the larger share", next_step, needs_key=True),
    ),
    messages={
        "FND-E6.EMPTY": "Not filled in yet: {what}. Without it the two segments cannot be "
        "compared. The tools under the board count for you.",
        "FND-E6.TOP": "{segment}: “{theme}” is raised, but another need is raised by more people. "
        "Work on it would pass by most of this group. Leave out staff, count people, and look at "
        "this segment alone.",
        "FND-E6.LOUD": "One person wrote {x} of the posts about “{theme}”. Whoever writes most "
        "would set your plan for everybody. Count people, not posts.",
        "FND-E6.STARS": "“{theme}” has the lowest stars. Stars say how angry people are, not how "
        "many have the same need. Look for the need that most people raise.",
        "FND-E6.STAFF": "{segment}: {count} posts about “{theme}” come from our own staff, who "
        "were trying things out. They do not buy kettles. Leave them out, then count again.",
        "FND-E6.POOL": "{segment}: you gave “{theme}” for both segments. Mixed together, the "
        "larger group speaks for the smaller one, whose need disappears. Split by segment before "
        "counting.",
        "FND-E6.BASE": "{segment}: {given} % is a share of everybody, the other group too. Seen "
        "that way, the larger group always seems to suffer more. Divide by the people of this "
        "segment only.",
        "FND-E6.POSTS": "{segment}: {given} % is a share of posts. Repeats and staff make the pile "
        "larger and each need smaller. Count every person once, above and below the line.",
        "FND-E6.SHARE": "{segment}: {given} % is not the share of people who raise the need you "
        "chose. The next step depends on which share is larger. Divide the people with this need "
        "by all people of the segment, staff left out.",
        "FND-E6.EVIDENCE": "A step chosen before counting is a guess. Fill in both needs and both "
        "shares first, then choose.",
        "FND-E6.RATE": "This step helps the segment with more people. A bigger group has more of "
        "every complaint, which says nothing about how hard life is in it. Compare the two shares, "
        "not the two numbers of people.",
        "FND-E6.NEXT": "This step helps with a need that leads in neither segment. A good idea for "
        "a rarer need leaves the common one open. Read the steps again beside your two top needs.",
    },
    hints=hints,
    meaning="You counted people instead of posts. The next step helps the many who said it once, "
    "not the few who said it often.",
)
