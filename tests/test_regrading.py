"""Whatever happens in a term: a score, a mark and a state change only for a reason, and it is said.

A class of three, in a course whose author edits it, is graded, marked and graded again in every
order that the machine can think of. Grading itself is a stand-in, so that it takes no time: its
scores depend on the learner's text, the check and the data, as real ones do.
"""

from __future__ import annotations

import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from autograder.course import CourseModule, load_course
from autograder.gradebook import give_mark, marks
from autograder.notebooks import find_cell, read_notebook, write_notebook
from autograder.pipeline import grade, plan, reports_of
from autograder.scores import Mark
from autograder.standing import statuses
from tests import cells, graders
from tests.term import (
    ANSWERS,
    DUE,
    LEARNERS,
    LETTERS,
    WORDS,
    Author,
    Learner,
    reasons_in,
    share_of,
    stand_in,
)


class Term(RuleBasedStateMachine):
    """A term: learners hand in, the author edits, somebody grades, somebody marks."""

    template: Path

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self.course = cells.make_course(Path(self._folder.name) / "course")
        self.course.gradebook.write_bytes(self.template.read_bytes())
        self.learners = {name: Learner() for name in LEARNERS}
        self.author = Author()

    @initialize(who=st.sampled_from(LEARNERS), letter=st.sampled_from(LETTERS))
    def begin(self, who: str, letter: str) -> None:
        """Write the course's file of data; one learner is graded and marked already."""
        (self.course.source / "ps" / "data.csv").write_text("0")
        self.hand_in(who, ANSWERS[0], letter)
        self.grade(force=False, one=None)
        self.mark(who, 2.0)

    def teardown(self) -> None:
        """Leave nothing behind."""
        self._folder.cleanup()

    # ── what happens ──────────────────────────────────────────────────────────────────────────

    @rule(
        who=st.sampled_from(LEARNERS),
        answer=st.sampled_from(ANSWERS),
        letter=st.sampled_from(LETTERS),
    )
    def hand_in(self, who: str, answer: str, letter: str) -> None:
        """A learner hands in, for the first time or again, the same or something else."""
        work = read_notebook(self.course.source / "ps" / "nb.ipynb")
        find_cell(work, "squares")["source"] = answer
        find_cell(work, "why")["source"] = letter
        cells.hand_in(self.course, who, cells.notebook(*(work.cells[i] for i in (2, 4))))
        self.learners[who].answer, self.learners[who].letter = answer, letter

    @rule(letter=st.sampled_from(LETTERS), graded=st.booleans())
    def write_again(self, letter: str, *, graded: bool) -> None:
        """Whoever handed in last hands in again with another letter, and somebody may grade it."""
        for who, learner in self.learners.items():
            if learner.answer:
                self.hand_in(who, learner.answer, letter)
                if graded:
                    self.grade(force=False, one=who)
                return

    @rule(value=st.integers(0, 3))
    def edit_check(self, value: int) -> None:
        """The author changes what a hidden test asks."""
        path = self.course.source / "ps" / "nb.ipynb"
        source = read_notebook(path)
        cell = find_cell(source, "squares-check")
        cell["source"] = cell.source.replace(f"[{144 + self.author.check}]", f"[{144 + value}]")
        write_notebook(source, path)
        self.author.check = value

    @rule(value=st.integers(0, 3))
    def edit_data(self, value: int) -> None:
        """The author changes a file of data."""
        (self.course.source / "ps" / "data.csv").write_text(str(value))
        self.author.data = value

    @rule(value=st.sampled_from([4, 5, 10]))
    def edit_points(self, value: int) -> None:
        """The author changes what a check is worth."""
        path = self.course.source / "ps" / "nb.ipynb"
        source = read_notebook(path)
        find_cell(source, "squares-check").metadata.nbgrader["points"] = value
        write_notebook(source, path)
        self.author.points = value

    @rule(value=st.sampled_from([20, 30, 40]))
    def edit_limits(self, value: int) -> None:
        """Staff change how long a cell may take."""
        self._settings("cell_seconds = ", f"cell_seconds = {value}\n")
        self.author.limits = value

    @rule(days=st.integers(0, 3))
    def edit_due(self, days: int) -> None:
        """Staff change the due date."""
        due = (DUE + timedelta(days=days)).isoformat()
        self._settings("due = ", f"due = {due}\n", after="minutes = 10\n")

    @rule(value=st.integers(0, 5), what=st.sampled_from(["prose", "remark", "staff", "solution"]))
    def edit_aside(self, value: int, what: str) -> None:
        """The author mends what decides nothing: prose, a remark, staff's notes, a solution."""
        folder = self.course.source / "ps"
        if what == "staff":
            (folder / "notes.md").write_text(str(value))
            return
        source = read_notebook(folder / "nb.ipynb")
        if what == "prose":
            source.cells[0]["source"] = f"# Squares {value}"
        elif what == "remark":
            cell = find_cell(source, "squares-check")
            lines = [line for line in cell.source.splitlines() if "remark" not in line]
            cell["source"] = "\n".join([f"# remark {value}", *lines])
        else:
            cell = find_cell(source, "squares")
            head, _, rest = cell.source.partition("return ")
            cell["source"] = f"{head}return {' ' * value}{rest.lstrip()}"
        write_notebook(source, folder / "nb.ipynb")

    @rule(who=st.sampled_from(LEARNERS), points=st.sampled_from([0.0, 2.0, 3.5]))
    def mark(self, who: str, points: float) -> None:
        """Somebody marks a letter in formgrader, as it was graded last."""
        learner = self.learners[who]
        if learner.graded is None:
            return
        (report,) = reports_of(self.course, self._module, who)
        give_mark(self.course.gradebook, "squares-1", report, "why", points, "Read.")
        learner.mark, learner.marked_for = points, learner.graded["letter"]

    @rule(force=st.booleans(), one=st.none() | st.sampled_from(LEARNERS))
    @precondition(lambda self: any(learner.answer for learner in self.learners.values()))
    def grade(self, *, force: bool, one: str | None) -> None:
        """Somebody grades; what moved is said, with what changed and with nothing else."""
        if one is not None and not self.learners[one].answer:
            one = None
        names = [one] if one else [n for n, learner in self.learners.items() if learner.answer]
        expected = {n for n in names if force or self.why(n) != set()}

        todo = plan(self.course, self._module, (one,) if one else (), force=force)
        outcomes = list(grade(self.course, todo.jobs, graders.Here(stand_in)))

        assert {outcome.graded.submission.student for outcome in outcomes} == expected
        for outcome in outcomes:
            self._graded(outcome.graded.submission.student, outcome.moved, outcome.outdated)

    def _graded(self, name: str, moved: tuple[str, ...], outdated: tuple[str, ...]) -> None:
        learner, why = self.learners[name], self.why(name)
        before = learner.graded
        given = (learner.share, before["points"]) if before else None
        learner.graded, learner.share = self.now(name), self._share(name)
        after = (learner.share, self.author.points)
        if given is None or (given[0] * given[1], given[1]) == (
            after[0] * after[1],
            after[1],
        ):
            assert moved == ()
        else:
            (sentence,) = moved
            assert sentence.startswith(f"{name}, ps: ")
            assert reasons_in(sentence.partition(", because ")[2]) == why
        changed = self._outdated(learner)
        assert outdated == (("why",) if changed else ())

    # ── what has to be so at any moment ───────────────────────────────────────────────────────

    @invariant()
    def states_are_true(self) -> None:
        """Each learner's state follows from what happened, and its reason names what changed."""
        if not hasattr(self, "course"):
            return
        book = marks(self.course.gradebook, "squares-1", "ps")
        found = {status.student: status for status in statuses(self.course)}
        for name, learner in self.learners.items():
            if not learner.answer:
                assert name not in found
                continue
            status, text = found[name], " ".join(found[name].reasons)
            if learner.graded is None:
                assert (status.state, name in book) == ("submitted", False)
                continue
            grades = {mark.grade_id: mark for mark in book[name]}
            self._check_book(learner, grades["squares-check"].auto_score, grades["why"])
            if "the learner handed in other work" in self.why(name):
                assert (status.state, "Handed in again" in text) == ("submitted", True)
            elif why := self.why(name):
                assert (status.state, "The checks changed" in text) == ("submitted", True)
                assert reasons_in(text.partition("(")[2].partition("); ")[0]) == why
            elif self._outdated(learner):
                assert (status.state, status.completion) == ("needs review", False)
                assert f"(the mark {learner.mark:g} of 4 was given for the earlier text)" in text
            elif learner.mark is None:
                assert (status.state, "why waits for a reader" in text) == ("needs review", True)
            else:
                total = learner.share * self.author.points + learner.mark
                scaled = total / (self.author.points + 4)
                assert abs(status.score_scaled - scaled) < 0.0001
                assert status.state == ("complete" if scaled >= 0.7 else "not yet")

    def _check_book(self, learner: Learner, given: float | None, why: Mark) -> None:
        assert learner.graded is not None
        assert given == learner.share * float(learner.graded["points"])
        assert why.manual_score == learner.mark
        wants = learner.mark is None or self._outdated(learner)
        assert why.needs_manual_grade == wants
        if learner.mark is not None:
            assert why.comment == "Read."

    # ── what the machine knows ────────────────────────────────────────────────────────────────

    def now(self, name: str) -> dict[str, Any]:
        """Return what a learner's grade depends on now."""
        learner = self.learners[name]
        parts: dict[str, Any] = {
            "answer": learner.answer,
            "letter": learner.letter,
            "check": self.author.check,
            "data": self.author.data,
            "points": self.author.points,
        }
        return parts | ({"limits": self.author.limits} if "SLOW" in learner.answer else {})

    def why(self, name: str) -> set[str]:
        """Return why a learner has to be graded; nothing where their grade is that of now."""
        graded = self.learners[name].graded
        if graded is None:
            return {"it was not graded yet"}
        now = self.now(name)
        found = set()
        if (graded["answer"], graded["letter"]) != (now["answer"], now["letter"]):
            found.add("the learner handed in other work")
        found |= {WORDS[part] for part in ("check", "data") if graded[part] != now[part]}
        if graded["points"] != now["points"]:
            found.add(f"the points of squares changed from {graded['points']} to {now['points']}")
        if "limits" in graded and graded["limits"] != self.author.limits:
            found.add(WORDS["limits"])
        return found

    def _outdated(self, learner: Learner) -> bool:
        assert learner.graded is not None
        letter = learner.graded["letter"]
        return learner.mark is not None and learner.marked_for.strip() != letter.strip()

    def _share(self, name: str) -> float:
        check = find_cell(read_notebook(self.course.source / "ps" / "nb.ipynb"), "squares-check")
        return share_of(self.learners[name].answer, check.source, str(self.author.data))

    @property
    def _module(self) -> CourseModule:
        return self.course.modules[0]

    def _settings(self, start: str, line: str, after: str = "") -> None:
        path = self.course.root / "course" / "course.toml"
        lines = path.read_text().splitlines(keepends=True)
        if any(one.startswith(start) for one in lines):
            text = "".join(line if one.startswith(start) else one for one in lines)
        else:
            text = "".join(lines).replace(after, after + line)
        path.write_text(text)
        self.course = load_course(self.course.root)


def test_nothing_changes_without_a_reason(
    new_gradebook: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Scores, marks, states and sentences, over any term."""
    monkeypatch.setattr(Term, "template", new_gradebook, raising=False)

    run_state_machine_as_test(
        Term,
        settings=settings(
            max_examples=20,
            stateful_step_count=12,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_the_stand_in_is_no_constant() -> None:
    """Its scores do move with what they depend on, so that the machine has something to see."""
    found = {share_of(a, c, d) for a in ANSWERS for c in ("1", "2", "3") for d in "012"}

    assert found == {0.0, 0.5, 1.0}
