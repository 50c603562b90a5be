"""Quiz items: fresh numbers, shuffled options, and a sentence for every usual answer."""

from __future__ import annotations

from typing import Any

import pytest

from pm_exercises import quiz
from pm_exercises.checks import Outcome
from pm_exercises.errors import VariantError
from pm_exercises.quiz import ChoiceItem, Drawn, NumberItem, Slip
from pm_exercises.variants import rng_for

SHARE = NumberItem(
    id="SHARE",
    title="A share",
    text="{part} of {whole}?",
    unit="%",
    tolerance=0.5,
    numbers=lambda rng: {"part": int(rng.integers(20, 40)), "whole": 100},
    solve=lambda v: 100 * v["part"] / v["whole"],
    message="“{title}”: {given}.",
    slips=(Slip("PART", lambda v: v["whole"] - v["part"], "{given} is the rest."),),
)
ROLE = ChoiceItem(
    id="ROLE",
    title="A role",
    phrasings=("Who?", "Whose?", "By whom?"),
    options={"k": "Ada.", "l": "Ben.", "m": "Cy."},
    look="Look again.",
)
FITS = ChoiceItem(
    id="FITS",
    title="A fit",
    phrasings=("Below {limit}?",),
    options={"k": "Two", "l": "Nine"},
    look="Count.",
    numbers=lambda _rng: {"limit": 5},
    solve=lambda _values: "k",
    why={"k": "Two is below {limit}.", "l": "Nine is above {limit}."},
)
BANK = (SHARE, ROLE, FITS)
KEY = {"ROLE": {"right": "l", "why": {"k": "No: A.", "l": "Yes: B.", "m": "No: C."}}}


def ask(item: quiz.QuizItem, seed: str = "ada") -> Drawn:
    """Ask an item once."""
    return item.ask(rng_for(seed, "TST-QUIZ"), "q1")


def letter(drawn: Drawn, option: str) -> str:
    """The letter under which an option is shown."""
    return next(shown for shown, own in drawn.option.items() if own == option)


def code(outcome: Outcome) -> str:
    """The code of an outcome's only finding, or nothing."""
    return outcome.findings[0].code if outcome.findings else ""


@pytest.mark.parametrize(("away", "share"), [(0, 1), (0.5, 1), (-0.5, 1), (0.51, 0), (-0.51, 0)])
def test_tolerance_has_an_edge(away: float, share: float) -> None:
    """A number inside the tolerance is full credit, one just outside is none."""
    drawn = ask(SHARE)

    assert SHARE.judge("T", drawn, drawn.values["part"] + away, {}).share == share


def test_share_as_a_fraction_is_read_and_said() -> None:
    """0.31 for 31 % counts, and the learner is told how it was read."""
    drawn = ask(SHARE)
    outcome = SHARE.judge("T", drawn, drawn.values["part"] / 100, {})

    assert outcome.share == 1
    assert code(outcome) == "T.FRACTION"


def test_slip_is_recognised_by_its_number() -> None:
    """A number that a usual slip leads to gets that slip's sentence, any other the item's."""
    drawn = ask(SHARE)

    assert code(SHARE.judge("T", drawn, 100 - drawn.values["part"], {})) == "T.PART"
    assert code(SHARE.judge("T", drawn, 77.7, {})) == "T.SHARE"


def test_numbers_that_cannot_be_told_apart_are_not_asked() -> None:
    """Where a slip leads to the right number, the draw is refused and never shown."""
    half = NumberItem(
        "HALF",
        "Half",
        "?",
        "%",
        0.5,
        numbers=lambda _rng: {"part": 50},
        solve=lambda v: v["part"],
        message="",
        slips=(Slip("REST", lambda v: 100 - v["part"], ""),),
    )
    with pytest.raises(VariantError):
        ask(half)


def test_every_order_and_wording_turns_up() -> None:
    """Over a class, each option stands in each place, and each wording is used."""
    drawn = [ask(ROLE, f"s{n}") for n in range(120)]

    assert {d.question.text for d in drawn} == set(ROLE.phrasings)
    for option in ROLE.options:
        assert {letter(d, option) for d in drawn} == {"a", "b", "c"}


def test_option_ids_are_not_shown() -> None:
    """The learner sees letters; an option's own id stays inside."""
    drawn = ask(ROLE)

    assert list(drawn.question.options) == ["a", "b", "c"]
    assert set(drawn.question.options.values()) == set(ROLE.options.values())


@pytest.mark.parametrize(
    ("option", "share", "expected"), [("k", 0, "T.ROLE"), ("l", 1, "T.WHY"), ("m", 0, "T.ROLE")]
)
def test_key_explains_every_option(option: str, share: float, expected: str) -> None:
    """After hand-in each option, the right one too, comes with its own sentence."""
    drawn = ask(ROLE)
    outcome = ROLE.judge("T", drawn, letter(drawn, option), KEY)

    assert (outcome.share, code(outcome)) == (share, expected)
    assert outcome.findings[0].detail["why"] == KEY["ROLE"]["why"][option]  # type: ignore[index]


def test_computed_choice_needs_no_key() -> None:
    """Where the right option follows from the numbers, it is judged and explained at once."""
    drawn = ask(FITS)
    outcome = FITS.judge("T", drawn, letter(drawn, "l"), {})

    assert outcome.share == 0
    assert outcome.findings[0].detail["why"] == "Nine is above 5."
    assert [item.needs_key for item in BANK] == [False, True, False]


def test_pick_fills_each_slot_with_another_item() -> None:
    """A slot that asks for a judged item gets one, and no item comes twice."""
    for n in range(50):
        picked = quiz.pick(BANK, rng_for(f"s{n}", "TST-QUIZ"), (False, True, False))

        assert [item.needs_key for item in picked] == [False, True, False]
        assert {item.id for item in picked} == {"SHARE", "ROLE", "FITS"}


def test_unanswered_question_says_which() -> None:
    """An open question gives nothing, and the message names it."""
    data = quiz.compose((SHARE, ROLE), rng_for("ada", "TST-QUIZ"))
    second = quiz.criteria("TST-QUIZ", BANK, (False, True), points=5)[1]
    outcome = second.rule({"q1": 30.0}, data, KEY)
    detail: dict[str, Any] = dict(outcome.findings[0].detail)

    assert (outcome.share, code(outcome)) == (0, "TST-QUIZ.OPEN")
    assert "Question 2, “A role”" in quiz.messages("TST-QUIZ", BANK)["TST-QUIZ.OPEN"].format(
        **detail
    )


def test_points_add_up() -> None:
    """Questions share the points equally, and only the marked ones need a key."""
    criteria = quiz.criteria("TST-QUIZ", BANK, (False, True) * 3, points=5)

    assert round(sum(criterion.points for criterion in criteria), 2) == 5
    assert [criterion.needs_key for criterion in criteria] == [False, True] * 3


def test_messages_come_with_the_items() -> None:
    """A bank brings its own messages, under the exercise's codes, and no dead ones."""
    assert set(quiz.messages("QUA-WARM", (ROLE,))) == {
        "QUA-WARM.OPEN",
        "QUA-WARM.WHY",
        "QUA-WARM.ROLE",
    }
    assert {"QUA-WARM.FRACTION", "QUA-WARM.PART"} < set(quiz.messages("QUA-WARM", (SHARE,)))
