"""What one submission may use: whoever takes more loses that question, and no other."""

from __future__ import annotations

from dataclasses import replace

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_output

from autograder.bench import Bench
from autograder.execute import Executed, Limits, Outputs, Place, Session, execute
from autograder.release import master
from autograder.verify import verify
from tests import cells

LIMITS = Limits(
    cell_seconds=4,
    submission_seconds=60,
    memory_bytes=500_000_000,
    processes=20,
    disk_bytes=20_000_000,
    files=300,
)


def graded(bench: Bench, cell: str, limits: Limits = LIMITS) -> tuple[Executed, list[float]]:
    """Run a cell between two sound questions; return the three scores."""
    work = cells.notebook(
        cells.answer("before", "x = 1"),
        cells.check("before-check", "float(x)", points=1),
        cells.answer("mine", cell),
        cells.check("mine-check", "1.0", points=1),
        cells.answer("after", "z = 1"),
        cells.check("after-check", "float(z)", points=1),
    )

    def judge(index: int, session: Session) -> Outputs:
        return (new_output("execute_result", data={"text/plain": "1.0"}, execution_count=1),)

    names = frozenset({"before-check", "mine-check", "after-check"})
    found = execute(work, Place("ada", "ps"), limits, bench.sandbox, judge, names)
    scores = verify(found, _master(work), ours=True)
    return found, [float(score.score_given or 0) for score in scores]


def _master(work: NotebookNode) -> NotebookNode:
    from traitlets.config import Config

    return master(work, Config())


def shown(found: Executed, number: int = 2) -> str:
    """Return what a cell showed, as one text."""
    return str(found.notebook.cells[number].outputs)


@pytest.mark.parametrize(
    ("cell", "code", "text"),
    [
        ("while True:\n    pass", "OUT-OF-TIME", "after 4 seconds without coming to an end"),
        ("import time\ntime.sleep(60)", "OUT-OF-TIME", "after 4 seconds"),
        (
            "while True:\n    try:\n        while True:\n            pass\n"
            "    except BaseException:\n        pass",
            "OUT-OF-TIME",
            "after 4 seconds",
        ),
        (
            "import subprocess\nall = [subprocess.Popen(['sleep', '60']) for _ in range(40)]\n"
            "import time\ntime.sleep(3)",
            "TOO-MANY-PROCESSES",
            "it started more than 20 processes",
        ),
        (
            "import os\nwhile True:\n    try:\n        os.fork()\n"
            "    except OSError:\n        pass",
            "TOO-MANY-PROCESSES",
            "it started more than 20 processes",
        ),
        (
            "import os, time\nfor _ in range(8):\n    if os.fork() == 0:\n"
            "        held = b'x' * 300_000_000\n        time.sleep(60)\ntime.sleep(3)",
            "OUT-OF-MEMORY",
            "it used more than 500 MB of memory",
        ),
        ("import os\nos._exit(0)", "PROCESS-ENDED", "ended the process it ran in"),
        ("import ctypes\nctypes.string_at(0)", "PROCESS-ENDED", "ended the process it ran in"),
    ],
    ids=["time", "sleep", "stubborn", "programs", "forks", "memory-together", "ended", "crashed"],
)
def test_a_cell_that_takes_too_much_is_stopped(
    bench: Bench, cell: str, code: str, text: str
) -> None:
    """Its question is lost, with the reason; the questions before and after it are graded."""
    found, scores = graded(bench, cell)

    assert {number: trouble.code for number, trouble in found.troubles.items()} == {2: code}
    assert text in found.troubles[2].text
    assert scores == [1.0, 0.0, 1.0]


@pytest.mark.parametrize(
    ("cell", "error"),
    [
        ("held = bytearray(900_000_000)", "MemoryError"),
        ("held = []\nwhile True:\n    held.append(bytes(10_000_000))", "MemoryError"),
        ("import numpy as np\nnp.ones((20_000, 20_000))", "MemoryError"),
        ("open('large', 'wb').write(bytes(50_000_000))", "OSError"),
        ("for n in range(50):\n    open(f'f{n}', 'wb').write(bytes(10**6))", "OSError"),
        ("for n in range(50):\n    open(f'/dev/shm/f{n}', 'wb').write(bytes(10**6))", "OSError"),
        ("for n in range(1_000):\n    open(f'f{n}', 'w').close()", "OSError"),
        ("import os\nfor n in range(1_000):\n    os.mkdir(f'd{n}')", "OSError"),
        ("held = [open('/dev/null') for _ in range(1_000)]", "OSError"),
        (
            "import threading, time\nfor _ in range(500):\n"
            "    threading.Thread(target=time.sleep, args=(60,), daemon=True).start()",
            "RuntimeError",
        ),
    ],
    ids=[
        "bytes", "list", "array", "one-file", "many-files", "shared-memory", "file-count",
        "folder-count", "open-files", "threads",
    ],
)  # fmt: skip
def test_a_cell_that_asks_for_too_much_gets_an_error(bench: Bench, cell: str, error: str) -> None:
    """As on a machine that is full; whoever catches it goes on, and nobody else notices."""
    found, scores = graded(bench, cell)

    if not found.troubles:  # threads may be stopped from outside before they are refused
        assert f"'ename': '{error}'" in shown(found) or "_ArrayMemoryError" in shown(found)
    assert found.troubles.keys() <= {2}
    assert (scores[0], scores[2]) == (1.0, 1.0)


class Quick(Limits):
    """Limits of one second of processor time."""

    @property
    def cpu_seconds(self) -> int:
        """Of all its processes, each."""
        return 1


def test_processor_time_has_a_limit(bench: Bench) -> None:
    """Threads together use more of it than the clock shows."""
    found, scores = graded(bench, "while True:\n    pass", Quick(cell_seconds=30))

    assert found.troubles[2].code == "OUT-OF-TIME"
    assert found.troubles[2].text == "This cell was stopped: it computed for more than 1 seconds."
    assert scores == [1.0, 0.0, 1.0]


def test_what_processes_share_counts_once(bench: Bench) -> None:
    """Programs that a cell forks begin with all of its memory, and have none of their own."""
    found, scores = graded(
        bench,
        "held = b'x' * 200_000_000\nimport os, time\nchildren = [os.fork() for _ in range(3)]\n"
        "time.sleep(1)\n0 in children and os._exit(0)",
    )

    assert found.troubles == {}
    assert scores == [1.0, 1.0, 1.0]


def test_limits_cannot_be_lifted(bench: Bench) -> None:
    """What is set is soft and hard at once, and the right to raise it is gone."""
    found, _ = graded(
        bench,
        "import resource\nfor kind in (resource.RLIMIT_AS, resource.RLIMIT_CPU, "
        "resource.RLIMIT_FSIZE, resource.RLIMIT_NPROC, resource.RLIMIT_NOFILE):\n"
        "    soft, hard = resource.getrlimit(kind)\n    assert soft == hard != -1, kind\n"
        "    try:\n        resource.setrlimit(kind, (hard + 1, hard + 1))\n"
        "    except (ValueError, OSError):\n        pass\n"
        "    else:\n        raise ValueError(kind)",
    )

    assert shown(found) == "[]"


def test_outputs_have_a_limit(bench: Bench) -> None:
    """A cell that prints without end is stopped by the clock, and what is kept stays small."""
    found, scores = graded(bench, "print('x' * 50_000_000)")
    assert len(shown(found)) < 300_000
    assert scores == [1.0, 1.0, 1.0]

    endless, scores = graded(bench, "while True:\n    print('x' * 1_000)")

    assert endless.troubles[2].code == "OUT-OF-TIME"
    assert len(shown(endless)) < 300_000
    assert scores == [1.0, 0.0, 1.0]


def test_programs_outputs_have_a_limit(bench: Bench) -> None:
    """What a program prints goes to the submission's own disk, which is small."""
    found, scores = graded(bench, "!yes | head -c 300000000")

    assert found.troubles.keys() <= {2}
    assert len(shown(found)) < 300_000
    assert (scores[0], scores[2]) == (1.0, 1.0)


def test_what_was_left_running_ends_with_the_submission(bench: Bench) -> None:
    """A program in a session of its own, its parent gone, does not outlive the notebook."""
    graded(
        bench,
        "import os, time\nif os.fork() == 0:\n    os.setsid()\n    if os.fork() == 0:\n"
        "        while True:\n            time.sleep(1)\n    os._exit(0)",
    )

    found, _ = graded(
        bench, "import os\nprint([n for n in os.listdir('/proc') if n.isdigit() and n != '1'])"
    )

    assert found.notebook.cells[2].outputs[0].text == "[]\n"


def test_the_clock_of_the_whole_notebook(bench: Bench) -> None:
    """Cells that each keep to their time may not together take longer than the notebook may."""
    limits = replace(LIMITS, cell_seconds=10, submission_seconds=3)

    late, scores = graded(bench, "import time\ntime.sleep(6)", limits)

    assert late.troubles[2].code == "OUT-OF-TIME"
    assert scores[0] == 1.0
