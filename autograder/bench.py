"""Run one prepared notebook: its cells in a sandbox, its checks here, its files to and fro."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode

from autograder.execute import Executed, Place, Sandbox, execute
from autograder.jobs import Assignment
from autograder.sandbox.shell import Runner
from autograder.scores import REPORT_FILE
from autograder.verify import CheckJudge


@dataclass(frozen=True, slots=True)
class Bench:
    """What grading needs ready: a warm sandbox, and a screen for checks that are decided here."""

    sandbox: Sandbox
    screen: Runner


@contextlib.contextmanager
def warm_bench(imports: tuple[str, ...], *, isolated: bool = True) -> Iterator[Bench]:
    """Make a bench in this process, for a notebook or two.

    Raises:
        IsolationError: this machine cannot keep submissions apart.
    """
    sandbox = Sandbox(imports, isolated=isolated)
    try:
        yield Bench(sandbox, Runner())
    finally:
        sandbox.close()


def run_notebook(
    assignment: Assignment,
    name: str,
    student: str,
    notebook: NotebookNode,
    folder: Path,
    bench: Bench,
) -> Executed:
    """Run a prepared notebook with the files of a folder; its checks show what they came to.

    Raises:
        IsolationError: this machine cannot keep it apart.
    """
    trusted = assignment.trusted.get(name, frozenset())
    place = Place(student, assignment.source.name, _files(folder))
    with _desk(assignment, student) as answers:
        judge = CheckJudge(
            notebook,
            assignment.masters[name],
            assignment.names[name],
            bench.screen,
            assignment.limits,
            answers if assignment.ours else None,
        )
        executed = execute(notebook, place, assignment.limits, bench.sandbox, judge, trusted)
    for index, outputs in executed.verdicts.items():
        notebook.cells[index]["outputs"] = list(outputs)
    return executed


@contextlib.contextmanager
def _desk(assignment: Assignment, student: str) -> Iterator[Path | None]:
    """Stand in a folder of our own, where checks find the answers that they ask for."""
    if not assignment.ours and not assignment.source_files:
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="bootcamp-desk-") as root:
        folder = Path(root) / student / assignment.source.name
        folder.mkdir(parents=True)
        for path in assignment.source_files:
            link = folder / path.relative_to(assignment.source)
            link.parent.mkdir(parents=True, exist_ok=True)
            link.symlink_to(path)
        before = os.environ.get("NBGRADER_EXECUTION")
        os.environ["NBGRADER_EXECUTION"] = "autograde"
        try:
            with contextlib.chdir(folder):
                yield folder
        finally:
            if before is None:
                del os.environ["NBGRADER_EXECUTION"]
            else:
                os.environ["NBGRADER_EXECUTION"] = before


def _files(folder: Path) -> dict[str, bytes]:
    """What a notebook finds beside it; other notebooks are none of its business."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink() and path.suffix != ".ipynb"
    }


def keep_written(executed: Executed, folder: Path) -> None:
    """Keep the files that a notebook wrote, as nbgrader would find them beside it."""
    for name, data in executed.files.items():
        path = folder / name
        parts = Path(name).parts
        if any(part.endswith(".ipynb") for part in parts) or REPORT_FILE in (parts[0], path.name):
            continue
        with contextlib.suppress(OSError):  # a file where a folder stands: the learner's own knot
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
