"""A small slip costs points: in every exercise, and whatever the slip."""

from __future__ import annotations

from pathlib import Path

import pytest

from pm_exercises.exercises import exercise_ids
from pm_exercises.interactions import Choice, Scorecard, Value
from tests.mutation.hunt import Catch, hunt
from tests.mutation.variants import mutants

# What is marked complete or not, for the learner alone, has no slips.
SCORED = [item_id for item_id in exercise_ids() if not item_id.endswith("REFLECT")]
LEAST = 0.95
CARD = Scorecard(
    (Value("n", "Number", "", whole=True), Choice("c", "Choice", {"a": "A", "b": "B"}))
)


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("item_id", SCORED)
def test_slips_cost_points(item_id: str) -> None:
    """At least 95 % of the slips lose points; what costs nothing and is no slip says why."""
    caught = hunt(item_id)
    print(caught)

    assert caught.tried
    assert caught.share >= LEAST, "\n".join([str(caught), *caught.escaped])


def test_every_kind_of_slip_is_made() -> None:
    """Numbers are changed, negated, scaled, miscounted, copied, left out; choices are replaced."""
    best = {"vals": {"n": 8}, "pick": {"c": "a"}}

    found = mutants(CARD, best, {"vals": {"n": 5}, "pick": {"c": "b"}})

    assert {mutant.slip for mutant in found} == {
        *("omitted", "sign", "unit", "off by one", "changed", "copied"),
    }
    assert {"vals": {"n": 5}, "pick": {"c": "a"}} in [mutant.answer for mutant in found]
    assert {"vals": {"n": 8}, "pick": {"c": "b"}} in [mutant.answer for mutant in found]


def test_no_slip_is_the_answer_itself() -> None:
    """Variants differ from the good answer and from each other."""
    best = {"vals": {"n": 0}, "pick": {"c": "a"}}

    answers = [str(mutant.answer) for mutant in mutants(CARD, best, best)]

    assert str(best) not in answers
    assert len(answers) == len(set(answers))


def test_what_escapes_lowers_the_share() -> None:
    """Fair alternatives leave the sum; what escapes for no reason stays in it."""
    assert Catch("X-E1", tried=50, fair={"either will do": 10}, escaped=("a", "b")).share == 0.95
