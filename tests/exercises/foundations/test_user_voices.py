"""FND-E6: every rule has its edges, and every slip its own sentence."""

from __future__ import annotations

from typing import Any

import pytest

from pm_exercises.checks import Outcome
from pm_exercises.exercises.foundations import user_voices
from pm_exercises.exercises.foundations.user_voices import Data
from pm_exercises.exercises.foundations.voices_reading import (
    SEGMENTS,
    THEMES,
    Reading,
    read_voices,
)
from pm_exercises.variants import rng_for

KEY = {
    "n1": "cleaning",
    "n2": "speed",
    "n3": "refills",
    "n4": "temperature",
    "n5": "setup",
    "n6": "billing",
}
STEP_FOR = {theme: step for step, theme in KEY.items()}


@pytest.fixture(scope="module")
def posts() -> tuple[Data, Reading]:
    """One learner's posts, and what can be read from them."""
    data = user_voices.generate(rng_for("seed-0", "FND-E6"))
    return data, read_voices(data.frame)


def crossed(seen: Reading) -> str:
    """The segment whose top need has the smaller share."""
    return next(segment for segment in SEGMENTS if segment != seen.bigger)


def answer(
    themes: dict[str, str], shares: dict[str, float] | None = None, step: str = ""
) -> dict[str, Any]:
    """An answer with only these cells filled in."""
    vals = {f"{segment}_share": share for segment, share in (shares or {}).items()}
    return {"vals": vals, "pick": {**themes, **({"next": step} if step else {})}}


def right(seen: Reading, step: str) -> dict[str, Any]:
    """Both needs and shares as counted, and a step."""
    return answer(seen.top, {s: seen.share[s][seen.top[s]] for s in SEGMENTS}, step)


def codes(outcome: Outcome) -> list[str]:
    """The feedback codes of an outcome."""
    return [finding.code for finding in outcome.findings]


def test_top_rule_gives_half_for_each_segment(posts: tuple[Data, Reading]) -> None:
    """Both right is full, one right is half, and the empty one is named."""
    data, seen = posts
    both = user_voices.top_needs(answer(seen.top), data, {})
    one = user_voices.top_needs(answer({"home": seen.top["home"]}), data, {})
    none = user_voices.top_needs(answer({}), data, {})

    assert (both.share, one.share, none.share) == (1, 0.5, 0)
    assert codes(one) == ["FND-E6.EMPTY"]
    assert "Small offices" in one.findings[0].detail["what"]


def test_top_rule_names_the_kind_of_slip(posts: tuple[Data, Reading]) -> None:
    """Loud, staff, stars, pooling and simply rarer each get their own sentence."""
    data, seen = posts
    loud_in = seen.loud_segment
    (staff_in,) = set(SEGMENTS) - {loud_in}
    for segment, theme, code in (
        (loud_in, seen.loud_theme, "LOUD"),
        (staff_in, seen.staff_top[staff_in], "STAFF"),
        (loud_in, seen.lowest_stars[loud_in], "STARS"),
        (loud_in, seen.top[staff_in], "POOL"),
        (loud_in, "noise", "TOP"),
    ):
        outcome = user_voices.top_needs(answer({**seen.top, segment: theme}), data, {})
        assert outcome.share == 0.5
        assert codes(outcome) == [f"FND-E6.{code}"]


def test_loud_message_counts_the_posts_of_that_person(posts: tuple[Data, Reading]) -> None:
    """{x} is the number of posts by the one who wrote most."""
    data, seen = posts
    outcome = user_voices.top_needs(
        answer({**seen.top, seen.loud_segment: seen.loud_theme}), data, {}
    )
    text = user_voices.EXERCISE.messages["FND-E6.LOUD"].format(**outcome.findings[0].detail)
    most = data.frame["person"].value_counts().max()

    assert text.startswith(f"One person wrote {most} of the posts about")


@pytest.mark.parametrize(
    ("off", "share"), [(0, 1), (1.99, 1), (-1.99, 1), (2.01, 0.5), (-2.01, 0.5)]
)
def test_share_rule_has_a_tolerance(posts: tuple[Data, Reading], off: float, share: float) -> None:
    """Two points either way, each segment by itself."""
    data, seen = posts
    shares = {s: seen.share[s][seen.top[s]] for s in SEGMENTS}
    shares["home"] += off
    outcome = user_voices.shares_right(answer(seen.top, shares), data, {})

    assert outcome.share == share


def test_share_is_judged_for_the_theme_chosen(posts: tuple[Data, Reading]) -> None:
    """A need that is not the top one, well counted, loses its own points only."""
    data, seen = posts
    shares = {s: seen.share[s]["noise"] for s in SEGMENTS}

    assert user_voices.shares_right(
        answer(dict.fromkeys(SEGMENTS, "noise"), shares), data, {}
    ).share == 1  # fmt: skip


def test_share_rule_names_the_kind_of_slip(posts: tuple[Data, Reading]) -> None:
    """A share of everybody, a share of posts and any other number are told apart."""
    data, seen = posts
    big = crossed(seen)
    theme = seen.top[big]
    for given, code in (
        (100 * seen.people[big][theme] / sum(seen.size.values()), "BASE"),
        (seen.raw_share[big][theme], "POSTS"),
        (seen.posts_share[big][theme], "POSTS"),
        (seen.share[big][theme] + 9, "SHARE"),
    ):
        shares = {s: seen.share[s][seen.top[s]] for s in SEGMENTS} | {big: given}
        outcome = user_voices.shares_right(answer(seen.top, shares), data, {})
        assert outcome.share == 0.5
        assert codes(outcome) == [f"FND-E6.{code}"]


def test_share_without_its_need_is_not_filled_in(posts: tuple[Data, Reading]) -> None:
    """A number alone does not say what it is a share of."""
    data, seen = posts
    shares = {s: seen.share[s][seen.top[s]] for s in SEGMENTS}
    outcome = user_voices.shares_right(answer({}, shares), data, {})

    assert outcome.share == 0
    assert codes(outcome) == ["FND-E6.EMPTY", "FND-E6.EMPTY"]


def test_next_rule(posts: tuple[Data, Reading]) -> None:
    """Only the step for the larger share is met; the others are told apart by what they serve."""
    data, seen = posts
    furious = seen.lowest_stars["home"]
    known = {*seen.top.values(), seen.loud_theme, furious}
    rest = next(theme for theme in STEP_FOR if theme not in known)
    for theme, share, code in (
        (seen.top[seen.bigger], 1, []),
        (seen.top[crossed(seen)], 0, ["FND-E6.RATE"]),
        (seen.loud_theme, 0, ["FND-E6.LOUD"]),
        (furious, 0, ["FND-E6.STARS"]),
        (rest, 0, ["FND-E6.NEXT"]),
    ):
        outcome = user_voices.next_step(right(seen, STEP_FOR[theme]), data, KEY)
        assert outcome.share == share
        assert codes(outcome) == code


def test_step_before_counting_earns_nothing(posts: tuple[Data, Reading]) -> None:
    """One guess in six must not be worth three points."""
    data, seen = posts
    step = STEP_FOR[seen.top[seen.bigger]]
    for half in (
        answer({}, step=step),
        answer(seen.top, step=step),
        answer(seen.top, {"home": 25.0}, step),
    ):
        outcome = user_voices.next_step(half, data, KEY)
        assert outcome.share == 0
        assert codes(outcome) == ["FND-E6.EVIDENCE"]
    assert codes(user_voices.next_step(answer({}), data, KEY)) == ["FND-E6.EMPTY"]


def test_tools_lead_to_the_answer(posts: tuple[Data, Reading]) -> None:
    """Without code: staff out, people once, one segment, and the first row is the top need."""
    data, seen = posts
    tally, _ = data.tools()
    for segment in SEGMENTS:
        first = tally.table("theme", segment, leave_out=True, people=True).rows[0]
        assert first[0] == THEMES[seen.top[segment]]
        assert first[2] == f"{seen.share[segment][seen.top[segment]]:.1f} %"


def test_tools_show_who_wrote_most(posts: tuple[Data, Reading]) -> None:
    """The loud person can be found before the themes are counted."""
    data, seen = posts
    first = data.tools()[0].table("person").rows[0]

    assert first[1] == str(seen.loud_posts)


def test_learner_cannot_spoil_the_posts_by_accident(posts: tuple[Data, Reading]) -> None:
    """What a notebook gets is a copy."""
    data, seen = posts
    frame = data.voices
    frame["theme"] = "noise"

    assert read_voices(data.frame) == seen
