"""The positioning map: axes, a place, a segment, and how far the rivals are."""

from __future__ import annotations

from typing import Any

import pytest

from pm_exercises.errors import AnswerError
from pm_exercises.interactions import Attribute, PositionMap, Rival, Segment

MAP = PositionMap(
    attributes=(
        Attribute("price", "Price", "cheap", "dear"),
        Attribute("ease", "Ease", "fiddly", "easy"),
        Attribute("look", "Looks", "plain", "fine"),
    ),
    rivals=(
        Rival("velo", "Velo", {"price": 2, "ease": 3, "look": 5}),
        Rival("oak", "Oak", {"price": 9, "ease": 7.5, "look": 1}),
    ),
    segments=(
        Segment("s1", "Families", "two bikes", {"price": 3, "ease": 4}),
        Segment("s2", "Students"),
    ),
    own="Our bike",
)
WHOLE = {"x": 6.0, "y": 7.0, "axes": ["price", "ease"], "segment": "s1"}


def test_empty_and_stable_reading() -> None:
    """The empty answer has two open axes; reading twice changes nothing."""
    assert MAP.empty() == MAP.read({}) == MAP.read({"axes": ["", None]}) == {"axes": ["", ""]}
    assert MAP.read(WHOLE) == MAP.read(MAP.read(WHOLE)) == WHOLE
    assert not MAP.attempted({})
    assert MAP.attempted({"x": 0})


def test_reading_is_kind() -> None:
    """Decimal commas, capitals, and one axis of two are all right."""
    read = MAP.read({"x": "6,5", "y": " 3 ", "axes": ["PRICE"], "segment": ""})

    assert read == {"x": 6.5, "y": 3.0, "axes": ["price", ""]}


def test_a_map_without_segments_has_none_in_its_answer() -> None:
    """Nobody to aim at, nothing to choose."""
    plain = PositionMap(MAP.attributes, MAP.rivals)

    whole = {key: value for key, value in WHOLE.items() if key != "segment"}
    assert plain.read(whole) == whole
    with pytest.raises(AnswerError, match="there is no 'segment' here"):
        plain.read(WHOLE)
    assert plain.missing(whole) == ()
    assert plain.table(whole).caption == "4 of 4 things chosen"


@pytest.mark.parametrize(
    ("answer", "path", "problem"),
    [
        ({"x": "far"}, "x", "'far' is not a number"),
        ({"y": 10.5}, "y", "a number from 0 to 10, got 10.5"),
        ({"x": -1}, "x", "a number from 0 to 10, got -1"),
        ({"axes": "price"}, "axes", "a list of two attributes"),
        ({"axes": ["price", "ease", "look"]}, "axes", "a list of two attributes"),
        ({"axes": ["price", "pace"]}, "axes.1", "'pace' is not one of the choices"),
        ({"axes": ["price", "Price"]}, "axes.1", "both axes are 'price'"),
        ({"segment": "s9"}, "segment", "'s9' is not one of the choices"),
    ],
)
def test_problem_names_the_field(answer: dict[str, Any], path: str, problem: str) -> None:
    """The message starts with the path to the field and says what was expected."""
    with pytest.raises(AnswerError, match=problem) as caught:
        MAP.read(answer)

    assert caught.value.path == path


def test_what_is_missing_in_words() -> None:
    """An open number is called by its axis once that is chosen."""
    assert MAP.missing({"axes": ["price", ""]}) == (
        "choose the axis up",
        "choose who to aim at",
        "set Price for Our bike",
        "set how far up for Our bike",
    )
    assert MAP.missing(WHOLE) == ()


def test_distances_are_nearest_first() -> None:
    """The straight line on the two chosen axes only."""
    away = MAP.distances(MAP.read(WHOLE))

    assert [(round(far, 2), rival.id) for far, rival in away] == [(3.04, "oak"), (5.66, "velo")]
    assert MAP.distances(MAP.read({**WHOLE, "axes": ["price", ""]})) == ()
    assert MAP.distances(MAP.read({"x": 1, "axes": ["price", "ease"]})) == ()


def test_live_says_the_nearest_rival_and_the_ideal() -> None:
    """What the map shows is said in words and in a table."""
    live = MAP.live(WHOLE)

    assert live.count == "Nearest rival: Oak, 3.0 away. The ideal of Families is 4.2 away."
    assert live.facts["distances"]["columns"] == ["Rival", "Away", "Price", "Ease"]
    assert live.facts["distances"]["rows"] == [
        ["Oak", "3.0", "9", "7.5"],
        ["Velo", "5.7", "2", "3"],
    ]


def test_live_of_half_an_answer() -> None:
    """Before the axes are chosen there is no map; before the place, no distance."""
    assert MAP.live({}).facts == {}
    placed = MAP.live({"axes": ["price", "look"], "segment": "s1"})

    assert placed.count == "Our bike is not on the map yet."
    assert placed.facts["distances"]["rows"][0] == ["Velo", "–", "2", "5"]


def test_an_ideal_that_is_not_known_for_an_axis_is_not_measured() -> None:
    """Half an ideal is no point on the map."""
    assert "ideal" not in MAP.live({**WHOLE, "axes": ["price", "look"]}).count
    assert "ideal" not in MAP.live({**WHOLE, "segment": "s2"}).count


def test_text_twin_has_the_place_and_the_distances() -> None:
    """The twin says what the picture shows."""
    table = MAP.table(WHOLE)

    assert table.caption == "5 of 5 things chosen"
    assert table.rows == (
        ("Axis across", "Price: 0 cheap, 10 dear"),
        ("Axis up", "Ease: 0 fiddly, 10 easy"),
        ("Aimed at", "Families"),
        ("Our bike: Price", "6"),
        ("Our bike: Ease", "7"),
        ("Away from Oak", "3.0"),
        ("Away from Velo", "5.7"),
    )
    assert MAP.table({}).rows[3] == ("Our bike: how far across", "not set yet")


def test_spec_has_all_values_as_a_table() -> None:
    """Every attribute of every rival can be read, whichever axes are chosen."""
    values = MAP.spec()["values"]

    assert values["columns"][1] == "Price (0 cheap, 10 dear)"
    assert values["rows"] == [
        ["Velo", "2", "3", "5"],
        ["Oak", "9", "7.5", "1"],
        ["Families: ideal", "3", "4", ""],
    ]


def test_a_map_that_cannot_be_is_refused() -> None:
    """One attribute makes no map, and a rival has to stand somewhere on every axis."""
    with pytest.raises(ValueError, match="two attributes"):
        PositionMap(MAP.attributes[:1], ())
    with pytest.raises(ValueError, match="'Velo' has no value for 'ease'"):
        PositionMap(MAP.attributes[:2], (Rival("velo", "Velo", {"price": 1}),))
