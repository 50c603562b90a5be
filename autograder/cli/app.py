"""The command itself: its options that every verb shares, and how errors are shown."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, ParamSpec

import typer
from rich.console import Console
from rich.text import Text

from autograder.errors import BootcampError

if TYPE_CHECKING:
    from rich.progress import Progress

app = typer.Typer(
    name="bootcamp",
    help="Release, grade and complete a product-management bootcamp in Jupyter notebooks.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_show_locals=False,
)

# Results go to standard output, for people and pipes; progress and errors go beside it.
out = Console(emoji=False)
err = Console(stderr=True, emoji=False)

CourseOption = Annotated[
    Path,
    typer.Option("--course", help="The course folder.", show_default="the folder you stand in"),
]
ModulesArgument = Annotated[
    list[str] | None,
    typer.Argument(metavar="[MODULE]...", help="Modules by name or code; all if none."),
]
WorkersOption = Annotated[
    int, typer.Option("--workers", min=1, help="How many submissions are graded side by side.")
]


class Isolation(StrEnum):
    """How learners' code is kept from the machine that grades it."""

    NAMESPACES = "namespaces"
    NONE = "none"


IsolationOption = Annotated[
    Isolation,
    typer.Option("--isolation", help="How learners' code is kept apart. None: not at all."),
]
NOT_ISOLATED = (
    "[bold red]Isolation is off.[/] Learners' code runs as you: it can read your files, the "
    "gradebook and other learners' work, change them, and use your network. Every score report "
    "of this run says so."
)

Arguments = ParamSpec("Arguments")


# As many workers as this process may use cores.
WORKERS = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def verb(action: Callable[Arguments, None]) -> Callable[Arguments, None]:
    """Turn an error we raise on purpose into one clear message and exit status 1."""

    @functools.wraps(action)
    def run(*args: Arguments.args, **kwargs: Arguments.kwargs) -> None:
        try:
            action(*args, **kwargs)
        except BootcampError as error:
            complain(str(error))
            raise typer.Exit(1) from None
        except OSError as error:
            place = f"{error.filename}: " if error.filename else ""
            complain(f"{place}{error.strerror or error}. Mend that, and run it again.")
            raise typer.Exit(1) from None
        except KeyboardInterrupt:
            # Only grading keeps what it did, one submission after another.
            goes_on = action.__name__ == "grade"
            err.print(
                "Stopped. Run the same command again to go on where it left off."
                if goes_on
                else "Stopped."
            )
            raise typer.Exit(130) from None

    return run


def is_isolated(isolation: Isolation) -> bool:
    """Whether learners' code is kept apart; where it is not, that is said."""
    if isolation is Isolation.NONE:
        err.print(NOT_ISOLATED, soft_wrap=True, highlight=False)
    return isolation is not Isolation.NONE


def progress() -> Progress:
    """A progress bar with the time left, gone when it is done."""
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        SpinnerColumn,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("left:"),
        TimeRemainingColumn(),
        console=err,
        transient=True,
    )


def complain(message: str) -> None:
    """Say what went wrong, in one message; square brackets in it are no markup."""
    err.print(Text.assemble(("bootcamp: ", "bold red"), message), soft_wrap=True)
