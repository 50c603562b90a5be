"""The start page's map of the course, and what a learner's confidence was worth."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pm_exercises import course
from pm_exercises.answers import Try
from pm_exercises.course.calibration import calibration_line
from pm_exercises.course.course_plan import PLAN, stages
from pm_exercises.course.progress import board_cell
from pm_exercises.exercises import exercise
from pm_exercises.exercises.modules import MODULES, Module
from pm_exercises.learner import current_student, remember_student
from tests.test_course_panel import shown


@pytest.fixture(autouse=True)
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A learner's copy of the course with one module, in which nobody has worked yet."""
    (tmp_path / "foundations").mkdir()
    (tmp_path / "foundations/foundations.ipynb").write_text("{}")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "jupyter"))
    for name in ("JUPYTERHUB_USER", "NBGRADER_EXECUTION"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def words(html: str) -> str:
    """The words of a page, without its style sheet."""
    return re.sub("<style>.*?</style>|<[^>]*>", " ", html, flags=re.DOTALL)


def test_welcome_asks_once_and_greets(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The id it is told is kept for every module; it does not ask again."""
    asked = str(course.welcome())
    greeted = str(course.welcome(student="ada"))

    assert "Enter the id" in asked
    assert "you work as ada" in greeted
    assert "Enter the id" not in greeted
    monkeypatch.chdir(root / "foundations")
    assert current_student() == "ada"


def test_the_form_and_the_map_are_two_outputs(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Links inside a widget would leave JupyterLab, so the map stands below the form."""
    panel = course.welcome()
    panel._ipython_display_()  # type: ignore[attr-defined]

    printed = capsys.readouterr().out
    assert printed.index("Enter the id") < printed.index("Next in Foundations")
    assert "<a href" not in str(shown(panel).get("text/html", ""))


def test_the_map_names_all_twelve_modules(root: Path) -> None:
    """What is written is linked and has a bar; what is not is named as planned, with no state."""
    remember_student("ada", root)
    html = shown(course.welcome())["text/html"]

    planned = [one for stage in PLAN for one in stage.modules]
    assert len(planned) == 12
    for one in planned:
        assert one.title in words(html)
    assert '<a href="foundations/foundations.ipynb">Foundations</a>' in html
    assert html.count('class="pmx-pieces"') == 1
    assert "Modules without a bar are planned" in html


def test_the_map_is_what_the_course_map_says() -> None:
    """Every module that is written has its place in the plan."""
    codes = [one.code for stage in PLAN for one in stage.modules]

    assert len(codes) == len(set(codes))
    assert {module.code for module in MODULES} <= set(codes)


def test_a_module_that_nobody_planned_is_shown_too() -> None:
    """An entry in MODULES is all that a new module needs."""
    extra = Module("XTR", "extra", "Extra", 10, {}, {}, "XTR-W")

    assert [one.title for one in stages([*MODULES, extra])[-1].modules] == ["Extra"]


def test_what_is_next_leads_to_its_cell(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next step links to the board; so does each row of the table."""
    remember_student("ada", root)
    monkeypatch.chdir(root / "foundations")
    exercise("FND-WARM").answer = {"q1": 1}
    monkeypatch.chdir(root)
    panel = course.welcome()
    html = shown(panel)["text/html"]

    assert "Next in Foundations: Finish FND-WARM" in str(panel)
    for item_id in MODULES[0].exercises:
        assert f'href="foundations/foundations.ipynb#cell-id={board_cell(item_id)}"' in html
    count = len(MODULES[0].exercises)
    assert f"Foundations, in progress: 0 of {count} exercises checked" in str(panel)


def test_no_link_leads_nowhere(root: Path) -> None:
    """Where the notebook has another name, its exercises are named without links."""
    (root / "foundations/foundations.ipynb").rename(root / "foundations/mine.ipynb")
    remember_student("ada", root)

    assert "<a href" not in shown(course.welcome())["text/html"]


def test_a_copy_without_modules_says_so(root: Path, tmp_path: Path) -> None:
    """The map is shown, and the page says that no module is there."""
    (root / "foundations/foundations.ipynb").unlink()
    (root / "foundations").rmdir()
    remember_student("ada", root)

    assert "There is no module in this folder." in str(course.welcome())


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.code)
def test_links_meet_their_cells(module: Module, repository: Path) -> None:
    """Every cell that the panels link to is in the released notebook."""
    text = (repository / "release" / module.name / f"{module.name}.ipynb").read_text()

    for cell in (*map(board_cell, module.exercises), module.written):
        assert f'"id": "{cell}"' in text


def test_certain_and_unsure_are_set_beside_what_was_there() -> None:
    """The most and the least sure tries, with their average; those in between say little."""
    tries = [Try(confidence=5, share=1), Try(confidence=5, share=0.8), Try(confidence=3, share=0)]
    tries += [Try(confidence=2, share=0.4), Try(share=1), Try(confidence=1)]

    assert calibration_line(tries) == (
        "When you were certain (5) you had 9 of 10 on average; when unsure (2) you had 4 of 10. "
        "(From 4 checks where you said how sure you were.)"
    )


def test_one_level_stands_alone() -> None:
    """Somebody who is always quite sure is compared with nothing."""
    line = calibration_line([Try(confidence=4, share=0.5)] * 3)

    assert line.startswith("When you were quite sure (4) you had 5 of 10 on average. (From 3")


@pytest.mark.parametrize("count", [0, 2])
def test_few_tries_say_nothing(count: int) -> None:
    """Below three tries with a confidence there is no line."""
    assert calibration_line([Try(confidence=5, share=1)] * count + [Try(share=1)] * 5) == ""


def test_status_shows_the_line(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tries kept with the answers are what it is made of."""
    monkeypatch.chdir(root / "foundations")
    board = exercise("FND-WARM")
    board.answer = {"q1": 1}
    for _ in range(3):
        board._note_try(board.check(), 5)

    assert "When you were certain (5) you had " in str(course.status("FND"))
