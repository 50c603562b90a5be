"""A timeline: what its answers look like, in the model, text twin, lists and picture."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pm_exercises.board import Board, Exercise
from pm_exercises.errors import AnswerError
from pm_exercises.interactions import Card, Pick, Timeline
from pm_exercises.interactions.timeline import Bar, bars
from pm_exercises.item import Answer, Item
from pm_exercises.views.timeline import TimelineView
from pm_exercises.views.timeline_picture import packed, timeline_svg

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
FULL: Answer = {
    "items": {
        "m1": {"lane": "hw", "start": 1, "len": 2, "metric": "db"},
        "m2": {"lane": "app", "start": 3, "len": 1, "metric": "nps"},
        "m3": {"lane": "hw", "start": 2, "len": 3, "metric": "db"},
    }
}


@pytest.fixture
def view(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], TimelineView]:
    """Open the roadmap's view, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    exercise = Exercise(
        item=Item("TST-E1", "Roadmap", "Plan.", 5, ()),
        generate=lambda _rng: None,
        interaction=lambda _data: ROADMAP,
        criteria=(),
        messages={},
        hints=lambda _data: (),
    )
    return lambda: TimelineView(Board(exercise, "ada"))


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


def test_the_lists_spell_the_typed_answer(view: Callable[[], TimelineView]) -> None:
    """Hands on the lists save what a typed dictionary would, and it comes back on opening."""
    view().play(FULL)

    again = view()
    assert again.board.answer == FULL
    assert again.controls["items", "m3", "len"].value == 3


def test_every_list_says_which_item_it_is_for(view: Callable[[], TimelineView]) -> None:
    """A list's label makes sense alone, and no two are the same."""
    labels = {path: control.description for path, control in view().controls.items()}

    assert len(set(labels.values())) == len(labels) == 12
    assert all(ROADMAP.name(path[1]) in label for path, label in labels.items())


def test_a_later_start_leaves_only_lengths_that_fit(view: Callable[[], TimelineView]) -> None:
    """The list of lengths follows the start, so hands cannot run a bar off the picture."""
    opened = view()
    opened.play(FULL)

    opened.controls["items", "m3", "start"].value = 3
    assert opened.board.answer["items"]["m3"]["len"] == 2
    assert [n for _, n in opened.controls["items", "m3", "len"].options] == [1, 2]
    assert opened.problem.value == ""

    opened.controls["items", "m3", "start"].value = 1
    assert opened.board.answer["items"]["m3"] == {
        "lane": "hw",
        "start": 1,
        "len": 2,
        "metric": "db",
    }
    assert len(opened.controls["items", "m3", "len"].options) == 4


def test_a_typed_answer_moves_the_lists(view: Callable[[], TimelineView]) -> None:
    """What is typed in a cell is seen on the board, longer and shorter bars alike."""
    opened = view()
    for start, length in ((4, 1), (1, 4), (3, 2)):
        opened.board.answer = {"items": {"m1": {"lane": "hw", "start": start, "len": length}}}

        shown = {name: opened.controls["items", "m1", name].value for name in ("start", "len")}
        assert shown == {"start": start, "len": length}
        assert opened.board.answer["items"]["m1"]["len"] == length


def test_bars_share_rows_without_overlap() -> None:
    """A lane takes as few rows as hold its bars."""
    lane = [Bar("a", "hw", 1, 2), Bar("b", "hw", 2, 1), Bar("c", "hw", 3, 2), Bar("d", "hw", 3, 1)]

    assert [[bar.item for bar in row] for row in packed(lane)] == [["a", "d"], ["b", "c"]]


def test_the_picture_names_every_bar_safely() -> None:
    """Bars carry their names, markup in a name stays text, and an arrow shows what waits."""
    svg = timeline_svg(ROADMAP, FULL)

    assert svg.count('class="pmx-wall-bar"') == 3
    assert "<title>Fan &amp; filter &lt;new&gt;</title>" in svg
    assert 'class="pmx-wall-link"' in svg
    assert "pmx-wall-broken" not in svg


def test_an_impossible_order_is_drawn_and_said(view: Callable[[], TimelineView]) -> None:
    """A broken dependency has a line of its own kind, and a sentence."""
    opened = view()

    opened.board.change(
        {"items": {"m1": {"lane": "hw", "start": 2}, "m2": {"lane": "app", "start": 1}}}
    )

    assert 'class="pmx-wall-broken"' in opened._picture.value
    assert "“Noise label” starts before “Quieter motor” is finished." in opened._picture.value


def test_what_is_not_placed_is_named(view: Callable[[], TimelineView]) -> None:
    """Under the picture stands what is still to do."""
    opened = view()

    opened.board.change({"items": {"m1": {"lane": "hw", "start": 2}, "m2": {"start": 1}}})

    assert "1 of 3 items placed" in opened._picture.value
    assert "Not placed yet: Noise label · Fan &amp; filter &lt;new&gt;." in opened._picture.value
