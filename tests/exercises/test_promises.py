"""What every exercise promises: fair data, a full reference, a code for every misconception."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from numpy.random import Generator

from autograder.samples import sample_answers
from pm_exercises.board import Board
from pm_exercises.exercises import exercise_ids, find
from pm_exercises.variants import rng_for
from pm_exercises.widget import BoardWidget
from tests.sources import source_of

STUDENTS = [f"student-{n:02d}" for n in range(20)]
# The reflection is for the learner alone: it is complete or not, and carries no points.
SCORED = [item_id for item_id in exercise_ids() if not item_id.endswith("REFLECT")]
CASES = [item_id for item_id in SCORED if item_id[-1].isdigit()]  # FND-E1, …; not the quizzes


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("item_id", SCORED)
def test_reference_answer_scores_full(item_id: str) -> None:
    """The instructor's solution earns every point for every learner's data."""
    for student in STUDENTS:
        _, best = source_of(item_id).solve(item_id, student)
        result = source_of(item_id).judge(item_id, student, best)

        assert result.score == find(item_id).item.points, f"{student}: {result.codes}"
        assert result.meaning == find(item_id).meaning


@pytest.mark.parametrize("item_id", CASES)
def test_a_full_answer_is_told_what_it_means(item_id: str) -> None:
    """Every case says in a sentence or two what its people can do now."""
    assert find(item_id).meaning.endswith(".")


@pytest.mark.parametrize("item_id", exercise_ids())
def test_empty_answer_scores_zero(item_id: str) -> None:
    """Nothing answered is nothing given, and it is called not attempted, not wrong."""
    result = source_of(item_id).judge(item_id, "student-00")

    assert result.score == 0
    assert not result.attempted
    assert all(code.endswith(".NOT-ATTEMPTED") for code in result.codes)


@pytest.mark.parametrize("item_id", SCORED)
def test_each_misconception_has_its_code(item_id: str, repository: Path) -> None:
    """A learner who thinks that way gets that code, and at most 70 % of the points."""
    points = find(item_id).item.points
    for student in STUDENTS[:6]:
        data, best = source_of(item_id).solve(item_id, student)
        samples = sample_answers(repository, item_id, data, best)
        assert samples.misconceptions
        for code, answer in samples.misconceptions.items():
            result = source_of(item_id).judge(item_id, student, answer)

            assert code in result.codes, f"{student} {code}: got {result.codes}"
            assert result.score <= 0.7 * points + 1e-9, f"{student} {code}: {result.score}"


@pytest.mark.parametrize("item_id", SCORED)
def test_good_alternatives_score_well(item_id: str, repository: Path) -> None:
    """At least three different good answers get at least 90 % of the points."""
    points = find(item_id).item.points
    for student in STUDENTS[:6]:
        data, best = source_of(item_id).solve(item_id, student)
        samples = sample_answers(repository, item_id, data, best)
        assert len(samples.alternatives) >= 3
        for answer in samples.alternatives:
            result = source_of(item_id).judge(item_id, student, answer)

            assert answer != best
            assert result.score >= 0.9 * points - 1e-9, f"{student}: {result.score} {result.codes}"


@pytest.mark.parametrize("item_id", SCORED)
def test_every_code_can_be_reached(item_id: str, repository: Path) -> None:
    """No message is dead: some sample answer triggers each code the exercise can give."""
    reached: set[str] = set()
    for student in STUDENTS:  # a quiz asks each learner only some of its questions
        data, best = source_of(item_id).solve(item_id, student)
        for answer in sample_answers(repository, item_id, data, best).misconceptions.values():
            reached |= set(source_of(item_id).judge(item_id, student, answer).codes)
        if set(find(item_id).messages) <= reached:
            break

    assert set(find(item_id).messages) <= reached


@pytest.mark.parametrize("item_id", exercise_ids())
def test_board_route_equals_typed_route(
    item_id: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the board sends for a move and a typed dictionary save the same answer."""
    for student in STUDENTS[:3]:
        _, best = source_of(item_id).solve(item_id, student)
        saved = []
        for route in ("typed", "board"):
            folder = tmp_path / student / route
            folder.mkdir(parents=True)
            monkeypatch.chdir(folder)
            board = Board(find(item_id), student)
            if route == "typed":
                board.answer = best
            else:
                BoardWidget(board).receive(
                    {"type": "change", "answer": json.loads(json.dumps(best))}
                )
            saved.append(Board(find(item_id)).answer)

        assert saved[0] == saved[1] == best


@pytest.mark.parametrize("item_id", exercise_ids())
def test_generator_is_fair_and_quick(item_id: str) -> None:
    """300 learners get data without a failure, 95 % in 0.2 s of processor time, repeatably."""
    generate = find(item_id).generate
    seconds = []
    for n in range(300):
        start = time.process_time()
        data = generate(_rng(item_id, n))
        seconds.append(time.process_time() - start)
        if n < 3:
            assert repr(generate(_rng(item_id, n))) == repr(data)

    assert sorted(seconds)[284] < 0.2


@pytest.mark.parametrize("item_id", exercise_ids())
def test_hints_lead_without_telling(item_id: str) -> None:
    """A scored exercise has four hints, from the goal to a first step on one's own data."""
    board = Board(find(item_id), "student-00")
    hints = board.exercise.hints(board.data)

    assert all(hints)
    if item_id in SCORED:
        assert len(hints) == 4


def _rng(item_id: str, n: int) -> Generator:
    return rng_for(f"seed-{n}", item_id)
