"""Notebooks in other languages: their own kernel, started anew behind the same walls."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from nbformat import NotebookNode

from autograder.course import Course
from autograder.errors import ExecutionError
from autograder.execute import ENDED, MEMORY, TIME, Sandbox, execute
from autograder.nbgrader_settings import load_config
from autograder.notebooks import find_cell, read_notebook
from autograder.pipeline import plan, reports_of
from autograder.release import release_notebook
from autograder.sandbox.kernels import is_python, language_of, other_kernel, walls
from tests import cells
from tests.commands import bootcamp
from tests.sums import ADA, QUICK, SPEC, add_kernel, in_sums, run, shown


@pytest.fixture(scope="module")
def kernels(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder of kernels outside of Python's own, known to Jupyter."""
    root = tmp_path_factory.mktemp("share")
    add_kernel(root, "sums", SPEC)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JUPYTER_PATH", str(root))
        yield root


@pytest.fixture(scope="module", params=[True, False], ids=["isolated", "open"])
def sandbox(kernels: Path, request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    """A sandbox in which that kernel can be seen, and one without isolation."""
    made = Sandbox((), isolated=request.param)
    yield made
    made.close()


def test_cells_run_in_the_notebooks_own_kernel(sandbox: Sandbox) -> None:
    """One kernel for all cells, in the submission's folder, with the spec's environment."""
    found = run(
        sandbox,
        "a = 1 + 2",
        "say a\na * 2",
        "must a == 4",
        "must a == 5 -- quietly",
        "__import__('os').path.basename(__import__('os').getcwd())",
        "__import__('os').environ['SUMS']",
        "say open('data.csv').read()",
        "python open('written.txt', 'w').write('by hand')",
    )

    assert found.kernel == "sums"
    assert found.troubles == {}
    assert found.ran == set(range(8))
    assert [shown(found, i) for i in range(7)] == [
        "", "36", "ArithmeticError", "ArithmeticError", "ps", "on", "1, 2, 3",
    ]  # fmt: skip
    assert [cell.execution_count for cell in found.notebook.cells] == list(range(1, 9))
    assert found.files["written.txt"] == b"by hand"


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("python os = __import__('os'); os._exit(3)", ENDED),
        ("python while True: pass", TIME),
    ],
)
def test_a_cell_that_ends_the_kernel_costs_itself(sandbox: Sandbox, cell: str, code: str) -> None:
    """The kernel is started anew, earlier cells run again, and the rest goes on."""
    found = run(sandbox, "a = 1", cell, "say a + 1")

    assert {i: trouble.code for i, trouble in found.troubles.items()} == {1: code}
    assert shown(found, 2) == "2"


def test_a_kernels_memory_is_limited(sandbox: Sandbox) -> None:
    """By what it uses; without isolation, where nobody looks at that, by what it reserves."""
    found = run(sandbox, "python held = [bytes([1]) * 10_000_000 for _ in range(200)]", "say 1")

    how = [trouble.code for trouble in found.troubles.values()] or [shown(found, 0)]
    assert how == ([MEMORY] if sandbox.isolated else ["MemoryError"])
    assert shown(found, 1) == "1"


def test_the_walls_stand_around_a_kernel(kernels: Path) -> None:
    """No tests, no file of this machine but the kernel's, which nobody can change; no network."""
    made = Sandbox(())
    look = "__import__('os').path.exists"
    found = run(
        made,
        f"say {look}({str(kernels)!r}), {look}('/kernels/sums')",
        f"say {look}({str(Path(__file__))!r})",
        "python __import__('socket').create_connection(('127.0.0.1', 22), 1)",
        "python open('/kernels/sums/kernel.py', 'w')",
        "say sorted(__import__('os').listdir('/kernels'))",
    )
    made.close()

    assert shown(found, 0) == "(False, True)"
    assert shown(found, 1) == "False"
    assert shown(found, 2) in ("ConnectionRefusedError", "OSError")
    assert shown(found, 3) == "OSError"
    assert shown(found, 4) == "['sums']"


@pytest.mark.parametrize(
    ("name", "language", "said"),
    [
        ("ir", "R", "the notebook is in R and needs the kernel 'ir', which is not installed here"),
        ("", "R", "in R and needs a kernel, which is not installed here. Install it"),
        ("plus", "sums", "or choose 'sums' for it in source/"),
    ],
)
def test_a_kernel_that_is_not_installed(kernels: Path, name: str, language: str, said: str) -> None:
    """One sentence: its name, and the way out."""
    work = cells.notebook()
    work.metadata["kernelspec"] = {"name": name, "language": language}

    with pytest.raises(ExecutionError) as caught:
        other_kernel(work)

    assert said in str(caught.value)
    assert "jupyter kernelspec list" in str(caught.value)


@pytest.mark.parametrize(
    ("spec", "program", "said"),
    [
        ({"argv": ["/home/nobody/bin/sums"]}, "", "/home/nobody/bin/sums: No such file"),
        ({}, "raise SystemExit('sums: no licence')", "no licence"),
    ],
)
def test_a_kernel_that_does_not_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spec: dict[str, Any], program: str, said: str
) -> None:
    """Its own last words are in the sentence; no learner is to blame."""
    add_kernel(tmp_path, "broken", {**SPEC, **spec}, program)
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    made = Sandbox(())

    with pytest.raises(ExecutionError, match="kernel 'broken'") as caught:
        execute(in_sums(cells.code("1"), name="broken"), ADA, QUICK, made)
    made.close()

    assert "(sums) did not start" in str(caught.value)
    assert said in str(caught.value)


def test_which_language_a_notebook_is_in(kernels: Path) -> None:
    """It says so itself; where it only names a kernel, the installed one does. Else, Python."""
    metadata: list[tuple[dict[str, Any], str]] = [
        ({}, "python"),
        ({"kernelspec": {"name": "python3"}}, "python"),
        ({"kernelspec": {"name": "conda-env-x", "language": "Python"}}, "Python"),
        ({"language_info": {"name": "ipython"}}, "ipython"),
        ({"kernelspec": {"name": "sums"}}, "sums"),
        ({"kernelspec": {"name": "gone"}}, "python"),
        ({"language_info": {"name": "sums"}}, "sums"),
        ({"kernelspec": {"name": "sums"}, "language_info": {"name": "R"}}, "R"),
    ]
    for said, language in metadata:
        work = cells.notebook()
        work["metadata"] = NotebookNode(said)
        assert language_of(work) == language
        assert is_python(work) == (language.lower() in ("python", "ipython"))
    work["metadata"] = NotebookNode({"language_info": {"name": "sums"}})
    found = other_kernel(work)
    assert found is not None
    assert found.name == "sums"


def test_what_of_an_environment_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Conda's folder, a venv's; never the folder above a program somebody put into their home."""
    (tmp_path / "conda" / "conda-meta").mkdir(parents=True)
    for where in ("conda", "home"):
        program = tmp_path / where / "bin" / "R"
        program.parent.mkdir(parents=True)
        program.write_text("")
        add_kernel(tmp_path, where, {**SPEC, "language": "R", "argv": [str(program)]})
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))

    words = list(walls(()))

    conda = str(tmp_path / "conda")
    assert words[words.index("--ro-bind-try") :][:3] == ["--ro-bind-try", conda, conda]
    assert words.count("--ro-bind-try") == 2  # once as named, once as it resolves
    assert str(tmp_path / "home") not in words


SOURCE_CELLS = (
    cells.locked("setup", "given = 4"),
    cells.answer("half", "### BEGIN SOLUTION\nhalf = given / 2\n### END SOLUTION"),
    cells.check(
        "half-check",
        "must half == 2\n### BEGIN HIDDEN TESTS\nmust half * 2 == given\n### END HIDDEN TESTS",
    ),
    cells.check("share", "half", points=3),
)


def make_course(folder: Path, name: str = "sums") -> Course:
    """Write a course whose notebook is in the language of sums, as nbgrader wants it set up."""
    source = in_sums(*SOURCE_CELLS, name=name)
    for cell in source.cells:  # this language's comments are others
        cell["source"] = cell.source.replace("###", "-- ###")
    course = cells.make_course(folder, source, ours=False)
    stub = 'c.ClearSolutions.code_stub = {"sums": "-- your answer"}\n'
    (folder / "nbgrader_config.py").write_text(cells.CONFIG + stub, encoding="utf-8")
    return course


def test_a_class_is_graded_in_another_language(kernels: Path, tmp_path: Path) -> None:
    """By nbgrader's convention: an error is nothing, none is everything, a number is that many."""
    course = make_course(tmp_path)
    source = read_notebook(course.source / "ps" / "nb.ipynb")
    answers = {"ada": "half = 2", "ben": "half = 3", "cai": "python __import__('os')._exit(1)"}
    for student, answer in answers.items():
        work = release_notebook(source, load_config(course.root))
        find_cell(work, "half")["source"] = answer
        cells.hand_in(course, student, work)

    done = bootcamp("grade", folder=course.root)

    assert done.returncode == 0, done.stderr
    scores = {}
    for student in answers:
        (report,) = reports_of(course, course.modules[0], student)
        scores[student] = [score.score_given for score in report.scores]
        assert report.isolation == "namespaces"
    assert scores == {"ada": [5, 2], "ben": [0, 3], "cai": [0, 0]}
    assert plan(course, course.modules[0]).unchanged == 3


def test_a_missing_kernel_is_one_sentence_for_a_class(tmp_path: Path) -> None:
    """No learner is graded, and nothing is lost."""
    course = make_course(tmp_path, "minus")
    cells.hand_in(course, "ada", read_notebook(course.source / "ps" / "nb.ipynb"))

    done = bootcamp("grade", folder=course.root)

    assert done.returncode == 1
    assert "the kernel 'minus', which is not installed here" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
