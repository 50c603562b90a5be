"""The card builder's model: reading, what is missing, the text twin, what the frontend is told."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pm_exercises.errors import AnswerError
from pm_exercises.interactions import Card, CardBuilder, Slot
from pm_exercises.item import Answer

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


def test_full_answer_reads_as_itself() -> None:
    """An answer in its plain form stays as it is, and nothing is missing from it."""
    assert PITCH.read(FULL) == FULL
    assert PITCH.missing(FULL) == ()


def test_empty_slots_are_no_answer() -> None:
    """What a list says before anything is chosen is not saved."""
    read = PITCH.read({"slots": {"top": "", "side": None, "proof": " P1 "}})

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


def test_live_counts_the_places() -> None:
    """While building, the board says how far it is."""
    assert PITCH.live({"slots": {"top": "c2", "proof_of": "side"}}).count == "2 of 5 places filled"


def test_spec_says_what_each_slot_takes_and_where_it_hangs() -> None:
    """The frontend draws from plain JSON: whole card texts, and links by their slots' names."""
    spec = json.loads(json.dumps(PITCH.spec()))
    slots = {slot["id"]: slot for slot in spec["slots"]}

    assert [option["name"] for option in slots["top"]["options"]] == [
        "It saves an hour",
        "It is <quiet>",
    ]
    assert slots["side"]["under"] == "top"
    assert slots["proof_of"]["takes"] == ""
    assert [option["name"] for option in slots["proof_of"]["options"]] == [
        "Main claim",
        "Second claim",
    ]


@pytest.mark.parametrize(
    ("slot", "named"),
    [
        (Slot("top", "Top", takes="goal"), "'goal'"),
        (Slot("top", "Top"), "''"),
        (Slot("top", "Top", links=("end",)), "'end'"),
        (Slot("top", "Top", takes="claim", under="end"), "'end'"),
        (Slot("top", "Top", takes="claim", under="top"), "cycle"),
    ],
)
def test_a_board_that_cannot_work_is_refused(slot: Slot, named: str) -> None:
    """A slot that nothing could fill, or that hangs under itself, is an author's slip."""
    with pytest.raises(ValueError, match=named):
        CardBuilder({"claim": CLAIMS}, (slot,), {"claim": "Claims"})
