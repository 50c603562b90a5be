"""An allocation: what its answers look like, in the model and as a text twin."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from pm_exercises.errors import AnswerError
from pm_exercises.interactions import Allocator, Share
from pm_exercises.interactions.base import Gauge, Live
from tests.gallery import sample


def _visits(given: Mapping[str, float]) -> Live:
    bought = 10 * given["ads"]
    warnings = () if given["stand"] else ("Nobody stands at the fair.",)
    return Live("a guess", (Gauge("Visits", bought, 500, f"{bought:g} visits"),), warnings)


BUDGET = Allocator(
    shares=(
        Share("ads", "Adverts", "10 visits each", high=40, step=5),
        Share("stand", "Stand at the fair", low=15),
        Share("rest", "For later"),
    ),
    total=100,
    unit="points",
)
FULL = {"alloc": {"ads": 40, "stand": 47.5, "rest": 12.5}}


def test_full_answer_reads_as_itself() -> None:
    """An answer in its plain form stays as it is, and nothing is missing from it."""
    assert BUDGET.read(FULL) == FULL
    assert BUDGET.missing(FULL) == ()


def test_numbers_are_read_kindly() -> None:
    """Typed numbers may have a decimal comma; an empty box is a share still open, 0 is not."""
    read = BUDGET.read({"alloc": {"ads": " 12,50 ", "stand": "", "rest": "0"}})

    assert read == {"alloc": {"ads": 12.5, "rest": 0}}
    assert BUDGET.read({}) == BUDGET.empty()


@pytest.mark.parametrize(
    ("answer", "path"),
    [
        ({"alloc": [40]}, "alloc"),
        ({"alloc": {"radio": 5}}, "alloc.radio"),
        ({"alloc": {"ads": "a lot"}}, "alloc.ads"),
        ({"alloc": {"ads": True}}, "alloc.ads"),
        ({"alloc": {"ads": 41}}, "alloc.ads"),
        ({"alloc": {"ads": -1}}, "alloc.ads"),
        ({"alloc": {"stand": 14}}, "alloc.stand"),
        ({"alloc": {"rest": 101}}, "alloc.rest"),
    ],
)
def test_shape_errors_name_the_path(answer: Any, path: str) -> None:
    """A number that cannot be is refused, with the way to it."""
    with pytest.raises(AnswerError) as caught:
        BUDGET.read(answer)

    assert caught.value.path == path


@pytest.mark.parametrize(
    ("alloc", "words"),
    [
        ({"ads": 41}, "expected at most 40, got 41"),
        ({"stand": 3}, "expected at least 15, got 3"),
        ({"rest": 101}, "expected 0 to 100, got 101"),
    ],
)
def test_a_limit_is_named_when_it_is_crossed(alloc: dict[str, float], words: str) -> None:
    """Whoever crosses a limit is told what it is."""
    with pytest.raises(AnswerError, match=words):
        BUDGET.read({"alloc": alloc})


def test_limits_are_words() -> None:
    """A share says what it may get, and nothing where that is anything."""
    assert Share("a", "A").limits == ""
    assert Share("a", "A", low=15).limits == "at least 15"
    assert Share("a", "A", high=40).limits == "at most 40"
    assert Share("a", "A", low=2.5, high=40).limits == "2.5 to 40"


@pytest.mark.parametrize(
    ("alloc", "words", "over"),
    [
        ({}, "0 of 100 points given, 100 left", False),
        ({"ads": 20, "stand": 15}, "35 of 100 points given, 65 left", False),
        ({"ads": 40, "stand": 60}, "all 100 points given", False),
        ({"ads": 40, "stand": 65}, "105 of 100 points given, 5 over", True),
    ],
)
def test_the_board_says_what_is_left(alloc: dict[str, float], words: str, over: bool) -> None:
    """The amount left or over is on the board in words, and as a bar."""
    (gauge,) = BUDGET.live({"alloc": alloc}).gauges

    assert (gauge.label, gauge.value, gauge.most) == ("Given out", sum(alloc.values()), 100)
    assert (gauge.text, gauge.over) == (words, over)


def test_sums_of_tenths_leave_no_dust() -> None:
    """Three shares that add up to the total by hand do so here, and thousands have commas."""
    tenths = Allocator((Share("a", "A"), Share("b", "B")), total=0.3, unit="tonnes")
    money = Allocator((Share("a", "A"),), total=12_500, unit="euro")

    assert tenths.missing({"alloc": {"a": 0.1, "b": 0.2}}) == ()
    assert money.remaining({"alloc": {"a": 2500}}) == "2,500 of 12,500 euro given, 10,000 left"


def test_missing_says_what_is_left_and_what_must_be_given() -> None:
    """A share may stay without anything where it has no lower limit."""
    assert BUDGET.missing({"alloc": {"ads": 40}}) == (
        "give “Stand at the fair” at least 15 points",
        "give out the other 60 points",
    )
    assert BUDGET.missing({"alloc": {"ads": 40, "stand": 60}}) == ()
    assert BUDGET.missing({"alloc": {"ads": 40, "stand": 65}}) == ("take back 5 points",)


def test_the_exercise_says_what_an_allocation_does() -> None:
    """Its gauges and warnings follow what is left; it gets a number for every share."""
    live = Allocator(BUDGET.shares, 100, "points", _visits).live({"alloc": {"ads": 20}})

    assert [gauge.text for gauge in live.gauges] == [
        "20 of 100 points given, 80 left",
        "200 visits",
    ]
    assert live.warnings == ("Nobody stands at the fair.",)
    assert live.count == "a guess"


def test_text_twin_holds_all_that_the_board_shows() -> None:
    """The table has every share, what is left, and what the allocation does."""
    table = Allocator(BUDGET.shares, 100, "points", _visits).table({"alloc": {"ads": 20}})

    assert table.caption == "20 of 100 points given, 80 left"
    assert table.columns == ("Share", "Given (points)", "Facts")
    assert table.rows == (
        ("Adverts", "20", "10 visits each · at most 40"),
        ("Stand at the fair", "nothing yet", "at least 15"),
        ("For later", "nothing yet", ""),
        ("Visits", "200 visits", ""),
        ("Note", "a guess", ""),
        ("Note", "Nobody stands at the fair.", ""),
    )


def test_the_board_gets_the_most_that_a_share_can_have() -> None:
    """A share without an upper limit can have everything, and none can have more."""
    wide = Allocator((Share("a", "A"), Share("b", "B", high=400)), 100, "points")

    assert [share["high"] for share in wide.spec()["shares"]] == [100, 100]
    assert [share["high"] for share in BUDGET.spec()["shares"]] == [40, 100, 100]


def test_the_sample_is_whole() -> None:
    """The gallery's wanted answer is complete, and its other answers can be read."""
    board = sample("allocator")
    points = board.exercise.interaction(None)

    assert points.missing(board.wanted) == ()
    assert points.read(board.wrong) == board.wrong
    assert points.read(board.half) == board.half
