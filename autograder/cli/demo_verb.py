"""`bootcamp demo`: the whole loop on a sample class, in under three minutes."""

from __future__ import annotations

import shlex
import tempfile
import time
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from autograder.cli.app import (
    WORKERS,
    Isolation,
    IsolationOption,
    WorkersOption,
    app,
    is_isolated,
    out,
    progress,
    verb,
)
from autograder.cli.needs import need_grader
from autograder.cli.status_verb import status_table
from autograder.course import load_course
from autograder.installation import call, shipped_course


@app.command()
@verb
def demo(
    course: Annotated[
        Path | None,
        typer.Option("--course", help="Whose course.", show_default="the one that came along"),
    ] = None,
    directory: Annotated[
        Path | None,
        typer.Option("--dir", help="Where to put the demo's course.", show_default="a new folder"),
    ] = None,
    workers: WorkersOption = WORKERS,
    isolation: IsolationOption = Isolation.NAMESPACES,
) -> None:
    """Release, work, hand in, grade, give feedback and show who is complete: all of it, once."""
    need_grader()
    from autograder.cli.grading import grade_modules
    from autograder.demo.run import enrol, let_them_work, make_course, read_letters
    from autograder.pages import write_pages
    from autograder.releasing import release_module, release_start
    from autograder.standing import statuses

    start = time.monotonic()
    original = load_course(course or shipped_course())
    isolated = is_isolated(isolation)
    folder = (directory or Path(tempfile.mkdtemp(prefix="bootcamp-demo-"))).absolute()
    loaded = make_course(original, folder)
    out.print(
        f"[bold]{escape(loaded.title)}[/]: a demonstration in {escape(str(folder))}", soft_wrap=True
    )
    step = _Steps()

    module = loaded.module("foundations")
    with step("Release the course, and prove that nothing is given away"):
        release_start(loaded)
        proof = release_module(loaded, module, isolated=isolated).proof
    out.print(
        f"   source {proof.source_score:g} of {proof.points:g} points, "
        f"untouched release {proof.release_score:g}"
    )
    learners = enrol(loaded)
    with (
        step(f"{len(learners)} learners work on the released notebook and hand it in"),
        progress() as bar,
    ):
        task = bar.add_task("Learners at work", total=sum(one.hands_in for one in learners))
        for learner in let_them_work(loaded, learners, workers):
            bar.update(task, advance=1, description=f"{learner.id} {learner.story}")
    with step("Grade"):
        summary = grade_modules(loaded, (module,), (), workers, isolated=isolated)
    for line in summary.lines:
        out.print(f"   {line}", soft_wrap=True, markup=False, highlight=False)
    with step("A reader marks the written answers"):
        read = read_letters(loaded, learners)
    out.print(f"   {read} read; one is left for you to read in formgrader")
    with step("Write feedback pages"):
        pages = list(write_pages(loaded, module))
    out.print(status_table(statuses(loaded), {one.id: one.story for one in learners}))
    _what_next(folder, len(pages), time.monotonic() - start)
    if summary.problems:
        raise typer.Exit(1)


class _Steps:
    """Numbered headings, each with the seconds its step took."""

    def __init__(self) -> None:
        self._number = 0

    def __call__(self, text: str) -> _Step:
        self._number += 1
        return _Step(f"{self._number}. {text}")


class _Step:
    def __init__(self, text: str) -> None:
        self._text = text

    def __enter__(self) -> None:
        self._start = time.monotonic()
        out.print(f"[bold]{self._text}[/]")

    def __exit__(self, *_: object) -> None:
        out.print(f"   [dim]{time.monotonic() - self._start:.0f} s[/]")


def _what_next(folder: Path, pages: int, seconds: float) -> None:
    course = ("--course", str(folder))
    lines = (
        f"Done in {seconds:.0f} s. Look into:",
        f"  {folder}/release      what learners get",
        f"  {folder}/submitted    what they handed in, mishaps and all",
        f"  {folder}/autograded   what ran, with a score_report.json each",
        f"  {folder}/feedback     {pages} pages to open in a browser",
        f"  {folder}/gradebook.db nbgrader's own gradebook",
        "Then try:",
        f"  {call('bootcamp', 'status', '--json', *course)}",
        f"  {call('bootcamp', 'grade', *course)}",
        "      (nothing changed, so nothing runs)",
        f"  {call('bootcamp', 'lab', '--dir', str(folder / 'my-copy'), *course)}",
        "      (work on it yourself, as a learner does)",
        f"  cd {shlex.quote(str(folder))} && {call('jupyter', 'lab')}",
        "      (formgrader, where a reader marks: menu Nbgrader > Formgrader)",
    )
    for line in lines:
        out.print(line, soft_wrap=True, markup=False, highlight=False)
