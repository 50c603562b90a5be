"""What the school says: written with the feedback, and read where the learner has it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, get_args

import pytest

from autograder.completion import State
from autograder.course import Course
from pm_exercises import course
from pm_exercises.answers import FOLDER
from pm_exercises.course.module_view import SIGNS
from pm_exercises.course.standing_file import (
    FILE,
    SCHEMA,
    SchoolState,
    StandingFile,
    carried_by,
    newest,
    parse,
)
from pm_exercises.exercises import exercise
from pm_exercises.learner import remember_student
from tests import runs

SAID = {
    "schema": 1,
    "student": "ada",
    "module": "foundations",
    "state": "not yet",
    "score": 59.5,
    "points": 100,
    "submitted_at": "2027-02-01T09:30:00Z",
    "written_at": "2027-02-03T10:00:00Z",
    "exercises": [
        {"id": "FND-WARM", "score": 4.5, "points": 5},
        {"id": "FND-W", "score": None, "points": 20},
    ],
    "reasons": ["Most is to be gained in <b>FND-E4</b>."],
}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Ada's folder with the module's notebook, and a machine on which nothing was handed in."""
    folder = tmp_path / "root" / "foundations"
    folder.mkdir(parents=True)
    (folder / "foundations.ipynb").write_text("{}")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "jupyter"))
    monkeypatch.delenv("JUPYTERHUB_USER", raising=False)
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    remember_student("ada", folder.parent)
    return folder


def say(path: Path, **changed: Any) -> None:
    """Put a standing where a learner gets it; in a page, where the name is a page's."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps({**SAID, **changed})
    if path.suffix == ".html":
        text = carried_by("<html><head></head></html>", parse(text))
    path.write_text(text, encoding="utf-8")


def hand_in(folder: Path, tmp_path: Path, stamp: str) -> None:
    """Keep a copy of the work as nbgrader does when it hands in."""
    copy = tmp_path / f"jupyter/nbgrader_cache/pm/ada+foundations+{stamp}"
    (copy / FOLDER).mkdir(parents=True)
    (copy / "timestamp.txt").write_text(stamp)
    for path in (folder / FOLDER).glob("*.json"):
        (copy / FOLDER / path.name).write_bytes(path.read_bytes())


def test_words_are_the_graders_own() -> None:
    """The states a learner reads are those of `bootcamp status`, and each has a sign."""
    assert get_args(SchoolState) == get_args(State)
    assert set(get_args(State)) <= set(SIGNS)


def test_it_is_written_beside_the_page_and_into_it(quiet_course: Course) -> None:
    """nbgrader's exchange takes pages only, so the page says the same as the file."""
    runs.hand_in(quiet_course, "ada")
    runs.run(quiet_course, "grade")

    done = runs.run(quiet_course, "feedback")

    assert done.exit_code == 0, done.output
    folder = quiet_course.feedback / "ada/ps"
    said = parse((folder / FILE).read_text())
    assert (said.student, said.module, said.state) == ("ada", "ps", "needs review")
    assert (said.score, said.points) == (5.0, 9.0)
    assert said.submitted_at == datetime(2027, 2, 1, 9, 30, tzinfo=UTC)
    assert {item.id: item.score for item in said.exercises} == {"squares": 5.0, "why": None}
    assert said.reasons
    learner = quiet_course.root.parent / "learner" / "ps"
    (learner / "feedback/2027").mkdir(parents=True)
    page = learner / "feedback/2027/nb.html"
    page.write_bytes((folder / "nb.html").read_bytes())
    assert newest("ps", learner, "ada").standing == said


def test_nbgrader_can_release_the_page(quiet_course: Course) -> None:
    """Its release_feedback asks for the hand-in's time and secret beside each page."""
    folder = runs.hand_in(quiet_course, "ada")
    (folder / "submission_secret.txt").write_text("s3cret")
    runs.run(quiet_course, "grade")
    runs.run(quiet_course, "feedback")

    beside = quiet_course.feedback / "ada/ps"
    assert (beside / "timestamp.txt").read_text() == "2027-02-01 09:30:00 UTC"
    assert (beside / "submission_secret.txt").read_text() == "s3cret"


def test_a_receipt_that_is_a_link_is_left(quiet_course: Course, tmp_path: Path) -> None:
    """What a learner hands in cannot make us copy another file."""
    (tmp_path / "other").write_text("another learner's secret")
    folder = runs.hand_in(quiet_course, "ada")
    (folder / "submission_secret.txt").symlink_to(tmp_path / "other")
    runs.run(quiet_course, "grade")
    runs.run(quiet_course, "feedback")

    assert not (quiet_course.feedback / "ada/ps/submission_secret.txt").exists()


@pytest.mark.parametrize(
    "place",
    [
        "foundations/feedback/2027-02-01 09:30:00.000000 UTC/foundations.html",
        f"foundations/feedback/2027-02-01/{FILE}",
        f"feedback/foundations/{FILE}",
        "feedback/foundations/foundations.html",
    ],
)
def test_the_school_is_heard(here: Path, place: str) -> None:
    """State, points, time and reasons stand in the panel, with each exercise's own points."""
    say(here.parent / place)
    panel = course.status("FND")
    text, html = repr(panel), panel.html

    assert "Your school says: not yet, 59.5 of 100 points so far, for what you handed in" in text
    assert "1 February 2027" in text
    assert "4.5 of 5" in text
    assert "waits for a reader" in text
    assert "&lt;b&gt;FND-E4&lt;/b&gt;" in html
    assert ("Read the feedback" in html) == place.endswith(".html")


def test_the_newest_word_wins(here: Path) -> None:
    """Whatever the place or the name, the one written last is shown."""
    say(here / "feedback/9/foundations.html", written_at="2027-02-01T00:00:00Z")
    say(here.parent / "feedback/foundations" / FILE, state="complete", reasons=[])
    say(here / "feedback/1/foundations.html", written_at="2027-01-01T00:00:00Z")

    text = repr(course.status("FND"))

    assert "Your school says: complete, " in text
    assert "Next:" not in text
    assert "Minutes left" not in text


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (b"{", "Expecting property name"),
        (b"[]", "Input should be a valid dictionary"),
        (b"\xff", "it is not text"),
        (b"[" * 100_000, "it is not JSON"),
        (json.dumps({**SAID, "schema": SCHEMA + 1}).encode(), "a newer version of this course"),
        (json.dumps({**SAID, "state": "done"}).encode(), "state: "),
        (json.dumps({**SAID, "score": float("nan")}).encode(), "score: "),
        (b" " * 2_000_001, "over the limit of 2 MB"),
    ],
)
def test_what_cannot_be_used_is_one_sentence(here: Path, content: bytes, cause: str) -> None:
    """It is named and left as it is; an older word that can be read is shown."""
    path = here.parent / "feedback/foundations" / FILE
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    say(here / "feedback/1/foundations.html")
    text = repr(course.status("FND"))

    assert text.count("cannot be used and is left aside") == 1
    assert cause in text
    assert "Your school says: not yet" in text
    assert path.read_bytes() == content


def test_another_learners_word_is_not_shown(here: Path) -> None:
    """One sentence says that something lies there, and nothing of what it says."""
    for name in ("1", "2"):
        say(here / f"feedback/{name}/foundations.html", student="bob", reasons=["Bob's."])
    text = repr(course.status("FND"))

    assert text.count("is for another id or module than yours; it is not shown.") == 1
    assert "bob" not in text.casefold()
    assert "Your school says" not in text
    assert "Nothing from your school" in text


def test_another_makers_page_is_passed_over(here: Path) -> None:
    """A page from nbgrader's own feedback holds no standing, and nothing is said about it."""
    (here / "feedback").mkdir()
    (here / "feedback/foundations.html").write_text("<html><head></head></html>")

    assert "cannot be used" not in repr(course.status("FND"))


def test_a_page_shows_its_standing_to_nobody() -> None:
    """It is in the page's head, with quotes and angle brackets escaped."""
    said = StandingFile.model_validate({**SAID, "reasons": ['"><script>alert(1)</script>']})
    page = carried_by("<html><head></head><body></body></html>", said)

    assert "<script" not in page
    assert page.index("pm-standing") < page.index("</head>")


def test_a_hand_in_known_here_is_submitted(here: Path, tmp_path: Path) -> None:
    """nbgrader's own copy is the receipt: it gives the time, and what has changed since."""
    exercise("FND-WARM").answer = {"q1": 1}
    hand_in(here, tmp_path, "2027-02-01 09:30:00.123456 UTC")
    exercise("FND-WARM").answer = {"q1": 2}
    text = repr(course.status("FND"))

    assert "State: submitted, handed in on 1 February 2027" in text
    assert "Changed here since then: FND-WARM." in text
    assert "Nothing from your school is in this folder yet." in text


def test_somebody_elses_hand_in_is_no_receipt(here: Path, tmp_path: Path) -> None:
    """On a shared machine, or in another course with a module of that name."""
    exercise("FND-WARM", "bob").answer = {"q1": 1}
    hand_in(here, tmp_path, "2027-02-01 09:30:00.123456 UTC")

    assert "submitted" not in repr(course.status("FND"))


@pytest.mark.parametrize(
    ("stamp", "state"),
    [
        ("2027-02-01 09:30:00.900000 UTC", "Your school says: not yet"),
        ("2027-02-09 09:30:00.000000 UTC", "State: submitted"),
    ],
)
def test_a_newer_hand_in_comes_before_an_older_word(
    here: Path, tmp_path: Path, stamp: str, state: str
) -> None:
    """What the school said of earlier work is named as that; its own hand-in is not newer."""
    exercise("FND-WARM").answer = {"q1": 1}
    say(here / "feedback/1/foundations.html")
    hand_in(here, tmp_path, stamp)
    text = repr(course.status("FND"))

    assert state in text
    assert ("last word here, “not yet”, is about earlier work" in text) == ("submitted" in state)
