"""SW-E4 as learners answer it: good alternatives, and each misconception by its code."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from pm_exercises.exercises.software.kano_case import Data
from pm_exercises.exercises.software.kano_table import (
    BAD,
    EFFORT,
    GOOD,
    PEOPLE,
    affordable,
    effort,
    gain,
    lawful_sets,
    net,
    read_survey,
    regret,
)
from pm_exercises.formulas import kano_mode

Answer = dict[str, Any]


def alternatives(data: Data, best: Answer) -> list[Answer]:
    """Other good sets, and coefficients rounded to two or to one decimal less."""
    seen = read_survey(data)
    good = [
        each
        for each in lawful_sets(data, seen)
        if regret(seen, each) <= GOOD and set(each) != set(seen.best)
    ]
    rounded = {cell: round(number + 0.01, 2) for cell, number in best["extra"].items()}
    rounded = {cell: min(max(number, -1), 1) for cell, number in rounded.items()}
    rounded |= {cell: min(rounded[cell], 0) for cell in ("worse_1", "worse_2")}
    return [*(_with(best, build=each) for each in good[:3]), _with(best, extra=rounded)]


def misconceptions(data: Data, best: Answer) -> dict[str, Answer]:
    """By feedback code, the whole answer of a learner who thinks that way."""
    seen = read_survey(data)
    sets = affordable(data)
    divisive = seen.unwanted[0]

    def most_gain(*, without: Collection[str] = (), with_: Collection[str] = ()) -> tuple[str, ...]:
        fitting = [
            each for each in sets if set(with_) <= set(each) and not set(without) & set(each)
        ]
        return max(fitting, key=lambda each: gain(seen.better, each))

    delights = most_gain(without=(*seen.must[:1], divisive))
    others = {name: "I" if kind != "I" else "A" for name, kind in seen.kind.items()}
    misread = {
        divisive: kano_mode({**data.counts(divisive), "A": 150, "R": 0}),
    }
    counts = {name: data.counts(name) for name in data.raw}
    by_all = {
        f"{which}_{n}": round(sign * (c["O"] + c[letter]) / PEOPLE, 3)
        for n, c in enumerate(counts.values(), 1)
        for which, sign, letter in (("better", 1, "A"), ("worse", -1, "M"))
    }
    reverse = {}
    for n, (name, c) in enumerate(counts.items(), 1):
        if name == divisive:
            base = sum(c[kind] for kind in "AOMIR")
            reverse = {f"better_{n}": round((c["A"] + c["O"] + c["R"]) / base, 3)}
    # Better and Worse mixed up.
    turned = {cell: -best["extra"][_other(cell)] for cell in best["extra"]}
    found = {
        "SW-E4.DELIGHT": _with(best, build=delights),
        "SW-E4.REVERSE": _with(
            best,
            kind=misread,
            extra=reverse,
            build=most_gain(with_=(*seen.must, divisive)),
        ),
        "SW-E4.UNWANTED": _with(best, build=most_gain(with_=(*seen.must, divisive))),
        "SW-E4.BIZONLY": _with(best, build=seen.richest),
        "SW-E4.OVER": _with(best, build=_too_much(data, seen.best)),
        "SW-E4.LOSS": _with(best, build=seen.must),
        "SW-E4.CLASS": _with(best, kind=others, build=delights),
        "SW-E4.BASE": _with(best, extra=by_all, build=delights),
        "SW-E4.COEF": _with(best, extra=turned, build=seen.richest),
        "SW-E4.OPEN": {"grid": {seen.best[0]: {"kind": seen.kind[seen.best[0]]}}},
        "SW-E4.NOSET": _with(best, build=()),
    }
    lean = [
        each
        for each in lawful_sets(data, seen)
        if regret(seen, each) >= BAD and net(data, each) <= net(data, seen.best)
    ]
    if lean:
        found["SW-E4.LEAN"] = _with(best, build=lean[0])
    return found


def _too_much(data: Data, chosen: tuple[str, ...]) -> tuple[str, ...]:
    for feature in data.features:
        if effort(data, chosen) > EFFORT:
            break
        if feature.id not in chosen:
            chosen = (*chosen, feature.id)
    return chosen


def _other(cell: str) -> str:
    return cell.replace("better", "worse") if "better" in cell else cell.replace("worse", "better")


def _with(
    best: Answer,
    *,
    build: Collection[str] | None = None,
    kind: dict[str, str] | None = None,
    extra: dict[str, float] | None = None,
) -> Answer:
    grid = {name: dict(line) for name, line in best["grid"].items()}
    for name, line in grid.items():
        line["kind"] = (kind or {}).get(name, line["kind"])
        if build is not None:
            line["build"] = "yes" if name in build else "no"
    return {"grid": grid, "extra": best["extra"] | (extra or {})}
