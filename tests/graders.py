"""Stand-ins for grading, for tests of what is around it: no kernel, and workers that die."""

from __future__ import annotations

import ast
import contextlib
import os
import signal
from collections.abc import Iterator
from pathlib import Path

from nbformat import NotebookNode
from nbformat.v4 import new_output

from autograder.execute import Executed, Limits
from autograder.notebooks import is_test
from autograder.scores import Score, ScoreReport
from autograder.submission import content_hash
from autograder.worker import Graded, Job


def execute(notebook: NotebookNode, _folder: Path, _limits: Limits) -> Executed:
    """Run nothing: each test cell ends in the number in the notebook's first line, or in 5.0."""
    first = notebook.cells[0].source.splitlines()[:1] or ["5.0"]
    number = first[0].removeprefix("# score ") if first[0].startswith("# score ") else "5.0"
    for cell in notebook.cells:
        if is_test(cell):
            value = new_output("execute_result", data={"text/plain": number}, execution_count=1)
            cell["outputs"] = [value]
    return Executed(notebook, frozenset(range(len(notebook.cells))))


def grade(job: Job) -> Graded:
    """Grade without running anything; workers of some learners are killed, once or always."""
    student = job.submission.student
    once = job.autograded / f"{student}.once"
    if student == "killer" or (student.startswith("unlucky") and not once.exists()):
        job.autograded.mkdir(exist_ok=True)
        once.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return Graded(job, (report(job),))


def report(job: Job) -> ScoreReport:
    """Return full marks for a submission of the small course, and make its folder."""
    job.target.mkdir(parents=True, exist_ok=True)
    scores = (Score("squares-check", 5, 5.0, attempted=True), Score("why", 4, None, attempted=True))
    return ScoreReport(
        job.submission.student,
        "ps",
        "nb",
        scores,
        content_hash=job.content_hash,
        work_hash=content_hash(job.submission.folder),
    )


def run_here(notebook: NotebookNode, folder: Path, _limits: Limits) -> Executed:
    """Run cells that the tests themselves wrote, here and without a kernel."""
    names: dict[str, object] = {}
    ran = set()
    with contextlib.chdir(folder):
        for number, cell in enumerate(notebook.cells):
            if cell.cell_type == "code":
                cell["outputs"] = [*_run(cell.source, names)]
                ran.add(number)
    return Executed(notebook, frozenset(ran))


def _run(source: str, names: dict[str, object]) -> Iterator[NotebookNode]:
    try:
        body = ast.parse(source).body
        last = body.pop() if body and isinstance(body[-1], ast.Expr) else None
        exec(compile(ast.Module(body, []), "cell", "exec"), names)
        value = eval(ast.unparse(last), names) if last else None  # noqa: S307  # our own cells
    except Exception as error:  # noqa: BLE001  # a cell may do anything
        yield new_output("error", ename=type(error).__name__, evalue=str(error), traceback=[])
    else:
        if value is not None:
            data = {"text/plain": repr(value)}
            yield new_output("execute_result", data=data, execution_count=1)
