"""The modules of the course, and the file that holds each exercise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Module:
    """One notebook: its name in source/ and release/, and its exercises in order."""

    code: str  # "FND"
    name: str  # "foundations", the folder and the notebook
    title: str
    minutes: int
    exercises: Mapping[str, str]  # exercise id to file name
    written: str  # the artefact a person reads


MODULES = (
    Module(
        code="FND",
        name="foundations",
        title="Foundations",
        minutes=210,
        exercises={
            "FND-WARM": "warm_start",
            "FND-E1": "project_or_product",
            "FND-E2": "life_cycle_wall",
            "FND-E3": "market_watch",
            "FND-E4": "strategy_ladder",
            "FND-E5": "roadmap_relay",
            "FND-E6": "user_voices",
            "FND-E7": "shelf_or_subscription",
            "FND-EXIT": "exit_ticket",
            "FND-REFLECT": "reflection",
        },
        written="FND-W",
    ),
)
