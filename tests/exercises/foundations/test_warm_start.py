"""FND-WARM: the numbers drawn are fair, and the formulas agree with examples done by hand."""

from __future__ import annotations

from itertools import combinations

from pm_exercises.exercises.foundations.warm_start import (
    ITEMS,
    PLANS,
    fitting_plan,
    generate,
    monthly_hours,
)
from pm_exercises.quiz import NumberItem, Quiz
from pm_exercises.variants import rng_for

ITEM = {item.id: item for item in ITEMS}
QUIZZES: list[Quiz] = [generate(rng_for(f"seed-{n}", "FND-WARM")) for n in range(300)]


def solve(item: str, **values: object) -> float:
    """Solve one item for numbers of our own."""
    found = ITEM[item]
    assert isinstance(found, NumberItem)
    return found.solve(values)


def test_formulas_agree_with_hand_work() -> None:
    """Points, shares, medians and rates come out as on paper."""
    assert solve("POINTS", before=40, after=46) == 6
    assert solve("SHARE", shops=600, web=300, trade=100) == 30
    assert solve("MEDIAN", waits=[9, 2, 40, 3, 5, 2, 4]) == 4
    assert solve("RATE", web=2_000, web_complaints=50) == 25


def test_plan_hours_count_each_week() -> None:
    """A weekly talk is held four times, a fortnightly note is written twice."""
    assert monthly_hours(1, 0) == 3
    assert monthly_hours(0, 1) == 1
    assert monthly_hours(2, 3) == 9


def test_everyone_gets_every_question_in_order() -> None:
    """All five questions are asked, so a class can be compared question by question."""
    for drawn in QUIZZES:
        assert [question.item for question in drawn.drawn] == list(ITEM)


def test_usual_slips_never_lead_to_the_right_number() -> None:
    """For 300 learners, each slip stays clear of the answer and of every other slip."""
    for drawn in QUIZZES:
        for question in drawn.drawn:
            item = ITEM[question.item]
            if not isinstance(item, NumberItem):
                continue
            numbers = [
                item.solve(question.values),
                *(slip.solve(question.values) for slip in item.slips),
            ]

            assert all(abs(a - b) > 2 * item.tolerance for a, b in combinations(numbers, 2))


def test_one_plan_fits_and_does_not_look_it() -> None:
    """Exactly one plan stays inside the hours, and another one has fewer meetings."""
    for drawn in QUIZZES:
        values = next(question.values for question in drawn.drawn if question.item == "BUDGET")
        fitting = [plan for plan in PLANS if values[f"{plan}_hours"] <= values["budget"]]
        meetings = {plan: values[f"{plan}_talks"] + values[f"{plan}_notes"] for plan in PLANS}

        assert fitting == [fitting_plan(values)]
        assert min(meetings.values()) < meetings[fitting[0]]


def test_mean_stands_far_from_what_most_waited() -> None:
    """The one long wait makes the mean a number that six of seven customers stay below."""
    for drawn in QUIZZES:
        waits = next(question.values for question in drawn.drawn if question.item == "MEDIAN")[
            "waits"
        ]

        assert sum(days < sum(waits) / 7 for days in waits) == 6
