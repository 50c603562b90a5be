"""QUA-E5 as learners answer it: good alternatives, and each misconception by its code."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pm_exercises.exercises.qualifications.delegation_rules import ME, Data, Person, Task


def alternatives(data: Data, best: dict[str, Any]) -> list[dict[str, Any]]:
    """The same hands with closer or looser touch, where both suit; or one task kept too long."""
    grid = best["grid"]
    learning = [task.id for task in data.tasks if grid[task.id]["checkin"] == "half"]
    skilled = [task.id for task in data.tasks if grid[task.id]["checkin"] == "done"]
    return [
        _touch(best, dict.fromkeys(learning, "close")),
        _touch(best, dict.fromkeys(skilled, "half")),
        _touch(best, {learning[0]: "close", **dict.fromkeys(skilled[:3], "half")}),
    ]


def misconceptions(data: Data, best: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """By feedback code, the whole answer of a learner who thinks that way."""
    mine = [task for task in data.tasks if task.mine]
    away = [task for task in data.tasks if not task.mine]
    urgent = [task for task in data.tasks if task.urgent]
    grid = best["grid"]

    def given(pick: Callable[[Task], str], how: str = "done") -> dict[str, Any]:
        return {
            "grid": {
                task.id: {"who": pick(task), "checkin": "none" if pick(task) == ME else how}
                for task in data.tasks
            }
        }

    def able(task: Task) -> str:
        """The first who can do it: the same busy few, week after week."""
        return next((p.id for p in data.people if p.skill == task.skill), ME)

    def wisher(task: Task) -> str:
        """Whoever wants to learn it, due or not."""
        return next((p.id for p in data.people if p.goal == task.skill), data.people[0].id)

    def kept(task: Task) -> str:
        return ME if task.mine or task.hours >= 3 else able(task)

    def stranger(task: Task) -> Person:
        return next(p for p in data.people if task.skill not in (p.skill, p.goal))

    hero = given(lambda task: ME if task in (*mine, *away[:8]) else able(task))
    strangers = {task.id: {"who": stranger(task).id, "checkin": "half"} for task in away[:6]}
    half = {task.id: grid[task.id] for task in data.tasks[:5]}
    no_word = {task: {"who": row["who"]} for task, row in grid.items()}
    return {
        "QUA-E5.HERO": hero,
        "QUA-E5.DUMP": given(lambda task: ME if task.mine else wisher(task)),
        "QUA-E5.ONLYPM": {
            "grid": {
                **grid,
                **{
                    task.id: {"who": data.people[n].id, "checkin": "done"}
                    for n, task in enumerate(mine)
                },
            }
        },
        "QUA-E5.IDLE": given(lambda task: ME if task.mine else able(task)),
        "QUA-E5.OVER": given(lambda task: ME if task.mine else able(task)),
        "QUA-E5.NOGROWTH": given(lambda task: ME if task.mine else able(task), "close"),
        "QUA-E5.HOVER": given(kept, "close"),
        "QUA-E5.ALONE": given(lambda task: ME if task.mine else wisher(task)),
        "QUA-E5.MISFIT": {"grid": {**grid, **strangers}},
        "QUA-E5.SILENT": {
            "grid": {**no_word, **{task.id: {"who": wisher(task)} for task in urgent + away[:4]}}
        },
        "QUA-E5.LEFT": {"grid": half},
    }


def _touch(best: dict[str, Any], how: dict[str, str]) -> dict[str, Any]:
    grid = {
        task: {**row, "checkin": how.get(task, row["checkin"])}
        for task, row in best["grid"].items()
    }
    return {"grid": grid}
