"""FND-E4: the ladder's rules, each with its edges."""

from __future__ import annotations

from types import ModuleType

import pytest

from pm_exercises.checks import Result
from pm_exercises.exercises.foundations import ladder_rules
from pm_exercises.exercises.foundations.ladder_rules import SLOTS, lacks
from pm_exercises.exercises.foundations.strategy_ladder import EXERCISE, Data, generate
from pm_exercises.variants import rng_for
from tests.exercises.foundations.judging import given, judge

ITEM = "FND-E4"


@pytest.fixture(scope="module")
def data() -> Data:
    """One learner's cards."""
    return generate(rng_for("seed-0", ITEM))


@pytest.fixture
def best(data: Data, ladder_samples: ModuleType) -> dict[str, str]:
    """One full ladder on these cards."""
    ladder: dict[str, str] = next(ladder_samples.full_ladders(data))
    return ladder


def test_one_filled_place_is_next_to_nothing(
    data: Data, best: dict[str, str], ladder_key: dict[str, dict[str, str]]
) -> None:
    """No rule is met by what is not there: a single card earns less than a point."""
    for slot, card in best.items():
        assert judge(EXERCISE, data, {"slots": {slot: card}}, ladder_key).score < 1


@pytest.mark.parametrize(
    ("goal", "missing"),
    [
        ("Sell 40 kettles by 31 May 2028.", ()),
        ("Sell 40 kettles by May 2028.", ()),
        ("Have 1 in 4 owners try it before the end of May 2028.", ()),
        ("Sell many kettles by 31 May 2028.", ("number",)),
        ("Sell 40 kettles soon.", ("date",)),
        ("Sell 40 kettles in 2028.", ("date",)),
        ("Sell 40 kettles by the end of May.", ("date",)),
        ("Grow by 5 %.", ("date",)),
        ("Be loved by all.", ("number", "date")),
    ],
)
def test_a_goal_needs_a_number_besides_its_date(goal: str, missing: tuple[str, ...]) -> None:
    """A date names month and year, and its own digits do not count as the goal's number."""
    assert lacks(goal) == missing


@pytest.mark.parametrize(("named", "points"), [(3, 1.5), (2, 0.6), (1, 0), (0, 0)])
def test_vision_loses_by_the_part_left_out(
    data: Data,
    best: dict[str, str],
    ladder_key: dict[str, dict[str, str]],
    named: int,
    points: float,
) -> None:
    """All three parts earn everything, two a little, fewer nothing."""
    parts = {
        part: best["vision"] if i < named else ""
        for i, part in enumerate(("user", "need", "difference"))
    }
    result = judge(EXERCISE, data, {"slots": best}, {**ladder_key, "vision": parts})

    assert given(result, "FND-E4.VISION") == pytest.approx(points)
    assert ("FND-E4.VISION" in result.codes) == (named < 3)


def test_a_vision_with_nothing_below_is_no_ladder(
    data: Data, best: dict[str, str], ladder_key: dict[str, dict[str, str]]
) -> None:
    """The best vision earns nothing before a goal stands under it."""
    alone = {"vision": best["vision"]}

    without = judge(EXERCISE, data, {"slots": alone}, ladder_key)
    with_goal = judge(EXERCISE, data, {"slots": alone | {"g2": best["g2"]}}, ladder_key)

    assert given(without, "FND-E4.VISION") == 0
    assert given(with_goal, "FND-E4.VISION") == 1.5


def test_each_vague_goal_costs_half(data: Data, best: dict[str, str]) -> None:
    """One goal without a date or number costs half of that rule, two all of it, and is named."""
    vague = [card.id for card in data.cards["goal"] if lacks(card.text)]

    one = judge(EXERCISE, data, {"slots": best | {"g2": vague[0]}})
    two = judge(EXERCISE, data, {"slots": best | {"g1": vague[1], "g2": vague[0]}})

    assert given(one, "FND-E4.NODATE") == 0.75
    assert given(two, "FND-E4.NODATE") == 0
    assert _message(one, "FND-E4.NODATE").startswith("Goal 2 has no ")


def test_the_same_goal_twice_counts_once(data: Data, best: dict[str, str]) -> None:
    """A sound goal in both places is one goal."""
    result = judge(EXERCISE, data, {"slots": best | {"g2": best["g1"]}})

    assert given(result, "FND-E4.NODATE") == 0.75
    assert "FND-E4.TWICE" in result.codes


def test_an_initiative_counts_under_a_goal_it_can_move(
    data: Data, best: dict[str, str], ladder_key: dict[str, dict[str, str]]
) -> None:
    """Linked to nothing, or to a goal it cannot move, an initiative earns nothing and is named."""
    only = {**ladder_key, "initiative": {"here": best["i1"]}, "goal": {"here": best["g1"]}}
    linked = best | {"i1_goal": "g1"}

    right = judge(EXERCISE, data, {"slots": linked}, only)
    wrong = judge(EXERCISE, data, {"slots": linked | {"i1_goal": "g2"}}, only)
    unlinked = judge(EXERCISE, data, {"slots": linked | {"i1_goal": ""}}, only)

    assert [given(r, "FND-E4.ORPHAN") for r in (right, wrong, unlinked)] == [0.625, 0, 0]
    assert "Initiative 2, Initiative 3 and Initiative 4" in _message(right, "FND-E4.ORPHAN")


def test_a_goal_nobody_serves_halves_the_whole(data: Data, best: dict[str, str]) -> None:
    """All places filled but one goal without work: half of that point, and the goal is named."""
    all_to_one = best | {f"i{n}_goal": "g1" for n in range(1, 5)}

    result = judge(EXERCISE, data, {"slots": all_to_one})

    assert given(result, "FND-E4.EMPTY") == 0.25
    assert _message(result, "FND-E4.BARE").startswith("Goal 2:")


def test_metric_of_another_goal_earns_half_and_an_output_nothing(
    data: Data, best: dict[str, str], ladder_key: dict[str, dict[str, str]]
) -> None:
    """A result is better than a count of work, and best where it belongs to the goal served."""
    metric, goal = best["i1_metric"], best[best["i1_goal"]]
    fits = {**ladder_key, "metric": {"here": metric}, "goal": {"here": goal}}
    elsewhere = {**fits, "goal": {"there": goal}}
    output = {**fits, "metric": {"here": ""}}

    results = [judge(EXERCISE, data, {"slots": best}, some) for some in (fits, elsewhere, output)]

    # The other three metrics are outputs in all of these keys.
    assert [given(result, "FND-E4.OUTPUT") for result in results] == [0.5, 0.25, 0]
    assert "FND-E4.ELSEWHERE" in results[1].codes


def test_one_metric_for_all_counts_once(
    data: Data, best: dict[str, str], ladder_key: dict[str, dict[str, str]]
) -> None:
    """A metric that stands four times is judged once."""
    same = best | {f"i{n}_metric": best["i1_metric"] for n in range(1, 5)}

    result = judge(EXERCISE, data, {"slots": same}, ladder_key)

    assert given(result, "FND-E4.OUTPUT") == 0.5
    assert "FND-E4.TWICE" in result.codes


@pytest.mark.parametrize(
    ("group", "code"), [("side", "FND-E4.ONESIDE"), ("reach", "FND-E4.ALTITUDE")]
)
def test_balance_needs_both_among_what_serves_a_goal(
    data: Data, best: dict[str, str], ladder_key: dict[str, dict[str, str]], group: str, code: str
) -> None:
    """Both words must be there, among initiatives that are linked to a goal they can move."""
    a, b = ladder_key[group]
    both = {**ladder_key, group: {a: best["i1"], b: best["i2"]}}
    one = {**ladder_key, group: {a: best["i1"], b: ""}}
    first_two = {k: v for k, v in best.items() if not k.startswith(("i3", "i4"))}
    second_unlinked = {k: v for k, v in best.items() if k != "i2_goal"}

    assert given(judge(EXERCISE, data, {"slots": best}, both), code) == 1
    assert given(judge(EXERCISE, data, {"slots": first_two}, both), code) == 1
    assert given(judge(EXERCISE, data, {"slots": second_unlinked}, both), code) == 0
    assert b in _message(judge(EXERCISE, data, {"slots": best}, one), code)


def test_one_initiative_balances_nothing(
    data: Data, best: dict[str, str], ladder_key: dict[str, dict[str, str]]
) -> None:
    """An initiative said to be everything at once is still no plan."""
    only_first = {k: v for k, v in best.items() if not k.startswith(("i2", "i3", "i4"))}
    both = {**ladder_key, "side": dict.fromkeys(ladder_key["side"], best["i1"])}

    result = judge(EXERCISE, data, {"slots": only_first}, both)

    assert given(result, "FND-E4.ONESIDE") == 0
    assert "FND-E4.EMPTY" in result.codes


def test_public_rules_need_no_key(data: Data, best: dict[str, str]) -> None:
    """Before hand-in a learner sees 2 points judged, and is told that 8 come later."""
    result = judge(EXERCISE, data, {"slots": best})

    assert result.score == 2
    assert result.later == 8


def test_every_slot_is_known_to_the_rules() -> None:
    """The fifteen places are one vision, two goals, and three for each initiative."""
    rungs = ("vision", *ladder_rules.GOALS, *ladder_rules.INITIATIVES)

    assert {slot.id for slot in SLOTS} == {*rungs, *ladder_rules.LINKS, *ladder_rules.METRICS}
    assert len(SLOTS) == 15


def _message(result: Result, code: str) -> str:
    return next(m.text for v in result.verdicts for m in v.messages if m.code == code)
