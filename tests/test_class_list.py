"""Roster, exceptions, penalties and totals in the command: everybody is named, and all agree."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from nbgrader.api import Gradebook
from typer.testing import Result

from autograder.cli.app import out
from autograder.course import Course, load_course
from autograder.demo.run import make_course
from autograder.gradebook import give_mark
from tests import cells
from tests.books import COURSE, REPORT
from tests.runs import complaint, hand_in, run

ROSTER = "id;name;e-mail;section\nada;Ada Lovelace;ada@x.org;B\nzoe;Kravitz, Zoë;;A\n"


@pytest.fixture
def course(quiet_course: Course) -> Course:
    """The small course, due on the last day of January."""
    _set(quiet_course, "minutes = 10", "minutes = 10\ndue = 2027-01-31T23:59:00Z")
    return quiet_course


def _set(course: Course, old: str, new: str) -> None:
    path = course.root / "course" / "course.toml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def _policy(course: Course, line: str) -> None:
    _set(course, "[limits]", f"[policy]\n{line}\n\n[limits]")


def enrol(course: Course, text: str = ROSTER) -> None:
    """Give the course a roster."""
    (course.root / "course" / "roster.csv").write_text(text, encoding="utf-8")


def rows(course: Course, *words: str) -> dict[str, dict[str, Any]]:
    """Return `status --json` by learner."""
    done = run(course, "status", "--json", *words)
    assert done.exit_code == 0, done.output
    return {row["student"]: row for row in json.loads(done.stdout)}


def book(course: Course) -> Gradebook:
    """The gradebook, as nbgrader and formgrader open it."""
    return Gradebook(f"sqlite:///{course.gradebook}", COURSE)


def ok(done: Result) -> str:
    """Return what a verb printed; it must have succeeded."""
    assert done.exit_code == 0, done.output
    return done.stdout


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


# ── extensions, excuses and penalties ─────────────────────────────────────────────────────────


def test_extend_and_take_back(course: Course) -> None:
    """The learner's own due date counts at once, in status and in the page, and can be undone."""
    _policy(course, 'late_work = "reject"')
    hand_in(course, "ada", stamp="2027-02-02 10:00:00 UTC")
    ok(run(course, "grade"))
    ok(run(course, "feedback"))
    assert rows(course)["ada"]["state"] == "not yet"

    said = ok(run(course, "extend", "ada", "PS", "--until", "2027-02-02", "--why", "the flu"))

    assert "ada, ps: due 2027-02-02 23:59+00:00." in said
    assert "bootcamp feedback ps --student ada" in said
    row = rows(course)["ada"]
    assert (row["state"], row["seconds_late"]) == ("needs review", 0)
    assert row["exception"] == "due 2027-02-02 23:59+00:00 (the flu)"
    ok(run(course, "feedback"))
    page = (course.feedback / "ada/ps/nb.html").read_text()
    assert "The due date is extended to 2027-02-02 23:59+00:00." in page
    assert "the flu" not in page
    assert "taken back, it was due" in ok(run(course, "extend", "ada", "ps", "--undo"))
    assert rows(course)["ada"]["state"] == "not yet"


def test_excuse(course: Course) -> None:
    """Not required, no part of the total; JSON, CSV, table and page say it."""
    hand_in(course, "ada")
    ok(run(course, "grade"))
    ok(run(course, "excuse", "ada", "ps", "--why", "credit"))
    ok(run(course, "feedback"))

    assert rows(course)["ada"]["state"] == "excused"
    assert "excused" in ok(run(course, "status", "--csv"))
    assert "× excused" in ok(run(course, "status"))
    (total,) = json.loads(ok(run(course, "status", "--total", "--json")))
    assert (total["total_scaled"], total["modules_excused"]) == (None, 1)
    assert "Excused from this module." in (course.feedback / "ada/ps/nb.html").read_text()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["extend", "adda", "ps", "--until", "2027-02-02", "--why", "x"], "Did you mean 'ada'?"),
        (["excuse", "nobody", "ps", "--why", "x"], "'nobody' is not in course/roster.csv"),
        (["extend", "ada", "pss", "--until", "2027-02-02", "--why", "x"], 'Did you mean "ps"?'),
        (["extend", "ada", "ps", "--until", "soon", "--why", "x"], "'soon' is no date"),
        (["extend", "ada", "ps", "--why", "x"], "--until: '' is no date"),
        (["extend", "ada", "ps", "--until", "2027-01-01", "--why", "x"], "is not after the due"),
        (["extend", "ada", "ps", "--until", "2027-02-02"], "--why: say why in one sentence"),
        (["excuse", "ada", "ps"], "--why: say why"),
        (["excuse", "ada", "ps", "--why", "x" * 501], "500 characters at most"),
        (["excuse", "ada", "ps", "--undo"], "'ada' has no excuse for ps"),
        (["extend", "ada", "ps", "--undo"], "'ada' has no extension for ps"),
    ],
)
def test_an_exception_that_cannot_be(course: Course, words: list[str], message: str) -> None:
    """One message with the way out, and no file appears."""
    enrol(course)

    assert message in complaint(course, *words)


def test_nothing_to_extend(quiet_course: Course) -> None:
    """A module without a due date has no later one."""
    words = ("extend", "ada", "ps", "--until", "2027-02-02", "--why", "x")

    assert "ps has no due date, so there is nothing to extend" in complaint(quiet_course, *words)


def test_nbgrader_takes_off_the_same(course: Course) -> None:
    """After grading, a mark, an extension, an excuse and a change of policy."""
    _policy(course, "late_penalty_per_day = 0.1")
    hand_in(course, "ada", stamp="2027-02-02 10:00:00 UTC")  # the second day
    hand_in(course, "ben", stamp="2027-01-30 10:00:00 UTC")
    ok(run(course, "grade"))
    assert _agree(course) == {"ada": (4.0, 1.0), "ben": (5.0, 0.0)}

    ok(run(course, "reading", "ps", "--mark", "ada", "why", "--points", "4"))
    assert _agree(course)["ada"] == (7.2, 1.8)

    with book(course) as opened:  # a mark given in formgrader is brought up by the next run
        grade = opened.find_grade("why", "nb", "ps", "ada")
        grade.manual_score = 2.0
        opened.db.commit()
    ok(run(course, "grade"))
    assert _agree(course)["ada"] == (5.6, 1.4)

    ok(run(course, "extend", "ada", "ps", "--until", "2027-02-01T23:59", "--why", "x"))
    assert _agree(course)["ada"] == (6.3, 0.7)
    ok(run(course, "extend", "ada", "ps", "--undo"))
    ok(run(course, "excuse", "ada", "ps", "--why", "x"))
    assert _agree(course)["ada"] == (7.0, 0.0)
    ok(run(course, "excuse", "ada", "ps", "--undo"))
    assert _agree(course)["ada"] == (5.6, 1.4)

    _set(course, "late_penalty_per_day = 0.1", 'late_work = "reject"')
    ok(run(course, "grade"))
    assert _agree(course)["ada"] == (0.0, 7.0)
    _set(course, 'late_work = "reject"', "")
    ok(run(course, "grade"))
    assert _agree(course)["ada"] == (7.0, 0.0)


def _agree(course: Course) -> dict[str, tuple[float, float]]:
    """Return points and penalty by learner, as status and nbgrader both have them."""
    ours = {
        who: (row["score_given"], row["late_penalty"] or 0.0) for who, row in rows(course).items()
    }
    with book(course) as opened:
        for submission in opened.assignment_submissions("ps"):
            who, taken = submission.student.id, submission.late_submission_penalty or 0.0
            assert taken == pytest.approx(ours[who][1])
            assert max(0.0, submission.score - taken) == pytest.approx(ours[who][0])
    return ours


def test_two_rules_for_lateness_are_one_error(course: Course) -> None:
    """course.toml and nbgrader's plugin cannot both take points off; nothing is graded."""
    _policy(course, "late_penalty_per_day = 0.1")
    config = course.root / "nbgrader_config.py"
    config.write_text(config.read_text() + 'c.LateSubmissionPlugin.penalty_method = "zero"\n')
    hand_in(course, "ada")

    assert "Keep one: take the plugin out" in complaint(course, "grade")


def test_nbgraders_own_plugin_is_left_alone(course: Course) -> None:
    """What it took off stays, where course.toml says nothing of it."""
    config = course.root / "nbgrader_config.py"
    config.write_text(config.read_text() + 'c.LateSubmissionPlugin.penalty_method = "zero"\n')
    hand_in(course, "ada", stamp="2027-02-02 10:00:00 UTC")
    ok(run(course, "grade"))
    ok(run(course, "feedback"))

    with book(course) as opened:
        assert opened.find_submission("ps", "ada").late_submission_penalty == 5.0


def test_the_learners_own_page_counts_the_same(course: Course) -> None:
    """The standing beside the page has the points that count, and what was taken is a note."""
    _policy(course, "late_penalty_per_day = 0.1")
    hand_in(course, "ada", stamp="2027-02-02 10:00:00 UTC")
    ok(run(course, "grade"))
    give_mark(course.gradebook, COURSE, REPORT, "why", 4.0)
    ok(run(course, "feedback"))

    said = json.loads((course.feedback / "ada/ps/standing.json").read_text())
    page = (course.feedback / "ada/ps/nb.html").read_text()

    assert (said["state"], said["score"], said["points"]) == ("complete", 7.2, 9.0)
    sentence = "20 % taken off, 9 of 9 points count as 7.2."
    assert any(sentence in note for note in said["notes"])
    assert sentence in page


def test_status_writes_nothing(course: Course) -> None:
    """Looking at a class changes no file, whatever its policy is."""
    _policy(course, "late_penalty_per_day = 0.1")
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
