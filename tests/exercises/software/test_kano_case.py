"""SW-E4: classes are clear, several sets are good, and each usual set is not."""

from __future__ import annotations

from itertools import product

import pytest

from pm_exercises.exercises.software import kano_case
from pm_exercises.exercises.software.kano_case import EXERCISE, Data
from pm_exercises.exercises.software.kano_table import (
    BAD,
    EFFORT,
    GOOD,
    PEOPLE,
    Reading,
    gain,
    lawful,
    lawful_sets,
    net,
    read_survey,
    regret,
)
from pm_exercises.variants import rng_for
from tests.exercises.foundations.judging import given, judge

SEEDS = 300


@pytest.fixture(scope="module")
def surveys() -> list[tuple[Data, Reading]]:
    """Three hundred learners' surveys, each with what can be read from it."""
    drawn = [kano_case.generate(rng_for(f"seed-{n}", "SW-E4")) for n in range(SEEDS)]
    return [(data, read_survey(data)) for data in drawn]


def test_two_of_each_class(surveys: list[tuple[Data, Reading]]) -> None:
    """Two must-be, two one-dimensional, two attractive, two that leave most people cold."""
    for data, seen in surveys:
        assert sorted(seen.kind.values()) == list("AAIIMMOO")
        assert len(seen.unwanted) == 1
        assert all(sum(data.counts(f.id).values()) == PEOPLE for f in data.features)


def test_best_set_by_another_search(surveys: list[tuple[Data, Reading]]) -> None:
    """Trying all 256 sets one by one finds no lawful set that does more for users."""
    for data, seen in surveys[:25]:
        names = [f.id for f in data.features]
        gains = []
        for marks in product((False, True), repeat=len(names)):
            chosen = [name for name, mark in zip(names, marks, strict=True) if mark]
            if chosen and lawful(data, seen, chosen):
                gains.append(gain(seen.better, chosen))

        assert max(gains) == pytest.approx(seen.best_gain)


def test_usual_sets_lose(surveys: list[tuple[Data, Reading]]) -> None:
    """The richest lawful set does far less for users; delight without must-bes would do more."""
    for data, seen in surveys:
        assert regret(seen, seen.richest) > BAD
        assert net(data, seen.richest) > net(data, seen.best)
        assert 3 <= sum(regret(seen, each) <= GOOD for each in lawful_sets(data, seen)) <= 12


def test_bottom_row_read_as_delight_changes_the_class(
    surveys: list[tuple[Data, Reading]],
) -> None:
    """In the divisive feature, attractive and reverse answers together outnumber the others."""
    for data, seen in surveys:
        counts = data.counts(seen.unwanted[0])

        assert counts["A"] + counts["R"] > counts["I"]
        assert seen.unwanted[0] in data.raw


def test_rows_hold_the_same_answers(surveys: list[tuple[Data, Reading]]) -> None:
    """The export has both answers of 150 people to eight features, each pair once."""
    data, _ = surveys[0]
    people = data.people

    assert len(people) == PEOPLE * 8
    assert not people.duplicated(["person", "feature"]).any()
    likes = people[(people["feature"] == data.raw[0]) & (people["if_there"] == "like")]
    assert len(likes) == sum(data.answers[data.raw[0]][0])


def build(data: Data, seen: Reading, *chosen: str) -> dict[str, object]:
    """An answer with all classes right and these features built."""
    return {
        "grid": {
            f.id: {"kind": seen.kind[f.id], "build": "yes" if f.id in chosen else "no"}
            for f in data.features
        }
    }


def test_set_loses_points_with_its_regret(surveys: list[tuple[Data, Reading]]) -> None:
    """Within a tenth of the best all points, none from a quarter on, in between a line."""
    steps = set()
    for data, seen in surveys[:60]:
        for each in lawful_sets(data, seen):
            less = regret(seen, each)
            points = given(judge(EXERCISE, data, build(data, seen, *each)), "SW-E4.LEAN")
            expected = 3.5 * min(1, max(0, (BAD - less) / (BAD - GOOD)))

            assert points == pytest.approx(expected)
            steps.add(round(points, 2))
    assert {0, 3.5} <= steps


def test_everything_is_too_much(surveys: list[tuple[Data, Reading]]) -> None:
    """Who builds all eight has every must-be, and earns nothing for it."""
    data, seen = surveys[0]
    result = judge(EXERCISE, data, build(data, seen, *seen.kind))

    assert sum(f.effort for f in data.features) > EFFORT
    assert given(result, "SW-E4.DELIGHT") == given(result, "SW-E4.LEAN") == 0
    assert "SW-E4.OVER" in result.codes


def test_bar_counts_with_the_learners_own_numbers(surveys: list[tuple[Data, Reading]]) -> None:
    """The user gain leaves out an uncounted feature until its Better is there, then uses it."""
    data, _ = surveys[0]
    board = kano_case.interaction(data)
    answer = {"grid": {data.raw[0]: {"build": "yes"}}}

    assert "still open" in board.live(board.read(answer)).gauges[0].text
    filled = board.read({**answer, "extra": {"better_1": 0.5}})
    assert "user gain 0.50" in board.live(filled).gauges[0].text
