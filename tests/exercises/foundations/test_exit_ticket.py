"""FND-EXIT: six questions from the bank, half of them judged at once."""

from __future__ import annotations

from collections import Counter

import pytest

from autograder.rehearse import SourceNotebook
from pm_exercises.checks import check
from pm_exercises.exercises import exercise
from pm_exercises.exercises.foundations.bank import BANK
from pm_exercises.exercises.foundations.exit_ticket import SLOTS, generate
from pm_exercises.variants import rng_for

TICKETS = [generate(rng_for(f"seed-{n}", "FND-EXIT")) for n in range(300)]


def test_every_ticket_has_six_different_items() -> None:
    """A number and a choice take turns, three times, and nothing is asked twice."""
    for ticket in TICKETS:
        assert len({drawn.item for drawn in ticket.drawn}) == 6
        assert [not drawn.question.asks_number for drawn in ticket.drawn] == list(SLOTS)


def test_class_sees_the_whole_bank() -> None:
    """Over a class each item is drawn about as often as its kind allows."""
    counts = Counter(drawn.item for ticket in TICKETS for drawn in ticket.drawn)

    assert set(counts) == {item.id for item in BANK}
    assert min(counts.values()) > 90


def test_choices_wait_for_hand_in(
    foundations: SourceNotebook, tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the key the numbers are judged and the choices are not, in score or in words."""
    monkeypatch.chdir(str(tmp_path))
    _, best = foundations.solve("FND-EXIT", "ada")
    board = exercise("FND-EXIT", "ada")
    board.answer = best
    result = check(board)

    assert result.score == 2.5
    assert result.later == pytest.approx(2.5)
    assert result.codes == ()
