"""The role map that QUA-E7 leads to: gap bars, a study order, and a way into each of nine roles."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from pathlib import Path

import pandas as pd

from pm_exercises.board import Board
from pm_exercises.exercises.modules import MODULES
from pm_exercises.exercises.qualifications.lesson_charts import steps
from pm_exercises.exercises.qualifications.roles_table import (
    ROLES,
    SKILLS,
    Role,
    chosen_roles,
    gaps,
    need,
    ratings,
)
from pm_exercises.figures import Figure, figure, graded_now
from pm_exercises.item import ReadOnlyAnswer, Table
from pm_exercises.render import page

LARGEST = 3
EXTRA_ROLES = 2  # suggested after the two chosen ones
OPEN = "Rate all skills and choose two roles on the board above. Then run this cell again."


@dataclass(frozen=True, slots=True)
class RoleMap:
    """Where a learner stands, and which way leads on."""

    bars: Figure | None  # none until the board is filled in
    order: tuple[str, ...]  # the study order, a sentence each
    chosen: tuple[Role, ...]

    def __repr__(self) -> str:
        steps_of_it = "\n".join(f"{n}. {line}" for n, line in enumerate(self.order, 1))
        roles = Table(
            "Nine roles",
            ("Role", "Company here", "People often come from"),
            tuple((role.name, role.company, role.from_where) for role in ROLES),
        )
        return "\n\n".join([repr(self.bars) if self.bars else OPEN, steps_of_it, str(roles)])

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        words = {"text/plain": repr(self)}
        return words if graded_now() else {**words, "text/html": page(self.html())}

    def html(self) -> str:
        """The bars, the order, and nine cards."""
        bars = self.bars.html if self.bars else f"<p>{escape(OPEN)}</p>"
        lines = "".join(f"<li>{escape(line)}</li>" for line in self.order)
        order = f"<h4>Your study order</h4><ol>{lines}</ol>" if self.order else ""
        cards = "".join(_card(role, chosen=role in self.chosen) for role in ROLES)
        return (
            f'<div class="pmx-roles">{bars}{order}'
            f"<h4>The nine roles of this course</h4><ul>{cards}</ul></div>"
        )


def my_map(board: Board) -> RoleMap:
    """Draw the map from the board of QUA-E7 as it is now."""
    answer = board.answer
    roles = chosen_roles(answer)
    if len({role.code for role in roles}) < 2 or len(ratings(answer)) < len(SKILLS):
        return RoleMap(None, (), roles)
    return RoleMap(_bars(answer), study_order(answer), roles)


def study_order(answer: ReadOnlyAnswer) -> tuple[str, ...]:
    """The nearer of the two roles first, then the other, then roles that train the largest gaps."""
    size = gaps(answer)
    rated = ratings(answer)
    roles = chosen_roles(answer)
    top = sorted(size, key=lambda skill: -size[skill])[:LARGEST]

    def away(role: Role) -> int:
        return sum(role.needs[skill] * (4 - rated[skill]) for skill in SKILLS)

    near, far = sorted(roles, key=away)
    rest = sorted(
        (role for role in ROLES if role not in roles),
        key=lambda role: -sum(role.needs[skill] for skill in top),
    )[:EXTRA_ROLES]
    names = ", ".join(SKILLS[skill].lower() for skill in top)
    return (
        f"{near.name}: of your two roles, the one you are nearer to.",
        f"{far.name}: your other role. Its gaps are larger, so it comes second.",
        *(f"{role.name}: it trains what you lack most ({names})." for role in rest),
        "The other roles, in any order, and then the Capstone in the role you like best.",
    )


def _bars(answer: ReadOnlyAnswer) -> Figure:
    size = gaps(answer)
    order = sorted(size, key=lambda skill: -size[skill])
    roles = chosen_roles(answer)
    rated = ratings(answer)
    table = pd.DataFrame(
        {
            "Gap": [size[skill] for skill in order],
            "Need": [need(skill, roles) for skill in order],
            "Rating": [rated[skill] for skill in order],
        },
        index=pd.Index([SKILLS[skill] for skill in order], name="Skill"),
    )
    first = SKILLS[order[0]].lower()
    takeaway = f"For {roles[0].name} and {roles[1].name}, your largest gap is {first}."
    return figure(steps(table, "gap = need × (4 − rating)"), takeaway, table)


def _card(role: Role, *, chosen: bool) -> str:
    module = next((one for one in MODULES if one.code == role.code), None)
    path = Path("..") / module.name / f"{module.name}.ipynb" if module else None
    name = escape(role.name)
    if path and path.is_file():
        name = f'<a href="{path.as_posix()}">{name}</a>'
    mine = " (your choice)" if chosen else ""
    css = ' class="pmx-chosen"' if chosen else ""
    return (
        f"<li{css}><strong>{name}{mine}</strong><span>{escape(role.company)}</span>"
        f"<span>Often from: {escape(role.from_where)}</span></li>"
    )
