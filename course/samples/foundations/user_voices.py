"""FND-E6 as learners answer it: good alternatives, and each misconception by its code."""

from __future__ import annotations

from typing import Any

from pm_exercises.exercises.foundations.user_voices import Data
from pm_exercises.exercises.foundations.voices_reading import SEGMENTS, Reading, read_voices
from pm_exercises.exercises.foundations.voices_table import BACKGROUND

STEP_FOR = {
    "cleaning": "n1",
    "speed": "n2",
    "refills": "n3",
    "temperature": "n4",
    "setup": "n5",
    "billing": "n6",
}


def alternatives(_data: Data, best: dict[str, Any]) -> list[dict[str, Any]]:
    """At least three other answers a fair reader would accept: shares counted by hand."""
    home, office = best["vals"]["home_share"], best["vals"]["office_share"]
    return [
        {**best, "vals": {"home_share": home + shift, "office_share": office + other}}
        for shift, other in ((0.4, -0.4), (1.5, 0), (0, -1.5))
    ]


def misconceptions(data: Data, best: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """By feedback code, the whole answer of a learner who thinks that way."""
    seen = read_voices(data.frame)
    bigger = seen.bigger
    other = next(segment for segment in SEGMENTS if segment != bigger)
    raw_top = {s: max(seen.raw_share[s], key=seen.raw_share[s].__getitem__) for s in SEGMENTS}
    everyone = sum(seen.size.values())
    of_all = {s: 100 * seen.people[s][seen.top[s]] / everyone for s in SEGMENTS}
    larger_group = STEP_FOR[seen.top[other]]
    third = next(
        theme for theme in STEP_FOR if theme not in (*seen.top.values(), seen.loud_theme)
        and theme not in seen.lowest_stars.values()
    )  # fmt: skip
    everything = _answer(raw_top, {s: seen.raw_share[s][raw_top[s]] for s in SEGMENTS})
    return {
        # Counts every row of the table as it stands.
        "FND-E6.LOUD": everything,
        "FND-E6.STAFF": everything,
        "FND-E6.POSTS": everything,
        # Goes by the lowest mean.
        "FND-E6.STARS": _by_people(seen, seen.lowest_stars),
        # Takes all posts as one pile.
        "FND-E6.POOL": _by_people(seen, dict.fromkeys(SEGMENTS, seen.top[other])),
        # Divides by all people, so the larger group seems to suffer more.
        "FND-E6.BASE": _answer(seen.top, of_all, larger_group),
        "FND-E6.RATE": {**best, "pick": {**best["pick"], "next": larger_group}},
        # Mixes up the two shares, and so the two groups.
        "FND-E6.SHARE": _answer(
            seen.top, {s: seen.share[o][seen.top[o]] for s, o in _crossed()}, larger_group
        ),
        # Picks what sounds familiar.
        "FND-E6.TOP": _by_people(
            seen, dict.fromkeys(SEGMENTS, BACKGROUND[0]) | {other: BACKGROUND[1]}
        ),
        "FND-E6.NEXT": {**best, "pick": {**best["pick"], "next": STEP_FOR[third]}},
        "FND-E6.EVIDENCE": {"pick": {"next": best["pick"]["next"]}},
        "FND-E6.EMPTY": {"pick": {"home": best["pick"]["home"]}},
    }


def _answer(
    themes: dict[str, str], shares: dict[str, float], step: str | None = None
) -> dict[str, Any]:
    largest = max(shares, key=shares.__getitem__)
    return {
        "vals": {f"{segment}_share": round(share, 1) for segment, share in shares.items()},
        "pick": {**themes, "next": step or STEP_FOR[themes[largest]]},
    }


def _by_people(seen: Reading, themes: dict[str, str]) -> dict[str, Any]:
    step = STEP_FOR.get(themes[seen.bigger], "n1")
    return _answer(themes, {s: seen.share[s][themes[s]] for s in SEGMENTS}, step)


def _crossed() -> list[tuple[str, str]]:
    first, second = SEGMENTS
    return [(first, second), (second, first)]
