"""What the tests share: the course's own folder and its source notebooks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.bench import Bench, warm_bench
from autograder.course import Course
from autograder.rehearse import SourceNotebook
from autograder.sandbox.shell import NotebookShell
from autograder.submission import Submission
from tests import cells, runs

REPOSITORY = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def repository() -> Path:
    """The folder that holds source/ and release/."""
    return REPOSITORY


@pytest.fixture(scope="session")
def foundations() -> SourceNotebook:
    """The Foundations source notebook."""
    return SourceNotebook(REPOSITORY / "source/foundations/foundations.ipynb")


@pytest.fixture(scope="session")
def new_gradebook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A gradebook that knows the small course's assignment, made once: it takes some seconds."""
    from autograder.gradebook import sync_assignment
    from tests.books import COURSE, MASTER

    path = tmp_path_factory.mktemp("gradebook") / "gradebook.db"
    sync_assignment(path, COURSE, "ps", {"nb": MASTER})
    return path


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A place of the tests' own for what is remembered from run to run."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("cache")
        patch.setenv("XDG_CACHE_HOME", str(folder))
        yield folder


@pytest.fixture(scope="session")
def bench() -> Iterator[Bench]:
    """A warm bench behind its walls, for all tests of one process."""
    with warm_bench(("numpy", "pandas", "ipywidgets")) as made:
        yield made


@pytest.fixture(autouse=True)
def _no_notebook(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only where a test has a bench is there a notebook's shell that shows what is displayed."""
    if "bench" not in request.fixturenames:
        for kind in NotebookShell.mro():
            if getattr(kind, "_instance", None) is not None:
                monkeypatch.setattr(kind, "_instance", None)


@pytest.fixture
def ada(tmp_path: Path) -> Submission:
    """Ada's folder for the assignment `ps`, still empty."""
    folder = tmp_path / "submitted" / "ada" / "ps"
    folder.mkdir(parents=True)
    return Submission("ada", "ps", folder)


@pytest.fixture
def quiet_course(
    new_gradebook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bench: Bench
) -> Course:
    """The small course with its gradebook, in which nothing is released or handed in yet."""
    runs.on_one_bench(monkeypatch, bench)
    course = cells.make_course(tmp_path / "course")
    course.gradebook.write_bytes(new_gradebook.read_bytes())
    return course
