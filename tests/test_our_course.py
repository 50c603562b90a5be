"""course.toml, nbgrader_config.py and the exercises of this repository fit together."""

from __future__ import annotations

from pathlib import Path

import pytest
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from autograder.course import Course, load_course
from pm_exercises.exercises.modules import MODULES


@pytest.fixture(scope="module")
def ours(repository: Path) -> Course:
    """The course in this repository."""
    return load_course(repository)


@pytest.fixture(scope="module")
def nbgrader_config(repository: Path) -> Config:
    """nbgrader_config.py as nbgrader reads it."""
    loaded = PyFileConfigLoader("nbgrader_config.py", str(repository)).load_config()
    assert isinstance(loaded, Config)
    return loaded


def test_course_and_exercises_agree(ours: Course) -> None:
    """course.toml lists the modules there are, with the titles and minutes learners see."""
    listed = [(module.code, module.name, module.title, module.minutes) for module in ours.modules]

    assert listed == [(known.code, known.name, known.title, known.minutes) for known in MODULES]


def test_nbgrader_knows_the_same_course(ours: Course, nbgrader_config: Config) -> None:
    """Both files give one course_id, or nbgrader would start a second gradebook course."""
    assert nbgrader_config.CourseDirectory.course_id == ours.course_id


def test_grading_loses_no_answer(nbgrader_config: Config) -> None:
    """A submission's answers and time stamp pass nbgrader's ignore list; releasing is strict."""
    always = nbgrader_config.CourseDirectory.ignore
    releasing = nbgrader_config.GenerateAssignmentApp.CourseDirectory.ignore

    assert {"answers", "*.txt"}.isdisjoint(always)
    assert set(always) < set(releasing)
    assert {"answers", "*.md", "*.txt", "*.py", "*.svg"} <= set(releasing)


def test_the_stub_does_no_harm(nbgrader_config: Config) -> None:
    """A learner who worked on the board can run the answer cell as it is."""
    stub = nbgrader_config.ClearSolutions.code_stub["python"]

    assert all(line.startswith("#") for line in stub.splitlines())


def test_source_holds_nothing_that_would_leak(repository: Path) -> None:
    """No text twin and no answers in source/: nbgrader copies such files over learners' work."""
    allowed = {".ipynb", ".csv", ".json", ".png"}
    files = [path for path in (repository / "source").rglob("*") if path.is_file()]
    kept = [path for path in files if ".ipynb_checkpoints" not in path.parts]

    assert {path.suffix for path in kept} <= allowed
    assert not [path for path in kept if "answers" in path.parts]
