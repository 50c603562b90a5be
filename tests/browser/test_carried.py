"""A notebook saved in JupyterLab is enough: it carries the boards' answers, and they come back."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from autograder.bench import warm_bench
from autograder.jobs import Job
from autograder.notebooks import find_cell, read_notebook, write_notebook
from autograder.pipeline import assignment_of
from autograder.submission import Submission
from autograder.worker import grade_submission
from pm_exercises.carried import KEY
from pm_exercises.learner import remember_student
from tests.browser.lab import Lab, make_room, run_all, start_lab, wait_until
from tests.carrying import FIRST, SECOND, make, released, solution

NOTEBOOK = "nb.ipynb"
MODEL = "jupyterapp.shell.currentWidget.context.model"
SAVE = "() => jupyterapp.shell.currentWidget.context.save()"
WORDS = {"project": "Project management", "product": "Product management", "shared": "Both"}


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Lab]:
    """JupyterLab on the release of a course of two boards. No request may leave the machine."""
    root = tmp_path_factory.mktemp("learner")
    with start_lab(root) as running:
        yield running
        running.close()
    assert running.outside == []


@pytest.fixture
def page(lab: Lab, browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """Ada's fresh copy of the notebook, open and run."""
    shutil.rmtree(lab.root / "answers", ignore_errors=True)
    remember_student("ada", lab.root)
    write_notebook(released(make(tmp_path / "course")), lab.root / NOTEBOOK)
    page = opened(lab, browser)
    yield page
    forget(lab)


def forget(lab: Lab) -> None:
    """End the kernel and close every page."""
    for page in lab.pages():
        page.evaluate("() => jupyterapp.serviceManager.sessions.shutdownAll()")
    lab.close()


def opened(lab: Lab, browser: Browser) -> Page:
    """Open the notebook and run it."""
    page = lab.open(browser, NOTEBOOK, height=1800)
    make_room(page)
    run_all(page)
    frame(page).wait_for()
    return page


def frame(page: Page, item_id: str = FIRST) -> Locator:
    """A board's panel."""
    return page.locator(f".pmx-frame[data-exercise='{item_id}']")


def move(page: Page, card: str, place: str) -> None:
    """Put a card somewhere by its list."""
    frame(page).locator(f"[data-focus='move:{card}']").select_option(label=WORDS[place])


def filed(lab: Lab, item_id: str = FIRST) -> dict[str, Any]:
    """What the answer file holds; {} where there is none."""
    path = lab.root / "answers" / f"{item_id}.json"
    found: dict[str, Any] = json.loads(path.read_bytes()) if path.exists() else {}
    return found


def carried(lab: Lab) -> dict[str, Any]:
    """What the notebook on the disk carries."""
    block = read_notebook(lab.root / NOTEBOOK).metadata.get(KEY, {})
    found: dict[str, Any] = json.loads(json.dumps(block)).get("answers", {})
    return found


def dirty(page: Page) -> bool:
    """Whether the notebook has something to save."""
    return bool(page.evaluate(f"() => {MODEL}.dirty"))


def test_the_saved_notebook_alone_is_graded_full(page: Page, lab: Lab, tmp_path: Path) -> None:
    """Cards moved, the notebook saved, and nothing but that file handed in."""
    bins = solution(FIRST)["bins"]
    for card, place in bins.items():
        move(page, card, place)
    wait_until(page, lambda: filed(lab).get("answer") == {"bins": bins})
    wait_until(page, lambda: dirty(page))

    page.evaluate(SAVE)

    assert carried(lab) == {FIRST: filed(lab)}
    folder = tmp_path / "submitted" / "ada" / "ps"
    folder.mkdir(parents=True)
    shutil.copyfile(lab.root / NOTEBOOK, folder / NOTEBOOK)
    course = make(tmp_path / "course")
    job = Job(assignment_of(course, course.modules[0]), Submission("ada", "ps", folder), "abc")
    with warm_bench(("numpy", "pandas", "ipywidgets")) as bench:
        (report,) = grade_submission(job, bench).reports
    scores = {score.item_id: score.score_given for score in report.scores}
    assert scores["FND-E1-check"] == 10
    assert report.notes == ()


def test_saving_comes_to_rest(page: Page, lab: Lab) -> None:
    """A move has the notebook unsaved once; saved, run again and looked at, it stays saved."""
    card, place = next(iter(solution(FIRST)["bins"].items()))
    move(page, card, place)
    wait_until(page, lambda: dirty(page))
    page.evaluate(SAVE)
    before = carried(lab)

    page.wait_for_timeout(1_500)
    assert not dirty(page)
    page.evaluate(SAVE)
    assert carried(lab) == before == {FIRST: filed(lab)}
    page.reload()
    frame(page).wait_for()
    page.wait_for_timeout(1_500)
    assert not dirty(page)


def test_the_work_comes_back_on_another_machine(page: Page, lab: Lab, browser: Browser) -> None:
    """Her own notebook from the LMS, in a folder without answers/: the boards are as they were."""
    bins = dict(list(solution(FIRST)["bins"].items())[:3])
    for card, place in bins.items():
        move(page, card, place)
    wait_until(page, lambda: filed(lab).get("answer") == {"bins": bins})
    wait_until(page, lambda: dirty(page))
    page.evaluate(SAVE)
    forget(lab)
    shutil.rmtree(lab.root / "answers")
    (lab.root / "learner.json").unlink()

    other = opened(lab, browser)

    expect(frame(other)).to_contain_text("Your answer came back out of the notebook")
    wait_until(other, lambda: filed(lab).get("answer") == {"bins": bins})
    assert filed(lab)["student"] == "ada"


def test_a_typed_answer_is_carried_unseen(page: Page, lab: Lab) -> None:
    """An answer typed in a cell whose board is far out of view is in the saved notebook, too."""
    notebook = read_notebook(lab.root / NOTEBOOK)
    find_cell(notebook, f"{SECOND}-answer")["source"] = f"wall.answer = {solution(SECOND)!r}"
    write_notebook(notebook, lab.root / NOTEBOOK)
    page.evaluate("() => jupyterapp.shell.currentWidget.context.revert()")

    run_all(page)
    wait_until(page, lambda: dirty(page))
    page.evaluate(SAVE)

    wait_until(page, lambda: carried(lab) == {SECOND: filed(lab, SECOND)})
    assert carried(lab)[SECOND]["typed"] == solution(SECOND)
