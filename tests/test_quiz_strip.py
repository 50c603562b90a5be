"""A quiz strip: what its answers look like, in the model and in words."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pm_exercises.errors import AnswerError
from pm_exercises.interactions import Question, QuizStrip
from pm_exercises.item import Table

STRIP = QuizStrip(
    (
        Question("q1", "Whose work", "Who ends?", options={"a": "Priya", "b": "The <product>"}),
        Question("q2", "A share", "Which share?", unit="%"),
        Question(
            "q3",
            "A sum",
            "How many?",
            unit="kettles",
            table=Table("Sold", ("", "n"), (("x", "7"),)),
        ),
    )
)
FULL = {"q1": "b", "q2": 0.31, "q3": 12.0}


def test_full_answer_reads_as_itself() -> None:
    """An answer in its plain form stays as it is, and nothing is missing from it."""
    assert STRIP.read(FULL) == FULL
    assert STRIP.missing(FULL) == ()


def test_partial_answer_is_legal() -> None:
    """One question answered is an answer; the others are named as missing."""
    assert STRIP.read({"q2": "9,5", "q1": ""}) == {"q2": 9.5}
    assert STRIP.missing({"q2": 1}) == ("answer “Whose work”", "answer “A sum”")


def test_zero_is_an_answer() -> None:
    """A zero that was typed counts as answered."""
    assert STRIP.read({"q2": 0}) == {"q2": 0.0}
    assert STRIP.attempted({"q2": 0})


@pytest.mark.parametrize(
    ("answer", "path"),
    [
        ({"q1": "c"}, "q1"),
        ({"q1": 2}, "q1"),
        ({"q2": "many"}, "q2"),
        ({"q2": True}, "q2"),
        ({"q3": [1]}, "q3"),
        ({"q9": "a"}, "answer.q9"),
    ],
)
def test_shape_error_names_the_question(answer: dict[str, Any], path: str) -> None:
    """A letter or number that cannot stand there is refused, and the message says where."""
    with pytest.raises(AnswerError) as error:
        STRIP.read(answer)

    assert error.value.path == path


def test_text_twin_says_all() -> None:
    """The table names each question, what can be chosen, the data, and the answer in words."""
    table = STRIP.table({"q1": "b", "q2": 31})

    assert table.caption == "2 of 3 questions answered"
    assert table.rows[0] == (
        "1. Whose work",
        "Who ends?",
        "a) Priya; b) The <product>",
        "b) The <product>",
    )
    assert table.rows[1][3] == "31 %"
    assert "x, 7" in table.rows[2][1]
    assert table.rows[2][2:] == ("a number, in kettles", "not answered yet")


@pytest.mark.parametrize(
    ("typed", "read"), [("4 kettles", 4), ("1,5", 1.5), ("1 200", 1200), ("\u22123", -3)]
)
def test_numbers_are_read_kindly(typed: str, read: float) -> None:
    """The unit after the number, a decimal comma, a space, a real minus sign: all are read."""
    assert STRIP.read({"q3": typed}) == {"q3": read}


def test_problem_shows_how_to_write_a_number() -> None:
    """Words in a number box are refused, and the sentence shows the way out."""
    with pytest.raises(AnswerError, match=r"'many' is not a number. Write it like 12.5."):
        STRIP.read({"q2": "many"})


def test_board_is_told_all_that_it_shows() -> None:
    """Options come as a list in their order, a table as a table; all of it is plain JSON."""
    spec = STRIP.spec()

    assert json.loads(json.dumps(spec)) == spec
    first, second, third = spec["questions"]
    assert first["options"] == [
        {"id": "a", "name": "Priya"},
        {"id": "b", "name": "The <product>"},
    ]
    assert (second["options"], second["unit"], second["table"]) == ([], "%", None)
    assert third["table"]["rows"] == [["x", "7"]]


def test_live_counts_the_answered_questions() -> None:
    """The line under the questions says how many are answered."""
    assert STRIP.live({}).count == "0 of 3 questions answered"
    assert STRIP.live({"q1": "a", "q2": 0}).count == "2 of 3 questions answered"
