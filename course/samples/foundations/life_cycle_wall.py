"""FND-E2 as learners answer it: other walls that work, and each misconception by its code."""

from __future__ import annotations

from typing import Any

from pm_exercises.exercises.foundations.life_cycle_rules import Data

ROLES = {
    "evidence": "a17 a19",
    "requirement": "a08 a21",
    "position": "a02 a20",
    "build": "a13 a22",
    "price": "a01 a06",
    "launch": "a24 a25",
    "feedback": "a12 a15",
    "review": "a14 a26",
    "retire": "a04 a11",
    "app-evidence": "a05 a27",
    "app-strategy": "a07 a09",
    "app-build": "a03 a28",
    "app-change": "a16 a23",
    "oversight": "a10 a18",
}
ROLE_OF = {card: role for role, cards in ROLES.items() for card in cards.split()}
OFF = "off"


def alternatives(data: Data, best: dict[str, Any]) -> list[dict[str, Any]]:
    """At least three other walls that a fair reader would accept."""
    return [
        # Everything is thought through before a mould is cut; Brewbook gets its turn when mature.
        _wall(
            data,
            best,
            evidence=(1, 1),
            requirement=(1, 1),
            position=(1, 1),
            price=(1, 2),
            build=(2, 1),
            launch=(2, 2),
            feedback=(3, 4),
            review=(4, 1),
            retire=(6, 1),
            app_evidence=(5, 1),
            app_strategy=(5, 1),
            app_build=(5, 1),
            app_change=(6, 1),
            oversight=(2, 5),
        ),
        # A careful company: long work, listening all along, the end in mind from Grow on.
        _wall(
            data,
            best,
            evidence=(1, 2),
            requirement=(2, 2),
            position=(2, 1),
            price=(3, 1),
            build=(2, 2),
            launch=(3, 1),
            feedback=(4, 3),
            review=(4, 3),
            retire=(4, 3),
            app_evidence=(4, 3),
            app_strategy=(4, 1),
            app_build=(5, 1),
            app_change=(5, 2),
            oversight=(3, 4),
        ),
        # A quick one: short bars, and Brewbook's feature in the stage that asks for it.
        _wall(
            data,
            best,
            evidence=(1, 1),
            requirement=(2, 1),
            position=(1, 2),
            price=(2, 1),
            build=(2, 1),
            launch=(3, 1),
            feedback=(3, 2),
            review=(6, 1),
            retire=(5, 1),
            app_evidence=(4, 1),
            app_strategy=(4, 2),
            app_build=(4, 1),
            app_change=(4, 1),
            oversight=(3, 3),
        ),
        # The same wall with the pipeline look in the other lane.
        _wall(data, best, lanes={"oversight": "brewbook"}, position=(1, 1), review=(4, 2)),
    ]


def misconceptions(data: Data, best: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """By feedback code, the whole answer of a learner who thinks that way."""
    # "The market side comes when the thing is out."
    sales_last = _wall(data, best, price=(4, 1), position=(4, 1), launch=(3, 1), review=(4, 1))
    # "You ask once, at the start, and settle things once."
    once = _wall(
        data,
        best,
        evidence=(1, 1),
        feedback=(1, 1),
        app_evidence=(1, 1),
        review=(2, 1),
        oversight=(1, 1),
    )
    # "Build it and they will come; ask when it is there."
    build_first = _wall(
        data,
        best,
        build=(1, 2),
        evidence=(3, 1),
        requirement=(3, 1),
        position=(3, 1),
        app_build=(4, 1),
        app_evidence=(5, 1),
        app_strategy=(5, 1),
    )
    # "The job is done at launch."
    done_at_launch = _wall(
        data, best, retire=OFF, review=OFF, feedback=OFF, app_change=OFF, oversight=(1, 3)
    )
    # "Everything new starts on the left, whether it is sold already or not."
    all_new = _wall(
        data,
        best,
        app_evidence=(1, 1),
        app_strategy=(1, 1),
        app_build=(2, 1),
        app_change=(3, 1),
        review=(3, 1),
        retire=(3, 1),
        feedback=(3, 1),
        oversight=(1, 2),
    )
    # "There is one wall, so there is one row; each meeting and each check is held once."
    one_row = _wall(
        data,
        best,
        lanes=dict.fromkeys(ROLES, "kettle"),
        review=(3, 1),
        oversight=(3, 1),
        app_change=(3, 1),
        retire=(2, 1),
    )
    # "All of it matters all of the time."
    everywhere: dict[str, Any] = {role.replace("-", "_"): (1, 6) for role in ROLES}
    always = _wall(data, best, **everywhere)
    # "Launch is a day in the calendar, and the material follows when there is time."
    late_launch = _wall(
        data, best, launch=(4, 1), price=(4, 1), review=(4, 1), position=(4, 1), feedback=(5, 1)
    )
    return {
        "FND-E2.PRICE": sales_last,
        "FND-E2.POSITION": sales_last,
        "FND-E2.ONCE": once,
        "FND-E2.REVIEW": once,
        "FND-E2.BUILD1": build_first,
        "FND-E2.REQS": build_first,
        "FND-E2.STRATEGY": build_first,
        "FND-E2.NOEND": done_at_launch,
        "FND-E2.EARLY": all_new,
        "FND-E2.ENDSOON": all_new,
        "FND-E2.CHANGE": all_new,
        "FND-E2.OFFER": one_row,
        "FND-E2.OVERSIGHT": one_row,
        "FND-E2.SPREAD": always,
        "FND-E2.LAUNCH": late_launch,
        "FND-E2.UNPLACED": {"items": dict(list(best["items"].items())[:6])},
    }


def _wall(
    data: Data, best: dict[str, Any], lanes: dict[str, str] | None = None, **moves: Any
) -> dict[str, Any]:
    """The best wall with some roles moved to (start, len), taken off, or put in another lane."""
    items = {}
    for activity in data.activities:
        role = ROLE_OF[activity.id]
        bar = dict(best["items"][activity.id])
        move = moves.get(role.replace("-", "_"))
        if move == OFF:
            continue
        if move is not None:
            bar["start"], bar["len"] = move
        bar["lane"] = (lanes or {}).get(role, bar["lane"])
        items[activity.id] = bar
    return {"items": items}
