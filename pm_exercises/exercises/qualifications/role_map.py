"""QUA-E7: rate your skills, choose two roles, and find the three gaps that matter most for them."""

from __future__ import annotations

from collections.abc import Mapping

from numpy.random import Generator

from pm_exercises.board import Exercise
from pm_exercises.checks import MET, Criterion, Finding, Key, Outcome, unmet
from pm_exercises.exercises.qualifications import roles_table
from pm_exercises.exercises.qualifications.roles_table import RATINGS, ROLES, SKILLS
from pm_exercises.interactions import Matrix, MatrixColumn, MatrixRow
from pm_exercises.interactions.base import Gauge
from pm_exercises.item import Item, ReadOnlyAnswer, Table

BACKGROUNDS = {
    "care": "Nursing, medicine or running a clinic",
    "code": "Software or engineering",
    "data": "Data, statistics or research",
    "market": "Marketing, sales or a shop",
    "design": "Design or writing",
    "project": "Project management or operations",
    "teach": "Teaching or public service",
    "study": "I am studying, or between two things",
    "other": "Something else",
}
GAPS = ("gap1", "gap2", "gap3")
MOST_NEED = 6  # of two roles, three each
TABLE_COLUMNS = 5  # roles in one table, so that it can be read on a narrow page


def generate(_rng: Generator) -> None:
    """Everyone gets the same skills and roles: what differs is the learner."""


def interaction(_data: None) -> Matrix:
    """The board: a rating for each skill; background, two roles, and the three largest gaps."""
    roles = {role.code: f"{role.name}, at {role.company}" for role in ROLES}
    return Matrix(
        rows=tuple(MatrixRow(skill, words) for skill, words in SKILLS.items()),
        columns=(MatrixColumn("rating", "Your rating", RATINGS),),
        extra=(
            MatrixColumn("background", "Where you come from", BACKGROUNDS),
            MatrixColumn("role1", "First role that appeals to you", roles),
            MatrixColumn("role2", "Second role", roles),
            *(
                MatrixColumn(gap, f"Gap {n}: one of your three largest", SKILLS)
                for n, gap in enumerate(GAPS, 1)
            ),
        ),
        meter=needed,
        tables=_tables(),
        corner="Skill",
    )


def needed(answer: ReadOnlyAnswer) -> tuple[Gauge, ...]:
    """What the chosen roles need, skill by skill, as soon as two are chosen."""
    roles = roles_table.chosen_roles(answer)
    if len(roles) < 2:
        return ()
    return tuple(
        Gauge(
            words,
            roles_table.need(skill, roles),
            MOST_NEED,
            f"your roles need {roles_table.need(skill, roles)} of {MOST_NEED}",
        )
        for skill, words in SKILLS.items()
    )


def _tables() -> tuple[Table, ...]:
    halves = (ROLES[:TABLE_COLUMNS], ROLES[TABLE_COLUMNS:])
    who = Table(
        "The nine roles of this course",
        ("Role", "Company here", "People often come from"),
        tuple((role.name, role.company, role.from_where) for role in ROLES),
    )
    return (
        who,
        *(
            Table(
                f"What they need: {half[0].name} to {half[-1].name}, from 0 to 3",
                ("Skill", *(role.name for role in half)),
                tuple(
                    (words, *(str(role.needs[skill]) for role in half))
                    for skill, words in SKILLS.items()
                ),
            )
            for half in halves
        ),
    )


def all_rated(answer: ReadOnlyAnswer, _data: None, _key: Key) -> Outcome:
    """Every skill has a rating. Which one is the learner's own affair."""
    left = tuple(skill for skill in SKILLS if skill not in roles_table.ratings(answer))
    if not left:
        return MET
    share = 1 - len(left) / len(SKILLS)
    return unmet("QUA-E7.UNRATED", share=share, marks=left, count=len(left))


def two_roles(answer: ReadOnlyAnswer, _data: None, _key: Key) -> Outcome:
    """A background, and two different roles."""
    extra: Mapping[str, str] = answer["extra"]
    places = ("background", "role1", "role2")
    open_ones = tuple(place for place in places if place not in extra)
    share = 1 - len(open_ones) / len(places)
    if open_ones:
        return unmet("QUA-E7.WHERE", share=share, marks=open_ones, count=len(open_ones))
    if extra["role1"] == extra["role2"]:
        return unmet("QUA-E7.SAME", share=1 / 3, marks=("role2",))
    return MET


def gaps_follow(answer: ReadOnlyAnswer, _data: None, _key: Key) -> Outcome:
    """The three gaps are the largest by the learner's own ratings and the roles' needs."""
    extra: Mapping[str, str] = answer["extra"]
    roles = roles_table.chosen_roles(answer)
    if len(roles) < 2 or len(roles_table.ratings(answer)) < len(SKILLS):
        return unmet("QUA-E7.EARLY")
    named = [extra[gap] for gap in GAPS if gap in extra]
    size = roles_table.gaps(answer)
    third = sorted(size.values(), reverse=True)[len(GAPS) - 1]
    good = {skill for skill in named if size[skill] >= third}
    findings = []
    if len(set(named)) < len(named):
        findings.append(Finding("QUA-E7.TWICE"))
    if off := [skill for skill in named if skill not in good]:
        detail = {"what": ", ".join(SKILLS[skill].lower() for skill in off)}
        lowest = sorted(roles_table.ratings(answer).values())[len(GAPS) - 1]
        plain = all(roles_table.ratings(answer)[skill] <= lowest for skill in off)
        code = "QUA-E7.LOWEST" if plain else "QUA-E7.BLANK"
        marks = tuple(gap for gap in GAPS if extra.get(gap) in off)
        findings.append(Finding(code, detail, marks))
    if len(named) < len(GAPS):
        marks = tuple(gap for gap in GAPS if gap not in extra)
        findings.append(Finding("QUA-E7.GAPS", {"count": len(marks)}, marks))
    return Outcome(len(good) / len(GAPS), tuple(findings))


def hints(_data: None) -> tuple[str, ...]:
    """From the goal to a first step."""
    return (
        "The goal: a map for the rest of this course. Your ratings are yours: nobody marks them, "
        "low or high. Only the sum below them is checked.",
        "A gap matters when a role needs the skill and you do not have it yet. So gap = what your "
        "two roles need, added up, × (4 minus your rating). A skill that no role needs has no gap, "
        "however new it is to you. Lesson 7 has an example.",
        "Somebody rates singing 1 and sums 3, and wants to run a choir: need of singing 5, of sums "
        "2. The gap in singing is 5 × (4 − 1) = 15, in sums 2 × (4 − 3) = 2. Singing comes first.",
        "Rate the twelve skills quickly, without going back. Choose your two roles. Bars then show "
        "what they need. Take the longest bars first, and multiply each by 4 minus your rating.",
    )


EXERCISE = Exercise(
    item=Item(
        id="QUA-E7",
        title="My role map",
        task="Say where you come from, rate twelve skills, choose two roles, and name the three "
        "gaps that matter most for them.",
        minutes=15,
        seeds=(
            *("QUAL-0", "EDU-1", "EDU-2", "EDU-3", "EDU-4", "INT-10", "IND-3", "HC-2", "UX-5"),
            *("TECH-5", "TECH-6", "DATA-5", "AI-2", "ML-5", "CLOSE-1", "CLOSE-2", "CLOSE-3"),
        ),
    ),
    generate=generate,
    interaction=interaction,
    criteria=(
        Criterion("QUA-E7.UNRATED", 2.5, "Twelve ratings, whatever they are", all_rated),
        Criterion("QUA-E7.WHERE", 1.5, "A background and two roles", two_roles),
        Criterion("QUA-E7.BLANK", 6, "The gap list follows from them", gaps_follow),
    ),
    messages={
        "QUA-E7.UNRATED": "Skills without a rating: {count}. A map with white spots sends you "
        "round in circles. No rating is judged here: put the first number that comes to you.",
        "QUA-E7.WHERE": "Still open among background and roles: {count}. A gap is always a gap for "
        "something. Choose the two roles you would most like to read about next.",
        "QUA-E7.SAME": "Both roles are the same one. Two roles show which gaps are about you, and "
        "which only about one job. Which other role made you curious?",
        "QUA-E7.EARLY": "The gap list cannot be compared yet. Without ratings and two roles, a gap "
        "is a feeling. Fill in the rest of the board first.",
        "QUA-E7.BLANK": "Your gap list does not match your ratings for these roles: {what}. "
        "Learning hours go where the list points. Recheck the three lowest, each weighed by what "
        "the roles need: need × (4 minus rating).",
        "QUA-E7.LOWEST": "You rated {what} low, and your two roles need other skills more. A low "
        "rating alone is not yet a gap. Weigh each one by the need of both roles, then compare.",
        "QUA-E7.TWICE": "One skill stands twice in your gap list. Three places hold three plans. "
        "Which skill comes after the two you have?",
        "QUA-E7.GAPS": "Places still open in your gap list: {count}. A map without a goal is a "
        "picture. Multiply the longest bars by what is missing in your rating.",
    },
    hints=hints,
    meaning="You know which gaps matter for the roles you are drawn to. Their modules are where "
    "to begin closing them.",
)
