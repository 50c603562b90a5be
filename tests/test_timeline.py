"""A timeline: what its answers look like, in the model, the text twin, and what a board is told."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pm_exercises.errors import AnswerError
from pm_exercises.interactions import Card, Pick, Timeline
from pm_exercises.interactions.timeline import Bar, bars, plural
from pm_exercises.item import Answer
from tests.gallery import sample

ROADMAP = Timeline(
    items=(
        Card("m1", "Quieter motor", "Half the noise at full speed."),
        Card("m2", "Noise label"),
        Card("m3", "Fan & filter <new>"),
    ),
    lanes={"hw": "Hardware", "app": "App"},
    columns=("Q1", "Q2", "Q3", "Q4"),
    picks=(Pick("metric", "Success metric", {"db": "Decibels", "nps": "Recommenders"}),),
    after={"m2": ("m1",)},
    item_word="item",
    lane_word="team",
    column_word="quarter",
)
OWNED = Timeline(
    items=(Card("m1", "A motor that makes half the noise", name="Motor"), Card("m2", "Label")),
    lanes={"hw": "Hardware"},
    columns=("Q1", "Q2"),
    picks=(Pick("owner", "Owner", {"ada": "Ada"}, cards=("m2",)),),
)
FULL: Answer = {
    "items": {
        "m1": {"lane": "hw", "start": 1, "len": 2, "metric": "db"},
        "m2": {"lane": "app", "start": 3, "len": 1, "metric": "nps"},
        "m3": {"lane": "hw", "start": 2, "len": 3, "metric": "db"},
    }
}


def test_full_answer_reads_as_itself() -> None:
    """An answer in its plain form stays as it is, and nothing is missing from it."""
    assert ROADMAP.read(FULL) == FULL
    assert ROADMAP.missing(FULL) == ()


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ({"lane": "HW"}, {"lane": "hw"}),
        ({"start": "2"}, {"start": 2, "len": 1}),
        ({"start": " q3 "}, {"start": 3, "len": 1}),
        ({"start": 2.0, "len": "2"}, {"start": 2, "len": 2}),
        ({"len": 3}, {"len": 3}),
        ({"metric": "db"}, {"metric": "db"}),
        ({"lane": "", "start": None, "len": 1, "metric": ""}, None),
        (None, None),
    ],
)
def test_partial_rows_are_read_kindly(typed: Any, plain: dict[str, Any] | None) -> None:
    """Half a row is kept as typed; a length of one alone says nothing and is no answer."""
    read = ROADMAP.read({"items": {"m1": typed}})

    assert read == {"items": {"m1": plain} if plain else {}}


@pytest.mark.parametrize(
    ("answer", "path"),
    [
        ({"items": ["m1"]}, "items"),
        ({"items": {"m9": {}}}, "items.m9"),
        ({"items": {"m1": "hw"}}, "items.m1"),
        ({"items": {"m1": {"lane": "sales"}}}, "items.m1.lane"),
        ({"items": {"m1": {"lane": 1}}}, "items.m1.lane"),
        ({"items": {"m1": {"start": 0}}}, "items.m1.start"),
        ({"items": {"m1": {"start": 5}}}, "items.m1.start"),
        ({"items": {"m1": {"start": 1.5}}}, "items.m1.start"),
        ({"items": {"m1": {"start": True}}}, "items.m1.start"),
        ({"items": {"m1": {"start": "spring"}}}, "items.m1.start"),
        ({"items": {"m1": {"start": 1, "len": 0}}}, "items.m1.len"),
        ({"items": {"m1": {"start": 1, "len": 5}}}, "items.m1.len"),
        ({"items": {"m1": {"start": 4, "len": 2}}}, "items.m1.len"),
        ({"items": {"m1": {"length": 2}}}, "items.m1.length"),
        ({"items": {"m1": {"metric": "sales"}}}, "items.m1.metric"),
    ],
)
def test_shape_errors_name_the_path(answer: Answer, path: str) -> None:
    """A field of the wrong shape is refused, with the way to it."""
    with pytest.raises(AnswerError) as caught:
        ROADMAP.read(answer)

    assert caught.value.path == path


def test_a_bar_past_the_last_column_says_how_much_room_there_is() -> None:
    """The way out of a bar that is too long is in the message."""
    with pytest.raises(AnswerError, match=r"2 quarters from Q4 run past Q4\. There is room for 1"):
        ROADMAP.read({"items": {"m1": {"start": 4, "len": 2}}})


def test_missing_names_what_to_do_for_each_item() -> None:
    """A learner reads what is left, item by item."""
    half = {"items": {"m1": {"lane": "hw", "metric": "db"}, "m2": {"start": 1, "metric": "db"}}}

    assert ROADMAP.missing(half) == (
        "choose where “Quieter motor” starts",
        "choose the team for “Noise label”",
        "place “Fan & filter <new>”",
        "choose success metric for “Fan & filter <new>”",
    )


def test_only_items_with_lane_and_start_are_bars() -> None:
    """A bar needs a row and a column to lie in."""
    placed = bars(
        {"items": {"a": {"lane": "hw"}, "b": {"start": 1}, "c": {"lane": "x", "start": 2}}}
    )

    assert placed == {"c": Bar("c", "x", 2, 1)}


@pytest.mark.parametrize(("start", "overlaps"), [(1, False), (2, True), (4, True), (5, False)])
def test_bars_overlap_where_they_share_a_column(start: int, overlaps: bool) -> None:
    """Both ends belong to a bar."""
    assert Bar("a", "hw", 2, 3).overlaps(Bar("b", "app", start, 1)) is overlaps


@pytest.mark.parametrize(("start", "broken"), [(2, (("m1", "m2"),)), (3, ())])
def test_a_dependency_breaks_where_the_second_starts_too_soon(
    start: int, broken: tuple[tuple[str, str], ...]
) -> None:
    """What is waited for must be over, not just begun."""
    answer = {
        "items": {"m1": {"lane": "hw", "start": 1, "len": 2}, "m2": {"lane": "app", "start": start}}
    }

    assert ROADMAP.broken(ROADMAP.read(answer)) == broken


def test_an_absent_item_breaks_no_dependency() -> None:
    """Nothing is said about an order of which one side is missing."""
    assert ROADMAP.broken({"items": {"m2": {"lane": "app", "start": 1, "len": 1}}}) == ()


def test_text_twin_says_what_the_picture_shows() -> None:
    """Every item has a row: lane, first and last column, picks, and what it waits for."""
    table = ROADMAP.table({"items": {"m1": {"lane": "hw", "start": 1, "len": 2, "metric": "db"}}})

    assert table.caption == "1 of 3 items placed"
    assert table.columns == ("Item", "About", "Team", "From", "To", "Success metric", "Waits for")
    assert table.rows[0] == (
        "Quieter motor",
        "Half the noise at full speed.",
        "Hardware",
        "Q1",
        "Q2",
        "Decibels",
        "nothing",
    )
    assert table.rows[1] == (
        "Noise label",
        "",
        *["not placed yet"] * 3,
        "not chosen yet",
        "Quieter motor",
    )


def test_a_board_that_cannot_work_is_refused() -> None:
    """A pick named like a field, and a dependency on nothing, are an author's slips."""
    with pytest.raises(ValueError, match="'len'"):
        Timeline((), {}, ("Q1",), picks=(Pick("len", "Length", {}),))
    with pytest.raises(ValueError, match="'m7'"):
        Timeline((Card("m1", "Motor"),), {}, ("Q1",), after={"m1": ("m7",)})


def test_a_pick_meant_for_some_items_is_asked_of_no_others() -> None:
    """Only the named items have it: in what is missing, in the twin, and in what can be read."""
    placed = {"lane": "hw", "start": 1, "len": 1}
    answer: Answer = {"items": {"m1": placed, "m2": {**placed, "owner": "ada"}}}

    assert OWNED.missing(answer) == ()
    assert [row[-1] for row in OWNED.table(answer).rows] == ["not asked", "Ada"]
    with pytest.raises(AnswerError) as caught:
        OWNED.read({"items": {"m1": {"owner": "ada"}}})
    assert caught.value.path == "items.m1.owner"


def test_an_item_is_called_by_its_name_where_it_has_one() -> None:
    """Long texts have a short name for lists and sentences."""
    assert OWNED.missing({"items": {}})[0] == "place “Motor”"


def test_the_board_is_told_all_it_draws_and_says() -> None:
    """The spec is plain JSON: lanes in order, lengths in words, and what waits for what."""
    spec = json.loads(json.dumps(ROADMAP.spec()))

    assert spec["lanes"] == [{"id": "hw", "name": "Hardware"}, {"id": "app", "name": "App"}]
    assert spec["lengths"] == ["1 quarter", "2 quarters", "3 quarters", "4 quarters"]
    assert spec["after"] == {"m2": ["m1"]}
    assert spec["words"] == {
        "item": "item",
        "items": "items",
        "lane": "team",
        "column": "quarter",
        "wall": "wall",
    }


def test_an_impossible_order_is_said_with_its_reason() -> None:
    """A warning says when the one starts, what it waits for, and until when that lasts."""
    live = ROADMAP.live(
        {"items": {"m1": {"lane": "hw", "start": 2, "len": 2}, "m2": {"lane": "app", "start": 1}}}
    )

    assert live.warnings == (
        "“Noise label” starts in Q1, but it waits for “Quieter motor”, which lasts until Q3.",
    )
    assert live.facts == {"broken": [["m1", "m2"]]}


def test_a_possible_plan_is_only_counted() -> None:
    """Where nothing clashes, nothing is said but how far the plan is."""
    live = ROADMAP.live(FULL)

    assert (live.count, live.warnings, live.facts) == ("3 of 3 items placed", (), {"broken": []})


@pytest.mark.parametrize(
    ("word", "several"), [("activity", "activities"), ("day", "days"), ("stage", "stages")]
)
def test_words_have_plurals(word: str, several: str) -> None:
    """The words a board is given are plain English nouns."""
    assert plural(word) == several


@pytest.mark.parametrize("state", ["wanted", "wrong", "half"])
def test_the_gallery_reads_as_itself(state: str) -> None:
    """What the browser tests bring about is in the plain form that is saved."""
    shown = sample("timeline")
    answer = getattr(shown, state)

    assert shown.exercise.interaction(0).read(answer) == answer
