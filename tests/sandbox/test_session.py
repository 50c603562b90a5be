"""One submission's process: what it says is not believed, and nothing of it is left to the next."""

from __future__ import annotations

from ast import literal_eval
from typing import Any

import pytest

from autograder.bench import Bench
from autograder.execute import Sandbox, execute
from tests import cells
from tests.sandboxed import ADA, QUICK, codes, run, shown


@pytest.fixture
def sandbox(bench: Bench) -> Sandbox:
    """The warm process that forks for each of these notebooks."""
    return bench.sandbox


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
