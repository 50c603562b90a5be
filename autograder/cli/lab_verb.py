"""`bootcamp lab`: JupyterLab on a learner's own copy of the course."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Annotated

import typer

from autograder.cli.app import CourseOption, app, err, out, verb
from autograder.course import load_course
from autograder.errors import CourseError

START_PAGE = "start.ipynb"


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
@verb
def lab(
    context: typer.Context,
    course: CourseOption = Path(),
    directory: Annotated[
        Path, typer.Option("--dir", help="Where the learner's copy is, or will be made.")
    ] = Path("my-course"),
) -> None:
    """Open JupyterLab at the start page of a learner's copy. Further options go to JupyterLab."""
    loaded = load_course(course)
    new = copy_release(loaded.release, directory)
    text = f"Your copy of the course: {directory.absolute()} ({new} new files)"
    out.print(text, soft_wrap=True, markup=False)
    err.print("Opening JupyterLab. Press Ctrl+C twice here when you are done.")
    # Settings of the course's own, below the learner's: JupyterLab asks nobody for news.
    config = Path(__file__).parent / "lab"
    paths = [str(config), *os.environ.get("JUPYTER_CONFIG_PATH", "").split(os.pathsep)]
    os.environ["JUPYTER_CONFIG_PATH"] = os.pathsep.join(filter(None, paths))
    os.execv(  # noqa: S606  # no shell is wanted: JupyterLab takes this process over
        sys.executable,
        [
            sys.executable,
            "-m",
            "jupyter",
            "lab",
            f"--ServerApp.root_dir={directory.absolute()}",
            f"--LabApp.default_url=/lab/tree/{START_PAGE}",
            # In a container the learner is often root, and JupyterLab would refuse to start.
            *(["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []),
            *context.args,
        ],
    )


def copy_release(release: Path, directory: Path) -> int:
    """Copy what a learner does not have yet; return how many files. Never write over their work.

    Raises:
        CourseError: nothing is released.
    """
    files = sorted(path for path in release.rglob("*") if path.is_file())
    if not files:
        raise CourseError(f"{release}: nothing is released yet; run `bootcamp release` first")
    new = 0
    for path in files:
        target = directory / path.relative_to(release)
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
            new += 1
    return new
