"""Running a learner's cells: a cell that goes wrong costs itself, and the rest still runs.

Each test starts a kernel or more, so each asks for several things at once.
"""

from __future__ import annotations

import time
from ast import literal_eval
from pathlib import Path

import pytest
from nbformat import NotebookNode
from nbformat.validator import validate

from autograder.errors import ExecutionError
from autograder.execute import SHOWN_BYTES, Executed, Limits, execute
from tests import cells

QUICK = Limits(cell_seconds=10, submission_seconds=60)


def run(folder: Path, *sources: str, limits: Limits = QUICK) -> Executed:
    """Run some code cells in a folder, and check what holds for every run."""
    found = execute(cells.notebook(*(cells.code(source) for source in sources)), folder, limits)
    validate(found.notebook)
    assert not found.ran & found.troubles.keys()
    return found


def shown(executed: Executed, number: int) -> str:
    """Return the value that a cell showed, its error, or what it printed."""
    words = [_words(output) for output in executed.notebook.cells[number].outputs]
    return "".join(words)


def _words(output: NotebookNode) -> str:
    if output.output_type == "stream":
        return str(output.text)
    if output.output_type == "error":
        return str(output.ename)
    return str(output.data.get("text/plain", ""))


def codes(executed: Executed) -> dict[int, str]:
    """Return which cells were stopped, and the code of each."""
    return {number: trouble.code for number, trouble in executed.troubles.items()}


def test_a_sound_notebook_runs_in_its_own_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The working folder is the submission's; of the machine, a kernel knows next to nothing."""
    monkeypatch.setenv("BADGE_SIGNING_KEY", "secret")
    monkeypatch.setenv("JUPYTERHUB_USER", "instructor")
    (tmp_path / "data.csv").write_text("1, 2, 3")

    found = run(
        tmp_path,
        "import os; print(open('data.csv').read(), end='')",
        "os.getcwd()",
        "sorted(os.environ)",
        "os.path.expanduser('~'), os.environ['NBGRADER_EXECUTION']",
        "",
        "import warnings; warnings.warn('careful'); 7",
    )

    assert found.troubles == {}
    assert found.ran == {0, 1, 2, 3, 5}
    assert shown(found, 0) == "1, 2, 3"
    assert shown(found, 1) == repr(str(tmp_path))
    assert not {"BADGE_SIGNING_KEY", "JUPYTERHUB_USER"} & set(literal_eval(shown(found, 2)))
    home, mode = literal_eval(shown(found, 3))
    assert home != str(Path.home())
    assert not Path(home).exists()
    assert mode == "autograde"
    assert shown(found, 5).endswith("7")


def test_errors_do_not_stop_a_notebook(tmp_path: Path) -> None:
    """An exception, sys.exit, an interrupt or a question to the learner: the next cell runs."""
    found = run(
        tmp_path,
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


def test_a_cell_that_never_ends_costs_itself(tmp_path: Path) -> None:
    """It is stopped and named; earlier cells run again, and later ones as if it were not there."""
    found = run(
        tmp_path,
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


def test_a_process_that_ends_again_and_again(tmp_path: Path) -> None:
    """A cell that is killed by what an earlier one left behind costs itself; the rest runs on."""
    bomb = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"

    found = run(tmp_path, "1", bomb, bomb, "2")

    assert codes(found) == {1: "PROCESS-ENDED", 2: "PROCESS-ENDED"}
    assert shown(found, 3) == "2"


def test_after_many_restarts_the_rest_never_ran(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody has to stop somewhere: what did not run says so, and why."""
    monkeypatch.setattr("autograder.execute.MAX_RESTARTS", 1)

    found = run(tmp_path, "0", *["import os; os._exit(1)"] * 3, "1")

    assert list(codes(found).values()) == ["PROCESS-ENDED"] * 2 + ["NEVER-RAN"] * 2
    assert "again and again" in found.troubles[4].text
    assert found.ran == {0}


def test_the_whole_notebook_has_a_limit(tmp_path: Path) -> None:
    """Many slow cells are as long as one that never ends."""
    start = time.monotonic()

    found = run(
        tmp_path,
        *["import time; time.sleep(1.5)"] * 9,
        limits=Limits(cell_seconds=10, submission_seconds=4),
    )

    assert time.monotonic() - start < 30
    assert 0 in found.ran
    assert found.troubles[8].code == "NEVER-RAN"
    assert "the 4 seconds for the whole notebook were over" in found.troubles[8].text


def test_outputs_are_cut_in_bytes(tmp_path: Path) -> None:
    """Printed, raised, shown or written past the notebook: no output fills the disk."""
    found = run(
        tmp_path,
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
    assert shown(found, 4) == "[cut: it was more than 1,000,000 bytes]"
    assert max(sizes[:3]) < 50_000
    assert max(sizes) < SHOWN_BYTES + 100_000


def test_messages_that_no_kernel_sends(tmp_path: Path) -> None:
    """A learner's code can write to the wire; it costs the cell, and breaks nothing."""
    forged = (
        "shell = get_ipython()\nshell.kernel.session.send("
        "shell.kernel.iopub_socket, 'display_data', {}, parent=shell.parent_header)"
    )

    found = run(tmp_path, forged, "print('\\ud800')", "3")

    assert codes(found) == {0: "UNREADABLE-OUTPUT"}
    assert shown(found, 2) == "3"


def test_a_kernel_that_is_not_installed(tmp_path: Path) -> None:
    """No cell is to blame: the whole submission waits, with the kernel's name."""
    work = cells.notebook(cells.code("1"))
    work.metadata.kernelspec["name"] = "no-such-kernel"

    with pytest.raises(ExecutionError, match="no-such-kernel"):
        execute(work, tmp_path, QUICK)
