"""A slip of the pen never costs an answer: on any board it is refused, with the way out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pm_exercises.blueprint import Exercise
from pm_exercises.board import Board
from pm_exercises.errors import AnswerError
from pm_exercises.exercises import exercise_ids, find
from pm_exercises.interactions.base import Interaction
from pm_exercises.interactions.shapes import Each, example
from tests.boards import FULL, board
from tests.gallery import BOARDS, sample

Place = tuple[str, ...]


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)


def opened(name: str) -> tuple[Board, dict[str, Any]]:
    """Return a board of the gallery with its wanted answer on it, and that answer."""
    shown = sample(name)
    made = Board(shown.exercise, "ada")
    made.answer = shown.wanted
    return made, shown.wanted


def keys_in(value: Any, place: Place = ()) -> Iterator[Place]:
    """Give where each key of an answer stands, on every level."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield (*place, key)
            yield from keys_in(inner, (*place, key))


def with_slip(answer: dict[str, Any], place: Place, slip: str) -> dict[str, Any]:
    """Return the answer with one of its keys misspelt."""
    made = deepcopy(answer)
    holder = made
    for key in place[:-1]:
        holder = holder[key]
    holder[slip] = holder.pop(place[-1])
    return made


@pytest.mark.parametrize("name", BOARDS)
def test_no_key_can_be_misspelt(name: str) -> None:
    """On every level of every board: the key is named, and the answer and its file stay."""
    shown, wanted = opened(name)
    file = Path("answers") / f"{shown.item.id}.json"
    before = file.read_bytes()
    places = list(keys_in(wanted))
    assert places

    for place in places:
        key = place[-1]
        for slip in (key[:-1] + "§", f"{key}s§", f"§{key}"):
            with pytest.raises(AnswerError) as caught:
                shown.answer = with_slip(wanted, place, slip)

            told = str(caught.value)
            assert repr(slip) in told
            assert f"The form is {shown.interaction.typed_form}." in told
            if len(key) > 3:
                assert "Did you mean" in told

    assert shown.answer == wanted
    assert file.read_bytes() == before


@pytest.mark.parametrize("name", BOARDS)
def test_a_view_cannot_slip_either(name: str) -> None:
    """What comes from a board is read in the same way: nothing of it is dropped."""
    shown, wanted = opened(name)

    with pytest.raises(AnswerError, match="there is no 'bin' here"):
        shown.change({**wanted, "bin": {}})

    assert shown.answer == wanted


WRONG: tuple[Any, ...] = ([], ["x"], "text", 3, True, {"x": {"y": 1}}, [[]], {1: 2}, float("nan"))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
@pytest.mark.parametrize("name", BOARDS)
def test_a_wrong_type_says_the_path_and_the_form(name: str, data: st.DataObject) -> None:
    """Anything in the place of anything: it is read, or the sentence has its place and the form."""
    shown, wanted = opened(name)
    place = data.draw(st.sampled_from(list(keys_in(wanted))))
    wrong = data.draw(st.sampled_from(WRONG))
    made: Any = deepcopy(wanted)
    holder = made
    for key in place[:-1]:
        holder = holder[key]
    holder[place[-1]] = wrong

    told = refusal(shown, made)

    if told is None:  # it made sense: a number for a number, an empty list
        assert shown.interaction.read(made) == shown.answer
        return
    assert told.path.split(".")[0] in {*wanted, "answer"}
    assert str(told).startswith(f"{told.path}: ")
    assert f"The form is {shown.interaction.typed_form}." in str(told)
    assert shown.answer == wanted


def refusal(shown: Board, answer: Any) -> AnswerError | None:
    """Type an answer; return how it was refused, if it was."""
    try:
        shown.answer = answer
    except AnswerError as error:
        return error
    return None


@pytest.mark.parametrize(
    ("name", "way_out"),
    [("anwser", "Did you mean 'answer'?"), ("answers", "Did you mean 'answer'?"), ("x", "board.")],
)
def test_a_board_takes_no_other_name(name: str, way_out: str) -> None:
    """`board.anwser = …` would be lost without a word."""
    shown = board(answer=FULL)

    with pytest.raises(AttributeError, match=re.escape(way_out)) as caught:
        setattr(shown, name, {"bins": {}})

    assert f"a board has no {name!r}" in str(caught.value)
    assert shown.answer == FULL


@pytest.mark.parametrize("name", ["data", "item", "record", "interaction", "notice", "attempted"])
def test_what_a_board_shows_cannot_be_set(name: str) -> None:
    """Only the answer can."""
    shown = board(answer=FULL)

    with pytest.raises(AttributeError, match=f"a board's '{name}' cannot be set"):
        setattr(shown, name, None)


@pytest.mark.parametrize(
    "fields", [{"hint": "x"}, {"checks": -1}, {"tries": [1]}, {"plan": None}, {"variant": 99}]
)
def test_nothing_is_written_that_cannot_be_read(fields: dict[str, Any]) -> None:
    """What the next opening would call unreadable is refused now, and the file stays."""
    shown = board(answer=FULL)
    file = Path("answers") / f"{shown.item.id}.json"
    before = file.read_bytes()

    with pytest.raises(AnswerError, match=f"cannot be saved like this .*{next(iter(fields))}"):
        shown._note(**fields)

    assert file.read_bytes() == before
    assert shown.record.hint == 0
    again = board()
    assert (again.answer, again.notice) == (FULL, "")


def interactions() -> Iterator[tuple[str, Interaction]]:
    """Give every board of the gallery and of the course, as some learners have it."""
    for name in BOARDS:
        shown = Board(sample(name).exercise, "ada")
        yield name, shown.interaction
    for item_id in exercise_ids():
        for student in ("ada", "ben"):
            yield item_id, Board(find(item_id), student).interaction


def test_each_form_is_true() -> None:
    """The keys are those that are read, and what the form gives as an example is an answer."""
    for name, interaction in interactions():
        shape = interaction.shape()
        fields = shape.fields if isinstance(shape, Each) else shape

        assert list(fields) == list(interaction.fields()), name
        made: dict[str, Any] = example(shape)
        for key, value in made.items():
            assert interaction.read({key: value}) is not None, (name, key)
        if "picks" not in made:
            assert any(interaction.read({k: v}) != interaction.empty() for k, v in made.items())
        json.dumps(made)


def test_a_form_fits_every_learner() -> None:
    """Said without any learner's data, it names only what all of them have."""
    for item_id in exercise_ids():
        found: Exercise = find(item_id)
        form = found.form()
        ids = set(re.findall(r'"([^"<>]+)"', form)) - {"your words"}
        for student in ("gus", "hana", "ida", "jan", "kim", "lea"):
            interaction = Board(found, student).interaction
            known = json.dumps([interaction.spec(), sorted(interaction.fields())])
            known += interaction.typed_form

            assert {one for one in ids if f'"{one}"' not in known} == set(), item_id
