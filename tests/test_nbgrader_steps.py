"""nbgrader's own commands with our engine: the same gradebook, behind walls, with one line."""

from __future__ import annotations

import os
import subprocess
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from nbformat import NotebookNode
from nbgrader.apps import NbGraderAPI
from nbgrader.converters import Autograde
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import Execute, OverwriteCells, SaveAutoGrades
from nbgrader.validator import Validator
from traitlets.config import Config

from autograder import apart
from autograder.course import Course, load_course
from autograder.gradebook import give_mark, marks, sync_assignment
from autograder.nbgrader_settings import load_config
from autograder.nbgrader_steps import KeepReports, RunApart, ValidateApart, use_engine
from autograder.notebooks import find_cell, read_notebook, write_notebook
from autograder.pipeline import masters, plan, reports_of
from autograder.scores import Mark, read_reports
from tests import cells
from tests.commands import bootcamp, environment, nbgrader
from tests.steps import (
    ENDS,
    HALF,
    LINE,
    NO_ASSERTS,
    RIGHT,
    SAYS_FALSE,
    WRONG,
    hand_in,
    make,
    source,
)


@pytest.fixture(scope="module", autouse=True)
def _one_engine() -> Iterator[None]:
    """One warm engine for all tests, as in a server; nbgrader finds its `alembic`."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", environment()["PATH"])
        yield
    apart.desk(isolated=True).close()
    apart.desk.cache_clear()


def click(course: Course, student: str = "*", **options: Any) -> dict[str, Any]:
    """Do what formgrader's button does, and return what it shows."""
    config = load_config(course.root)
    config.merge(Config(options))
    api = NbGraderAPI(CourseDirectory(root=str(course.root), config=config), config=config)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # nbgrader's own queries
        found: dict[str, Any] = api.autograde("ps", student)
    return found


def scores(course: Course) -> dict[str, float | None]:
    """Return what the gradebook holds for the check, by learner."""
    found = marks(course.gradebook, "squares-1", "ps")
    return {
        student: mark.auto_score
        for student, all_of_them in found.items()
        for mark in all_of_them
        if mark.grade_id == "squares-check"
    }


def book(course: Course) -> dict[str, set[Mark]]:
    """Return the whole gradebook."""
    return {who: set(of) for who, of in marks(course.gradebook, "squares-1", "ps").items()}


@pytest.mark.parametrize("ours", [True, False])
def test_the_gradebook_is_that_of_bootcamp_grade(tmp_path: Path, *, ours: bool) -> None:
    """And that of stock nbgrader, where work is honest; our reports and feedback work after it."""
    courses = {
        name: make(tmp_path / name, ours=ours, line=line)
        for name, line in (("engine", LINE), ("stock", ""), ("bootcamp", LINE))
    }
    for course in courses.values():
        hand_in(course, "ada", RIGHT)
        hand_in(course, "ben", WRONG)
        hand_in(course, "cai", RIGHT, letter="")

    done = [nbgrader(courses[name].root, "autograde", "ps") for name in ("engine", "stock")]
    graded = bootcamp("grade", folder=courses["bootcamp"].root)

    assert [one.returncode for one in done] == [0, 0], done[0].stderr
    assert graded.returncode == 0, graded.stderr
    assert scores(courses["engine"]) == {"ada": 5, "ben": 0, "cai": 5}
    assert book(courses["engine"]) == book(courses["bootcamp"]) == book(courses["stock"])
    module = courses["engine"].modules[0]
    assert reports_of(courses["engine"], module, "ada")[0].isolation == "namespaces"
    assert plan(courses["engine"], module).unchanged == 3
    assert (courses["engine"].autograded / "ada/ps/timestamp.txt").exists()


def test_tricks_earn_nothing_and_lose_nobody(tmp_path: Path) -> None:
    """Asserts dropped, the process ended, a check deleted, a cell twice: each is graded."""
    course = make(tmp_path, ours=False)
    hand_in(course, "honest", HALF)
    hand_in(course, "trick", NO_ASSERTS)
    hand_in(course, "ends", ENDS)
    folder = hand_in(course, "mess", RIGHT)
    work = read_notebook(folder / "nb.ipynb")
    work.cells = [cell for cell in work.cells if cell.get("id") != "squares-check"]
    work.cells.insert(3, NotebookNode(find_cell(work, "squares"), id="again"))
    write_notebook(work, folder / "nb.ipynb")
    (folder / "score_report.json").write_text("[]")

    done = click(course)

    assert done["success"], done
    assert scores(course) == {"honest": 5, "trick": 0, "ends": 0, "mess": 5}
    assert "mess, ps: " in done["log"]  # what was mended is said
    (report,) = read_reports(course.autograded / "ends" / "ps")
    assert report.scores[0].reasons[0].code == "squares.PROCESS-ENDED"


def test_what_a_check_shows_is_read_as_ours(tmp_path: Path) -> None:
    """A check that ends in False gives nothing; --no-execute does not give full marks."""
    course = make(tmp_path, ours=False)
    path = course.source / "ps" / "nb.ipynb"
    write_notebook(source(SAYS_FALSE), path)  # the gradebook learns of it on the way
    hand_in(course, "ada", WRONG.replace("9", "8"))

    done = click(course, Execute={"enabled": False}, ClearOutput={"enabled": False})

    assert done["success"], done
    assert scores(course) == {"ada": 0}
    assert "--no-execute is for nbgrader's own step" in done["log"]
    graded = read_notebook(course.autograded / "ada/ps/nb.ipynb")
    assert find_cell(graded, "squares-check").outputs[0].ename == "squares.NO-VERDICT"


def test_staffs_files_stay_out_of_reach(tmp_path: Path) -> None:
    """nbgrader copies notes for staff into the folder it grades in; a notebook sees none of it."""
    course = make(tmp_path, ours=True)
    (course.source / "ps" / "solutions.md").write_text("return [x * x for x in xs]")
    (course.source / "ps" / "data.csv").write_text("1")
    hand_in(course, "ada", "import os\nopen('seen.txt', 'w').write(' '.join(os.listdir()))")

    done = click(course)

    assert done["success"], done
    folder = course.autograded / "ada" / "ps"
    assert set((folder / "seen.txt").read_text().split()) == {
        "data.csv",
        "timestamp.txt",
        "seen.txt",
    }


def test_a_submission_that_cannot_be_graded_is_named(tmp_path: Path) -> None:
    """In one sentence; the others are graded."""
    course = make(tmp_path, ours=True)
    hand_in(course, "ada", RIGHT)
    hand_in(course, "ben", RIGHT)
    for number in range(501):
        (course.submitted / "ada" / "ps" / f"{number}.txt").write_text("")

    done = click(course)

    assert not done["success"]
    assert "ada, ps: over 500 files" in done["log"]
    assert scores(course)["ben"] == 5
    assert not (course.autograded / "ada" / "ps").exists()


def test_formgraders_button(tmp_path: Path) -> None:
    """One engine serves all clicks, and a click after a change of the checks uses the new ones."""
    course = make(tmp_path, ours=True)
    hand_in(course, "ada", WRONG)
    hand_in(course, "ben", RIGHT)

    first = click(course, "ada")
    engine = apart.desk(isolated=True)._engine
    second = click(course, "ben")
    before = scores(course)
    lenient = cells.squares()
    check = find_cell(lenient, "squares-check")
    check["source"] = check.source.replace("squares([12]) == [144]", "True")
    write_notebook(lenient, course.source / "ps" / "nb.ipynb")
    third = click(course, "ada")

    assert [one["success"] for one in (first, second, third)] == [True, True, True], first
    assert before == {"ada": 0, "ben": 5}
    assert scores(course) == {"ada": 5, "ben": 5}
    assert apart.desk(isolated=True)._engine is engine is not None
    assert Path.cwd() != course.root
    assert "NBGRADER_EXECUTION" not in os.environ


def test_several_notebooks_are_graded_at_once(tmp_path: Path) -> None:
    """nbgrader asks for one after the other; the report is complete when the last is saved."""
    course = make(tmp_path, ours=True)
    write_notebook(source("2.0"), course.source / "ps" / "second.ipynb")
    course = load_course(tmp_path)
    found = masters(course, course.modules[0])
    sync_assignment(course.gradebook, "squares-1", "ps", found)
    folder = hand_in(course, "ada", RIGHT)
    write_notebook(read_notebook(folder / "nb.ipynb"), folder / "second.ipynb")

    done = click(course)

    assert done["success"], done
    reports = read_reports(course.autograded / "ada" / "ps")
    assert [(one.notebook, one.score_given) for one in reports] == [("nb", 5), ("second", 2)]
    assert {(mark.notebook, mark.auto_score) for mark in book(course)["ada"]} == {
        ("nb", 5), ("nb", None), ("second", 2), ("second", None),
    }  # fmt: skip
    assert plan(course, course.modules[0]).unchanged == 1


class Extra(SaveAutoGrades):  # type: ignore[misc]  # nbgrader has no annotations
    """A step of a course's own."""


class OtherExecute(Execute):  # type: ignore[misc]
    """A course's own way of running notebooks."""


@pytest.mark.parametrize("times", [1, 2])
def test_one_step_is_replaced_and_the_others_stay(times: int) -> None:
    """In a course's own lists too, and in lists that were only added to."""
    usual = Autograde.autograde_preprocessors.default()
    plain, own, added = Config(), Config(), Config()
    own.Autograde.autograde_preprocessors = [OtherExecute, Extra]
    own.Autograde.sanitize_preprocessors = [Extra, OverwriteCells]
    added.Autograde.autograde_preprocessors.append(Extra)

    for config in (plain, own, added):
        for _ in range(times):
            use_engine(config)

    assert plain.Autograde.sanitize_preprocessors == []
    assert plain.Autograde.autograde_preprocessors == [RunApart, *usual[1:], KeepReports]
    assert own.Autograde.sanitize_preprocessors == [Extra]
    assert own.Autograde.autograde_preprocessors == [RunApart, Extra, KeepReports]
    assert added.Autograde.autograde_preprocessors == [RunApart, *usual[1:], Extra, KeepReports]
    assert [step.__name__ for step in Validator(config=plain).preprocessors] == [
        "CheckCellMetadata",
        "ClearOutput",
        "ValidateApart",
    ]
    assert Execute in Validator().preprocessors  # nobody else's validation is touched
    assert RunApart(config=plain).isolated
    open_config = Config()
    use_engine(open_config, isolated=False)
    assert not ValidateApart(config=open_config).isolated


def test_an_engine_ends_with_its_program(tmp_path: Path) -> None:
    """Nothing stays behind: no process, no folder."""
    course = make(tmp_path, ours=True)
    hand_in(course, "ada", RIGHT)
    program = (
        "from pathlib import Path\n"
        "from autograder.apart import desk\nfrom autograder.submission import Submission\n"
        f"root = Path({str(tmp_path)!r})\n"
        "ada = Submission('ada', 'ps', root / 'submitted/ada/ps')\n"
        "here = desk(isolated=True)\n"
        "score = here.grade(root, ada, 'nb').reports[0].score_given\n"
        "print(score, here._engine._process.pid, here._folder)\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", program],
        check=True,
        capture_output=True,
        text=True,
        env=environment(),
        timeout=120,
    )

    score, pid, folder = done.stdout.split()
    assert float(score) == 5
    assert not Path("/proc", pid).exists()
    assert not Path(folder).exists()


def test_a_mark_belongs_to_its_text_here_too(tmp_path: Path) -> None:
    """nbgrader flags every mark that it grades again; our engine, where the text changed."""
    course = make(tmp_path, ours=False, line=LINE)
    hand_in(course, "ada", RIGHT)
    click(course, "ada")
    (report,) = read_reports(course.autograded / "ada" / "ps")
    give_mark(course.gradebook, "squares-1", report, "why", 3.0, "Read.")

    def flag(letter: str) -> tuple[float | None, bool, str]:
        hand_in(course, "ada", RIGHT, letter=letter)
        assert click(course, "ada", Autograde={"force": True})["success"]
        (mark,) = (
            one
            for one in marks(course.gradebook, "squares-1", "ps")["ada"]
            if one.grade_id == "why"
        )
        return mark.manual_score, mark.needs_manual_grade, mark.comment

    same = find_cell(read_notebook(course.submitted / "ada/ps/nb.ipynb"), "why").source

    assert flag(same) == (3.0, False, "Read.")
    assert flag("Otherwise.") == (3.0, True, "Read.")
    assert flag(same) == (3.0, False, "Read.")
