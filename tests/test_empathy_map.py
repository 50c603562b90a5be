"""The empathy map's model: reading kindly, what is missing, the text twin, and live words."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pm_exercises.errors import AnswerError
from pm_exercises.interactions import Card, EmpathyMap
from pm_exercises.item import Answer

MAP = EmpathyMap(
    person="Nadia, 34",
    quotes=(Card("q1", "I never fly.", "Nadia"), Card("q2", "Sighs.", name="Her sigh")),
    needs={"n1": "To sleep", "n2": "To arrive", "n3": "To talk"},
)
FULL: Answer = {"quad": {"q1": "says", "q2": "feels"}, "needs": ["n1", "n3"]}


def test_full_answer_reads_as_itself() -> None:
    """An answer in its plain form stays as it is, and nothing is missing from it."""
    assert MAP.read(FULL) == FULL
    assert MAP.missing(FULL) == ()


def test_reading_is_kind() -> None:
    """Case, spaces and order do not matter, and nothing chosen is not saved."""
    read = MAP.read({"quad": {"q1": " Does ", "q2": ""}, "needs": ("n3", "N1", "n3", "")})

    assert read == {"quad": {"q1": "does"}, "needs": ["n1", "n3"]}


@pytest.mark.parametrize("needs", [None, "", []])
def test_no_needs_are_an_empty_list(needs: Any) -> None:
    """However somebody says that no need is chosen, it is kept in one way."""
    assert MAP.read({"needs": needs}) == MAP.empty()
    assert not MAP.attempted({"needs": needs})


@pytest.mark.parametrize(
    ("answer", "path"),
    [
        ({"quad": ["q1"]}, "quad"),
        ({"quad": {"q9": "says"}}, "quad.q9"),
        ({"quad": {"q1": "smells"}}, "quad.q1"),
        ({"quad": {"q1": 1}}, "quad.q1"),
        ({"needs": "n1"}, "needs"),
        ({"needs": {"n1": True}}, "needs"),
        ({"needs": ["n1", "n9"]}, "needs.1"),
        ({"needs": ["n1", "n2", "n3"]}, "needs"),
    ],
)
def test_shape_errors_name_the_path(answer: Any, path: str) -> None:
    """What is not there, or too much, is refused with the way to it."""
    with pytest.raises(AnswerError) as caught:
        MAP.read(answer)

    assert caught.value.path == path


def test_too_many_needs_say_the_way_out() -> None:
    """Somebody who typed three needs reads how many there may be."""
    with pytest.raises(AnswerError, match=r"3 needs are chosen\. Choose 2"):
        MAP.read({"needs": ["n1", "n2", "n3"]})


@pytest.mark.parametrize(
    ("answer", "missing"),
    [
        ({}, ("sort “I never fly.”", "sort “Her sigh”", "choose 2 needs")),
        ({**FULL, "needs": ["n2"]}, ("choose 1 more need",)),
    ],
)
def test_missing_names_what_is_open(answer: Answer, missing: tuple[str, ...]) -> None:
    """A learner reads which quotes are still to sort and how many needs to choose."""
    assert MAP.missing(answer) == missing


def test_text_twin_has_quotes_and_needs() -> None:
    """The table says who said what, where it lies, and which needs are chosen."""
    table = MAP.table({"quad": {"q1": "does"}, "needs": ["n2"]})

    assert table.caption == "1 of 2 quotes sorted, 1 of 2 needs chosen"
    assert table.rows == (
        ("I never fly.", "Nadia", "Does"),
        ("Sighs.", "", "not sorted yet"),
        ("To sleep", "", "not chosen"),
        ("To arrive", "", "chosen as a need"),
        ("To talk", "", "not chosen"),
    )


@pytest.mark.parametrize(
    ("needs", "words"),
    [
        (["n1"], "1 of 2 chosen"),
        (["n1", "n2"], "2 of 2 chosen; to choose another one, take one out first"),
    ],
)
def test_the_board_says_how_many_needs_may_come(needs: list[str], words: str) -> None:
    """Once all are chosen, the words say how to choose another one."""
    assert MAP.live({"needs": needs}).facts == {"needs": words}


def test_spec_is_plain_json() -> None:
    """The quadrants go to the frontend in reading order, with what belongs in each."""
    spec = json.loads(json.dumps(MAP.spec()))

    assert [quadrant["name"] for quadrant in spec["quadrants"]] == [
        "Says",
        "Thinks",
        "Does",
        "Feels",
    ]
    assert all(quadrant["meaning"] for quadrant in spec["quadrants"])
    assert spec["mostNeeds"] == 2


@pytest.mark.parametrize("most", [0, 4])
def test_a_number_nobody_can_choose_is_refused(most: int) -> None:
    """Asking for more needs than there are is an author's slip."""
    with pytest.raises(ValueError, match=f"choose {most} of 3"):
        EmpathyMap("Nadia", MAP.quotes, MAP.needs, most_needs=most)
