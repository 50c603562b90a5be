"""The demonstration, run once as its user runs it, and everything it promises."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from pathlib import Path
from typing import Any

import pytest

from autograder import gradebook
from autograder.completion import State
from autograder.course import load_course
from autograder.nbgrader_settings import load_config
from autograder.notebooks import read_notebook
from autograder.release import release_notebook, secret_lines
from autograder.status import COLUMNS
from tests.commands import bootcamp, nbgrader, pasted
from tests.parity.rows import rows_of

# Submissions whose notebooks are as they should be: nbgrader itself can grade them too.
WELL_FORMED = ("ada", "ben", "chi", "dia", "jun", "kai")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> tuple[Path, str]:
    """The demo's course folder and what the demo printed."""
    folder = tmp_path_factory.mktemp("a demo of Zoë's") / "course"
    # As `uv run` starts it, from a folder that is no course.
    done = bootcamp("demo", "--dir", str(folder), folder=folder.parent, UV_RUN_RECURSION_DEPTH="1")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder, done.stdout


@pytest.fixture(scope="module")
def rows(demo: tuple[Path, str]) -> dict[str, dict[str, Any]]:
    """What `bootcamp status --json` prints after the demo, by learner."""
    done = bootcamp("status", "--json", "--course", str(demo[0]))
    assert done.returncode == 0, done.stderr
    return {row["student"]: row for row in json.loads(done.stdout)}


def test_every_learner_is_listed_with_reasons(rows: dict[str, dict[str, Any]]) -> None:
    """Nineteen learners, each with the same keys, and a reason for each that is not complete."""
    assert len(rows) == 19
    for row in rows.values():
        assert tuple(row) == COLUMNS
        assert row["reasons"] or row["state"] == "complete"


@pytest.mark.parametrize(
    ("student", "state"),
    [
        ("ada", "complete"),
        ("ben", "complete"),
        ("chi", "not yet"),
        ("dia", "not yet"),
        ("iris", "not yet"),
        ("ivo", "not yet"),
        ("jun", "needs review"),
        ("kai", "complete"),
        ("lea", "complete"),
        ("mia", "complete"),
        ("noa", "complete"),
        ("oli", "not yet"),
        ("pia", "complete"),
        ("quin", "complete"),
        ("rui", "not started"),
    ],
)
def test_each_story_ends_as_it_should(
    rows: dict[str, dict[str, Any]], student: str, state: State
) -> None:
    """A mishap with the file costs nothing or one question, never the submission."""
    assert rows[student]["state"] == state


@pytest.mark.parametrize(
    ("student", "points", "words"),
    [
        ("ada", 98.0, ""),
        ("lea", 96.0, "FND-E3-check was missing"),
        ("mia", 96.0, "FND-E4-answer was there 2 times"),
        ("noa", 96.0, "was graded as foundations.ipynb"),
        ("kai", 96.0, "after the due date"),
        ("oli", 86.0, ""),
        ("pia", 86.0, "stopped after"),
        ("quin", 86.0, "ended the process"),
    ],
)
def test_a_mishap_costs_its_question_only(
    demo: tuple[Path, str], student: str, points: float, words: str
) -> None:
    """The rest of the same submission is graded as if nothing had happened, and a note says so."""
    folder, printed = demo
    course = load_course(folder)
    marks = gradebook.marks(course.gradebook, course.course_id, "foundations")[student]

    assert sum(mark.score_given or 0 for mark in marks) == pytest.approx(points)
    assert any(words in line for line in printed.splitlines() if student in line)


@pytest.mark.parametrize(
    ("student", "question", "words"),
    [
        ("oli", "FND-E4", "could not be read"),
        ("pia", "FND-E5", "stopped after"),
        ("quin", "FND-E6", "ended the process"),
    ],
)
def test_the_lost_question_says_why(
    demo: tuple[Path, str], student: str, question: str, words: str
) -> None:
    """The feedback page of a learner with a mishap names the question and the cause."""
    page = (demo[0] / "feedback" / student / "foundations" / "foundations.html").read_text()

    section = page.split(f'id="{question}-check"')[1].split("</section>")[0]

    assert words in section


def test_feedback_gives_nothing_away(demo: tuple[Path, str]) -> None:
    """No line of a solution, hidden test or mark scheme is in any feedback page."""
    folder, _ = demo
    source = read_notebook(folder / "source/foundations/foundations.ipynb")
    secrets = secret_lines(source, release_notebook(source, load_config(folder)))
    pages = sorted(folder.glob("feedback/*/foundations/*.html"))

    assert len(pages) == 18
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert not [line for line in secrets if line in text], page
        assert "http://" not in text, page
        assert "https://" not in text, page
        assert "<script" not in text, page


def test_nothing_is_graded_twice(demo: tuple[Path, str]) -> None:
    """The same command again finds nothing to do and changes nothing."""
    folder, _ = demo
    before = bootcamp("status", "--json", "--course", str(folder)).stdout

    again = bootcamp("grade", "--course", str(folder))

    assert again.returncode == 0, again.stderr
    assert "18 unchanged" in again.stdout
    assert bootcamp("status", "--json", "--course", str(folder)).stdout == before


def test_nbgrader_gives_the_same_scores(demo: tuple[Path, str], tmp_path: Path) -> None:
    """Stock `nbgrader autograde` and `bootcamp grade` agree on every row of sound submissions."""
    folder, _ = demo
    shutil.copytree(folder / "source", tmp_path / "source")
    config = (folder / "nbgrader_config.py").read_text()
    assert "\nuse_engine(c)\n" in config
    (tmp_path / "nbgrader_config.py").write_text(config.replace("\nuse_engine(c)\n", "\n"))
    for student in WELL_FORMED:
        shutil.copytree(folder / "submitted" / student, tmp_path / "submitted" / student)
    for verb in ("generate_assignment", "autograde"):
        done = nbgrader(tmp_path, verb, "foundations")
        assert done.returncode == 0, done.stderr[-3000:]

    theirs, ours = (_automatic(path / "gradebook.db") for path in (tmp_path, folder))

    assert {key[1] for key in theirs} == set(WELL_FORMED)
    assert {key: (row, ours[key]) for key, row in theirs.items() if ours[key] != row} == {}


def _automatic(gradebook: Path) -> dict[tuple[str, ...], tuple[object, object]]:
    """The rows of grades and comments as far as no person gave them: ours has been read since."""
    return {
        key: (row.get("auto_score"), row.get("auto_comment"))
        for key, row in rows_of(gradebook).items()
        if "grade" in key or "comment" in key
    }


def test_the_demo_says_where_to_look(demo: tuple[Path, str]) -> None:
    """The last lines name folders that exist and commands that work."""
    folder, printed = demo

    lines = rf"^\s+({re.escape(str(folder))}/\S+)"
    named = [Path(path) for path in re.findall(lines, printed, re.MULTILINE)]

    assert len(named) >= 5
    assert all(path.exists() for path in named)
    assert f"bootcamp status --json --course {shlex.quote(str(folder))}" in printed


def test_what_it_says_to_try_works_when_pasted(demo: tuple[Path, str]) -> None:
    """Every line, as printed, in another shell that stands in another folder."""
    printed = demo[1].partition("Then try:\n")[2].splitlines()
    lines = [line.strip() for line in printed if line.startswith("  ") and line[2] != " "]

    status, grade, lab, formgrader = lines

    assert len(json.loads(pasted(status).stdout)) == 19
    assert "foundations: 0 graded or tried, 18 unchanged" in pasted(grade).stdout
    for line in (lab, formgrader):  # JupyterLab would not end by itself
        done = pasted(f"{line} --version")
        assert re.fullmatch(r"\d+\.\d+\.\d+\S*", done.stdout.splitlines()[-1]), done.stderr
