"""QUA-E5: every week can be shared out in many ways, and each rule gives what it says."""

from __future__ import annotations

from copy import deepcopy

import pytest

from pm_exercises.exercises.qualifications.delegation import CRITERIA, EXERCISE, generate
from pm_exercises.exercises.qualifications.delegation_compare import compare
from pm_exercises.exercises.qualifications.delegation_rules import (
    ME,
    MY_HOURS,
    MY_MOST,
    Data,
    gauges,
    given_away,
)
from pm_exercises.item import Answer
from pm_exercises.variants import rng_for
from tests.exercises.foundations.judging import given, judge
from tests.sources import source_of


@pytest.fixture(scope="module")
def solved() -> tuple[Data, Answer]:
    """One learner's week and a plan that keeps all rules."""
    found: tuple[Data, Answer] = source_of("QUA-E5").solve("QUA-E5", "ada")
    return found


def test_keeping_it_all_never_fits() -> None:
    """For 300 learners, all tasks together are more than twice the product manager's week."""
    for n in range(300):
        data = generate(rng_for(f"seed-{n}", "QUA-E5"))

        assert sum(task.hours for task in data.tasks) > 2 * MY_HOURS
        assert sum(task.hours for task in data.tasks if task.mine) <= MY_MOST
        assert (len(data.tasks), len(data.people)) == (12, 8)


def test_weeks_have_many_good_plans() -> None:
    """At least five different plans keep all rules, in each of twelve weeks."""
    for n in range(12):
        data, best = source_of("QUA-E5").solve("QUA-E5", f"seed-{n}")
        plans = {str(best)}
        for task in data.tasks:
            for row in ({"checkin": "half"}, {"checkin": "done"}, {"checkin": "close"}):
                plan = deepcopy(best)
                plan["grid"][task.id] |= row
                if judge(EXERCISE, data, plan).score == 10:
                    plans.add(str(plan))

        assert len(plans) >= 5


def test_names_and_tasks_are_told_apart(solved: tuple[Data, Answer]) -> None:
    """No two tasks of a week have the same words."""
    data, _ = solved

    assert len({task.text for task in data.tasks}) == 12


@pytest.mark.parametrize(("code", "points"), [("QUA-E5.ONLYPM", 0.75), ("QUA-E5.HERO", 1)])
def test_one_direction_given_away_costs_half(
    solved: tuple[Data, Answer], code: str, points: float
) -> None:
    """The call about the direction goes to somebody else: half of that rule is left."""
    data, best = solved
    plan = deepcopy(best)
    task = next(task for task in data.tasks if task.mine)
    plan["grid"][task.id] = {"who": data.people[0].id, "checkin": "half"}

    assert given(judge(EXERCISE, data, plan), code) == points


def test_thirteen_hours_are_one_too_many(solved: tuple[Data, Answer]) -> None:
    """The product manager's room is judged by hours, at twelve."""
    data, best = solved
    plan = deepcopy(best)
    kept = sum(task.hours for task in data.tasks if task.mine)
    for task in data.tasks:
        if not task.mine and kept <= MY_MOST:
            plan["grid"][task.id] = {"who": ME, "checkin": "none"}
            kept += task.hours

    assert kept > MY_MOST
    assert given(judge(EXERCISE, data, plan), "QUA-E5.HERO") == 0


def test_five_tasks_alone_earn_nothing(solved: tuple[Data, Answer]) -> None:
    """Few tasks break few rules, and that is no merit."""
    data, best = solved
    five = dict(list(best["grid"].items())[:5])

    assert judge(EXERCISE, data, {"grid": five}).score == 0


def test_urgent_growth_is_named_with_its_task(solved: tuple[Data, Answer]) -> None:
    """The message about Thursday says which task, so that nobody has to search."""
    data, best = solved
    task = next(task for task in data.tasks if task.urgent)
    learner = next(p for p in data.people if p.skill != task.skill)
    plan = deepcopy(best)
    plan["grid"][task.id] = {"who": learner.id, "checkin": "half"}

    result = judge(EXERCISE, data, plan)

    (verdict,) = (one for one in result.verdicts if one.code == "QUA-E5.DUMP")
    assert verdict.given == 0.75
    assert f"“{task.text}”" in verdict.messages[0].text


def test_bars_say_whose_hours_are_over(solved: tuple[Data, Answer]) -> None:
    """Nine bars in words, and the one that is over says by how much."""
    data, _ = solved
    first = data.people[0]
    grid = {task.id: {"who": first.id} for task in data.tasks}
    total = sum(task.hours for task in data.tasks)

    bars = gauges({"grid": grid}, data)

    assert [bar.label for bar in bars] == ["You", *(person.name for person in data.people)]
    assert bars[1].over
    assert bars[1].text.endswith(f"{total - first.hours} too many")


def test_other_plans_keep_every_rule(solved: tuple[Data, Answer]) -> None:
    """What is shown for comparison is as good as the learner's own plan."""
    data, best = solved

    for other in compare(data, best, CRITERIA):
        assert judge(EXERCISE, data, other.answer).score == 10
        assert given_away(other.answer, data)
