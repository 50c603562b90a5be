"""Which cells run when a question has to run by itself."""

from __future__ import annotations

from nbformat import NotebookNode

from autograder.execute.questions import alone, questions_of
from tests import cells


def notebook(*answers: str) -> NotebookNode:
    """Return a notebook with a question for each answer, after one cell of the course's own."""
    questions = [
        cell
        for n, text in enumerate(answers)
        for cell in (cells.answer(f"q{n}", text), cells.check(f"q{n}-check", f"a{n} == {n}"))
    ]
    return cells.notebook(cells.locked("setup", "given = [1, 2]"), *questions, cells.code("1 + 1"))


def test_a_question_ends_with_its_check() -> None:
    """What stands before the first answer belongs to it; what follows the last check is last."""
    assert questions_of(notebook("a0 = 0", "a1 = 1")) == [[0, 1, 2], [3, 4], [5]]


def test_alone_takes_the_courses_cells_along() -> None:
    """And no other question's."""
    work = notebook("a0 = 0", "a1 = given[0]")

    assert alone(work, [3, 4]) == [0, 3, 4]


def test_alone_takes_along_what_it_builds_on() -> None:
    """A learner's earlier cell that binds a name which this one uses, and what that one uses."""
    work = notebook("import math as m", "a1 = m.pi", "a2 = a1 * 2", "a3 = 3")

    assert alone(work, [5, 6]) == [0, 1, 3, 5, 6]
    assert alone(work, [7, 8]) == [0, 7, 8]


def test_a_name_that_it_binds_itself_is_no_tie() -> None:
    """Everybody calls something `total`."""
    work = notebook("total = 1\na0 = 0", "total = 5\na1 = total")

    assert alone(work, [3, 4]) == [0, 3, 4]


def test_what_is_no_plain_python_may_bind_anything() -> None:
    """A cell with a magic goes along where it has a word that the question uses."""
    work = notebook("%time helper = 5", "a1 = helper", "a2 = other")

    assert alone(work, [3, 4]) == [0, 1, 3, 4]
    assert alone(work, [5, 6]) == [0, 5, 6]
