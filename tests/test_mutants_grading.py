"""A thousand damaged submissions, graded by the real engine: each gets its grade or a sentence."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import Future

import pytest

from autograder.course import Course
from autograder.jobs import Graded, Job
from autograder.nbgrader_settings import load_config
from autograder.notebooks import find_cell, read_notebook, to_text
from autograder.pipeline import assignment_of
from autograder.release import release_notebook
from autograder.submission import Submission
from autograder.workers import LocalWorkers
from tests import cells
from tests.mutants import mutants

COUNT, SEED = 1_000, 4
RIGHT = {"squares-check": 5.0, "word-check": 2.0, "double-check": 0.0, "why": None}
WRONG = "double-check"  # nothing in the notebook could answer this question
# What other programs make of a notebook without touching its work: it costs nothing at all.
OTHER_PROGRAMS = {"kaggle", "line_breaks", "lists", "lose_ids", "outputs", "version_3", "vs_code"}


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """Four questions: two checked and answered, one checked and wrong, one for a person."""
    source = cells.squares()
    source.cells[-1:-1] = [
        cells.answer("word", "### BEGIN SOLUTION\nword = 'naïve'\n### END SOLUTION"),
        cells.check("word-check", "2.0 if word == 'naïve' else 0.0", points=2),
        cells.answer("double", "### BEGIN SOLUTION\ndouble = 2 .__mul__\n### END SOLUTION"),
        cells.check("double-check", "3.0 if double(21) == 42 else 0.0", points=3),
    ]
    return cells.make_course(tmp_path_factory.mktemp("course"), source)


def handed_in(course: Course) -> bytes:
    """Return the sound notebook that all the others are made from."""
    work = release_notebook(
        read_notebook(course.source / "ps" / "nb.ipynb"), load_config(course.root)
    )
    for name, text in (
        ("squares", "def squares(xs):\n    return [x * x for x in xs]"),
        ("word", "word = 'naïve'"),
        ("double", "def double(n):\n    return n + 2"),
        ("why", "Because a square is a product."),
    ):
        find_cell(work, name)["source"] = text
    return to_text(work).encode()


def test_a_thousand_mutants(course: Course, capsys: pytest.CaptureFixture[str]) -> None:
    """No crash, nobody lost, no points for a wrong answer, nothing lost to another program."""
    assignment = assignment_of(course, course.modules[0])
    workers = LocalWorkers(2)
    running: dict[str, Future[Graded]] = {}
    for name, mutant in [("0 sound", handed_in(course)), *mutants(handed_in(course), SEED, COUNT)]:
        folder = course.submitted / f"learner-{len(running)}" / "ps"
        folder.mkdir(parents=True)
        (folder / "nb.ipynb").write_bytes(mutant)
        job = Job(assignment, Submission(folder.parent.name, "ps", folder), name)
        running[name] = workers.submit(job)
    found = {name: future.result() for name, future in running.items()}
    workers.close()

    counts = Counter(outcome(name, graded) for name, graded in found.items())

    with capsys.disabled():
        print(f"\n{COUNT:,} mutants graded: {dict(counts)}")
    assert len(found) == COUNT + 1
    assert outcome("0 sound", found["0 sound"]) == "graded as if it were sound"
    assert counts["graded as if it were sound"] > COUNT / 3
    for name, graded in found.items():
        kinds = set(name.split(" ")[1].split("+"))
        if kinds <= OTHER_PROGRAMS:
            assert outcome(name, graded) == "graded as if it were sound", name
        if graded.reports:
            path = course.autograded / graded.submission.student / "ps" / "nb.ipynb"
            assert path.is_file(), name


def outcome(name: str, graded: Graded) -> str:
    """Say what became of one; it must be one of these."""
    if graded.problem:
        assert graded.reports == (), name
        sentence = graded.problem
        assert sentence.startswith(f"{graded.submission.student}, ps: nb.ipynb"), (name, sentence)
        assert sentence.endswith("."), (name, sentence)
        assert "fault of the autograder" not in sentence, (name, sentence)
        return "got a sentence"
    (report,) = graded.reports
    assert [score.item_id for score in report.scores] == list(RIGHT), name
    given = {score.item_id: score.score_given for score in report.scores}
    assert given[WRONG] == 0, name
    return "graded as if it were sound" if given == RIGHT else "graded, with a question lost"
