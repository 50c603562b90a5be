"""QUA-E7: the gap list follows from ratings and needs, and the map leads on."""

from __future__ import annotations

import re
from copy import deepcopy
from pathlib import Path

import pytest

from pm_exercises.exercises import exercise
from pm_exercises.exercises.modules import MODULES
from pm_exercises.exercises.qualifications.role_map import EXERCISE, needed
from pm_exercises.exercises.qualifications.role_panel import OPEN, my_map, study_order
from pm_exercises.exercises.qualifications.roles_table import ROLES, SKILLS, gaps, need
from pm_exercises.item import Answer
from tests.exercises.foundations.judging import given, judge
from tests.sources import source_of


@pytest.fixture
def best() -> Answer:
    """The instructor's own map."""
    _, answer = source_of("QUA-E7").solve("QUA-E7", "ada")
    return answer


def test_nine_roles_need_twelve_skills_from_0_to_3() -> None:
    """Every role of the course has a need for every skill, and no two need the same."""
    assert len(ROLES) == 9
    assert len(SKILLS) == 12
    assert all(0 <= level <= 3 for role in ROLES for level in role.needs.values())
    assert len({tuple(role.needs.values()) for role in ROLES}) == 9


def test_a_gap_is_need_times_what_is_missing(best: Answer) -> None:
    """Coding for tech and data: needs 3 and 2, rated 1: 5 × 3."""
    roles = tuple(role for role in ROLES if role.code in ("TECH", "DATA"))

    assert need("code", roles) == 5
    assert gaps(best)["code"] == 15


@pytest.mark.parametrize("rating", ["0", "2", "4"])
def test_no_rating_costs_a_point(best: Answer, rating: str) -> None:
    """Whatever somebody rates, the points for rating are there."""
    answer = deepcopy(best)
    answer["grid"] = {skill: {"rating": rating} for skill in SKILLS}

    result = judge(EXERCISE, None, answer)

    assert given(result, "QUA-E7.UNRATED") == 2.5
    assert given(result, "QUA-E7.WHERE") == 1.5


def test_equal_gaps_are_equally_good(best: Answer) -> None:
    """All skills rated best leaves no gap: any three may be named."""
    answer = deepcopy(best)
    answer["grid"] = {skill: {"rating": "4"} for skill in SKILLS}
    answer["extra"] |= {"gap1": "users", "gap2": "rules", "gap3": "plan"}

    assert judge(EXERCISE, None, answer).score == 10


def test_bars_wait_for_two_roles(best: Answer) -> None:
    """Needs are shown once both roles are chosen, one bar for each skill."""
    one = {**best, "extra": {"role1": "TECH"}}

    assert needed(one) == ()
    assert [bar.value for bar in needed(best)][3] == 5
    assert len(needed(best)) == 12


def test_study_order_begins_with_the_nearer_role(best: Answer) -> None:
    """Both chosen roles come first, then two others, then the rest."""
    order = study_order(best)

    assert len(order) == 5
    assert {line.split(":")[0] for line in order[:2]} == {"Tech", "Data"}
    assert not {line.split(":")[0] for line in order[2:4]} & {"Tech", "Data"}


def test_map_asks_for_the_board_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty board gives the nine roles and says what to do; a full one the bars too."""
    monkeypatch.chdir(tmp_path)
    board = exercise("QUA-E7", "ada")
    assert OPEN in my_map(board).html()

    _, board.answer = source_of("QUA-E7").solve("QUA-E7", "ada")
    found = my_map(board)

    assert "your largest gap is coding literacy" in found.html()
    assert found.html().count("(your choice)") == 2
    assert all(role.name in repr(found) for role in ROLES)


def test_only_notebooks_that_are_there_are_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A role leads to its notebook where the learner's copy has it, and is plain words else."""
    (tmp_path / "qualifications").mkdir()
    monkeypatch.chdir(tmp_path / "qualifications")
    board = exercise("QUA-E7", "ada")
    written = [one for one in MODULES if one.code in {role.code for role in ROLES}]
    assert "<a " not in my_map(board).html()

    for module in written:
        (tmp_path / module.name).mkdir()
        (tmp_path / module.name / f"{module.name}.ipynb").write_text("{}")

    links = re.findall(r'<a href="([^"]+)"', my_map(board).html())
    assert sorted(links) == sorted(f"../{one.name}/{one.name}.ipynb" for one in written)
