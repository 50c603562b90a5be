"""A learner's page: their points, the reasons, their own words, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from autograder.bench import Bench
from autograder.course import Course
from autograder.feedback import feedback_page, item_title, number, write_feedback
from autograder.notebooks import find_cell, write_notebook
from autograder.pages import write_pages
from autograder.scores import Mark, Reason, Score, ScoreReport
from tests import cells, runs

EVIL = '<script>alert("1")</script>'
REPORT = ScoreReport(
    "ada",
    "ps",
    "nb",
    (
        Score("FND-E1-check", 10, 6.5, True, (Reason("FND-E1.PLACE", f"Look at {EVIL}."),)),
        Score("why", 4, None, attempted=True),
    ),
    notes=(f"{EVIL}.ipynb was graded as nb.ipynb.",),
    submitted_at="2027-02-01T09:30:00+00:00",
)


def mark(name: str, most: float, auto: float | None, manual: float | None = None) -> Mark:
    """Return what the gradebook holds for a cell."""
    needs = auto is None and manual is None
    return Mark(name, "nb", most, auto, manual, 0.0, needs, f"Keep {EVIL}" if manual else "")


def page(folder: Path, *marks: Mark) -> str:
    """Return Ada's page, made beside a graded notebook with her words in it."""
    work = cells.squares()
    find_cell(work, "why")["source"] = f"Because {EVIL}"
    write_notebook(work, folder / "nb.ipynb")
    return feedback_page(REPORT, marks, f"Squares {EVIL}", (f"ps: not yet {EVIL}",), folder)


def test_points_reasons_and_what_waits(tmp_path: Path) -> None:
    """Before anybody has read the written answer, its points are still to come."""
    text = page(tmp_path, mark("FND-E1-check", 10, 6.5), mark("why", 4, None))

    assert "6.5 of 14 points so far" in text
    assert "FND-E1.PLACE" in text
    assert "waits for a reader, 4 points" in text
    assert "01 February 2027, 09:30 UTC" in text
    assert item_title("FND-E1-check") in text


def test_the_style_sheet_is_whole(tmp_path: Path) -> None:
    """The style sheet is not text to escape: with `&gt;` in it, half of its rules are lost."""
    text = page(tmp_path, mark("FND-E1-check", 10, 6.5), mark("why", 4, None))

    assert ".pmx-bar > span" in text
    assert "&gt;" not in text.split("<style>")[1].split("</style>")[0]


def test_what_the_reader_said(tmp_path: Path) -> None:
    """The mark, the comment and the learner's own words stand together."""
    text = page(tmp_path, mark("FND-E1-check", 10, 6.5), mark("why", 4, None, 3.0))

    assert "9.5 of 14 points<" in text  # all is read: these are the points
    assert "3 of 4" in text
    assert "Keep " in text
    assert "Because " in text
    assert "waits for a reader" not in text


def test_markdown_is_shown_as_it_is_meant(tmp_path: Path) -> None:
    """Bold and code in messages, comments and written answers; a file's name is only a name."""
    work = cells.squares()
    find_cell(work, "why")["source"] = "**1. Why**\n\nBecause *I* say `so`."
    write_notebook(work, tmp_path / "nb.ipynb")
    reason = Reason("FND-E1.PLACE", "Look at **stage 3** and `board.answer`.")
    scores = (replace(REPORT.scores[0], reasons=(reason,)), REPORT.scores[1])
    report = replace(REPORT, scores=scores, notes=("**a**.ipynb was graded as nb.ipynb.",))
    marks = (mark("FND-E1-check", 10, 6.5), mark("why", 4, None, 3.0))
    marks = (marks[0], replace(marks[1], comment="**Keep** this.\n`x`"))

    text = feedback_page(report, marks, "Squares", (), tmp_path)

    assert "<strong>1. Why</strong>" in text
    assert "Look at <strong>stage 3</strong> and <code>board.answer</code>." in text
    assert "<strong>Keep</strong> this.\n<code>x</code>" in text
    assert "**a**.ipynb" in text
    assert text.count("**") == 2


@pytest.mark.parametrize(
    ("marks", "words"),
    [
        ((mark("FND-E1-check", 10, 6.5), mark("why", 4, None)), "6.5 of 14 points so far"),
        ((mark("FND-E1-check", 10, 6.5), mark("why", 4, None, 3.0)), "9.5 of 14 points<"),
        ((mark("FND-E1-check", 10, 6.5), mark("why", 4, 0.0)), "6.5 of 14 points<"),
    ],
)
def test_so_far_is_said_while_something_waits(
    tmp_path: Path, marks: tuple[Mark, ...], words: str
) -> None:
    """Points are final when everything that a person reads was read."""
    assert words in page(tmp_path, *marks)


def test_nothing_in_it_runs_or_calls_out(tmp_path: Path) -> None:
    """Reasons, notes, names, comments and answers are text; the page needs no network."""
    text = page(tmp_path, mark("FND-E1-check", 10, 6.5), mark("why", 4, None, 3.0))

    assert "<script" not in text
    assert text.count("&lt;script&gt;") >= 5
    assert "http://" not in text
    assert "https://" not in text


def test_it_stands_where_nbgrader_looks_for_it(tmp_path: Path) -> None:
    """One file per notebook, written over when there is news."""
    write_feedback("old", tmp_path / "ada" / "ps", "nb")

    path = write_feedback("new", tmp_path / "ada" / "ps", "nb")

    assert path == tmp_path / "ada" / "ps" / "nb.html"
    assert path.read_text() == "new"


@pytest.mark.parametrize(("value", "words"), [(7.0, "7"), (7.5, "7.5"), (20 / 3, "6.67"), (0, "0")])
def test_points_as_people_write_them(value: float, words: str) -> None:
    """Two decimals at most."""
    assert number(value) == words


def test_hidden_tests_are_on_no_page(
    new_gradebook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bench: Bench
) -> None:
    """Not in the page of a learner who failed one, though the graded notebook holds it."""
    runs.on_one_bench(monkeypatch, bench)
    course: Course = cells.make_course(tmp_path)
    course.gradebook.write_bytes(new_gradebook.read_bytes())
    runs.hand_in(course, "ada", "squares = lambda xs: [1, 4, 9]")
    runs.run(course, "grade")

    (path,) = write_pages(course, course.modules[0])

    graded = (course.autograded / "ada/ps/nb.ipynb").read_text()
    assert "squares([12])" in graded
    assert "[144]" not in path.read_text()
    assert "0 of 5" in path.read_text()
