"""The course panel: who is working, what is done, and a portfolio, with or without answers."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import ipywidgets as widgets
import pytest

from autograder.rehearse import SourceNotebook
from pm_exercises import course
from pm_exercises.answers import FOLDER
from pm_exercises.course.portfolio_page import evidence
from pm_exercises.course.progress import (
    Progress,
    exercise_progress,
    find_module,
    module_progress,
    next_step,
)
from pm_exercises.course.start_panel import AskWho
from pm_exercises.errors import UnknownExercise
from pm_exercises.exercises import exercise
from pm_exercises.learner import current_student, remember_student

MODULE = find_module("FND")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A notebook's folder in which nobody has worked yet, on a machine without a hub."""
    folder = tmp_path / "course" / "foundations"
    folder.mkdir(parents=True)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "jupyter"))  # nothing was handed in
    for name in ("JUPYTERHUB_USER", "NBGRADER_EXECUTION"):
        monkeypatch.delenv(name, raising=False)
    return folder


def work(folder: Path) -> None:
    """Ada finishes the reflection, and begins the warm start."""
    remember_student("ada", folder / FOLDER)
    texts = dict.fromkeys(("kept", "changed", "next"), "Five words <b>are</b> enough here.")
    exercise("FND-REFLECT").answer = {"texts": texts}
    exercise("FND-WARM").answer = {"q1": 1, "q2": 2}


def shown(panel: object) -> dict[str, Any]:
    """What a notebook gets from a panel."""
    bundle: dict[str, Any] = panel._repr_mimebundle_()  # type: ignore[attr-defined]
    return bundle


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file in a folder, by name."""
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_start_asks_a_stranger_and_goes_on() -> None:
    """Where nobody has said who works here, a form is shown and nothing is raised."""
    panel = course.start("FND")

    assert isinstance(panel, AskWho)
    assert "0 of 10 exercises checked" in repr(panel)
    assert 'course.start("FND", student="your-id")' in repr(panel)
    assert "application/vnd.jupyter.widget-view+json" in shown(panel)


def fill_form(student: str) -> str:
    """Enter an id in the start panel's form, press the button, and return what it says."""
    panel = course.start("FND")
    assert isinstance(panel, AskWho)
    form = panel._form()
    row, said = form.children[1:]
    row.children[0].value = student
    row.children[1].click()
    assert isinstance(said, widgets.HTML)
    return re.sub("<style>.*?</style>|<[^>]*>", "", said.value, flags=re.DOTALL)


def test_form_keeps_the_id_beside_the_answers(here: Path) -> None:
    """The id is saved once, the panel says what to do next, and does not ask again."""
    said = fill_form(" ada ")

    assert said.startswith("Saved: you work as ada.")
    assert "Restart Kernel and Run All" in said
    assert json.loads((here / FOLDER / "learner.json").read_text())["student"] == "ada"
    assert not isinstance(course.start("FND"), AskWho)
    assert "You work as ada" in repr(course.start("FND"))


def test_form_says_what_an_id_may_hold(here: Path) -> None:
    """An id that cannot be one is refused in the form, and nothing is saved."""
    said = fill_form("ada lovelace")

    assert said.startswith("An id has 1 to 64 letters")
    assert not (here / FOLDER).exists()
    assert current_student() == "guest"


def test_id_can_be_typed() -> None:
    """The typed route does what the form does, and shows no form."""
    panel = course.start("FND", student="ada")

    assert current_student() == "ada"
    assert repr(panel).count("you work as ada") == 1
    assert not isinstance(panel, AskWho)


def test_typed_id_that_cannot_be_one_is_refused(here: Path) -> None:
    """A mistyped id is explained in the panel, and whoever worked here before stays."""
    remember_student("ada", here / FOLDER)
    panel = course.start("FND", student="../bob")

    assert "An id has 1 to 64 letters" in repr(panel)
    assert "You work as ada." in repr(panel)


def test_start_names_work_on_another_ids_data(here: Path) -> None:
    """What a guest began is named, and stays as it is."""
    exercise("FND-WARM").answer = {"q1": 1}
    before = snapshot(here)
    remember_student("ada", here / FOLDER)
    panel = course.start("FND")

    assert "Begun under another id, on that id's data: FND-WARM." in repr(panel)
    assert before.items() <= snapshot(here).items()


def test_unknown_module_offers_the_nearest() -> None:
    """A mistyped module code is answered with the code that is meant."""
    with pytest.raises(UnknownExercise, match="Did you mean 'FND'"):
        course.status("FDN")


def test_status_works_before_anything_exists(here: Path) -> None:
    """With no answers folder at all, every exercise is not started, and none is created."""
    text = repr(course.status("FND"))

    assert "0 of 10 exercises checked" in text
    assert text.count("not started") == 10
    assert "Next: Begin FND-WARM" in text
    assert list(here.iterdir()) == []


def test_states_follow_the_work(here: Path) -> None:
    """An open answer is in progress with part of its minutes left, a full one is checked."""
    work(here)
    warm, reflection = exercise_progress("FND-WARM"), exercise_progress("FND-REFLECT")

    assert (warm.state, warm.minutes_left) == ("in progress", 4)  # 3 of 5 questions of 6 minutes
    assert (reflection.state, reflection.minutes_left) == ("checked", 0)
    assert reflection.words == "done"  # there are no points to master
    assert "Next: Finish FND-WARM" in repr(course.status("FND"))


def test_pressing_check_counts_as_checked(here: Path) -> None:
    """Somebody who has checked an answer with gaps is told that it was checked."""
    work(here)
    exercise("FND-WARM")._note(checks=1)

    assert exercise_progress("FND-WARM").state == "checked"


def test_points_are_those_judged_here(foundations: SourceNotebook, here: Path) -> None:
    """What waits for a key is named apart and not counted."""
    _, best = foundations.solve("FND-EXIT", "ada")
    remember_student("ada", here / FOLDER)
    exercise("FND-EXIT").answer = best
    text = repr(course.status("FND"))

    assert "2.5 of 2.5" in text
    assert "2.5 more points for what you did are judged after hand-in" in text


def test_next_step_comes_back_to_what_is_not_met(here: Path) -> None:
    """When everything is checked, the first unmet criterion is next, then the written piece."""
    work(here)
    exercise("FND-WARM")._note(checks=1)
    warm, reflection = exercise_progress("FND-WARM"), exercise_progress("FND-REFLECT")

    assert next_step((warm, reflection), MODULE).startswith("Look at FND-WARM")
    assert "written piece FND-W" in next_step((reflection,), MODULE)


@pytest.mark.parametrize(
    "text",
    [b"{", b"[]", b'{"exercise": "FND-E1"}', b'{"schema": 9, "exercise": "FND-WARM"}'],
)
def test_unreadable_answer_is_named_and_left_alone(here: Path, text: bytes) -> None:
    """A file that cannot be used is named with its cause; reading it here changes nothing."""
    (here / FOLDER).mkdir()
    (here / FOLDER / "FND-WARM.json").write_bytes(text)
    before = snapshot(here)
    panel = course.status("FND")

    assert "FND-WARM: the saved answer cannot be used (" in repr(panel)
    assert "Next: Open FND-WARM" in repr(panel)
    assert snapshot(here) == before


def test_answer_that_does_not_fit_its_board_is_named(here: Path) -> None:
    """A sound file with an answer to other questions does not stop the panel."""
    (here / FOLDER).mkdir()
    record = {"exercise": "FND-WARM", "student": "ada", "answer": {"q77": 1}}
    (here / FOLDER / "FND-WARM.json").write_text(json.dumps(record))

    assert exercise_progress("FND-WARM").state == "cannot be read"
    assert "answer.q77" in repr(course.start("FND")) + repr(course.status("FND"))


def test_panels_change_no_answer(here: Path) -> None:
    """Looking at the status and writing a portfolio leaves every saved file as it was."""
    work(here)
    before = snapshot(here / FOLDER)
    course.start("FND"), course.status("FND"), course.portfolio("FND")

    assert snapshot(here / FOLDER) == before


def test_portfolio_says_where_it_is(here: Path) -> None:
    """The page stands beside the notebook, and the panel links to it and names its path."""
    panel = course.portfolio("FND")
    path = here / "FND-portfolio.html"

    assert path.exists()
    assert str(path) in repr(panel)
    assert 'href="FND-portfolio.html"' in shown(panel)["text/html"]


def test_portfolio_holds_answers_and_evidence(here: Path) -> None:
    """The learner's own words are in it, escaped, beside states, points and seed ids."""
    work(here)
    course.portfolio("FND")
    page = (here / "FND-portfolio.html").read_text(encoding="utf-8")

    assert "portfolio of ada" in page
    assert "Five words &lt;b&gt;are&lt;/b&gt; enough here." in page
    assert 'scope="row">IND-1<' in page
    assert "2 of 5 questions answered" in page


def test_portfolio_needs_no_network(here: Path) -> None:
    """The page is one file: no script, no image, no style sheet from anywhere else."""
    work(here)
    course.portfolio("FND")
    page = (here / "FND-portfolio.html").read_text(encoding="utf-8")

    assert not re.search(r"https?:|//\w|<script|<link|<img|@import|url\(", page)
    assert page.startswith("<!doctype html>")


def test_portfolio_that_cannot_be_written_says_so(here: Path) -> None:
    """What stands in the way is a sentence in the panel, never an exception in Run All."""
    (here / "FND-portfolio.html").mkdir()
    panel = course.portfolio("FND")

    assert "could not be written" in repr(panel)
    assert "Is a directory" in shown(panel)["text/html"]
    assert [path.name for path in here.iterdir()] == ["FND-portfolio.html"]


def test_evidence_lists_each_seed_once_in_order() -> None:
    """Seed ids come once each, INT-10 after INT-9, with the exercises that practise them."""
    seeds = [row[0] for row in evidence(module_progress(MODULE)).rows]

    assert len(seeds) == len(set(seeds))
    assert set(seeds) >= {"IND-1", "IND-2", "IND-3", "PP-4"}
    numbers = [int(seed.split("-")[1].rstrip("abc")) for seed in seeds if seed.startswith("INT")]
    assert numbers == sorted(numbers)


def test_panels_are_real_tables_with_text_twins(here: Path) -> None:
    """In a browser the status is a table with header cells; the plain text says the same."""
    work(here)
    bundle = shown(course.status("FND"))

    assert '<th scope="col" role="columnheader">Exercise</th>' in bundle["text/html"]
    assert "<caption>" in bundle["text/html"]
    for step in module_progress(MODULE):
        assert step.item.id in bundle["text/plain"]
        assert step.item.id in bundle["text/html"]


def test_minutes_add_up() -> None:
    """Before the first exercise, the minutes left are those of all exercises."""
    steps: tuple[Progress, ...] = module_progress(MODULE)
    total = sum(step.item.minutes for step in steps)

    assert f"about {total} minutes left" in repr(course.status("FND"))


def test_mastered_is_said_in_words(foundations: SourceNotebook, here: Path) -> None:
    """Eight points of ten make it mastered; below that, the share that is there is said."""
    _, best = foundations.solve("FND-WARM", "ada")
    remember_student("ada", here / FOLDER)
    exercise("FND-WARM").answer = best
    mastered, line = exercise_progress("FND-WARM"), repr(course.status("FND"))
    worse = {name: value if isinstance(value, str) else 0 for name, value in best.items()}
    exercise("FND-WARM").answer = worse

    assert mastered.words == "mastered"
    assert "1 of 10 exercises checked, 1 mastered" in line
    assert re.fullmatch(r"checked, \d+ %", exercise_progress("FND-WARM").words)
