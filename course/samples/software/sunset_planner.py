"""SW-E6 as learners answer it: good alternatives, and each misconception by its code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pm_exercises.exercises.software.sunset_planner import Data
from pm_exercises.exercises.software.sunset_table import loses_once

Answer = dict[str, Any]
Changes = dict[str, dict[str, Any]]


def alternatives(data: Data, best: Answer) -> list[Answer]:
    """Three other plans a fair reader would accept: later, shorter, with longer talks."""
    last = data.last_paid
    return [
        _with(best, shutoff={"start": last + 2}, desk={"start": last + 2}, writeoff={"start": 10}),
        _with(best, notice={"start": 2}, freeze={"start": 1}, talks={"start": 1, "len": 4}),
        _with(best, readonly={"start": 5}, delete={"start": 10}, parity={"start": 2, "len": 2}),
    ]


def misconceptions(data: Data, best: Answer) -> dict[str, Answer]:
    """By feedback code, the whole answer of a learner who thinks that way."""
    last = data.last_paid
    bare: Answer = {"origin": None, "reason": None}
    # Costs first: everything is over as soon as most contracts are.
    quick: Changes = {"shutoff": {"start": 4}, "delete": {"start": 4}, "desk": {"start": 4}}
    quick |= {"writeoff": {"start": 4}, "notice": {"start": 3}, "talks": {"start": 1, "len": 4}}
    # Tell the world first, and build afterwards.
    loud: Changes = {"export": {"start": 3}, "parity": {"start": 5, "len": 2, "top": None}}
    loud |= {"announce": bare, "notice": {"start": last}}
    # Clean the house on the last day.
    tidy: Changes = {
        "delete": {"start": last + 1},
        "desk": {"start": last},
        "writeoff": {"start": last},
    }
    tidy |= {"announce": bare}
    short: Changes = {
        "announce": {"start": 3, **bare},
        "notice": {"start": last},
        "parity": {"start": 4},
    }
    short |= {"delete": {"start": data.hold}}
    other = next(letter for letter in data.triples if letter != best["items"]["parity"]["top"])
    wrong: Answer = {"origin": "rival", "reason": f"m{loses_once(data)}"}
    engineers = {
        name: {**row, "lane": "engineering"}
        for name, row in best["items"].items()
        if row["lane"] == "engineering"
    }
    late: Changes = {"shutoff": {"start": 10}, "delete": {"start": 9}, "desk": {"start": 8}}
    late |= {"writeoff": {"start": 8}, "talks": {"start": 7, "len": 4}, "announce": bare}
    strayed: Changes = {
        name: {"lane": "marketing"} for name in ("talks", "notice", "desk", "freeze")
    }
    strayed |= {"export": {"lane": "sales"}, "delete": {"lane": "finance", "start": 6}}
    strayed |= {"shutoff": {"lane": "support", "start": 5}}
    freeze: Changes = {"freeze": {"start": 9}, "talks": {"start": last, "len": 4}, "announce": bare}
    freeze |= {"desk": {"start": 3}, "writeoff": {"start": 3}, "delete": {"start": data.hold}}
    return {
        "SW-E6.STRAND": _with(best, **quick),
        "SW-E6.EARLY": _with(best, **quick),
        "SW-E6.NOEXIT": _with(best, **loud),
        "SW-E6.PARITY": _with(best, **loud),
        "SW-E6.NOTICE": _with(best, **loud),
        "SW-E6.OPEN": _with(best, **loud),
        "SW-E6.HOLD": _with(best, **tidy, export={"start": 2}),
        "SW-E6.DESK": _with(best, **freeze),
        "SW-E6.BOOKS": _with(best, **freeze),
        "SW-E6.FREEZE": _with(best, **freeze),
        "SW-E6.TALKS": _with(best, **freeze),
        "SW-E6.SHORT": _with(best, **short),
        "SW-E6.CLICKS": _with(
            best, parity={"top": other, "start": 5}, announce=wrong, delete={"start": data.hold}
        ),
        "SW-E6.ORIGIN": _with(best, announce=wrong, **{**quick, "desk": {}}),
        "SW-E6.REASON": _with(best, announce=wrong, **{**quick, "desk": {}}),
        "SW-E6.NOOWNER": {"items": engineers},
        "SW-E6.LANE": _with(best, **strayed),
        "SW-E6.LATE": _with(best, **late),
        "SW-E6.UNPLACED": {"items": dict(list(best["items"].items())[:4])},
    }


def _with(best: Answer, **changed: Mapping[str, Any]) -> Answer:
    items = {}
    for name, row in best["items"].items():
        merged = {**row, **changed.get(name, {})}
        items[name] = {part: value for part, value in merged.items() if value is not None}
    return {"items": items}
