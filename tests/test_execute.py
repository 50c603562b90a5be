"""Running a learner's cells: a cell that goes wrong costs itself, and the rest still runs."""

from __future__ import annotations

import time
from ast import literal_eval
from pathlib import Path
from typing import Any

import pytest
from nbformat import NotebookNode
from nbformat.validator import validate

from autograder.bench import Bench
from autograder.execute import SHOWN_BYTES, Executed, Limits, Place, Sandbox, execute
from tests import cells

QUICK = Limits(cell_seconds=10, submission_seconds=60)
ADA = Place("ada", "ps", {"data.csv": b"1, 2, 3"})


@pytest.fixture
def sandbox(bench: Bench) -> Sandbox:
    """The warm process that forks for each of these notebooks."""
    return bench.sandbox


def run(sandbox: Sandbox, *sources: str, limits: Limits = QUICK) -> Executed:
    """Run some code cells as Ada's, and check what holds for every run."""
    work = cells.notebook(*(cells.code(source) for source in sources))
    found = execute(work, ADA, limits, sandbox)
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


FORGED = """
import json, os, socket, struct
ours = [int(n) for n in os.listdir("/proc/self/fd") if n.isdigit() and int(n) > 2]
for number in ours:
    try:
        line = socket.socket(fileno=os.dup(number))
        text = json.dumps({message}).encode()
        line.sendall(struct.pack("!II", len(text), 0) + text)
    except OSError:
        pass
"""


@pytest.mark.parametrize(
    "message",
    [
        {"re": 2, "outputs": [{"output_type": "strange"}]},
        {"re": 2, "outputs": [{"output_type": "stream", "name": [], "text": {}}]},
        {"re": 2, "outputs": [{"output_type": "display_data", "data": {"text/plain": 5}}]},
        {"re": 2, "outputs": 5},
        {"re": 2},
        {"re": 99, "outputs": []},
        {"callback": 0},
        {"callback": "x"},
    ],
)
def test_messages_that_make_no_sense(sandbox: Sandbox, message: dict[str, Any]) -> None:
    """A learner's code can write to the line; it costs the cell, and breaks nothing."""
    found = run(sandbox, FORGED.replace("{message}", repr(message)), "print('\\ud800')", "3")

    assert codes(found) == {0: "UNREADABLE-OUTPUT"}
    assert shown(found, 1) == "?\n"
    assert shown(found, 2) == "3"


def test_the_kernels_name_is_nobodys_business(sandbox: Sandbox) -> None:
    """A notebook saved with a kernel of the learner's own machine is run all the same."""
    work = cells.notebook(cells.code("1 + 1"))
    work.metadata.kernelspec["name"] = "conda-env-py313"

    assert shown(execute(work, ADA, QUICK, sandbox), 0) == "2"


def test_what_a_notebook_wrote_comes_back(sandbox: Sandbox) -> None:
    """New and changed files, wherever they stand below its folder; not those it was given."""
    found = run(
        sandbox,
        "import os\nos.makedirs('answers')\nopen('answers/E1.json', 'w').write('{}')",
        "open('new.txt', 'w').write('new')",
        "os.symlink('/etc/passwd', 'link.txt')",
    )

    assert found.files == {"answers/E1.json": b"{}", "new.txt": b"new"}


def test_a_changed_file_comes_back(sandbox: Sandbox) -> None:
    """As the notebook left it."""
    found = run(sandbox, "open('data.csv', 'a').write(', 4')")

    assert found.files == {"data.csv": b"1, 2, 3, 4"}


def test_one_submission_leaves_nothing_to_the_next(sandbox: Sandbox) -> None:
    """Names, files, modules and processes are of one submission only."""
    run(
        sandbox,
        "import os, subprocess, sys\nmine = 1\nsys.modules['forged'] = sys",
        "open('/tmp/left', 'w').write('x'); open('left', 'w').write('x')",
        "subprocess.Popen(['sleep', '100'])",
        "os.environ['LEFT'] = '1'",
    )

    found = run(
        sandbox,
        "import os, sys",
        "'mine' in globals(), 'forged' in sys.modules, 'LEFT' in os.environ",
        "os.path.exists('/tmp/left'), os.path.exists('left')",
        "[n for n in os.listdir('/proc') if n.isdigit() and int(n) != os.getpid()]",
    )

    assert shown(found, 1) == "(False, False, False)"
    assert shown(found, 2) == "(False, False)"
    assert shown(found, 3) == "[]"


def test_random_numbers_differ_from_one_to_the_next(sandbox: Sandbox) -> None:
    """A fork would otherwise draw what the last one drew."""
    cell = "import random, numpy as np\n(random.random(), float(np.random.random()))"

    first, second = (literal_eval(shown(run(sandbox, cell), 0)) for _ in range(2))

    assert first[0] != second[0]
    assert first[1] != second[1]


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
