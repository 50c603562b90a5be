"""Roster and table in the command: everybody is named, on one line each."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from autograder.cli.app import out
from autograder.course import Course, load_course
from autograder.demo.run import make_course
from tests import cells
from tests.class_list import book, due_course, enrol, ok, policy, rows
from tests.runs import complaint, hand_in, run


@pytest.fixture
def course(quiet_course: Course) -> Course:
    """The small course, due on the last day of January."""
    return due_course(quiet_course)


# ── the roster ────────────────────────────────────────────────────────────────────────────────


def test_everybody_on_the_roster_is_in_status(course: Course) -> None:
    """With name, e-mail and section, handed in or not; and who is not on it is named."""
    enrol(course)
    hand_in(course, "ada")
    hand_in(course, "zoé")

    found = rows(course)
    table = list(csv.DictReader(io.StringIO(ok(run(course, "status", "--csv")))))

    assert {who: row["state"] for who, row in found.items()} == {
        "ada": "submitted",
        "zoe": "not started",
        "zoé": "submitted",
    }
    assert (found["ada"]["name"], found["ada"]["email"]) == ("Ada Lovelace", "ada@x.org")
    assert [row["on_roster"] for row in found.values()] == [True, True, False]
    assert [row["section"] for row in table] == ["B", "A", ""]
    shown = ok(run(course, "status"))
    assert "Not on the roster: zoé (perhaps 'zoe')." in shown
    assert shown.index("Section A") < shown.index("Section B") < shown.index("zoé")


def test_formgrader_has_names(course: Course) -> None:
    """Grading writes them, a second run changes nothing, and what is empty stays as it was."""
    enrol(course)
    hand_in(course, "ada")
    ok(run(course, "grade"))
    with book(course) as opened:
        ada, zoe = opened.find_student("ada"), opened.find_student("zoe")
        assert (ada.first_name, ada.last_name, ada.email) == ("Ada", "Lovelace", "ada@x.org")
        assert (zoe.first_name, zoe.last_name, zoe.email) == ("Zoë", "Kravitz", None)
    before = course.gradebook.read_bytes()
    ok(run(course, "grade"))
    assert course.gradebook.read_bytes() == before

    enrol(course, "id,name\nada,\nzoe,Zoë Isabella Kravitz\n")
    ok(run(course, "release"))

    with book(course) as opened:
        assert opened.find_student("ada").last_name == "Lovelace"
        assert opened.find_student("zoe").first_name == "Zoë Isabella"


def test_the_page_names_its_learner(course: Course) -> None:
    """The roster's name stands on the feedback page, as text."""
    enrol(course, "id,name\nada,Ada <b>Lovelace</b>\n")
    hand_in(course, "ada")
    ok(run(course, "grade"))
    ok(run(course, "feedback"))

    page = (course.feedback / "ada/ps/nb.html").read_text()

    assert "<strong>Ada &lt;b&gt;Lovelace&lt;/b&gt; (ada)</strong>" in page


@pytest.mark.parametrize("words", [["status"], ["grade"], ["feedback"], ["release"], ["reading"]])
def test_a_wrong_roster_is_one_message(course: Course, words: list[str]) -> None:
    """Every verb that reads it says the same, and changes nothing."""
    enrol(course, "id,name\nada,Ada\nada,Ada\n")
    hand_in(course, "ada")

    assert "roster.csv, line 3: the id 'ada' is on line 2 already" in complaint(course, *words)


# ── the table on a narrow screen ──────────────────────────────────────────────────────────────


@pytest.mark.parametrize("width", [60, 80, 120])
def test_a_line_for_each_learner(
    course: Course, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    """However long names and reasons are, the table has a line each, and no line is too long."""
    people = "".join(f"s{n:02},{'Näme ' * 8}{n},,{'AB'[n % 2]}\n" for n in range(40))
    enrol(course, f"id,name,e-mail,section\n{people}")
    monkeypatch.setattr(out, "_width", width)

    lines = ok(run(course, "status")).splitlines()

    assert lines[0] == "ps: 40 not started"
    assert len(lines) == 40 + 2 + 3  # two sections; counts, headings and their rule
    assert max(map(len, lines)) <= width
    assert sum("Nothing handed" in line for line in lines) == 40


def test_what_is_short_is_told_in_full(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    """`--long` and `--student` show every reason and note, and the short table says so."""
    enrol(course)
    hand_in(course, "ada", stamp="2027-02-02 10:00:00 UTC")
    ok(run(course, "grade"))
    monkeypatch.setattr(out, "_width", 80)
    late = "Handed in 1 day after the due date, 2027-01-31 23:59+00:00."

    short, long = ok(run(course, "status")), ok(run(course, "status", "--long"))
    one = ok(run(course, "status", "--student", "ada"))

    assert "--long or --student ID shows all of it" in short
    assert late not in short
    for text in (long, one):
        assert late in text
        assert "ada Ada Lovelace: needs review, 5 of 9 points" in text
        assert "section B, ada@x.org, handed in 2027-02-02 10:00 UTC" in text
    assert "zoe" in long
    assert "zoe" not in one


def test_nobody_yet_is_a_sentence(course: Course) -> None:
    """An empty course is no empty table."""
    course.gradebook.unlink()

    for words in (["status"], ["status", "--long"], ["status", "--total"]):
        assert ok(run(course, *words)).startswith("Nobody is in this course yet")


def test_status_writes_nothing(course: Course) -> None:
    """Looking at a class changes no file, whatever its policy is."""
    policy(course, "late_penalty_per_day = 0.1")
    enrol(course)
    hand_in(course, "ada")
    before = cells.snapshot(course.root)

    statuses_before = ok(run(course, "status"))

    assert statuses_before
    assert cells.snapshot(course.root) == before


def test_a_demonstration_names_nobody(tmp_path: Path, repository: Path) -> None:
    """A course's own people are not copied into a folder that is shown around."""
    folder = tmp_path / "course"
    folder.mkdir()
    (folder / "course.toml").write_bytes((repository / "course/course.toml").read_bytes())
    for name in ("roster.csv", "exceptions.toml"):
        (folder / name).write_text("ada")

    made = make_course(load_course(tmp_path), tmp_path / "demo")

    assert [path.name for path in (made.root / "course").iterdir()] == ["course.toml"]


def test_what_is_said_of_people_stays_out_of_git(repository: Path) -> None:
    """Neither the roster nor the exceptions can be committed by a slip."""
    ignored = (repository / ".gitignore").read_text().splitlines()

    assert {
        "/course/roster.csv",
        "/course/exceptions.toml",
        "/gradebook.db*",
        "/marked_texts.db*",
        "/submitted/",
        "/feedback/",
    } <= set(ignored)
