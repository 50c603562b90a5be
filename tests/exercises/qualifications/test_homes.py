"""QUA-E6: twelve kinds in mixed order, one home each, and a quiz on the learner's own map."""

from __future__ import annotations

from collections import Counter
from copy import deepcopy

import pytest

from pm_exercises.data import load
from pm_exercises.exercises.qualifications.homes import EXERCISE, generate
from pm_exercises.exercises.qualifications.homes_rules import HOMES, KEEPERS, TWINS, Data
from pm_exercises.item import Answer
from pm_exercises.variants import rng_for
from tests.exercises.foundations.judging import given, judge
from tests.exercises.qualifications.conftest import KeyOf
from tests.sources import source_of


@pytest.fixture(scope="module")
def solved() -> tuple[Data, Answer]:
    """One learner's kinds and the best map."""
    found: tuple[Data, Answer] = source_of("QUA-E6").solve("QUA-E6", "ada")
    return found


def test_every_map_has_all_that_the_rules_speak_of() -> None:
    """For 300 learners: twelve kinds, two decisions, personal data, brand and vision, a quiz."""
    for n in range(300):
        data = generate(rng_for(f"seed-{n}", "QUA-E6"))
        notes = Counter(kind.note for kind in data.kinds)

        assert len({kind.id for kind in data.kinds}) == 12
        assert (notes["a decision"], notes["personal data"]) == (2, 1)
        assert notes["brand"] + notes["vision"] == 3
        assert len({kind.id for kind in data.quiz}) == 4
        assert all(kind.question for kind in data.quiz)


def test_key_knows_every_kind(key_of: KeyOf) -> None:
    """Each kind has homes and keepers that exist; none is a twin, none is everyone."""
    key = key_of("QUA-E6")
    kinds = load("qualifications/information")["kinds"]

    assert set(key["home"]) == set(key["keeper"]) == set(kinds)
    assert set(" ".join(key["home"].values()).split()) <= HOMES.keys() - TWINS.keys()
    assert set(" ".join(key["keeper"].values()).split()) <= KEEPERS.keys() - {"all"}


@pytest.mark.parametrize(("twins", "points"), [(0, 0.75), (1, 0.375), (2, 0)])
def test_two_twins_cost_the_rule(solved: tuple[Data, Answer], twins: int, points: float) -> None:
    """One second home costs half of that rule, two all of it."""
    data, best = solved
    answer = deepcopy(best)
    for kind in data.kinds[:twins]:
        answer["grid"][kind.id]["home"] = "wiki+chat"

    assert given(judge(EXERCISE, data, answer), "QUA-E6.TWIN") == points


def test_quiz_follows_the_learners_own_map(solved: tuple[Data, Answer]) -> None:
    """A fact is found where the map has it, even if another home would suit better."""
    data, best = solved
    asked = data.quiz[0]
    answer = deepcopy(best)
    for home, points in (("backlog", 1.0), ("chat", 0.75)):
        answer["grid"][asked.id]["home"] = home
        answer["extra"][f"ask-{asked.id}"] = home

        assert given(judge(EXERCISE, data, answer), "QUA-E6.FIND") == points


def test_half_a_map_keeps_no_rule(solved: tuple[Data, Answer]) -> None:
    """With five of twelve homes, what is not there breaks no rule and earns nothing by it."""
    data, best = solved
    answer = {"grid": dict(list(best["grid"].items())[:5]), "extra": {}}

    result = judge(EXERCISE, data, answer)

    assert result.score == 0
