"""A quiz strip: what its answers look like, in the model, text twin and controls."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pm_exercises.board import Board, Exercise
from pm_exercises.errors import AnswerError
from pm_exercises.interactions import Question, QuizStrip
from pm_exercises.item import Item, Table
from pm_exercises.views.quiz_strip import QuizStripView

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


@pytest.fixture
def view(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], QuizStripView]:
    """Open the strip's view, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    exercise = Exercise(
        item=Item("TST-QUIZ", "Quiz", "Answer.", 5, ()),
        generate=lambda _rng: None,
        interaction=lambda _data: STRIP,
        criteria=(),
        messages={},
        hints=lambda _data: (),
    )
    return lambda: QuizStripView(Board(exercise, "ada"))


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


def test_nothing_is_chosen_at_first(view: Callable[[], QuizStripView]) -> None:
    """No radio button is pressed and no box holds a number before the learner acts."""
    controls = view().controls

    assert controls["q1",].value is None
    assert controls["q2",].value == ""


def test_each_control_says_what_it_answers(view: Callable[[], QuizStripView]) -> None:
    """Heard alone, a label names the question, and the unit of a number."""
    labels = [control.description for control in view().controls.values()]

    assert labels == [
        "Answer to question 1",
        "Answer to question 2, in %",
        "Answer to question 3, in kettles",
    ]


def test_one_unreadable_box_keeps_the_others(view: Callable[[], QuizStripView]) -> None:
    """A word in a number box is told off under that box, and everything else is saved."""
    opened = view()
    opened.controls["q2",].value = "lots"
    opened.controls["q3",].value = "4"

    assert opened.board.answer == {"q3": 4.0}
    assert opened.controls["q2",].value == "lots"
    assert "Not saved" in opened._notes["q2"].value
    assert opened._notes["q3"].value == ""


def test_comma_is_read_aloud(view: Callable[[], QuizStripView]) -> None:
    """Where a comma may mean two things, the view says how it was read."""
    opened = view()
    opened.controls["q3",].value = "1,5"

    assert "Read as 1.5 kettles" in opened._notes["q3"].value


def test_words_are_escaped(view: Callable[[], QuizStripView]) -> None:
    """A question's own text never becomes markup."""
    strip = view()
    headings = [block.children[0].value for block in strip.body.children[:-1]]

    assert all("<product>" not in heading for heading in headings)
