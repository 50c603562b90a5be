"""QUA-E4: the survey's facts, recomputed; what fits, what is tight, and what is added."""

from __future__ import annotations

import pytest

from pm_exercises.exercises.qualifications.perceptions import answers, phrases, summary
from pm_exercises.exercises.qualifications.said import EXERCISE, OF, TIGHT, Data, generate
from pm_exercises.item import Answer
from pm_exercises.variants import rng_for
from tests.exercises.foundations.judging import given, judge
from tests.sources import source_of

# Medians as the course's plan has them, counted from the same survey by another program.
MEDIANS = {
    "Almost certainly": 95,
    "Highly likely": 90,
    "Very good chance": 80,
    "Probably": 75,
    "Likely": 70,
    "Probable": 70,
    "We believe": 70,
    "Better than even": 60,
    "About even": 50,
    "Probably not": 26.5,
    "We doubt": 25,
    "Unlikely": 20,
    "Highly unlikely": 5,
}


@pytest.fixture(scope="module")
def solved() -> tuple[Data, Answer]:
    """One learner's four sentences and the best answer."""
    found: tuple[Data, Answer] = source_of("QUA-E4").solve("QUA-E4", "ada")
    return found


def test_the_survey_is_whole() -> None:
    """46 people, 17 phrases, every answer from 0 to 100 percent."""
    survey = answers()

    given = survey.to_numpy(float).ravel().tolist()
    assert survey.shape == (46, 17)
    assert all(0 <= percent <= 100 for percent in given)  # and none is missing


def test_medians_are_those_published() -> None:
    """The numbers that lesson and exercise rest on."""
    found = {phrase.words: phrase.median for phrase in phrases()}

    assert {words: found[words] for words in MEDIANS} == MEDIANS


def test_quartiles_are_pandas_own() -> None:
    """A learner who computes with pandas gets the board's numbers."""
    survey = answers()
    spread = survey.quantile(0.75) - survey.quantile(0.25)

    assert {phrase.words: phrase.spread for phrase in phrases()} == pytest.approx(spread.to_dict())
    assert summary()["Spread"].to_dict() == pytest.approx(spread.to_dict())


def test_lesson_quotes_the_survey() -> None:
    """Lesson 4 and the third hint say: we believe 70, from 60 to 80; better than even 60, 55-60."""
    found = {phrase.words: (phrase.low, phrase.median, phrase.high) for phrase in phrases()}

    quoted = {words: found[words] for words in ("We believe", "Better than even")}
    assert quoted == {"We believe": (60, 70, 80), "Better than even": (55, 60, 60)}


def test_every_sentence_has_a_choice_and_a_trap() -> None:
    """For 300 learners: a phrase fits each sentence, and in three a fitting one is too wide."""
    for n in range(300):
        data = generate(rng_for(f"seed-{n}", "QUA-E4"))
        wide = 0
        for statement in data.statements:
            spreads = [phrase.spread for phrase in data.fitting(statement)]
            assert spreads
            wide += max(spreads) > min(spreads) + TIGHT

        assert wide >= 3
        assert len({statement.text for statement in data.statements}) == 4


def test_confidence_is_the_record(solved: tuple[Data, Answer]) -> None:
    """13 of 20 is 65 percent."""
    data, _ = solved

    assert all(one.percent == 100 * one.came_true / OF for one in data.statements)


def test_near_is_half_and_far_is_nothing(solved: tuple[Data, Answer]) -> None:
    """Off by at most 7.5 full, by at most 15 half, beyond that nothing of 1.25 points."""
    data, best = solved
    one = data.statements[0]
    for phrase in data.phrases:
        answer = {"slots": {**best["slots"], one.id: phrase.id}}
        off = abs(phrase.median - one.percent)
        share = 1 if off <= 7.5 else 0.5 if off <= 15 else 0

        points = given(judge(EXERCISE, data, answer), "QUA-E4.WEASEL")

        assert points == pytest.approx(3.75 + 1.25 * share), phrase.words


def test_a_number_alone_earns_nothing(solved: tuple[Data, Answer]) -> None:
    """What stands beside the phrases counts once two sentences have one."""
    data, best = solved
    first, second, *_ = (one.id for one in data.statements)
    slots = best["slots"]

    for kept, points in (((first,), 0), ((first, second), 1)):
        answer = {"slots": {"beside": "b3", **{place: slots[place] for place in kept}}}
        assert given(judge(EXERCISE, data, answer), "QUA-E4.WORDSONLY") == points
