"""FND-E6's posts: counting people gives the planted needs, every other count another answer."""

from __future__ import annotations

from collections import Counter

import pandas as pd
import pytest

from pm_exercises.data import load
from pm_exercises.exercises.foundations import user_voices
from pm_exercises.exercises.foundations.user_voices import Data
from pm_exercises.exercises.foundations.voices_reading import (
    SEGMENTS,
    STAFF,
    THEMES,
    Reading,
    read_voices,
)
from pm_exercises.exercises.foundations.voices_table import (
    BACKGROUND,
    POSTS,
    draw_plan,
    draw_table,
    is_fair,
)
from pm_exercises.variants import rng_for

SEEDS = 300


@pytest.fixture(scope="module")
def readings() -> list[tuple[Data, Reading]]:
    """Three hundred learners' posts, each with what can be read from them."""
    drawn = [user_voices.generate(rng_for(f"seed-{n}", "FND-E6")) for n in range(SEEDS)]
    return [(data, read_voices(data.frame)) for data in drawn]


def crossed(seen: Reading) -> str:
    """The segment whose top need has the smaller share."""
    return next(segment for segment in SEGMENTS if segment != seen.bigger)


def test_planted_truth_is_recovered() -> None:
    """A count of another make, in plain pandas, finds the planted need in each segment."""
    accepted = 0
    for n in range(60):
        rng = rng_for(f"seed-{n}", "FND-E6")
        plan = draw_plan(rng)
        if plan is None:
            continue
        table = draw_table(rng, plan)
        if not is_fair(table, plan):
            continue
        accepted += 1
        kept = table[table["source"] != STAFF].drop_duplicates(["person", "theme"])
        raised = pd.crosstab(kept["segment"], kept["theme"])

        for segment, top in ((plan.large, plan.top_large), (plan.small, plan.top_small)):
            assert str(raised.loc[segment].idxmax()) == top
            assert dict(raised.loc[segment]) == plan.people[segment]
    assert accepted > 20


def test_one_loud_person_leads_by_posts(readings: list[tuple[Data, Reading]]) -> None:
    """In one segment the top by posts is what one person repeated 11 times or more."""
    for data, seen in readings:
        kept = data.frame[data.frame["source"] != STAFF]
        posts = kept[kept["segment"] == seen.loud_segment]

        assert posts["theme"].value_counts().idxmax() == seen.loud_theme
        assert seen.loud_theme != seen.top[seen.loud_segment]
        assert 11 <= seen.loud_posts == posts["person"].value_counts().max()


def test_staff_lead_in_the_other_segment(readings: list[tuple[Data, Reading]]) -> None:
    """Counting people but leaving staff in gives another top need, for every learner."""
    for _, seen in readings:
        (other,) = set(SEGMENTS) - {seen.loud_segment}

        assert seen.staff_top[other] != seen.top[other]
        assert seen.staff_posts[other][seen.staff_top[other]] > 10


def test_stars_mislead_in_both_segments(readings: list[tuple[Data, Reading]]) -> None:
    """The lowest mean belongs to a need that few people have."""
    for _, seen in readings:
        for segment in SEGMENTS:
            lowest = seen.lowest_stars[segment]
            assert seen.share[segment][lowest] < 0.5 * seen.share[segment][seen.top[segment]]


def test_segments_differ_and_pooling_fails(readings: list[tuple[Data, Reading]]) -> None:
    """One theme cannot be right for both."""
    assert all(seen.top["home"] != seen.top["office"] for _, seen in readings)


def test_head_count_and_share_point_to_different_segments(
    readings: list[tuple[Data, Reading]],
) -> None:
    """More people in one segment, a share larger by four points in the other."""
    for _, seen in readings:
        big, small = crossed(seen), seen.bigger
        assert seen.people[big][seen.top[big]] >= seen.people[small][seen.top[small]] + 3
        assert seen.share[small][seen.top[small]] >= seen.share[big][seen.top[big]] + 4


def test_lead_is_no_hair(readings: list[tuple[Data, Reading]]) -> None:
    """Each top need leads by five points or more."""
    for _, seen in readings:
        for segment in SEGMENTS:
            *_, second, first = sorted(seen.share[segment].values())
            assert first - second >= 5


def test_every_top_need_has_a_step(readings: list[tuple[Data, Reading]]) -> None:
    """No learner is asked for a step that is not on the list."""
    needed = {theme for _, seen in readings for theme in seen.top.values()}

    assert needed == set(THEMES) - set(BACKGROUND)
    assert len(user_voices.STEPS) == len(needed)


def test_learners_do_not_share_an_answer(readings: list[tuple[Data, Reading]]) -> None:
    """No pair of top needs is right for more than a tenth of the class."""
    pairs = Counter((seen.top["home"], seen.top["office"]) for _, seen in readings)

    assert max(pairs.values()) < SEEDS / 10


def test_posts_read_like_people(readings: list[tuple[Data, Reading]]) -> None:
    """260 posts with the book's columns; few sentences come twice but for those who repeat."""
    for data, _ in readings[:20]:
        frame = data.voices
        once = frame[frame["source"] != STAFF].drop_duplicates(["person", "theme"])

        assert len(frame) == POSTS
        assert list(frame) == [
            *("id", "date", "person", "source", "segment", "stars", "theme", "text"),
        ]
        assert frame["date"].is_monotonic_increasing
        assert frame["stars"].between(1, 5).all()
        assert once["text"].duplicated().mean() < 0.15


def test_authored_sentences() -> None:
    """Forty for each of eight themes, none twice, none long."""
    authored = load("foundations/voices")
    every = []
    for tones in authored["themes"].values():
        theme = [text for tone in tones.values() for kind in tone.values() for text in kind]
        assert len(theme) == 40
        every += theme

    assert set(authored["themes"]) == set(THEMES)
    assert len(set(every)) == 320
    assert max(len(text) for text in every) <= 110


def test_offices_do_not_speak_of_children(readings: list[tuple[Data, Reading]]) -> None:
    """Sentences that only a household would write stay with households."""
    themes = load("foundations/voices")["themes"].values()
    household = {text for tones in themes for tone in tones.values() for text in tone["home"]}
    for data, _ in readings[:20]:
        offices = " ".join(data.frame.loc[data.frame["segment"] == "office", "text"])
        assert not [text for text in household if text in offices]


def test_same_seed_same_bytes() -> None:
    """A learner who opens the notebook again reads the same posts."""
    first, second = (user_voices.generate(rng_for("ada", "FND-E6")).frame for _ in range(2))

    pd.testing.assert_frame_equal(first, second)
