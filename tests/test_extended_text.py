"""Extended text: what its answers look like, in the model and in words."""

from __future__ import annotations

from typing import Any

import pytest

from pm_exercises.errors import AnswerError
from pm_exercises.interactions import ExtendedText, Prompt
from pm_exercises.interactions.extended_text import count_words

WRITING = ExtendedText((Prompt("kept", "What stays?", limit=20), Prompt("next", "What next?")))


def test_text_is_kept_as_typed() -> None:
    """Line breaks and spaces are the writer's own; a text of spaces only is no text."""
    answer = WRITING.read({"texts": {"kept": " one\n\ntwo ", "next": "  \n"}})

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


def test_characters_are_counted_as_people_write_them() -> None:
    """An emoji or an umlaut is one of the characters that there is room for."""
    text = "\u00fc\U0001f642" * 10

    assert WRITING.read({"texts": {"kept": text}}) == {"texts": {"kept": text}}


def test_board_is_told_all_that_it_shows() -> None:
    """Each prompt comes with its help and its room."""
    assert WRITING.spec()["prompts"][0] == {
        "id": "kept",
        "label": "What stays?",
        "help": "",
        "limit": 20,
    }


def test_live_counts_the_written_prompts() -> None:
    """The line under the prompts says how many are written."""
    assert WRITING.live({"texts": {"next": "Rest.", "kept": " "}}).count == "1 of 2 prompts written"
