"""Extended text: what its answers look like, in the model, text twin and controls."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pm_exercises.board import Board, Exercise
from pm_exercises.errors import AnswerError
from pm_exercises.interactions import ExtendedText, Prompt
from pm_exercises.interactions.extended_text import count_words
from pm_exercises.item import Item
from pm_exercises.views.extended_text import ExtendedTextView

WRITING = ExtendedText((Prompt("kept", "What stays?", limit=20), Prompt("next", "What next?")))


@pytest.fixture
def view(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], ExtendedTextView]:
    """Open the prompts' view, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    exercise = Exercise(
        item=Item("TST-TEXT", "Text", "Write.", 5, ()),
        generate=lambda _rng: None,
        interaction=lambda _data: WRITING,
        criteria=(),
        messages={},
        hints=lambda _data: (),
    )
    return lambda: ExtendedTextView(Board(exercise, "ada"))


def test_text_is_kept_as_typed() -> None:
    """Line breaks and spaces are the writer's own; a text of spaces only is no text."""
    answer = WRITING.read({"texts": {"kept": " one\n\ntwo ", "next": "  \n"}, "mood": "good"})

    assert answer == {"texts": {"kept": " one\n\ntwo "}}


def test_missing_names_the_open_prompts() -> None:
    """What is still to be written is said in the prompt's own words."""
    assert WRITING.missing({}) == ("write about “What stays?”", "write about “What next?”")
    assert WRITING.missing({"texts": {"kept": "a", "next": "b"}}) == ()


@pytest.mark.parametrize(
    ("answer", "path"),
    [
        ({"texts": "all"}, "texts"),
        ({"texts": {"kept": 5}}, "texts.kept"),
        ({"texts": {"kept": "x" * 21}}, "texts.kept"),
        ({"texts": {"mood": "good"}}, "texts.mood"),
    ],
)
def test_shape_error_names_the_prompt(answer: dict[str, Any], path: str) -> None:
    """A text that is no text, too long, or under an unknown prompt is refused with its place."""
    with pytest.raises(AnswerError) as error:
        WRITING.read(answer)

    assert error.value.path == path


def test_limit_itself_fits() -> None:
    """A text exactly as long as the limit is accepted."""
    assert WRITING.read({"texts": {"kept": "x" * 20}}) == {"texts": {"kept": "x" * 20}}


def test_text_twin_holds_every_prompt() -> None:
    """The table shows prompts and words, and says where nothing is written."""
    table = WRITING.table({"texts": {"next": "Rest."}})

    assert table.caption == "1 of 2 prompts written"
    assert table.rows == (("What stays?", "nothing written yet"), ("What next?", "Rest."))


@pytest.mark.parametrize(
    ("text", "words"), [("", 0), ("- … !", 0), ("one, two", 2), ("Es läuft: 3 % mehr", 4)]
)
def test_words_are_counted(text: str, words: int) -> None:
    """A word holds a letter or a digit; dots and dashes are none."""
    assert count_words(text) == words


def test_long_text_keeps_the_others(view: Callable[[], ExtendedTextView]) -> None:
    """A text over the limit stays in its box, says so, and does not stop other texts."""
    opened = view()
    opened.controls["texts", "kept"].value = "x" * 21
    opened.controls["texts", "next"].value = "Rest."

    assert opened.board.answer == {"texts": {"next": "Rest."}}
    assert opened.controls["texts", "kept"].value == "x" * 21
    assert "room for 20" in opened._counts["kept"].value
    assert "5 of 1,200" in opened._counts["next"].value
