"""Running a learner's cells: a cell that goes wrong costs itself, and the rest still runs."""

from __future__ import annotations

import time
from ast import literal_eval
from pathlib import Path

import pytest

from autograder.bench import Bench
from autograder.execute import SHOWN_BYTES, Limits, Sandbox, execute
from tests import cells
from tests.sandboxed import ADA, QUICK, codes, run, shown


@pytest.fixture
def sandbox(bench: Bench) -> Sandbox:
    """The warm process that forks for each of these notebooks."""
    return bench.sandbox


def test_a_sound_notebook_runs_in_its_own_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """The working folder is the submission's; of the machine, a process knows next to nothing."""
    monkeypatch.setenv("BADGE_SIGNING_KEY", "secret")
    monkeypatch.setenv("JUPYTERHUB_USER", "instructor")
    sandbox = Sandbox(())  # a new one, which could have taken them along

    found = run(
        sandbox,
        "import os; print(open('data.csv').read(), end='')",
        "os.getcwd()",
        "sorted(os.environ)",
        "os.path.expanduser('~'), os.environ['NBGRADER_EXECUTION']",
        "",
        "import warnings; warnings.warn('careful'); 7",
    )
    sandbox.close()

    assert found.troubles == {}
    assert found.ran == {0, 1, 2, 3, 5}
    assert shown(found, 0) == "1, 2, 3"
    assert literal_eval(shown(found, 1)).endswith("/work/ada/ps")
    assert not {"BADGE_SIGNING_KEY", "JUPYTERHUB_USER"} & set(literal_eval(shown(found, 2)))
    home, mode = literal_eval(shown(found, 3))
    assert home != str(Path.home())
    assert mode == "autograde"
    assert shown(found, 5).endswith("7")


def test_errors_do_not_stop_a_notebook(sandbox: Sandbox) -> None:
    """An exception, sys.exit, an interrupt or a question to the learner: the next cell runs."""
    found = run(
        sandbox,
        "kept = 1\n1 / 0",
        "import sys; sys.exit()",
        "input('Your name? ')",
        "raise KeyboardInterrupt",
        "def",
        "kept + 1",
    )

    assert found.troubles == {}
    assert [shown(found, n).split("/")[0] for n in range(5)] == [
        "ZeroDivisionError",
        "SystemExit",
        "StdinNotImplementedError",
        "KeyboardInterrupt",
        "SyntaxError",
    ]
    assert shown(found, 5) == "2"


def test_a_cell_that_never_ends_costs_itself(sandbox: Sandbox) -> None:
    """It is stopped and named; earlier cells run again, and later ones as if it were not there."""
    found = run(
        sandbox,
        "x = 1",
        "while True:\n    pass",
        "x + 1",
        "import os\nos._exit(0)",
        "x + 2",
        "exit()",
        "x + 3",
        limits=Limits(cell_seconds=2, submission_seconds=60),
    )

    assert codes(found) == {1: "OUT-OF-TIME", 3: "PROCESS-ENDED", 5: "PROCESS-ENDED"}
    assert found.troubles[1].text == (
        "This cell was stopped after 2 seconds without coming to an end."
    )
    assert [shown(found, n) for n in (2, 4, 6)] == ["2", "3", "4"]
    assert shown(found, 1) == "OUT-OF-TIME"


def test_a_process_that_ends_again_and_again(sandbox: Sandbox) -> None:
    """A cell that is killed by what an earlier one left behind costs itself; the rest runs on."""
    bomb = "import ctypes; ctypes.string_at(0)"

    found = run(sandbox, "1", bomb, bomb, "2")

    assert codes(found) == {1: "PROCESS-ENDED", 2: "PROCESS-ENDED"}
    assert shown(found, 3) == "2"


def test_after_many_restarts_the_rest_never_ran(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody has to stop somewhere: what did not run says so, and why."""
    monkeypatch.setattr("autograder.execute.run.MAX_RESTARTS", 1)

    found = run(sandbox, "0", *["import os; os._exit(1)"] * 3, "1")

    assert list(codes(found).values()) == ["PROCESS-ENDED"] * 2 + ["NEVER-RAN"] * 2
    assert "again and again" in found.troubles[4].text
    assert found.ran == {0}


def test_the_whole_notebook_has_a_limit(sandbox: Sandbox) -> None:
    """Many slow cells are as long as one that never ends."""
    start = time.monotonic()

    found = run(
        sandbox,
        *["import time; time.sleep(1.5)"] * 9,
        limits=Limits(cell_seconds=10, submission_seconds=4),
    )

    assert time.monotonic() - start < 30
    assert 0 in found.ran
    assert found.troubles[8].code == "NEVER-RAN"
    assert "the 4 seconds for the whole notebook were over" in found.troubles[8].text


def test_outputs_are_cut_in_bytes(sandbox: Sandbox) -> None:
    """Printed, raised, shown or written past the notebook: no output fills the disk."""
    found = run(
        sandbox,
        "print('é' * 10_000_000)",
        "raise ValueError('x' * 10_000_000)",
        "raise type('X' * 100_000, (Exception,), {})()",
        "from IPython.display import HTML, display\nfor _ in range(3):\n"
        "    display(HTML('x' * 600_000))",
        "'x' * 10_000_000",
        "import os; os.write(2, b'x' * 100_000); print('ok')",
        "for n in range(300):\n    print('y' * 1000)\n    display(n)",
        limits=Limits(cell_seconds=20, submission_seconds=90, output_bytes=20_000),
    )

    sizes = [len(str(cell.outputs).encode()) for cell in found.notebook.cells]

    assert shown(found, 0).startswith("é" * 9000)
    assert shown(found, 0).endswith("[cut: it was more than 20,000 bytes]\n")
    assert shown(found, 1) == "ValueError"
    assert "[cut: it was more than 1,000,000 bytes]" in shown(found, 3)
    assert shown(found, 4) == "[cut: it was more than 8,000,000 bytes]"
    assert max(sizes[:3]) < 50_000
    assert max(sizes) < SHOWN_BYTES + 100_000


def test_a_check_decided_elsewhere_runs_as_released(sandbox: Sandbox) -> None:
    """Of a trusted check the hidden part never gets into the learner's process."""
    hidden = "### BEGIN HIDDEN TESTS\nsecret = 42\n### END HIDDEN TESTS\n"
    work = cells.notebook(
        cells.check("a-check", f"public = 1\n{hidden}"),
        cells.code("public"),
        cells.code("'secret' in globals(), sum('secret' in line for line in In)"),
    )

    found = execute(work, ADA, QUICK, sandbox, trusted=frozenset({"a-check"}))

    assert shown(found, 1) == "1"
    assert shown(found, 2) == "(False, 1)"  # the word stands in this very cell
    assert found.verdicts == {}


@pytest.mark.parametrize(
    "trick",
    [
        "import ast\nclass Drop(ast.NodeTransformer):\n"
        "    def visit_Assert(self, node):\n        return ast.Pass()\n"
        "get_ipython().ast_transformers.append(Drop())",
        "get_ipython().input_transformers_cleanup.append("
        "lambda lines: [line.replace('assert', 'pass; #') for line in lines])",
    ],
)
def test_a_check_inside_is_not_believed_where_asserts_are_gone(
    sandbox: Sandbox, trick: str
) -> None:
    """A check that must fail goes before each: where it passes, none that passes says anything."""
    work = cells.notebook(
        cells.check("a-check", "assert 1 == 1"),
        cells.code(trick),
        cells.check("b-check", "assert 1 == 2"),
    )

    found = execute(work, ADA, QUICK, sandbox)

    assert codes(found) == {2: "TAMPERED"}
    assert 0 in found.ran
