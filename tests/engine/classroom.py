"""A small class to grade with real engines, and what its gradebook should hold."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from autograder.notebooks import read_notebook, write_notebook
from tests.benchmarks.class_of import ASSIGNMENT, NOTEBOOK, hand_in, make_course

LEARNERS = 12
Rows = list[tuple[str, str, float | None, bool]]


def classroom(root: Path, learners: int = LEARNERS) -> Path:
    """Make a course whose class has handed in, right and wrong work."""
    make_course(root)
    hand_in(root, learners)
    return root


def command(course: Path, *words: str) -> list[str]:
    """The command line that grades a course."""
    return [sys.executable, "-m", "autograder", "grade", "--course", str(course), *words]


def start(course: Path, *words: str) -> subprocess.Popen[str]:
    """Begin to grade a course; Ctrl+C reaches it also where these tests run in the background."""
    reachable = ["env", "--default-signal=INT", *command(course, *words)]
    return subprocess.Popen(reachable, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def grade(course: Path, *words: str) -> str:
    """Grade a course; return what was said."""
    done = subprocess.run(
        command(course, *words), capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def rows(course: Path) -> Rows:
    """Every score in a course's gradebook: learner, cell, automatic score, waits for a person."""
    query = """
        select submitted_assignment.student_id, base_cell.name, grade.auto_score,
               grade.needs_manual_grade
        from grade
        join base_cell on base_cell.id = grade.cell_id
        join submitted_notebook on submitted_notebook.id = grade.notebook_id
        join submitted_assignment on submitted_assignment.id = submitted_notebook.assignment_id
    """
    with closing(sqlite3.connect(course / "gradebook.db")) as database:
        return sorted(database.execute(query).fetchall())


@contextmanager
def somebody_slow(course: Path) -> Iterator[None]:
    """In the block, one learner's work takes longer than a test waits, so that no run can end."""
    path = course / "submitted" / "learner-00000" / ASSIGNMENT / NOTEBOOK
    kept = path.read_bytes()
    work = read_notebook(path)
    setup = next(cell for cell in work.cells if cell.id == "setup")
    setup.source = f"import time\ntime.sleep(300)\n{setup.source}"
    write_notebook(work, path)
    yield
    path.write_bytes(kept)


def reports(course: Path) -> int:
    """How many submissions have their score report."""
    return len(list((course / "autograded").glob("*/*/score_report.json")))


def family(root: int) -> dict[int, str]:
    """The processes that a process started, and those they did: id and command line."""
    parents: dict[int, int] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(path.parent.name)] = int(path.read_text().rpartition(")")[2].split()[1])
        except (OSError, IndexError):
            continue
    members = [root]
    for pid in members:  # it grows while it is read
        members.extend(child for child, parent in parents.items() if parent == pid)
    found = {}
    for pid in members[1:]:
        try:
            found[pid] = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
        except OSError:
            continue
    return found


def alive(pids: list[int]) -> list[int]:
    """Those of some processes that are still there."""
    found = []
    for pid in pids:
        try:
            os.kill(pid, 0)
            if "State:\tZ" not in Path(f"/proc/{pid}/status").read_text():
                found.append(pid)
        except OSError:
            continue
    return found
