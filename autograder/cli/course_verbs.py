"""`bootcamp release`, `grade`, `feedback` and `tidy`: the instructor's loop."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from autograder.cli.app import (
    WORKERS,
    CourseOption,
    Isolation,
    IsolationOption,
    ModulesArgument,
    WorkersOption,
    app,
    err,
    is_isolated,
    out,
    progress,
    verb,
)
from autograder.cli.needs import need_grader
from autograder.course import Course, CourseModule, load_course, uses_our_exercises


def chosen(course: Course, names: list[str] | None) -> tuple[CourseModule, ...]:
    """Return the modules a command is about: those named, or all."""
    return tuple(course.module(name) for name in names) if names else course.modules


@app.command()
@verb
def release(
    modules: ModulesArgument = None,
    course: CourseOption = Path(),
    check: Annotated[
        bool, typer.Option("--check", help="Change nothing; fail where release/ is not current.")
    ] = False,
    isolation: IsolationOption = Isolation.NAMESPACES,
) -> None:
    """Make release/ from source/, and prove that nothing was given away."""
    need_grader()
    from autograder.enrol import enrol_roster
    from autograder.releasing import release_module, release_start

    loaded = load_course(course)
    if not check:
        enrol_roster(loaded)
    isolated = is_isolated(isolation)
    stale = [] if modules else list(release_start(loaded, check=check))
    for module in chosen(loaded, modules):
        err.print(f"Releasing {module.name}: proving that nothing is given away…")
        done = release_module(loaded, module, check=check, isolated=isolated)
        stale += done.changed
        proof = done.proof
        out.print(
            f"{module.name}: {done.files} files, no solution, key, hidden test or mark scheme. "
            f"Source {proof.source_score:g} of {proof.points:g} points, "
            f"untouched release {proof.release_score:g}. "
            + (f"{len(done.changed)} changed." if done.changed else "Nothing changed."),
            soft_wrap=True,
        )
    if check and stale:
        err.print(f"Not current: {', '.join(stale)}. Run `bootcamp release`.")
        raise typer.Exit(1)


NOT_OUR_EXERCISES = (
    'course.toml says kind = "bootcamp", and no notebook in source/ imports pm_exercises: a check '
    "gives points only where it ends in a number of points. Take that line out of course.toml if "
    "checks should also pass by ending without an error, as in any other nbgrader course."
)


@app.command()
@verb
def grade(
    modules: ModulesArgument = None,
    course: CourseOption = Path(),
    student: Annotated[
        list[str] | None, typer.Option("--student", help="Only these learners; may be repeated.")
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Grade again what did not change, too.")
    ] = False,
    workers: WorkersOption = WORKERS,
    isolation: IsolationOption = Isolation.NAMESPACES,
    scheduler: Annotated[
        str | None,
        typer.Option("--scheduler", help="Grade on a Dask cluster, such as tcp://10.0.0.1:8786."),
    ] = None,
    dry_run: Annotated[
        bool,
        typer.Option(
            "--dry-run", help="Write nothing; say who would be graded and why, and who would move."
        ),
    ] = False,
) -> None:
    """Grade what was handed in or changed since the last run."""
    need_grader()
    from autograder.cli.grading import grade_modules

    loaded = load_course(course)
    isolated = is_isolated(isolation)
    if loaded.ours and not uses_our_exercises(loaded):
        err.print(NOT_OUR_EXERCISES, soft_wrap=True, highlight=False, markup=False)
    summary = grade_modules(
        loaded,
        chosen(loaded, modules),
        tuple(student or ()),
        workers,
        force=force,
        isolated=isolated,
        scheduler=scheduler,
        dry=dry_run,
    )
    for line in summary.lines:
        out.print(line, soft_wrap=True, markup=False, highlight=False)
    if summary.problems:
        raise typer.Exit(1)


@app.command()
@verb
def feedback(
    modules: ModulesArgument = None,
    course: CourseOption = Path(),
    student: Annotated[
        list[str] | None, typer.Option("--student", help="Only these learners; may be repeated.")
    ] = None,
) -> None:
    """Write each learner's feedback page, with no hidden test or key in it."""
    need_grader()
    from autograder.pages import write_pages
    from autograder.penalties import sync_penalties

    loaded = load_course(course)
    sync_penalties(loaded, chosen(loaded, modules))
    for module in chosen(loaded, modules):
        with progress() as bar:
            pages = list(
                bar.track(
                    write_pages(loaded, module, tuple(student or ())),
                    description=f"Feedback for {module.name}",
                )
            )
        text = f"{module.name}: {len(pages)} pages in {loaded.feedback}"
        out.print(text, soft_wrap=True, markup=False)


@app.command()
@verb
def tidy(modules: ModulesArgument = None, course: CourseOption = Path()) -> None:
    """Bring source notebooks into the form this repository keeps, with the forms of answers."""
    need_grader()
    from autograder.notebooks import read_notebook, to_text
    from autograder.tidying import tidied

    loaded = load_course(course)
    paths = [] if modules else sorted(loaded.source.glob("*.ipynb"))
    for module in chosen(loaded, modules):
        paths += sorted((loaded.source / module.name).glob("*.ipynb"))
    for path in paths:
        text = to_text(tidied(read_notebook(path)))
        changed = path.read_text(encoding="utf-8") != text
        if changed:
            path.write_text(text, encoding="utf-8")
        out.print(f"{path.relative_to(loaded.root)}: {'tidied' if changed else 'tidy already'}")
