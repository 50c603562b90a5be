"""The hostile submissions against stock nbgrader: `uv run python -m tests.benchmarks.attacks`.

Each is graded by `nbgrader autograde` in a course in a temporary folder, with a timeout, and the
same table is printed as by `tests/attacks`. Left out is what would harm a machine without walls
(bombs, signals, mounts) and what is aimed at our own engine.
"""

from __future__ import annotations

import contextlib
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from nbgrader.api import Gradebook, MissingEntry
from rich.console import Console
from rich.progress import track

from autograder.gradebook import add_students
from autograder.notebooks import read_notebook
from autograder.pipeline import course_id
from autograder.rehearse import SourceNotebook
from autograder.sandbox import linux
from tests.attacks.arena import TOKENS, Arena, Damage, came_out, leaked
from tests.attacks.case import POINTS, Attack
from tests.attacks.harming import HARMING
from tests.attacks.reading import READING
from tests.attacks.stealing import STEALING
from tests.attacks.table import table

REPOSITORY = Path(__file__).resolve().parents[2]
SECONDS = 120  # for one submission; a cell may take 15
# Aimed at our engine, or no good without walls.
NOT_HERE = {
    *("result-output", "messages-ahead", "messages-instead", "line"),
    *("way-out", "leftovers", "memory", "other-memory", "links-handed-in", "classmates-answers"),
}
# Nothing may be added that writes outside the temporary folder, or that goes on after it ended.
HARMLESS = {
    *("tcp", "endless-loop", "segfault", "os-exit", "exit", "abort", "deep-recursion"),
    *("ends-later", "hook-ends-another", "builtin-ends-another", "markup-written", "markup-shown"),
}
CONFIG = (
    "\nc.ExecutePreprocessor.timeout = 15\nc.ExecutePreprocessor.interrupt_on_timeout = False\n"
)


def main() -> None:
    """Grade every harmless case with nbgrader, and print what came of it."""
    linux.adopt_orphans()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    attacks = [attack for attack in (*STEALING, *READING) if attack.name not in NOT_HERE]
    attacks += [attack for attack in HARMING if attack.name in HARMLESS]
    with tempfile.TemporaryDirectory(prefix="stock-") as folder:
        foundations = SourceNotebook(REPOSITORY / "source/foundations/foundations.ipynb")
        arena = Arena(Path(folder), foundations.notebook)
        arena.outside.ignored = ("autograded/mallory/", "gradebook.db", ".nbgrader.log")
        config = arena.course.root / "nbgrader_config.py"
        config.write_text(config.read_text() + CONFIG)
        add_students(arena.course.gradebook, course_id(arena.course), ("mallory",))
        fresh = arena.course.gradebook.read_bytes()
        try:
            started = time.monotonic()
            damages = [
                _fight(arena, attack, fresh) for attack in track(attacks, "nbgrader autograde")
            ]
            seconds = time.monotonic() - started
        finally:
            arena.close()
    Console(width=150).print(table(damages, "Hostile submissions, nbgrader autograde 0.9.6"))
    print(f"{len(damages)} submissions in {seconds:.0f} s")


def _fight(arena: Arena, attack: Attack, gradebook: bytes) -> Damage:
    # What one did to the gradebook is not the next one's doing.
    arena.course.gradebook.write_bytes(gradebook)
    shutil.rmtree(arena.course.autograded / "mallory", ignore_errors=True)
    arena.hand_in("mallory", attack, attack.code)
    arena.outside.remember()
    problem = _autograde(arena)
    outside = list(arena.outside.changes(None))
    outside += ["the gradebook"] if _marks_changed(arena) else []
    given = _given(arena)
    if not given:
        return Damage(attack, None, 0, (), tuple(outside), tuple(POINTS), problem or "no score")
    lost = [name for name in POINTS if name != attack.question]
    lost = [name for name in lost if given.get(name) != POINTS[name]]
    points = given.get(attack.question) or 0.0
    folder = arena.course.autograded / "mallory" / "ps"
    (folder / "solutions.md").unlink()  # nbgrader lays it there itself
    # What a learner's code printed while a check ran is the learner's, too.
    checks = read_notebook(folder / "nb.ipynb").cells
    printed = [out.text for cell in checks for out in cell.get("outputs", ()) if "text" in out]
    found = leaked([*came_out(folder), *printed])
    stolen = max(0.0, points - attack.worth)
    return Damage(attack, points, stolen, tuple(found), tuple(outside), tuple(lost))


def _autograde(arena: Arena) -> str:
    command = [
        sys.executable,
        "-m",
        "nbgrader",
        "autograde",
        "ps",
        "--student",
        "mallory",
        "--force",
    ]
    environment = {**os.environ, "BOOTCAMP_SECRET": TOKENS["environment"]}
    try:
        done = subprocess.run(
            command,
            cwd=arena.course.root,
            env=environment,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"no end in {SECONDS} s"
    finally:
        _end_what_is_left(arena.outside.victim.pid)
    return "" if done.returncode == 0 else done.stderr.strip()[-200:]


def _end_what_is_left(keep: int) -> None:
    """End kernels that outlived nbgrader: orphans are this process's children."""
    here = Path(f"/proc/self/task/{os.getpid()}/children")
    while left := {int(number) for number in here.read_text().split()} - {keep}:
        for child in left:
            with contextlib.suppress(ProcessLookupError, ChildProcessError):
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)


def _given(arena: Arena) -> dict[str, float]:
    """Return the points by question; none where the submission was left ungraded."""
    path = arena.course.autograded / "mallory" / "ps" / "nb.ipynb"
    if not path.exists():
        return {}
    with Gradebook(f"sqlite:///{arena.course.gradebook}", course_id(arena.course)) as book:
        try:
            notebook = book.find_submission_notebook("nb", "ps", "mallory")
        except MissingEntry:
            return {}
        return {
            grade.name.removesuffix("-check"): float(grade.score or 0.0)
            for grade in notebook.grades
        }


def _marks_changed(arena: Arena) -> bool:
    with sqlite3.connect(arena.course.gradebook) as book:
        found = book.execute("select count(*) from grade where manual_score = 100").fetchone()[0]
        book.execute("update grade set manual_score = null where manual_score = 100")
    return bool(found)


if __name__ == "__main__":
    main()
