"""A card builder: what its answers look like, in the model, text twin, lists and picture."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pm_exercises.board import Board, Exercise
from pm_exercises.errors import AnswerError
from pm_exercises.interactions import Card, CardBuilder, Rung, Slot
from pm_exercises.item import Answer, Item
from pm_exercises.views.card_builder import CardBuilderView

CLAIMS = (Card("c1", "It saves an hour"), Card("c2", "It is <quiet>"))
PROOFS = (Card("p1", "Diary study, 12 homes"), Card("p2", "Lab test, 41 dB"))
PITCH = CardBuilder(
    cards={"claim": CLAIMS, "proof": PROOFS},
    slots=(
        Slot("top", "Main claim", takes="claim"),
        Slot("side", "Second claim", takes="claim", under="top"),
        Slot("proof", "what we saw", takes="proof", group="Proof"),
        Slot("proof_of", "claim it supports", links=("top", "side"), group="Proof"),
        Slot("proof_2", "what backs it", takes="proof", group="Proof"),
    ),
    kinds={"claim": "Claims", "proof": "Proofs"},
)
FULL: Answer = {
    "slots": {"top": "c2", "side": "c1", "proof": "p2", "proof_of": "side", "proof_2": "p1"}
}


@pytest.fixture
def view(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], CardBuilderView]:
    """Open the pitch's view, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    exercise = Exercise(
        item=Item("TST-E1", "Pitch", "Build.", 5, ()),
        generate=lambda _rng: None,
        interaction=lambda _data: PITCH,
        criteria=(),
        messages={},
        hints=lambda _data: (),
    )
    return lambda: CardBuilderView(Board(exercise, "ada"))


def test_full_answer_reads_as_itself() -> None:
    """An answer in its plain form stays as it is, and nothing is missing from it."""
    assert PITCH.read(FULL) == FULL
    assert PITCH.missing(FULL) == ()


def test_empty_slots_are_no_answer() -> None:
    """What a list says before anything is chosen is not saved, and other keys are dropped."""
    read = PITCH.read({"slots": {"top": "", "side": None, "proof": " P1 "}, "mood": "good"})

    assert read == {"slots": {"proof": "p1"}}


@pytest.mark.parametrize(
    ("answer", "path"),
    [
        ({"slots": ["c1"]}, "slots"),
        ({"slots": {"bottom": "c1"}}, "slots.bottom"),
        ({"slots": {"top": "c9"}}, "slots.top"),
        ({"slots": {"top": "p1"}}, "slots.top"),
        ({"slots": {"top": 1}}, "slots.top"),
        ({"slots": {"top": ["c1"]}}, "slots.top"),
        ({"slots": {"proof_of": "c1"}}, "slots.proof_of"),
        ({"slots": {"proof_of": "proof"}}, "slots.proof_of"),
    ],
)
def test_shape_errors_name_the_path(answer: Any, path: str) -> None:
    """A slot that is not there, or a card of another kind, is refused with the way to it."""
    with pytest.raises(AnswerError) as caught:
        PITCH.read(answer)

    assert caught.value.path == path


def test_missing_names_each_open_slot() -> None:
    """A learner reads which places are open, by names that make sense alone."""
    missing = PITCH.missing({"slots": {"top": "c1", "proof": "p1", "proof_2": "p2"}})

    assert missing == ("fill “Second claim”", "fill “Proof: claim it supports”")


def test_text_twin_has_a_row_for_every_slot() -> None:
    """The table says what stands where, also for links and for what is open."""
    table = PITCH.table({"slots": {"top": "c2", "proof_of": "side"}})

    assert table.caption == "2 of 5 places filled"
    assert table.rows == (
        ("Main claim", "It is <quiet>"),
        ("Second claim", "still open"),
        ("Proof: what we saw", "still open"),
        ("Proof: claim it supports", "Second claim, still open"),
        ("Proof: what backs it", "still open"),
    )


def test_what_is_linked_hangs_below() -> None:
    """The picture puts a part under the slot it links to, and that under its own place."""
    assert PITCH.rungs(FULL) == (
        Rung(
            "Main claim",
            ("It is <quiet>",),
            (
                Rung(
                    "Second claim",
                    ("It saves an hour",),
                    (Rung("Proof", ("Lab test, 41 dB", "what backs it: Diary study, 12 homes")),),
                ),
            ),
        ),
    )


def test_a_part_without_a_link_stands_alone() -> None:
    """A part begun but not linked is shown, and says what is open."""
    *_, proof = PITCH.rungs({"slots": {"proof": "p1"}})

    assert proof == Rung(
        "Proof",
        ("Diary study, 12 homes", "claim it supports: still open", "what backs it: still open"),
    )


def test_a_part_not_begun_is_not_in_the_picture() -> None:
    """The picture grows with the work: an empty group is not there yet."""
    rungs = PITCH.rungs({"slots": {"top": "c1"}})

    assert [rung.title for rung in rungs] == ["Main claim"]
    assert [rung.title for rung in rungs[0].below] == ["Second claim"]


@pytest.mark.parametrize(
    ("slot", "named"),
    [
        (Slot("top", "Top", takes="goal"), "'goal'"),
        (Slot("top", "Top"), "''"),
        (Slot("top", "Top", links=("end",)), "'end'"),
    ],
)
def test_a_board_that_cannot_work_is_refused(slot: Slot, named: str) -> None:
    """A slot that nothing could fill is an author's slip."""
    with pytest.raises(ValueError, match=named):
        CardBuilder({"claim": CLAIMS}, (slot,), {"claim": "Claims"})


def test_the_lists_spell_the_typed_answer(view: Callable[[], CardBuilderView]) -> None:
    """Hands on the lists save what a typed dictionary would, and it comes back on opening."""
    view().play(FULL)

    again = view()
    assert again.board.answer == FULL
    assert again.controls["slots", "proof_of"].value == "side"


def test_every_list_names_its_slot_and_shows_whole_cards(
    view: Callable[[], CardBuilderView],
) -> None:
    """A list makes sense read alone, and its entries are the cards' full texts."""
    controls = view().controls

    assert [box.description for box in controls.values()] == [slot.label for slot in PITCH.slots]
    assert [words for words, _ in controls["slots", "top"].options] == [
        "Choose…",
        "It saves an hour",
        "It is <quiet>",
    ]


def test_the_picture_follows_and_escapes_card_text(view: Callable[[], CardBuilderView]) -> None:
    """The ladder is redrawn with every choice, and a card's text is never markup."""
    opened = view()

    opened.controls["slots", "top"].value = "c2"

    picture = opened.body.children[-1].value
    assert "It is &lt;quiet&gt;" in picture
    assert "<quiet>" not in picture
    assert "1 of 5 places filled" in picture
