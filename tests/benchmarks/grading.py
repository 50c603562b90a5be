"""How quickly a class is graded: `uv run python -m tests.benchmarks.grading`.

Makes a class on a notebook of 25 cells that imports pandas and ipywidgets, and grades it with stock
`nbgrader autograde` and with `bootcamp grade`, isolation on, on this machine, one after the other.
Prints seconds per submission, the ratio, the memory of all processes and of the driver, and how
they grow; then the floor: the same cells by bare `exec` in a process that is forked warm.

    --nbgrader 20,100    class sizes for nbgrader (it takes some 4 s for each submission)
    --ours 20,100,500    class sizes for ours, such as 5000
    --workers 2          engines, and processes for the floor
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.class_of import ASSIGNMENT, NOTEBOOK, hand_in, make_course

MEGABYTE = 1_000_000
LOOK = 0.2  # seconds between two looks at memory
FLOOR = 200  # submissions that the floor is measured on


@dataclass(frozen=True, slots=True)
class Measured:
    """One run: seconds for all, and the most memory, in bytes."""

    number: int
    seconds: float
    all_memory: int  # of the driver and all it started, shared pages counted once
    driver_memory: int


def main() -> None:
    """Measure, and print."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="bootcamp-speed-") as scratch:
        root = Path(scratch)
        theirs = [_nbgrader(root, number) for number in options.nbgrader]
        ours = [_bootcamp(root, number, options.workers) for number in options.ours]
        floor = _floor(root, options.workers)
    print(f"{'class':>6}  {'seconds':>9}  {'each':>8}  {'all MB':>7}  {'driver MB':>9}")
    for name, runs in (("nbgrader autograde", theirs), ("bootcamp grade", ours)):
        print(name)
        for run in runs:
            print(
                f"{run.number:>6}  {run.seconds:>9.1f}  {run.seconds / run.number:>8.4f}  "
                f"{run.all_memory / MEGABYTE:>7.0f}  {run.driver_memory / MEGABYTE:>9.0f}"
            )
    print(f"bare exec in a warm fork, {options.workers} at a time: {floor:.4f} s each")
    if len(ours) > 1:
        first, last = ours[0], ours[-1]
        each = (last.seconds - first.seconds) / (last.number - first.number)
        print(f"ours, without the start: {each:.4f} s each, {each / floor:.1f} times the floor")
        if theirs:
            slow = theirs[-1].seconds / theirs[-1].number
            whole = last.seconds / last.number
            print(f"ratio, start and all: {slow / whole:.0f}; without our start: {slow / each:.0f}")


def _options() -> argparse.Namespace:
    def sizes(text: str) -> list[int]:
        return [int(part) for part in text.split(",") if part]

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--nbgrader", type=sizes, default=[20, 100])
    parser.add_argument("--ours", type=sizes, default=[20, 100, 500])
    parser.add_argument("--workers", type=int, default=len(os.sched_getaffinity(0)))
    return parser.parse_args()


def _class(root: Path, name: str, number: int) -> Path:
    folder = root / f"{name}-{number}"
    make_course(folder)
    hand_in(folder, number)
    return folder


def _nbgrader(root: Path, number: int) -> Measured:
    folder = _class(root, "nbgrader", number)
    command = [str(Path(sys.executable).with_name("nbgrader"))]
    _run([*command, "generate_assignment", ASSIGNMENT], folder)
    return _measure([*command, "autograde", ASSIGNMENT], folder, number)


def _bootcamp(root: Path, number: int, workers: int) -> Measured:
    folder = _class(root, "bootcamp", number)
    command = [sys.executable, "-m", "autograder", "grade", "--course", str(folder)]
    # The first run finds out which way each check is decided; that is remembered from then on.
    (folder / "submitted").rename(folder / "later")
    hand_in(folder, 1)
    _run(command, folder)
    shutil.rmtree(folder / "submitted")
    (folder / "later").rename(folder / "submitted")
    (folder / "gradebook.db").unlink()
    shutil.rmtree(folder / "autograded")
    measured = _measure([*command, "--workers", str(workers)], folder, number)
    graded = len(list((folder / "autograded").glob("*/*/score_report.json")))
    assert graded == number, f"{graded} of {number} were graded"
    shutil.rmtree(folder)
    return measured


def _run(command: Sequence[str], folder: Path) -> None:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    subprocess.run(
        command, cwd=folder, check=True, capture_output=True, env={**os.environ, "PATH": path}
    )


def _measure(command: Sequence[str], folder: Path, number: int) -> Measured:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    start = time.monotonic()
    with (folder.parent / "said.log").open("wb") as said:
        driver = subprocess.Popen(
            command, cwd=folder, stdout=said, stderr=said, env={**os.environ, "PATH": path}
        )
        peak = [0, 0]
        watch = threading.Thread(target=_watch, args=(driver, peak))
        watch.start()
        code = driver.wait()
        seconds = time.monotonic() - start
        watch.join()
    assert code == 0, (folder.parent / "said.log").read_text()[-2000:]
    return Measured(number, seconds, *peak)


def _watch(driver: subprocess.Popen[bytes], peak: list[int]) -> None:
    while driver.poll() is None:
        family = _family(driver.pid)
        peak[0] = max(peak[0], sum(_memory(pid, "Pss") for pid in family))
        peak[1] = max(peak[1], _memory(driver.pid, "Pss"))
        time.sleep(LOOK)


def _family(root: int) -> list[int]:
    parents: dict[int, int] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(path.parent.name)] = int(path.read_text().rpartition(")")[2].split()[1])
        except (OSError, IndexError):
            continue
    family = [root]
    for pid in family:  # it grows while it is read
        family.extend(child for child, parent in parents.items() if parent == pid)
    return family


def _memory(pid: int, kind: str) -> int:
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith(f"{kind}:"):
                return int(line.split()[1]) * 1024
    except OSError:
        return 0
    return 0


def _floor(root: Path, workers: int) -> float:
    """Seconds for each submission's cells by `exec`, in forks of a process that is warm."""
    folder = _class(root, "floor", FLOOR)
    program = root / "floor.py"
    program.write_text(BARE)
    share = [folder / "submitted" / f"learner-{at:05d}" for at in range(FLOOR)]
    running = [
        subprocess.Popen(
            [
                sys.executable,
                str(program),
                *(str(path / ASSIGNMENT / NOTEBOOK) for path in share[at::workers]),
            ],
            stdout=subprocess.PIPE,
        )
        for at in range(workers)
    ]
    seconds = [float(one.communicate()[0].split()[-1]) for one in running]
    return max(seconds) / FLOOR


BARE = """
import gc, json, os, sys, time
import ipywidgets, pandas  # what the notebook imports
def run(path):
    names = {}
    for cell in json.load(open(path))["cells"]:
        if cell["cell_type"] == "code":
            try:
                exec("".join(cell["source"]), names)
            except Exception:
                pass
gc.collect(); gc.freeze()
start = time.monotonic()
for path in sys.argv[1:]:
    child = os.fork()
    if child == 0:
        run(path)
        os._exit(0)
    os.waitpid(child, 0)
print(time.monotonic() - start)
"""


if __name__ == "__main__":
    main()
