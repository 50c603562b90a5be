"""The queue of written answers: who waits, by rubric, into the gradebook, and safe to look at."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from typer.testing import CliRunner, Result

from autograder.bench import Bench
from autograder.cli import app
from autograder.course import Course
from autograder.nbgrader_settings import load_config
from autograder.notebooks import find_cell, read_notebook
from autograder.reading_queue import MOST_SHOWN, visible
from autograder.release import release_notebook
from tests import cells, runs
from tests.books import COURSE
from tests.runs import complaint, run

SCHEME = """\
**How it is read.** One question.

| Question | A reader looks for |
|---|---|
| 1. Why is it so? | A reason |

### BEGIN MARK SCHEME
**Row 1. Reason**

- 3: a proof.
- 1: an example.
- 0: nothing.

**Row 2. Words**

- 1: plain.
- 0: not.
### END MARK SCHEME
"""


@pytest.fixture
def course(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bench: Bench, new_gradebook: Path
) -> Course:
    """The small course with a mark scheme above its written answer; two learners wait."""
    runs.on_one_bench(monkeypatch, bench)
    source = cells.squares()
    scheme = cells.text(SCHEME, "why-scheme")
    marks = {**source.cells[1].metadata.nbgrader, "grade_id": "why-scheme"}
    scheme.metadata["nbgrader"] = NotebookNode(marks)
    source.cells.insert(4, scheme)
    made = cells.make_course(tmp_path / "course", source)
    config = made.root / "nbgrader_config.py"
    config.write_text(config.read_text() + "c.ClearMarkScheme.enforce_metadata = False\n")
    monkeypatch.setattr("nbgrader.api.get_alembic_version", lambda: "quicker")
    hand_in(made, "ada", "Because **it** is [red]so[/red].", "2027-02-01 10:00:00 UTC")
    hand_in(made, "ben", "Just \x1b[2Jso.\n\n=1+1", "2027-02-01 09:00:00 UTC")
    assert run(made, "grade").exit_code == 0
    return made


def hand_in(course: Course, student: str, text: str, stamp: str) -> None:
    """Hand in a notebook with a written answer."""
    source = read_notebook(course.source / "ps" / "nb.ipynb")
    work = release_notebook(source, load_config(course.root))
    find_cell(work, "squares")["source"] = runs.WORK
    find_cell(work, "why")["source"] = text
    cells.hand_in(course, student, work, stamp)


def queue(course: Course, *words: str) -> list[dict[str, Any]]:
    """Return the queue as a program sees it."""
    done = run(course, "reading", "--json", *words)
    assert done.exit_code == 0, done.output
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def mark(course: Course, student: str, *words: str) -> Result:
    """Mark an answer without being asked."""
    return run(course, "reading", "PS", "--mark", student, "why", *words)


def in_gradebook(course: Course, student: str) -> tuple[float | None, bool, str | None]:
    """Return the mark, whether it needs reading, and the comment, as formgrader has them."""
    with Gradebook(f"sqlite:///{course.gradebook}", COURSE) as book:
        grade = book.find_grade("why", "nb", "ps", student)
        comment = book.find_comment("why", "nb", "ps", student)
        return grade.manual_score, grade.needs_manual_grade, comment.manual_comment


def test_who_waits_oldest_first(course: Course) -> None:
    """As a list, as JSON and as CSV, with names where there is a roster; nothing is written."""
    (course.root / "course/roster.csv").write_text("id,name,section\nada,Ada Lovelace,B\n")
    before = cells.snapshot(course.root)

    shown = run(course, "reading").stdout
    rows = queue(course)
    table = list(csv.DictReader(io.StringIO(run(course, "reading", "PS", "--csv").stdout)))

    assert [row["student"] for row in rows] == ["ben", "ada"]
    assert shown.index("ben") < shown.index("ada Ada Lovelace")
    assert "2027-02-01 09:00" in shown
    assert (rows[1]["name"], rows[1]["section"], rows[1]["words"]) == ("Ada Lovelace", "B", 4)
    assert rows[1]["waiting_since"] == "2027-02-01T10:00:00+00:00"
    assert table[0]["text"] == "Just \x1b[2Jso.  =1+1"
    assert [row["student"] for row in queue(course, "--student", "ada")] == ["ada"]
    assert cells.snapshot(course.root) == before


def test_ticks_make_mark_and_comment(course: Course) -> None:
    """They land where formgrader has them, and the answer waits no more."""
    done = mark(course, "ada", "--ticks", "3,0", "--comment", "Keep: the proof.")

    assert done.exit_code == 0, done.output
    assert done.stdout == "ada, why: 3 of 4 points.\n"
    words = "1. Why is it so? 3 of 3. Row 2: 0 of 1.\nKeep: the proof."
    assert in_gradebook(course, "ada") == (3.0, False, words)
    assert [row["student"] for row in queue(course)] == ["ben"]
    assert run(course, "feedback", "--student", "ada").exit_code == 0
    page = (course.feedback / "ada/ps/nb.html").read_text()
    assert "Keep: the proof." in page
    assert "a proof." not in page  # nothing of the scheme's own words


def test_a_changed_text_waits_again(course: Course) -> None:
    """With the mark that the earlier one had; the same text does not."""
    mark(course, "ada", "--ticks", "3,0")
    mark(course, "ben", "--ticks", "0,0")
    run(course, "grade", "--force")
    assert queue(course) == []

    hand_in(course, "ada", "Because of something else.", "2027-02-03 10:00:00 UTC")
    run(course, "grade")

    (row,) = queue(course)
    assert (row["student"], row["earlier_mark"]) == ("ada", 3.0)
    assert "changed; it had 3 points" in run(course, "reading").stdout


def test_an_ungraded_text_is_not_read(course: Course) -> None:
    """Who handed in again is read once that is graded, and the list says so."""
    hand_in(course, "ada", "Newer.", "2027-02-03 10:00:00 UTC")

    assert "handed in again: grade it first" in run(course, "reading").stdout


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--mark", "adda", "why", "--ticks", "1,1"], "'adda' has nothing graded in ps"),
        (
            ["--mark", "ada", "wyh", "--ticks", "1,1"],
            "answer 'wyh'. Did you mean 'why'?",
        ),
        (["--mark", "ada", "squares-check", "--points", "1"], "no written answer 'squares-check'"),
        (["--mark", "ada", "why", "--ticks", "1"], "takes 2 ticks, one level for each row"),
        (["--mark", "ada", "why", "--ticks", "2,1"], "row 1 (Reason) has no level 2"),
        (["--mark", "ada", "why", "--ticks", "a,b"], "'a,b' is no list of levels"),
        (["--mark", "ada", "why"], "give either --ticks or --points"),
        (["--mark", "ada", "why", "--ticks", "3,1", "--points", "4"], "give either --ticks or"),
        (["--mark", "ada", "why", "--points", "5"], "5 points cannot be given; there are 0 to 4"),
        (["--mark", "ada", "why", "--points", "-1"], "cannot be given"),
        (["--mark", "ada", "why", "--points", "nan"], "nan is no number of points"),
        (["--ticks", "3,1"], "need --mark ID CELL"),
        (["--student", "adda"], "Did you mean 'ada'?"),
        (["pss"], 'Did you mean "ps"?'),
    ],
)
def test_what_cannot_be_marked(course: Course, words: list[str], message: str) -> None:
    """One sentence with the way out, and nothing changed."""
    assert message in complaint(course, "reading", *words)


def read_aloud(course: Course, monkeypatch: pytest.MonkeyPatch, *said: str) -> Result:
    """Sit at a terminal and answer what is asked."""
    monkeypatch.setattr("autograder.cli.reading_verb.interactive", lambda: True)
    return CliRunner().invoke(
        app, ["reading", "--course", str(course.root)], input="\n".join(said) + "\n"
    )


def test_one_text_after_the_other(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    """Scheme and text are shown; a slip is asked again, Enter skips, and a mark is kept at once."""
    done = read_aloud(course, monkeypatch, "2,1", "3,1", "Keep it.", "")

    assert done.exit_code == 0, done.output
    assert "**Row 1. Reason**" in done.stdout
    assert "Because **it** is [red]so[/red]." in done.stdout
    assert "row 1 (Reason) has no level 2" in done.stdout
    assert "ben, why: 4 of 4 points." in done.stdout
    assert in_gradebook(course, "ben")[:2] == (4.0, False)
    assert in_gradebook(course, "ada")[:2] == (None, True)


def test_stopping(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    """q stops, and nobody is marked."""
    done = read_aloud(course, monkeypatch, "q")

    assert done.exit_code == 0
    assert len(queue(course)) == 2


def test_without_a_scheme_points_are_asked_for(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reason is said, and a plain mark is taken, within its bounds."""
    path = course.source / "ps" / "nb.ipynb"
    path.write_text(path.read_text().replace("**Row ", "**Part "))

    done = read_aloud(course, monkeypatch, "9", "", "2.5", "", "q")

    assert "has no rows to tick" in " ".join(done.stdout.split())
    assert "9 points cannot be given" in done.stdout
    assert in_gradebook(course, "ben")[0] == 2.5


def test_a_text_steers_no_terminal(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    """Escape sequences of a learner's are seen, not obeyed."""
    done = read_aloud(course, monkeypatch, "q")

    assert "\x1b[2J" not in done.stdout
    assert "Just ␛[2Jso." in done.stdout


@given(st.text())
def test_nothing_invisible_is_left(text: str) -> None:
    """Whatever is written, only lines, tabs and signs that can be seen reach the screen."""
    shown = visible(text)

    assert all(sign in "\n\t" or sign.isprintable() for sign in shown)


def test_a_long_text_is_cut() -> None:
    """And says how much is missing, and where to read it."""
    shown = visible("a" * (MOST_SHOWN + 5))

    assert len(shown) < MOST_SHOWN + 100
    assert shown.endswith("… and 5 characters more: read it in formgrader.")
