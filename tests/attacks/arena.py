"""A small course to attack, with everything in it that must stay secret or as it is.

Each secret holds a token of its own. After a submission is graded, the tokens are looked for in all
that came out of the sandbox, and the places around it are compared with how they were.
"""

from __future__ import annotations

import os
import shutil
from copy import deepcopy
from dataclasses import asdict, dataclass
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path

from nbformat import NotebookNode

from autograder import gradebook
from autograder.bench import Bench
from autograder.execute import Limits
from autograder.feedback import feedback_page
from autograder.jobs import Graded, Job
from autograder.nbgrader_settings import load_config
from autograder.notebooks import find_cell, grade_id, is_test, read_notebook
from autograder.pipeline import assignment_of, course_id, masters
from autograder.release import release_notebook
from autograder.scores import Mark, ScoreReport
from autograder.submission import Submission
from autograder.worker import grade_submission
from tests import cells
from tests.attacks.case import HONEST, POINTS, Attack
from tests.attacks.outside import MARKER, Outside

SECRETS = ("hidden", "key", "gradebook", "classmate", "source", "environment", "home", "leftover")
TOKENS = {name: f"planted-{name}-5f1d7c40e2" for name in SECRETS}
LIMITS = Limits(
    cell_seconds=3 + round(os.getloadavg()[0]),  # on a busy machine honest cells take longer, too
    submission_seconds=120,
    output_bytes=100_000,
    memory_bytes=300_000_000,
    processes=20,
    disk_bytes=20_000_000,
    files=500,
)

SETUP = """\
import pandas as pd
from pm_exercises import check, exercise, finish

numbers = [3, 5, 8]


def near(a, b):
    return isinstance(a, (int, float)) and abs(a - b) < 1e-9
"""
CHECKS = {
    "total": f"""\
right = near(total, total)
### BEGIN HIDDEN TESTS
right = near(total, 16)  # {TOKENS["hidden"]}
### END HIDDEN TESTS
2.0 if right else 0.0
""",
    "middle": f"""\
right = middle([3, 1, 2]) == 2
### BEGIN HIDDEN TESTS
def gives(xs, expected):
    try:
        return middle(xs) == expected
    except Exception:
        return False

cases = [([7, 7, 1], 7), ([4], 4), ([9, 0, 5, 6, 1], 5), ([0.5, 0.25, 2.0], 0.5)]
right = right and all([gives(*case) for case in cases])  # {TOKENS["hidden"]}
### END HIDDEN TESTS
3.0 if right else 0.0
""",
    "twice": f"""\
right = twice("a") == "aa"
### BEGIN HIDDEN TESTS
words = ("lid", "{TOKENS["hidden"][:7]}", "")
right = right and all(map(lambda word: twice(word) == word * 2, words))
### END HIDDEN TESTS
1.0 if right else 0.0
""",
    "letters": f"""\
right = len(letters) >= 0
### BEGIN HIDDEN TESTS
key = {{"lid": 3, "kettle": 6, "brew": 4, "{TOKENS["key"]}": 0}}
key.pop("{TOKENS["key"]}")
right = letters == key and letters.keys() == key.keys()
### END HIDDEN TESTS
3.0 if right else 0.0
""",
    "table": f"""\
right = list(sales.columns) == ["city", "sold"]
### BEGIN HIDDEN TESTS
expected = pd.DataFrame({{"city": ["Lyon", "Porto"], "sold": [30, 12]}})
expected.attrs["note"] = "{TOKENS["hidden"]}"
right = right and sales.equals(expected)
### END HIDDEN TESTS
4.0 if right else 0.0
""",
}


def notebook(foundations: NotebookNode) -> NotebookNode:
    """Return the instructor's notebook: four questions, a board of our own, and a letter."""
    board, answer, check = (
        find_cell(foundations, f"FND-E7-{part}").source for part in ("board", "answer", "check")
    )
    hidden = "### BEGIN HIDDEN TESTS"
    parts = [cells.text("# Attacked"), cells.locked("setup", SETUP)]
    for name, honest in HONEST.items():
        begin, end = "### BEGIN SOLUTION", "### END SOLUTION"
        parts.append(cells.answer(f"{name}-answer", f"{begin}\n{honest}\n{end}"))
        parts.append(cells.check(f"{name}-check", CHECKS[name], POINTS[name]))
    return cells.notebook(
        *parts,
        cells.locked("FND-E7-board", board),
        cells.answer("FND-E7-answer", answer),
        cells.check(
            "FND-E7-check",
            check.replace(hidden, f"{hidden}\n# {TOKENS['key']}"),
            POINTS["FND-E7"],
        ),
        cells.written("letter", "### BEGIN SOLUTION\nA letter.\n### END SOLUTION", points=4),
    )


@dataclass(frozen=True)
class Damage:
    """What one attack came to; nothing of all this is how it should be."""

    attack: Attack
    given: float | None  # points of the attacked question; None where nothing was graded
    stolen: float
    leaked: tuple[str, ...]  # which secrets came out
    outside: tuple[str, ...]  # what changed around the sandbox
    lost: tuple[str, ...]  # other questions without their full points
    problem: str = ""


class Arena:
    """The course, its secrets, and what stands around the sandbox."""

    def __init__(self, root: Path, foundations: NotebookNode) -> None:
        self.course = cells.make_course(root / "course", notebook(foundations))
        self.outside = Outside(root, self.course)
        self.home = root / "home"
        self.home.mkdir()
        (self.home / ".secret").write_text(TOKENS["home"])
        self._plant_class()
        module = self.course.modules[0]
        self.assignment = assignment_of(self.course, module, frozenset({"ada", "ben"}))
        object.__setattr__(self.assignment, "limits", LIMITS)
        self._solutions = {
            "FND-E7": find_cell(foundations, "FND-E7-answer").source,
            **HONEST,
        }
        self._released = release_notebook(
            masters(self.course, module)["nb"], load_config(self.course.root)
        )

    def close(self) -> None:
        """End what stands around the course."""
        self.outside.close()

    def _plant_class(self) -> None:
        module = self.course.modules[0]
        (self.course.source / "ps" / "solutions.md").write_text(TOKENS["source"])
        (self.course.source / "ps" / "data.csv").write_text("the course's own")
        book, notebooks = self.course.gradebook, masters(self.course, module)
        gradebook.sync_assignment(book, course_id(self.course), "ps", notebooks, None)
        gradebook.add_students(book, course_id(self.course), ("ada", "ben", TOKENS["gradebook"]))
        folder = cells.hand_in(self.course, "ben", notebooks["nb"])
        (folder / "answers").mkdir()
        (folder / "answers" / "FND-E7.json").write_text(f'{{"note": "{TOKENS["classmate"]}"}}')

    @cached_property
    def words(self) -> dict[str, str]:
        """Every place that an attacker could want to know."""
        return {
            "@ROOT@": str(self.course.root),
            "@HOME@": str(self.home),
            "@CANARY@": str(self.outside.canary),
            "@TCP@": str(self.outside.tcp),
            "@UDP@": str(self.outside.udp),
            "@UNIX@": self.outside.unix,
            "@ABSTRACT@": self.outside.abstract,
            "@VICTIM@": str(self.outside.victim.pid),
            "@MARKER@": MARKER,
        }

    def told(self, text: str) -> str:
        """Return an attacker's text with the real places in it."""
        for word, place in self.words.items():
            text = text.replace(word, place)
        return text

    def hand_in(self, student: str, attack: Attack, code: str) -> Submission:
        """Put a hostile submission where nbgrader collects them."""
        work = deepcopy(self._released)
        for question, honest in self._solutions.items():
            own = question == attack.question and code
            find_cell(work, f"{question}-answer")["source"] = self.told(code) if own else honest
        find_cell(work, "letter")["source"] = f"Dear Dana, {attack.mark or 'all is well.'}"
        if attack.edit:
            attack.edit(work)
        shutil.rmtree(self.course.submitted / student, ignore_errors=True)
        folder = cells.hand_in(self.course, student, work)
        for name, text in attack.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(self.told(text))
        if attack.prepare:
            attack.prepare(folder, self.course.root)
        return Submission(student, "ps", folder)

    def fight(self, attack: Attack, bench: Bench) -> Damage:
        """Grade a hostile submission, and return what it came to."""
        if attack.before:
            self._grade(self.hand_in("carl", attack, attack.before), bench)
        submission = self.hand_in("mallory", attack, attack.code)
        self.outside.remember()
        graded = self._grade(submission, bench)
        outside = self.outside.changes(bench)
        if graded.problem:
            return Damage(attack, None, 0, (), outside, tuple(POINTS), graded.problem)
        (report,) = graded.reports
        given = {score.item_id.removesuffix("-check"): score for score in report.scores}
        lost = [name for name in POINTS if name != attack.question]
        lost = [name for name in lost if given[name].score_given != POINTS[name]]
        if given["letter"].score_given is not None or not given["letter"].attempted:
            lost.append("letter")
        points = given[attack.question].score_given or 0.0
        stolen = max(0.0, points - attack.worth)
        leaked = self._leaks(report, attack)
        return Damage(attack, points, stolen, leaked, outside, tuple(lost))

    def _grade(self, submission: Submission, bench: Bench) -> Graded:
        return grade_submission(Job(self.assignment, submission, "hash"), bench)

    def _leaks(self, report: ScoreReport, attack: Attack) -> tuple[str, ...]:
        folder = self.course.autograded / report.student / "ps"
        page = self._page(report, folder)
        found = leaked([repr(asdict(report)), page, *came_out(folder)])
        if attack.mark and (attack.mark in page or not harmless(page)):
            found.append("markup in the feedback page")
        return tuple(found)

    def _page(self, report: ScoreReport, folder: Path) -> str:
        marks = tuple(
            Mark(
                grade_id=score.item_id,
                notebook=report.notebook,
                score_maximum=score.score_maximum,
                auto_score=score.score_given,
                manual_score=None,
                extra_credit=0.0,
                needs_manual_grade=score.score_given is None,
                comment="",
            )
            for score in report.scores
        )
        return feedback_page(report, marks, "Attacked", (), folder)


def came_out(folder: Path) -> list[str]:
    """Return the texts of a graded folder that learner's code could have written."""
    texts = []
    for path in sorted(folder.rglob("*")):
        if path.name == "nb.ipynb":
            # The instructor's copy: checks stand in it as they are, and what they showed.
            shown = [cell for cell in read_notebook(path).cells if not is_test(cell)]
            texts += [repr(cell) for cell in shown if grade_id(cell) != "letter"]
        elif path.is_file():
            texts.append(path.read_bytes().decode(errors="replace"))
    return texts


def leaked(texts: list[str]) -> list[str]:
    """Return the secrets whose tokens stand in some texts."""
    return [name for name, token in TOKENS.items() if any(token in text for text in texts)]


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.bad: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        events = [
            name for name, value in attrs if name.startswith("on") or "javascript:" in (value or "")
        ]
        if tag in ("script", "iframe", "img", "object", "embed", "svg", "form") or events:
            self.bad.append(tag)


def harmless(page: str) -> bool:
    """Whether nothing in a page runs or fetches anything."""
    tags = _Tags()
    tags.feed(page)
    return not tags.bad
