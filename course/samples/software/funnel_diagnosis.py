"""SW-E1 as learners answer it: good alternatives, and each misconception by its code."""

from __future__ import annotations

from typing import Any

from pm_exercises.exercises.software.funnel_diagnosis import Data
from pm_exercises.exercises.software.funnel_table import MOVES, SEGMENTS, loss, read_funnel

Answer = dict[str, Any]


def alternatives(_data: Data, best: Answer) -> list[Answer]:
    """Three other answers a fair reader would accept: rates rounded before the sum."""
    lost = best["vals"]["lost"]
    return [_with(best, lost=round(share * lost)) for share in (0.97, 1.03, 1.045)]


def misconceptions(data: Data, best: Answer) -> dict[str, Answer]:
    """By feedback code, the whole answer of a learner who thinks that way."""
    seen = read_funnel(data.frame)
    spare = next(
        step for step in MOVES if step not in (seen.step, seen.lowest_step, seen.volume_step)
    )
    other = next(segment for segment in SEGMENTS if segment != seen.segment)

    def lost(segment: str, step: str) -> int:
        return round(loss(data.frame, segment, step))

    return {
        "SW-E1.LOWEST": _with(
            best, step=seen.lowest_step, lost=lost(seen.segment, seen.lowest_step)
        ),
        "SW-E1.VOLUME": _with(
            best, step=seen.volume_step, lost=lost(seen.segment, seen.volume_step), next="first"
        ),
        "SW-E1.STEP": _with(best, step=spare, lost=lost(seen.segment, spare)),
        "SW-E1.SEGMENT": _with(best, segment=other, lost=lost(other, seen.step)),
        "SW-E1.LOSTRAW": _with(best, lost=seen.left),
        "SW-E1.LOST": _with(best, lost=round(seen.other_rate - seen.own_rate, 1)),
        "SW-E1.NEXT": _with(best, lost=seen.left, next="everybody"),
        "SW-E1.EVIDENCE": {"pick": {"next": "watch"}},
        "SW-E1.EMPTY": {"pick": {"step": seen.step, "segment": seen.segment}},
    }


def _with(best: Answer, **changed: Any) -> Answer:
    return {
        part: {cell: changed.get(cell, value) for cell, value in best[part].items()}
        for part in ("vals", "pick")
    }
