"""The tools beside a board: they count and compare as asked, and decide nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from pm_exercises.errors import AnswerError, UnknownExercise
from pm_exercises.exercises import exercise
from pm_exercises.explorers import (
    Measure,
    RatioSplit,
    Reader,
    SeriesChart,
    Tally,
    WindowCompare,
    explore,
)
from pm_exercises.explorers.tally import Exclusion

UNITS = pd.DataFrame({"Brio": [100, 110, 120, 130], "Otto": [50, 50, 60, 80]}, index=[1, 2, 3, 4])
SHARE = 100 * UNITS.div(UNITS.sum(axis=1), axis=0)
MEASURES = (
    Measure("units", "Units sold", "kettles", UNITS),
    Measure("share", "Share", "%", SHARE, "share points", 1),
)
POSTS = pd.DataFrame(
    {
        "person": ["ana", "ana", "ana", "bo", "cy", "di"],
        "segment": ["home", "home", "home", "home", "home", "office"],
        "source": ["forum", "forum", "forum", "forum", "staff", "forum"],
        "stars": [1, 1, 1, 4, 5, 3],
        "theme": ["lid", "lid", "lid", "noise", "noise", "lid"],
        "text": ["one", "two", "three", "four", "five", "six"],
    }
)
TALLY = Tally(
    "Count",
    POSTS,
    by={"theme": "Theme", "person": "Person"},
    split="segment",
    person="person",
    score="stars",
    words={"theme": {"lid": "The lid", "noise": "Noise"}, "segment": {"home": "Homes"}},
    exclusion=Exclusion("source", "staff", "Leave out staff"),
)
READER = Reader(
    "Read", POSTS, {"theme": "Theme"}, {"person": "Person", "text": "Post"}, TALLY.words
)


def test_windows_are_compared_series_by_series() -> None:
    """Means of months 1-2 and 3-4 by hand: Brio 105 and 125, Otto 50 and 70."""
    table = WindowCompare("Compare", MEASURES).table("units", (1, 2), (3, 4))

    assert table.rows == (
        ("Brio", "105.0", "125.0", "+20.0", "+19.0 %"),
        ("Otto", "50.0", "70.0", "+20.0", "+40.0 %"),
    )
    assert table.columns[3] == "Second minus first, kettles"


def test_shares_differ_in_points() -> None:
    """The unit of a difference between shares is not the unit of a share."""
    table = WindowCompare("Compare", MEASURES).table("share", (1, 1), (4, 4))

    assert table.columns[3] == "Second minus first, share points"
    assert table.rows[0][1:4] == ("66.7", "61.9", "-4.8")


@pytest.mark.parametrize("window", [(0, 2), (3, 2), (2, 5)])
def test_window_outside_the_table_is_explained(window: tuple[int, int]) -> None:
    """The message says which window, and where windows lie."""
    with pytest.raises(AnswerError, match=r"second window: month \d to \d is no window.*at 4"):
        WindowCompare("Compare", MEASURES).table("units", (1, 2), window)


def test_unknown_measure_is_explained() -> None:
    """The message lists what there is."""
    with pytest.raises(AnswerError, match="units, share"):
        SeriesChart("Draw", MEASURES).figure("profit")


def test_chart_says_what_is_drawn_not_what_to_see() -> None:
    """The learner finds the finding."""
    figure = SeriesChart("Draw", MEASURES).figure("share")

    assert figure.takeaway == "Share, month 1 to 4"
    assert figure.table.columns == ("Month", "Brio", "Otto")
    assert figure.table.rows[0] == ("1", "66.7", "33.3")


def test_posts_are_counted_as_they_stand() -> None:
    """Nothing is left out unless the learner says so."""
    table = TALLY.table("theme")

    assert table.rows == (("The lid", "4", "66.7 %", "1.5"), ("Noise", "2", "33.3 %", "4.5"))
    assert table.columns == ("Theme", "Posts", "Share of these posts", "Mean stars")


def test_people_are_counted_once_in_the_part_that_is_asked_for() -> None:
    """Homes without staff: Ana on the lid, Bo on noise, so half and half."""
    table = TALLY.table("theme", "home", leave_out=True, people=True)

    assert table.rows == (("Noise", "1", "50.0 %", "4.0"), ("The lid", "1", "50.0 %", "1.0"))
    assert table.caption == "2 people counted by theme"


def test_long_counts_are_cut_and_say_so() -> None:
    """Of four people, the two with most posts."""
    short = Tally("Count", POSTS, {"person": "Person"}, "segment", "person", "stars", most=2)
    table = short.table("person")

    assert [row[:2] for row in table.rows] == [("ana", "3"), ("bo", "1")]
    assert table.caption == "6 posts counted by person, the first 2 of 4"


@pytest.mark.parametrize(("by", "part"), [("colour", ""), ("theme", "school")])
def test_unknown_count_is_explained(by: str, part: str) -> None:
    """A column or a part that is not there is named."""
    with pytest.raises(AnswerError, match=r"colour|school"):
        TALLY.table(by, part)


def test_reader_filters_and_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two to a page: the fourth lid post is on page two, and page nine is the last one."""
    monkeypatch.setattr("pm_exercises.explorers.reader.PAGE", 2)

    assert READER.table({"theme": "lid"}).rows == (("ana", "one"), ("ana", "two"))
    assert READER.table({"theme": "lid"}, 9).rows == (("ana", "three"), ("di", "six"))
    assert READER.table({"theme": "lid"}, 2).caption == "4 posts, page 2 of 2"
    assert READER.table({"theme": ""}).caption == "6 posts, page 1 of 3"


def test_reader_offers_words_in_order() -> None:
    """Filters show words, not the table's short names."""
    assert READER.options("theme") == {"noise": "Noise", "lid": "The lid"}


@pytest.fixture
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def controls(item_id: str) -> dict[str, Any]:
    """The tools' controls of an exercise by their labels, each with what its panel shows."""
    found: dict[str, Any] = {}
    for panel in explore(exercise(item_id, "ada")).widget().children[1:]:
        for control in panel.children[1].children:
            found[control.description] = (control, panel.children[2])
    return found


@pytest.mark.usefixtures("_own_folder")
@pytest.mark.parametrize("item_id", ["FND-E3", "FND-E6"])
def test_every_control_has_a_name_of_its_own(item_id: str) -> None:
    """Heard one at a time, no two controls sound alike."""
    panels = explore(exercise(item_id, "ada")).widget().children[1:]
    names = [control.description for panel in panels for control in panel.children[1].children]

    assert all(names)
    assert len(names) == len(set(names))


@pytest.mark.usefixtures("_own_folder")
def test_moving_a_control_redraws_its_panel() -> None:
    """The comparison follows the learner, and a window that is none says so."""
    found = controls("FND-E3")
    measure, result = found["Compare"]
    measure.value = "share"
    assert "share points" in result.value

    start, _ = found["First window, from month"]
    start.value = 20

    assert "month 20 to 12 is no window" in result.value


@pytest.mark.usefixtures("_own_folder")
def test_counting_people_without_staff_by_hand_on_the_controls() -> None:
    """The boxes do what the model does."""
    found = controls("FND-E6")
    for label, value in (
        ("What counts", "people"),
        ("Only this segment", "office"),
        ("Leave out posts by Kettlewick's own staff", True),
    ):
        control, result = found[label]
        control.value = value

    tally, _ = exercise("FND-E6", "ada").data.tools()
    expected = tally.table("theme", "office", leave_out=True, people=True)
    assert expected.caption in result.value
    assert expected.rows[0][2] in result.value


@pytest.mark.usefixtures("_own_folder")
def test_exercise_without_tools_says_so() -> None:
    """Not every board has data to look at."""
    with pytest.raises(UnknownExercise, match="FND-E1 has no tools"):
        explore(exercise("FND-E1", "ada"))


@pytest.mark.usefixtures("_own_folder")
def test_grader_opens_no_tools(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody looks, a line of text is enough."""
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    shown = explore(exercise("FND-E3", "ada"))._repr_mimebundle_()

    assert shown == {
        "text/plain": "Tools for FND-E3: Draw the market; Compare two windows of months"
    }


def test_ratios_are_split_by_their_logarithms() -> None:
    """0.8 and 0.5: the product is 0.4, and the second explains three quarters of it."""
    tool = RatioSplit("Split", {"a": "Visits", "b": "Rate"}, "Boxes")

    table = tool.table({"a": 0.8, "b": 0.5})

    assert table.rows == (
        ("Visits", "0.800", "-0.223", "24 %"),
        ("Rate", "0.500", "-0.693", "76 %"),
        ("Boxes", "0.400", "-0.916", "100 %"),
    )


def test_nothing_moved_has_no_shares() -> None:
    """As the calculator opens, all ratios are one: there is nothing to share yet."""
    table = RatioSplit("Split", {"a": "Visits", "b": "Rate"}, "Boxes").table({"a": 1, "b": 1})

    assert {row[-1] for row in table.rows} == {"–"}


def test_windows_open_where_the_exercise_says() -> None:
    """A tool may name its first windows; otherwise they are the first two thirds."""
    plain = WindowCompare("Compare", MEASURES)
    named = WindowCompare("Compare", MEASURES, opens_with=((1, 2), (3, 4)))

    assert (plain.start, named.start) == (((1, 1), (2, 2)), ((1, 2), (3, 4)))
