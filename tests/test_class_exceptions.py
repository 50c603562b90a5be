"""Extensions, excuses and penalties in the command: status, pages and nbgrader agree."""

from __future__ import annotations

import json

import pytest

from autograder.course import Course
from autograder.gradebook import give_mark
from tests.books import COURSE, REPORT
from tests.class_list import book, change, due_course, enrol, ok, policy, rows
from tests.runs import complaint, hand_in, run


@pytest.fixture
def course(quiet_course: Course) -> Course:
    """The small course, due on the last day of January."""
    return due_course(quiet_course)


def test_extend_and_take_back(course: Course) -> None:
    """The learner's own due date counts at once, in status and in the page, and can be undone."""
    policy(course, 'late_work = "reject"')
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
    policy(course, "late_penalty_per_day = 0.1")
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

    change(course, "late_penalty_per_day = 0.1", 'late_work = "reject"')
    ok(run(course, "grade"))
    assert _agree(course)["ada"] == (0.0, 7.0)
    change(course, 'late_work = "reject"', "")
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
    policy(course, "late_penalty_per_day = 0.1")
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
    policy(course, "late_penalty_per_day = 0.1")
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
