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
    # As the exercises have it themselves; here so that a table of names needs none of their code.
    titles: Mapping[str, str]
    written: str  # the artefact a person reads


MODULES = (
    Module(
        code="FND",
        name="foundations",
        title="Foundations",
        minutes=212,
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
        titles={
            "FND-WARM": "Warm start: numbers you will need",
            "FND-E1": "Project, product or shared?",
            "FND-E2": "Life-cycle wall",
            "FND-E3": "Market watch",
            "FND-E4": "Strategy ladder",
            "FND-E5": "Roadmap relay",
            "FND-E6": "What users really say",
            "FND-E7": "Shelf or subscription?",
            "FND-EXIT": "Exit ticket",
            "FND-REFLECT": "Look back",
        },
        written="FND-W",
    ),
    Module(
        code="QUA",
        name="qualifications",
        title="Qualifications",
        minutes=205,
        exercises={
            "QUA-WARM": "warm_start",
            "QUA-E1": "empathy",
            "QUA-E2": "first_run",
            "QUA-E3": "real_problem",
            "QUA-E4": "said",
            "QUA-E5": "delegation",
            "QUA-E6": "homes",
            "QUA-E7": "role_map",
            "QUA-EXIT": "exit_ticket",
            "QUA-REFLECT": "reflection",
        },
        titles={
            "QUA-WARM": "Warm start: what stayed from Foundations",
            "QUA-E1": "Empathy map",
            "QUA-E2": "Beginner's eyes, borrowed ideas",
            "QUA-E3": "Find the real problem",
            "QUA-E4": "Say it so it is heard",
            "QUA-E5": "Delegation desk",
            "QUA-E6": "One home for everything",
            "QUA-E7": "My role map",
            "QUA-EXIT": "Exit ticket",
            "QUA-REFLECT": "Look back",
        },
        written="QUA-W",
    ),
    Module(
        code="SW",
        name="software",
        title="Software",
        minutes=250,
        exercises={
            "SW-WARM": "warm_start",
            "SW-E1": "funnel_diagnosis",
            "SW-E2": "cohort_retention",
            "SW-E3": "ship_or_not",
            "SW-E4": "kano_case",
            "SW-E5": "competitor_radar",
            "SW-E6": "sunset_planner",
            "SW-E7": "release_health",
            "SW-EXIT": "exit_ticket",
            "SW-REFLECT": "reflection",
        },
        titles={
            "SW-WARM": "Warm start: back from Foundations",
            "SW-E1": "Funnel diagnosis",
            "SW-E2": "Cohort retention",
            "SW-E3": "Ship or not? A/B desk",
            "SW-E4": "Kano and the business case",
            "SW-E5": "Competitor radar",
            "SW-E6": "Sunset planner",
            "SW-E7": "Release health",
            "SW-EXIT": "Exit ticket",
            "SW-REFLECT": "Look back",
        },
        written="SW-W",
    ),
)
