"""The nine roles of the course, what they need, and how far a learner is from two of them.

The needs are this course's own judgement, for comparing roles with each other. They are no norm
of any trade: job adverts for one and the same role differ more than two of these columns do.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pm_exercises.item import ReadOnlyAnswer

SKILLS = {
    "users": "Listening to users",
    "market": "Knowing market and rivals",
    "numbers": "Reading numbers and tests",
    "code": "Coding literacy",
    "data": "Handling data and privacy",
    "design": "Judging design and ease of use",
    "story": "Writing and telling the story",
    "plan": "Planning and road maps",
    "lead": "Leading without orders",
    "rhythm": "Running a team's rhythm",
    "models": "Statistics and models",
    "rules": "Law, safety and ethics",
}
RATINGS = {
    "0": "0 – new to me",
    "1": "1 – read about it",
    "2": "2 – tried it",
    "3": "3 – do it with help",
    "4": "4 – could show others",
}
BEST = 4


@dataclass(frozen=True, slots=True)
class Role:
    """One of the nine roles: its name, its company here, who often comes to it, what it needs."""

    code: str
    name: str
    company: str
    from_where: str
    needs: Mapping[str, int]  # 0 to 3, by skill


def _role(code: str, name: str, company: str, from_where: str, needs: str) -> Role:
    levels = dict(zip(SKILLS, map(int, needs.split()), strict=True))
    return Role(code, name, company, from_where, levels)


#        users market numbers code data design story plan lead rhythm models rules
ROLES = (
    _role(
        "TECH",
        "Tech",
        "Plinthmark Sensors",
        "Engineers and coders, and people from marketing who know the trade's users",
        "2 1 1 3 1 2 1 3 3 2 0 1",
    ),
    _role(
        "MKT",
        "Marketing",
        "Aguaro Foods",
        "Marketing, sales, shops, writing",
        "2 3 2 0 1 1 3 2 2 1 0 1",
    ),
    _role(
        "SW",
        "Software",
        "Folionest",
        "Software teams, support, business analysis",
        "2 2 3 2 1 2 1 2 2 2 1 0",
    ),
    _role(
        "DATA",
        "Data",
        "Skylattice Data",
        "Data science and analysis, with an eye for customers",
        "1 1 2 2 3 0 1 1 2 1 3 2",
    ),
    _role(
        "AI",
        "AI",
        "Corvane Market",
        "Statistics, data science, software",
        "2 2 2 2 2 1 1 1 1 1 3 3",
    ),
    _role(
        "HC",
        "Healthcare",
        "Sallowfield Health Network",
        "Nurses, doctors, administrators of clinics",
        "3 1 1 0 2 1 2 2 2 1 1 3",
    ),
    _role(
        "ML",
        "Machine learning",
        "Parcelwright",
        "Data science, coding, AI",
        "1 0 3 3 2 0 1 1 2 1 3 1",
    ),
    _role(
        "AG",
        "Agile",
        "Harbourgauge",
        "Scrum masters, developers, project managers",
        "2 1 1 1 0 1 1 2 3 3 0 0",
    ),
    _role(
        "UX",
        "User experience",
        "Civic Stacks",
        "Design, research, psychology, often through a UX or UI bootcamp",
        "3 1 2 0 0 3 2 1 2 1 1 1",
    ),
)
BY_CODE = {role.code: role for role in ROLES}


def ratings(answer: ReadOnlyAnswer) -> dict[str, int]:
    """The learner's own ratings, 0 to 4, by skill; a skill not rated yet is left out."""
    return {skill: int(row["rating"]) for skill, row in answer["grid"].items() if "rating" in row}


def chosen_roles(answer: ReadOnlyAnswer) -> tuple[Role, ...]:
    """The roles chosen so far."""
    codes = (answer["extra"].get(place) for place in ("role1", "role2"))
    return tuple(BY_CODE[code] for code in codes if code)


def need(skill: str, roles: tuple[Role, ...]) -> int:
    """How much the chosen roles need a skill, added up."""
    return sum(role.needs[skill] for role in roles)


def gaps(answer: ReadOnlyAnswer) -> dict[str, int]:
    """By skill rated: need of the chosen roles times what is missing to the best rating."""
    roles = chosen_roles(answer)
    return {
        skill: need(skill, roles) * (BEST - rating) for skill, rating in ratings(answer).items()
    }
