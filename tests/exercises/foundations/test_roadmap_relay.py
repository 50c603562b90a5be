"""FND-E5: hours are counted as the board says, and every rule has edges."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from pm_exercises.checks import Result
from pm_exercises.exercises.foundations.relay_rules import (
    Channel,
    Data,
    Person,
    PlannedDate,
    cost_in_words,
    plan_hours,
)
from pm_exercises.exercises.foundations.roadmap_relay import EXERCISE
from tests.exercises.foundations.judging import given, judge

Plan = dict[str, Any]
Row = dict[str, str]

# Eight people, three of them close or building, at prices that are easy to add up.
SMALL = Data(
    people=(
        Person("boss", "Boss", 4, 4, ("outcome", "risk"), 0.5),
        Person("dev", "Builders", 3, 5, ("timeline", "risk"), 0.5, builds=True),
        Person("shop", "Sales", 5, 3, ("outcome", "timeline"), 0.5, sells=True),
        *(Person(f"p{n}", f"Readers {n}", 1, 1, ("notes",), 1.0) for n in range(5)),
    ),
    channels=(
        Channel("call", "Call", 0.25, "person"),
        Channel("meeting", "Meeting", 1.0, "view", 0.5),
        Channel("newsletter", "Newsletter", 0.5, "view"),
        Channel("page", "Page", 1.0, "rhythm"),
    ),
    dates=(PlannedDate("Lid", "May 2028", sure=True), PlannedDate("Cord", "June 2028", sure=False)),
)


@pytest.fixture
def good() -> Plan:
    """A plan for the small data that keeps every rule, at 5.75 hours a month."""
    return {
        "grid": {
            "boss": _row("risk", "meeting", "fortnightly", "yes"),  # 2 × 1 + 2 × 0.5 × 0.5
            "dev": _row("risk", "meeting", "fortnightly", "yes"),  # shared; 2 × 0.5 × 0.5
            "shop": _row("outcome", "call", "monthly", "no"),  # 0.25
            **{f"p{n}": _row("notes", "newsletter", "weekly", "no") for n in range(5)},  # 4 × 0.5
        },
        "extra": {"log": "me", "label": "yes"},  # 0.5
    }


def test_the_example_plan_keeps_every_rule(good: Plan) -> None:
    """The plan that the tests below spoil, one rule at a time, is whole to begin with."""
    assert sum(plan_hours(good, SMALL)) == 5.75
    assert judge(EXERCISE, SMALL, good).score == 10


def test_hours_follow_the_published_example() -> None:
    """The theatre of the third hint: 2 editions of 1 hour, half of 0.5 hours for two, twice."""
    two = {p: _row("risk", "meeting", "fortnightly", "yes") for p in ("boss", "dev")}
    four = {f"p{n}": _row("notes", "newsletter", "monthly", "no") for n in range(4)}

    assert plan_hours(_plan(two), SMALL) == (2, 1, 0)
    assert plan_hours(_plan(four), SMALL) == (0.5, 0, 0)


@pytest.mark.parametrize(
    ("first", "second", "editions"),
    [
        (("risk", "call"), ("risk", "call"), 0.5),
        (("risk", "meeting"), ("risk", "meeting"), 1.0),
        (("risk", "meeting"), ("outcome", "meeting"), 2.0),
        (("risk", "newsletter"), ("risk", "newsletter"), 0.5),
        (("risk", "newsletter"), ("outcome", "newsletter"), 1.0),
        (("risk", "page"), ("outcome", "page"), 1.0),
        (("risk", "page"), ("risk", "meeting"), 2.0),
    ],
)
def test_who_shares_an_edition(
    first: tuple[str, str], second: tuple[str, str], editions: float
) -> None:
    """A call serves one, a meeting or letter all with one view, a page all with one rhythm."""
    plan = _plan({"boss": _row(*first, "monthly", "no"), "dev": _row(*second, "monthly", "no")})

    assert plan_hours(plan, SMALL)[0] == editions


def test_another_rhythm_is_another_edition() -> None:
    """Who reads every week and who reads every month do not read the same page."""
    grid = {
        "boss": _row("risk", "page", "weekly", "no"),
        "dev": _row("risk", "page", "monthly", "no"),
    }

    assert plan_hours(_plan(grid), SMALL)[0] == 5


def test_a_row_costs_once_channel_and_rhythm_are_chosen() -> None:
    """The meter moves while a learner is still choosing, and never stumbles over half a row."""
    assert plan_hours(_plan({"boss": {"channel": "call"}}), SMALL) == (0, 0, 0)
    assert plan_hours(_plan({"boss": {"channel": "call", "cadence": "weekly"}}), SMALL)[0] == 1


def test_the_meter_names_parts_and_excess(good: Plan) -> None:
    """The sentence under the grid says the total, its parts, and what is too much."""
    flood = _change(good, cadence="weekly", channel="call", reply="no")

    assert cost_in_words(good, SMALL) == (
        "This plan costs 5.75 of your 8 hours a month: "
        "preparing 4.25, answering 1, labelling dates 0.5."
    )
    assert "costs 8.5 of your 8 hours a month, 0.5 too many:" in cost_in_words(flood, SMALL)


@pytest.mark.parametrize(
    ("prepare", "hours", "flood", "band"),
    [(0.5, 5.75, 1.5, 1.0), (1.0625, 8.0, 1.5, 1.0), (1.125, 8.25, 0.0, 0.0)],
)
def test_eight_hours_are_the_limit(
    good: Plan, prepare: float, hours: float, flood: float, band: float
) -> None:
    """Exactly 8 hours fit; a quarter of an hour more does not."""
    data = _priced(prepare)
    result = judge(EXERCISE, data, good)

    assert sum(plan_hours(good, data)) == hours
    assert given(result, "FND-E5.FLOOD") == flood
    assert given(result, "FND-E5.THIN") == band


@pytest.mark.parametrize(("prepare", "hours", "band"), [(0.3125, 5.0, 1.0), (0.25, 4.75, 0.0)])
def test_five_hours_are_the_least(good: Plan, prepare: float, hours: float, band: float) -> None:
    """Exactly 5 hours are enough; a quarter of an hour less is thin."""
    data = _priced(prepare)
    result = judge(EXERCISE, data, good)

    assert sum(plan_hours(good, data)) == hours
    assert given(result, "FND-E5.THIN") == band
    assert ("FND-E5.THIN" in result.codes) == (band == 0)


@pytest.mark.parametrize(
    ("change", "points"),
    [
        ({}, 1.5),
        ({"cadence": "weekly"}, 1.5),
        ({"cadence": "monthly"}, 0),
        ({"reply": "no"}, 0),
    ],
)
def test_the_close_hear_often_and_can_answer(good: Plan, change: Row, points: float) -> None:
    """Both conditions must hold for whoever is high in both; nobody else is asked about."""
    good["grid"]["boss"] |= change

    assert given(judge(EXERCISE, SMALL, good), "FND-E5.CLOSE") == points


@pytest.mark.parametrize(("influence", "interest", "close"), [(4, 4, 1), (5, 3, 0), (3, 5, 0)])
def test_close_needs_both_from_four_on(influence: int, interest: int, close: bool) -> None:
    """Four of five is high, three is not, and one of the two is not enough."""
    assert Person("x", "X", influence, interest, (), 1.0).close == close


@pytest.mark.parametrize(
    ("change", "points", "code"),
    [
        ({"view": "timeline"}, 1.5, None),
        ({"cadence": "rarely"}, 1.5, None),
        ({"reply": "no"}, 0, "FND-E5.BROADCAST"),
        ({"view": "outcome"}, 0, "FND-E5.BUILDVIEW"),
        ({"view": "notes"}, 0, "FND-E5.BUILDVIEW"),
    ],
)
def test_builders_see_dates_or_risks_and_answer(
    good: Plan, change: Row, points: float, code: str | None
) -> None:
    """The rule asks for view and voice, and its message names the one that lacks."""
    good["grid"]["dev"] |= change
    result = judge(EXERCISE, SMALL, good)

    assert given(result, "FND-E5.BROADCAST") == points
    assert {"FND-E5.BROADCAST", "FND-E5.BUILDVIEW"} & set(result.codes) == ({code} - {None})


@pytest.mark.parametrize(
    ("view", "label", "points"),
    [
        ("timeline", "yes", 1.5),
        ("timeline", "no", 0),
        ("timeline", "", 0),
        ("outcome", "no", 1.5),
    ],
)
def test_sales_sees_no_bare_unsure_date(good: Plan, view: str, label: str, points: float) -> None:
    """A timeline needs its label; without a timeline there is nothing to label."""
    good["grid"]["shop"]["view"] = view
    good["extra"]["label"] = label

    assert given(judge(EXERCISE, SMALL, good), "FND-E5.PROMISE") == points


def test_sure_dates_need_no_label(good: Plan) -> None:
    """Where no date is unsure, sales may see them all."""
    good["grid"]["shop"]["view"] = "timeline"
    good["extra"]["label"] = "no"
    sure = replace(SMALL, dates=SMALL.dates[:1])

    assert given(judge(EXERCISE, sure, good), "FND-E5.PROMISE") == 1.5


def test_an_empty_sales_row_is_no_kept_promise(good: Plan) -> None:
    """Sales left out is not sales told the truth."""
    del good["grid"]["shop"]
    result = judge(EXERCISE, SMALL, good)

    assert given(result, "FND-E5.PROMISE") == 0
    assert "FND-E5.FORGOT" in result.codes


def test_each_uncovered_team_costs_a_quarter(good: Plan) -> None:
    """A row left open and a view of no use weigh the same; four of them leave nothing."""
    del good["grid"]["p0"]["reply"]
    one = judge(EXERCISE, SMALL, good)
    good["grid"]["p1"]["view"] = "risk"
    two = judge(EXERCISE, SMALL, good)

    assert given(one, "FND-E5.FORGOT") == pytest.approx(1.125)
    assert given(two, "FND-E5.FORGOT") == pytest.approx(0.75)
    assert {"FND-E5.FORGOT", "FND-E5.MISFIT"} <= set(two.codes)
    assert given(judge(EXERCISE, SMALL, _change(good, view="risk")), "FND-E5.FORGOT") == 0


@pytest.mark.parametrize(("owner", "points"), [("me", 1.5), ("dev", 1.5), ("everyone", 0), ("", 0)])
def test_the_log_has_one_owner(good: Plan, owner: str, points: float) -> None:
    """Anybody may keep it, everybody may not."""
    good["extra"]["log"] = owner

    assert given(judge(EXERCISE, SMALL, good), "FND-E5.LOG") == points


@pytest.mark.parametrize(("rows", "log"), [(3, 0.0), (4, 1.5)])
def test_few_rows_keep_no_rule(good: Plan, rows: int, log: float) -> None:
    """Rules count from half of the rows on: an empty plan breaks none, and earns nothing."""
    good["grid"] = dict(list(good["grid"].items())[:rows])
    result = judge(EXERCISE, SMALL, good)

    assert given(result, "FND-E5.LOG") == log
    assert (result.score == 0) == (rows < 4)


def test_one_choice_earns_nothing(good: Plan) -> None:
    """No rule is met by what is not there."""
    for person, row in good["grid"].items():
        for column, choice in row.items():
            assert judge(EXERCISE, SMALL, _plan({person: {column: choice}})).score == 0
    assert judge(EXERCISE, SMALL, {"extra": {"log": "me"}}).score == 0


def test_nothing_waits_for_a_key(good: Plan) -> None:
    """All rules follow from what the learner sees, so all are judged at once."""
    result: Result = judge(EXERCISE, SMALL, good)

    assert result.later == 0


def _row(view: str, channel: str, cadence: str, reply: str) -> Row:
    return {"view": view, "channel": channel, "cadence": cadence, "reply": reply}


def _plan(grid: dict[str, Row]) -> Plan:
    return {"grid": grid, "extra": {}}


def _change(plan: Plan, **changes: str) -> Plan:
    return plan | {"grid": {person: {**row, **changes} for person, row in plan["grid"].items()}}


def _priced(newsletter: float) -> Data:
    """The small data with another price for the newsletter."""
    channels = [
        replace(channel, prepare=newsletter) if channel.id == "newsletter" else channel
        for channel in SMALL.channels
    ]
    return replace(SMALL, channels=tuple(channels))
