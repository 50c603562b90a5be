"""SW-E6: the file's facts are clear, and each rule of the plan has its edge."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from autograder.rehearse import SourceNotebook
from pm_exercises.exercises.software import sunset_planner
from pm_exercises.exercises.software.sunset_planner import EXERCISE, Data
from pm_exercises.exercises.software.sunset_rules import STEPS
from pm_exercises.exercises.software.sunset_table import (
    loses_for_good,
    loses_once,
    right_triple,
    stranded,
    top_three,
)
from pm_exercises.variants import rng_for
from tests.exercises.foundations.judging import given, judge
from tests.sources import source_of

SEEDS = 300


@pytest.fixture(scope="module")
def files() -> list[Data]:
    """Three hundred learners' files."""
    return [sunset_planner.generate(rng_for(f"seed-{n}", "SW-E6")) for n in range(SEEDS)]


@pytest.fixture(scope="module")
def solved() -> tuple[Data, dict[str, Any]]:
    """One learner's file with a plan that earns all points."""
    source: SourceNotebook = source_of("SW-E6")
    return source.solve("SW-E6", "ada")


def test_most_contracts_end_early(files: list[Data]) -> None:
    """Shutting off two months early looks harmless by share, and strands customers."""
    for data in files:
        assert len(data.ends) == 80
        assert 1 <= stranded(data, data.last_paid) <= stranded(data, data.last_paid - 1) <= 16
        assert stranded(data, data.last_paid + 1) == 0


def test_one_bad_month_comes_first(files: list[Data]) -> None:
    """Cost is above revenue once, three months before it is so for good."""
    for data in files:
        money = data.money
        late = money.loc[loses_for_good(data) :]

        assert (late["Cost"] > late["Revenue"]).all()
        assert loses_once(data) == loses_for_good(data) - 3


def test_clicks_name_other_functions(files: list[Data]) -> None:
    """One option of four holds what paying people use; clicks point at another."""
    for data in files:
        options = [frozenset(three) for three in data.triples.values()]

        assert len(set(options)) == 4
        assert frozenset(data.triples[right_triple(data)]) == top_three(data.paying)
        assert top_three(data.clicks) in options
        assert top_three(data.clicks) != top_three(data.paying)


def test_there_is_room_for_a_good_plan(files: list[Data]) -> None:
    """The hold ends in time for a deletion within the ten months."""
    for data in files:
        assert data.last_paid < data.hold < 10


def changed(plan: dict[str, Any], **steps: dict[str, Any]) -> dict[str, Any]:
    """A plan with some steps' places changed."""
    new = deepcopy(plan)
    for name, row in steps.items():
        new["items"][name].update(row)
    return new


@pytest.mark.parametrize(
    ("code", "lost", "steps"),
    [
        ("NOEXIT", 1.5, {"export": {"start": 2}}),
        ("NOEXIT", 1.5, {"export": {"start": 1, "len": 2}}),
        ("NOTICE", 0.5, {"readonly": {"start": 3}, "parity": {"len": 2}}),
        ("PARITY", 0.5, {"parity": {"len": 4}}),
        ("DESK", 0.25, {"desk": {"start": 2}}),
        ("DESK", 0.25, {"writeoff": {"start": 3}}),
        ("DESK", 0.25, {"freeze": {"start": 5}}),
        ("NOOWNER", 0.25, {"talks": {"lane": "sales"}, "notice": {"lane": "marketing"}}),
    ],
)
def test_a_rule_broken_costs_its_part(
    solved: tuple[Data, dict[str, Any]], code: str, lost: float, steps: dict[str, Any]
) -> None:
    """One step in a wrong place loses what its rule is worth, and only there."""
    data, plan = solved
    before = judge(EXERCISE, data, plan)
    after = judge(EXERCISE, data, changed(plan, **steps))

    assert before.score == 10
    assert given(before, f"SW-E6.{code}") - given(after, f"SW-E6.{code}") == pytest.approx(lost)
    assert after.score == pytest.approx(10 - lost)


def test_last_paid_month_is_the_edge(solved: tuple[Data, dict[str, Any]]) -> None:
    """In the month of the last contract the app still runs; two months later is the latest."""
    data, plan = solved
    for month, strand, late in (
        (data.last_paid, 0, 0),
        (data.last_paid + 1, 1.5, 0.5),
        (data.last_paid + 2, 1.5, 0.5),
        (data.last_paid + 3, 1.5, 0),
    ):
        result = judge(EXERCISE, data, changed(plan, shutoff={"start": month}))

        assert given(result, "SW-E6.STRAND") == strand
        assert given(result, "SW-E6.LATE") == late


def test_hold_is_the_edge(solved: tuple[Data, dict[str, Any]]) -> None:
    """In the last month of the hold nothing may be wiped; in the next it may."""
    data, plan = solved
    for month, points in ((data.hold, 0), (data.hold + 1, 1.5)):
        answer = changed(plan, delete={"start": month}, shutoff={"start": data.last_paid + 1})

        assert given(judge(EXERCISE, data, answer), "SW-E6.HOLD") == points


def test_five_steps_are_no_plan(solved: tuple[Data, dict[str, Any]]) -> None:
    """With fewer than six steps nothing is judged, however right they are."""
    data, plan = solved
    few = {"items": dict(list(plan["items"].items())[:5])}

    assert judge(EXERCISE, data, few).score == 0


def test_every_step_names_a_team_that_is_there() -> None:
    """The board's lanes hold each step's own team."""
    lanes = sunset_planner.interaction(sunset_planner.generate(rng_for("a", "SW-E6"))).lanes

    assert {team for _, _, team in STEPS.values()} == set(lanes)
