"""The course as it is planned: twelve modules in three stages, nine of them a role each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pm_exercises.exercises.modules import MODULES, Module


@dataclass(frozen=True, slots=True)
class Planned:
    """A module by its code, its title and what it is about, whether it is written yet or not."""

    code: str
    title: str
    about: str


@dataclass(frozen=True, slots=True)
class Stage:
    """A part of the way through the course."""

    title: str
    modules: tuple[Planned, ...]


PLAN = (
    Stage(
        "Begin",
        (
            Planned("FND", "Foundations", "Kettlewick Home, a kettle and its refills"),
            Planned(
                "QUA",
                "Qualifications",
                "Empathy, problem solving, leadership and organization, at Thymeboard meal kits",
            ),
        ),
    ),
    Stage(
        "Nine roles, a company each",
        (
            Planned("TECH", "Tech", "Plinthmark Sensors, a sensor and its dashboard"),
            Planned("MKT", "Marketing", "Aguaro Foods, avocado cups"),
            Planned("SW", "Software", "Folionest, notes and wikis for small firms"),
            Planned("DATA", "Data", "Skylattice Data, flights on time"),
            Planned("AI", "AI", "Corvane Market, a marketplace"),
            Planned("HC", "Healthcare", "Sallowfield Health Network, clinics and a device"),
            Planned("ML", "Machine learning", "Parcelwright, a parcel hub"),
            Planned("AG", "Agile", "Harbourgauge, tide forecasts for small ports"),
            Planned("UX", "User experience", "Civic Stacks, libraries and museums"),
        ),
    ),
    Stage(
        "Finish", (Planned("CAP", "Capstone", "The Port Lydden challenge, in a role you choose"),)
    ),
)


def stages(modules: Sequence[Module] = MODULES) -> tuple[Stage, ...]:
    """The plan, with the title of each module that is written, and any that was not planned."""
    titles = {module.code: module.title for module in modules}
    found = [
        Stage(
            stage.title,
            tuple(
                Planned(one.code, titles.pop(one.code, one.title), one.about)
                for one in stage.modules
            ),
        )
        for stage in PLAN
    ]
    if titles:
        more = tuple(Planned(code, title, "") for code, title in titles.items())
        found.append(Stage("More", more))
    return tuple(found)
